/** Tax against tracking error, and benefit against the number of orders: what another plan would bring, each a click away. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { counted } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { BenefitPlot } from './benefit-plot.tsx'
import { CurvePlot, heightOf } from './curve-plot.tsx'
import type { Planning } from './use-plan.ts'
import { withWeight } from './wishes.ts'
import { partOfWhole } from './words.ts'

export function CurvePanel({ plan, shown }: { plan: Planning; shown: Proposal }) {
  const { wishes, wish } = plan
  const knee = shown.benefit.find(point => point.knee)
  const all = shown.benefit.at(-1)?.tickets ?? 0
  const solved = shown.accounts.filter(account => account.certificate !== null)
  // the limit is an account's, the count the household's: they are the same only where one account is planned
  const canTake = knee !== undefined && knee.tickets < all && (solved.length === 1 || shown.scope === 'household')
  return (
    <section className="panel curve" aria-label="Other plans">
      <header className="panel-head">
        <h2>{heightOf(shown) === 'tax' ? 'Tax against tracking error' : 'Cost against tracking error'}</h2>
        <span className="grey small" role="status">
          {plan.drawing
            ? 'Drawing the curve …'
            : shown.curve.length === 0
              ? 'No curve yet'
              : 'A point takes its plan: click, or ← → and Enter'}
        </span>
      </header>
      <CurvePlot shown={shown} onTake={weight => wish(withWeight(wishes, 'te', weight))} />
      {shown.benefit.length > 1 && (
        <div className="benefit">
          <BenefitPlot points={shown.benefit} />
          <p className="small">
            {knee === undefined || knee.tickets >= all
              ? `All ${counted(all, 'order')} are needed for the benefit.`
              : `${knee.tickets} of ${counted(all, 'order')} keep ${partOfWhole(Math.floor(knee.benefit / 10_000) * 10_000)} of the benefit.`}{' '}
            {canTake && (
              <Button look="plain" onPress={() => wish({ ...wishes, trades: knee.tickets })}>
                {`Take ${knee.tickets}`}
              </Button>
            )}
          </p>
        </div>
      )}
    </section>
  )
}
