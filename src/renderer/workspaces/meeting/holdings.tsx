/** Each class as two bars, now and with the plan, and a mark at its target; every figure stands beside its bar, so that nobody must read lengths or colours. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { ClassWeights } from '../rebalance/class-weights.tsx'

export function Holdings({ rows }: { rows: Proposal['allocation'] }) {
  return (
    <ClassWeights
      rows={rows}
      look="holdings"
      caption={<caption className="grey">Outlined: now. Filled: with the plan. Line: the target.</caption>}
      head={<td />}
      bar={({ before, after, target }, part) => (
        <svg viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true">
          <rect className="bar-now" x={0} y={2} width={part(before)} height={9} vectorEffect="non-scaling-stroke" />
          <rect className="bar-plan" x={0} y={14} width={part(after)} height={10} />
          <line className="bar-target" x1={part(target)} x2={part(target)} y1={0} y2={26} vectorEffect="non-scaling-stroke" />
        </svg>
      )}
    />
  )
}
