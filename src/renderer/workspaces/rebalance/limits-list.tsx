/** What limits the plan, and what the next step of each limit would bring, both ways; all of it in sight beside the proof. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { scoreInWords } from '../../../shared/present/plan-words.ts'

export function LimitsList({ shown }: { shown: Proposal }) {
  const several = shown.accounts.length > 1
  const limits = [
    ...(shown.joint?.limits ?? []).map(limit => ({ accountName: '', ...limit })),
    ...shown.accounts.flatMap(({ accountName, limits: own }) => own.map(limit => ({ accountName, ...limit }))),
  ]
  return (
    <section className="panel limits" aria-label="What limits it">
      <h2 title={scoreInWords}>What limits it</h2>
      {limits.length === 0 ? (
        <p className="grey small">No limit stands in the way of a better plan.</p>
      ) : (
        <ul>
          {limits.map(({ accountName, limit, words }) => (
            <li key={`${accountName} ${limit}`}>
              {words} {several && accountName !== '' && <span className="grey small">{accountName}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
