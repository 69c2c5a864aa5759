/** The first thing seen: an empty book, and the three ways to fill it. */
import { useJob } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Progress, RefusalBanner } from '../../parts/faces.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { NewHousehold } from '../../shell/new-household.tsx'
import { go } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'

export function EmptyDesk() {
  const sample = useJob('sample.load')
  return (
    <ScreenFrame title="Welcome to Lotwright" lead="The book is empty. Fill it in one of three ways; everything stays on this machine.">
      {sample.refusal && <RefusalBanner refusal={sample.refusal} onClear={sample.clear} />}
      <div className="beginnings">
        <section className="panel" aria-labelledby="with-sample">
          <h2 id="with-sample">Look around first</h2>
          <p className="grey">
            Three households with everything an advisor meets: short and long losses, a Roth IRA that blocks a harvest, dividend
            reinvestment, a restricted legacy position, a cash need, drift. Made up, and marked as such.
          </p>
          {sample.running ? (
            <Progress what="Loading the sample book" step={sample.progress} onStop={sample.stop} />
          ) : (
            <div className="line">
              <Button look="strong" icon="book" onPress={() => void sample.run({})}>
                Open the sample book
              </Button>
            </div>
          )}
        </section>
        {screenOf('data') && (
          <section className="panel" aria-labelledby="with-files">
            <h2 id="with-files">Bring your own files</h2>
            <p className="grey">
              Lots, positions, transactions and realized gains as Schwab and Fidelity export them, any other CSV through a mapping, or
              Lotwright&apos;s own template. You see every row and every problem before anything is written.
            </p>
            <div className="line">
              <Button icon="data" onPress={() => go({ screen: 'data' })} disabled={sample.running}>
                Import files
              </Button>
            </div>
          </section>
        )}
        <section className="panel" aria-labelledby="by-hand">
          <h2 id="by-hand">Begin by hand</h2>
          <p className="grey">
            Enter a household, its people and its accounts; files of lots and trades then find the accounts by their numbers.
          </p>
          <div className="line">
            <NewHousehold disabled={sample.running} />
          </div>
        </section>
      </div>
    </ScreenFrame>
  )
}
