/** How the limits in force stood and stand with the plan: each in words, now, then, and what is said of it; those still out first. */
import type { KeptLimit } from '../../../shared/model/plan-limits.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { sourceWords } from '../../../shared/present/plan-limits.ts'
import { keptStateWords, keptValue } from '../../../shared/present/plan-words.ts'
import { Status, type StatusWord } from '../../parts/status.tsx'

const tones: Readonly<Record<KeptLimit['state'], StatusWord['tone']>> = { out: 'caution', binds: 'waiting', soft: 'quiet', holds: 'ready' }

export function KeptLimits({ shown }: { shown: Proposal }) {
  const rows = [
    ...(shown.joint?.kept ?? []).map(limit => ({ limit, account: '' })),
    ...shown.accounts.flatMap(({ kept = [], accountName }) => kept.map(limit => ({ limit, account: accountName }))),
  ]
  if (rows.length === 0) return null
  const several = shown.accounts.filter(({ kept }) => kept !== undefined).length > 1
  return (
    <table className="kept-limits">
      <caption className="hidden-label">Limits in force: now, with the plan, and how they stand</caption>
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">Now</th>
          <th scope="col">Plan</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ limit, account }) => (
          <tr key={`${account} ${limit.key}`}>
            <th scope="row">
              {limit.words}
              <span className="small">
                <Status tone={tones[limit.state]} word={keptStateWords[limit.state]} />{' '}
                <span className="grey">
                  {[limit.said, several && account, limit.source !== 'plan' && sourceWords[limit.source], limit.reason]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </th>
            <td>{keptValue(limit, limit.before)}</td>
            <td className="planned">{keptValue(limit, limit.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
