/** What the plan changes: as it is now, with the plan, and what a full rebalance with the highest cost sold first would have done; then weights by asset class. */
import type { PlanFigure, PlanFigures, Proposal } from '../../../shared/model/proposal.ts'
import { count, money, roughBasisPoints, signedMoney } from '../../../shared/present/format.ts'
import { FigureValue } from '../../parts/figure.tsx'
import { KeptLimits } from './kept-limits.tsx'
import { planTrail } from './trails.ts'
import { partOfWhole } from './words.ts'

interface Line {
  readonly label: string
  readonly tip?: string
  /** Whose arithmetic the plan's figure opens. */
  readonly trail?: PlanFigure
  readonly of: (figures: PlanFigures) => string
  /** Left out where it is nothing in every column. */
  readonly unless?: (figures: PlanFigures) => boolean
}

const lines: readonly Line[] = [
  {
    label: 'Tracking error',
    tip: 'Annual, against the model portfolio, by the risk that is said below, behind the plan',
    trail: 'trackingError',
    of: plan => roughBasisPoints(plan.trackingError),
  },
  { label: 'Short-term result', tip: 'Net of the sales, wash sales taken out', trail: 'short', of: plan => signedMoney(plan.short) },
  { label: 'Long-term result', tip: 'Net of the sales, wash sales taken out', trail: 'long', of: plan => signedMoney(plan.long) },
  { label: 'Losses washed', trail: 'washed', of: plan => money(plan.washed), unless: plan => plan.washed === 0 },
  { label: 'Lost for good', of: plan => money(plan.permanent), unless: plan => plan.permanent === 0 },
  { label: 'Tax of the year', tip: 'What the trades add to it; below zero they save', trail: 'tax', of: plan => signedMoney(plan.tax) },
  { label: 'Loss carried on', trail: 'carried', of: plan => signedMoney(plan.carried), unless: plan => plan.carried === 0 },
  { label: 'Cost of trading', trail: 'cost', of: plan => money(plan.cost) },
  { label: 'Bought and sold', of: plan => partOfWhole(plan.turnover) },
  { label: 'Orders', of: plan => count(plan.tickets) },
  { label: 'Cash', trail: 'cash', of: plan => money(plan.cashAfter) },
]

export function BeforeAfter({ shown }: { shown: Proposal }) {
  const { before, after, baselines, allocation } = shown
  const hifo = baselines.find(({ name }) => name === 'HIFO')?.figures ?? null
  const columns = [before, after, ...(hifo === null ? [] : [hifo])]
  return (
    <section className="panel before-after" aria-label="Before and after">
      <table>
        <caption className="hidden-label">The household before and after, estimated</caption>
        <thead>
          <tr>
            <th scope="col">est.</th>
            <th scope="col">Now</th>
            <th scope="col">Plan</th>
            {hifo && (
              <th scope="col" title="Everything traded back to the targets, the lots with the highest cost sold first">
                Full, HIFO
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(({ unless }) => !unless || !columns.every(unless))
            .map(({ label, tip, trail, of }) => (
              <tr key={label}>
                <th scope="row" title={tip}>
                  {label}
                </th>
                <td>{of(before)}</td>
                <td className="planned">
                  <FigureValue label={`${label}, plan`} value={of(after)} trail={trail ? planTrail(shown, trail) : null} />
                </td>
                {hifo && <td>{of(hifo)}</td>}
              </tr>
            ))}
        </tbody>
      </table>
      <Allocation rows={allocation} />
      <KeptLimits shown={shown} />
    </section>
  )
}

/** Each class as a bar of its weight after, a tick where it was, a hairline at the target; the figures stand beside it. */
function Allocation({ rows }: { rows: Proposal['allocation'] }) {
  let most = 1
  for (const { before, after, target } of rows) most = Math.max(most, before, after, target)
  const place = (ppm: number) => (Math.max(0, ppm) / most) * 100
  return (
    <table className="allocation">
      <caption className="hidden-label">Asset classes: weight now, with the plan, and target</caption>
      <thead>
        <tr>
          <th scope="col">Weight</th>
          <td />
          <th scope="col">Now</th>
          <th scope="col">Plan</th>
          <th scope="col">Target</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ assetClass, before, after, target }) => (
          <tr key={assetClass}>
            <th scope="row" className="clip" title={assetClass}>
              {assetClass}
            </th>
            <td>
              <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                <rect className="weight-after" x={0} y={3} width={place(after)} height={8} />
                <line className="weight-before" x1={place(before)} x2={place(before)} y1={1} y2={13} />
                <line className="weight-target" x1={place(target)} x2={place(target)} y1={0} y2={14} />
              </svg>
            </td>
            <td>{tenths(before)}</td>
            <td className="planned">{tenths(after)}</td>
            <td>{tenths(target)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function tenths(ppm: number): string {
  return partOfWhole(Math.round(ppm / 1000) * 1000)
}
