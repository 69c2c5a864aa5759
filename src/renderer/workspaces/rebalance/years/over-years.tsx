/** Over several years: taxable accounts toward their targets over this tax year and those after it, scenarios side by side. This year of one is taken over as the ordinary plan. */
import { useState } from 'react'
import type { CivilDate } from '../../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import { isTaxable } from '../../../../shared/model/lists.ts'
import type { Transition, TransitionScenario } from '../../../../shared/model/transition.ts'
import { usualYears } from '../../../../shared/model/usual-years.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { YearsPolicy } from '../../../../shared/model/years-policy.ts'
import { useJob } from '../../../desk/use-command.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Banner, Empty, LoadingFace, RefusalBanner } from '../../../parts/faces.tsx'
import { SaveFile } from '../../../parts/files.tsx'
import type { Planning } from '../use-plan.ts'
import { type Asking, askedOf, beginAsking, YearsForm } from './form.tsx'
import { ScenarioTable } from './scenario-table.tsx'
import { YearsOf } from './years-of.tsx'
import { YearsPlot } from './years-plot.tsx'

interface OverYearsProps {
  readonly view: HouseholdView
  readonly plan: Planning
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly onClose: () => void
}

export function OverYears(props: OverYearsProps) {
  const settings = useQuery('settings.read', {})
  if (settings.value === undefined)
    return (
      <Dialog title="Over several years" onClose={props.onClose} width={1180}>
        {settings.refusal ? <RefusalBanner refusal={settings.refusal} /> : <LoadingFace what="Reading the settings" />}
      </Dialog>
    )
  return <Years {...props} policy={settings.value.years ?? usualYears} />
}

function Years({ view, plan, household, asOf, onClose, policy }: OverYearsProps & { readonly policy: YearsPolicy }) {
  const accounts = view.accounts.filter(({ mode, type }) => mode === 'tradable' && isTaxable(type))
  const [asking, setAsking] = useState<Asking>(() => beginAsking(accounts, plan.accounts, policy))
  const { run, stop, running, progress, refusal, clear, value } = useJob('transition.run')
  const asked = askedOf(asking, plan.wishes, policy)

  const take = (transition: Transition, scenario: TransitionScenario) => {
    if (scenario.first === null) return
    plan.take(
      scenario.first,
      transition.accounts.map(({ account }) => account),
    )
    onClose()
  }
  const foot = value && (
    <>
      <SaveFile make="transition.export" input={{ household, asOf, asked: value.asked }}>
        Save as CSV
      </SaveFile>
      <span className="grey small">A projection: it is not kept in the book. This year, taken over, is an ordinary plan.</span>
    </>
  )

  return (
    <Dialog title="Over several years" onClose={onClose} width={1180} foot={foot}>
      {accounts.length === 0 ? (
        <Empty title="No taxable account">Gains are taxed in none of the accounts that can be traded: there is nothing to spread.</Empty>
      ) : (
        <div className="over-years">
          <YearsForm accounts={accounts} asking={asking} onChange={setAsking} />
          <div className="line">
            {running ? (
              <Button icon="stop" onPress={stop}>
                Stop
              </Button>
            ) : (
              <Button
                look="strong"
                icon="rebalance"
                disabled={asked === null}
                tip={asked === null ? 'Correct the fields above' : undefined}
                onPress={() => asked && void run({ household, asOf, asked })}
              >
                Plan the years
              </Button>
            )}
            <span className="grey small">Wishes and weights are those of the screen behind.</span>
          </div>
          {refusal && <RefusalBanner refusal={refusal} onClear={clear} />}
          {running && <LoadingFace what="Planning over several years" step={progress} onStop={stop} />}
          {value && !running && <Answer transition={value} onTake={scenario => take(value, scenario)} />}
        </div>
      )}
    </Dialog>
  )
}

function Answer({ transition, onTake }: { transition: Transition; onTake: (scenario: TransitionScenario) => void }) {
  const { scenarios, assumptions, estate } = transition
  const [chosen, setChosen] = useState(() => scenarios.find(({ best }) => best)?.key ?? scenarios[0]?.key ?? '')
  const scenario = scenarios.find(({ key }) => key === chosen) ?? scenarios[0]
  if (scenario === undefined) return null
  return (
    <>
      <ScenarioTable transition={transition} chosen={scenario.key} onChoose={setChosen} />
      {scenario.notReached !== null && <Banner weight="note">{scenario.notReached}</Banner>}
      <div className="years-answer">
        <YearsOf scenario={scenario} several={transition.accounts.length > 1} onTake={() => onTake(scenario)} />
        <YearsPlot transition={transition} chosen={scenario.key} />
      </div>
      <details className="years-assumed">
        <summary>What this assumes</summary>
        <ul>
          {[...assumptions, estate].map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </details>
    </>
  )
}
