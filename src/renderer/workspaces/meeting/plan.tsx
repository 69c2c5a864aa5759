/** The plan as it was prepared, or a new one: four figures now and with the plan, two pictures, one slider. What is asked here stands in Rebalance afterwards as well. */
import { useState } from 'react'
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { heightOf } from '../../../shared/present/curve-places.ts'
import { count, money, roughBasisPoints, signedMoney } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { Empty, LoadingFace, RefusalBanner } from '../../parts/faces.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { Slider } from '../../parts/slider.tsx'
import { CurvePlot } from '../rebalance/curve-plot.tsx'
import { PrintPlan } from '../rebalance/print-plan.tsx'
import { planTrail } from '../rebalance/trails.ts'
import { type Planning, usePlan } from '../rebalance/use-plan.ts'
import { weightSliders, withWeight } from '../rebalance/wishes.ts'
import { Holdings } from './holdings.tsx'
import { January } from './january.tsx'

interface PlanAcrossTheTableProps {
  readonly view: HouseholdView
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

/** Needs and deposits count as far ahead as the firm has set, as in Rebalance. */
export function PlanAcrossTheTable({ view, household, asOf }: PlanAcrossTheTableProps) {
  const plan = usePlan(household, asOf, view.flowDays)
  const [january, setJanuary] = useState(false)
  const { shown } = plan
  if (shown === null) return <NoPlan plan={plan} />
  return (
    <div className="meeting-plan" aria-busy={!plan.current}>
      {plan.refusal && <RefusalBanner refusal={plan.refusal} onClear={plan.clear} />}
      <Figures shown={shown} />
      <div className="meeting-questions">
        <NearerOrCheaper plan={plan} />
        <Button icon="timeline" pressed={january} onPress={() => setJanuary(!january)}>
          What if we wait until January?
        </Button>
        <PrintPlan plan={plan} />
      </div>
      <div className="meeting-pictures">
        {january ? (
          <January proposal={shown.id} revision={shown.revision} />
        ) : (
          <section className="panel" aria-label="What you hold">
            <h2>What you hold</h2>
            <Holdings rows={shown.allocation} />
          </section>
        )}
        <section className="panel" aria-label="The choice">
          <h2>{heightOf(shown) === 'tax' ? 'Tax now against distance from the model' : 'Cost against distance from the model'}</h2>
          <CurvePlot shown={shown} across="distance from the model" onTake={weight => plan.wish(withWeight(plan.wishes, 'te', weight))} />
          <p className="grey" role="status">
            {plan.drawing
              ? 'Drawing the choices …'
              : 'Every point is a plan of its own. A square is a usual way to sell, for comparison. 100 bp are 1 % a year.'}
          </p>
        </section>
      </div>
      <p className="grey">{shown.certificate ? `This plan is ${shown.certificate.words}.` : shown.words}</p>
    </div>
  )
}

function NoPlan({ plan }: { plan: Planning }) {
  if (plan.solving) return <LoadingFace what="Making the plan" step={plan.progress} onStop={plan.stop} />
  return (
    <>
      {plan.refusal && <RefusalBanner refusal={plan.refusal} onClear={plan.clear} />}
      <Empty
        title="No plan yet"
        action={
          <Button look="strong" icon="rebalance" onPress={plan.solve}>
            Make a plan
          </Button>
        }
      >
        Nothing is written and nothing is traded.
      </Empty>
    </>
  )
}

/** The one slider of a meeting. */
function NearerOrCheaper({ plan: { wishes, wish } }: { plan: Planning }) {
  const [slider] = weightSliders
  if (slider === undefined) return null
  return (
    <Slider
      label="Keep close to the model, or pay less now?"
      stops={slider.stops}
      value={wishes.weights.te}
      tip={slider.tip}
      onChange={value => wish(withWeight(wishes, 'te', value))}
    />
  )
}

/** What the sign means, to somebody who reads it once: the figure is what the trades change, not the tax that is due. */
function taxSaid(tax: Cents | null): string {
  if (tax === null) return 'unknown: no tax profile or table of the year'
  return tax < 0 ? 'less with these trades' : tax > 0 ? 'more with these trades' : 'the same with these trades'
}

function Figures({ shown }: { shown: Proposal }) {
  const { before, after } = shown
  const figures = [
    {
      label: 'Distance from model',
      said: null,
      now: roughBasisPoints(before.trackingError),
      plan: roughBasisPoints(after.trackingError),
      trail: 'trackingError',
    },
    { label: 'Tax of the year', now: null, said: taxSaid(after.tax), plan: signedMoney(after.tax), trail: 'tax' },
    { label: 'Cost of trading', said: null, now: money(before.cost), plan: money(after.cost), trail: 'cost' },
    { label: 'Cash', said: null, now: money(before.cashAfter), plan: money(after.cashAfter), trail: 'cash' },
    { label: 'Orders', said: null, now: count(before.tickets), plan: count(after.tickets), trail: null },
  ] as const
  return (
    <dl className="meeting-figures">
      {figures.map(({ label, now, said, plan, trail }) => (
        <div key={label}>
          <dt>{label}, est.</dt>
          <dd>
            <FigureValue label={label} value={plan} trail={trail && planTrail(shown, trail)} />
          </dd>
          <dd className="grey">{now === null ? said : `now ${now}`}</dd>
        </div>
      ))}
    </dl>
  )
}
