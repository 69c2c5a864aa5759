/** A trade's reasons as a small bar around a middle line: told by pattern as well as by colour, and in words to whoever cannot see it. */
import type { ProposalTrade } from '../../../shared/model/proposal.ts'
import { score } from '../../../shared/present/format.ts'
import { reasonWords } from '../../../shared/present/plan-words.ts'
import { segmentsOf } from './reasons.ts'

const half = 44
const height = 12

export function ReasonBar({ contribution, scale }: { contribution: ProposalTrade['contribution']; scale: number }) {
  const words = reasonWords(contribution)
  const { total } = contribution
  return (
    <span className="reason" title={words}>
      <svg width={half * 2} height={height} viewBox={`0 0 ${half * 2} ${height}`} role="img" aria-label={words}>
        {segmentsOf(contribution, scale, half).map(({ part, from, width }) => (
          <rect key={part} className={`reason-${part}`} x={from} y={2} width={width} height={height - 4} />
        ))}
        <line x1={half} x2={half} y1={0} y2={height} className="reason-middle" />
      </svg>
      <span className="tabular small">{score(total === 0 ? 0 : -total)}</span>
    </span>
  )
}
