/** What limits the plan, and what the next step of each limit would bring, both ways, the most valuable first; cash that whole shares leave over is told in a line that opens. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { type LimitTold, limitsTold, littleCashWords, noLimitWords } from '../../../shared/present/limits-told.ts'
import { hasPlan, scoreInWords } from '../../../shared/present/plan-words.ts'

export function LimitsList({ shown }: { shown: Proposal }) {
  // limits that clash are told where they clash
  if (!hasPlan(shown)) return null
  const several = shown.accounts.length > 1
  const { first, little } = limitsTold(shown)
  return (
    <section className="panel limits" aria-label="What limits it">
      <h2 title={scoreInWords}>What limits it</h2>
      {first.length === 0 ? <p className="grey small">{noLimitWords}</p> : <Lines of={first} several={several} />}
      {little.length > 0 && (
        <details className="small">
          <summary>{littleCashWords(little.length)}</summary>
          <Lines of={little} several={several} />
        </details>
      )}
    </section>
  )
}

function Lines({ of, several }: { of: readonly LimitTold[]; several: boolean }) {
  return (
    <ul>
      {of.map(({ accountName, limit: { limit, words } }) => (
        <li key={`${accountName} ${limit}`}>
          {words} {several && accountName !== '' && <span className="grey small">{accountName}</span>}
        </li>
      ))}
    </ul>
  )
}
