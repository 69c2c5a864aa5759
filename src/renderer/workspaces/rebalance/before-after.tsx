/** What the plan changes: as it is now, with the plan, and what a full rebalance with the highest cost sold first would have done; then weights by asset class. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { figureLines } from '../../../shared/present/plan-words.ts'
import { FigureValue } from '../../parts/figure.tsx'
import { ClassWeights } from './class-weights.tsx'
import { KeptLimits } from './kept-limits.tsx'
import { planTrail } from './trails.ts'

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
          {figureLines
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
  return (
    <ClassWeights
      rows={rows}
      look="allocation"
      caption={<caption className="hidden-label">Asset classes: weight now, with the plan, and target</caption>}
      head={<th scope="col">Weight</th>}
      clip
      bar={({ before, after, target }, part) => (
        <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
          <rect className="weight-after" x={0} y={3} width={part(after)} height={8} />
          <line className="weight-before" x1={part(before)} x2={part(before)} y1={1} y2={13} />
          <line className="weight-target" x1={part(target)} x2={part(target)} y1={0} y2={14} />
        </svg>
      )}
    />
  )
}
