/** How the limits in force stood and stand with the plan: each in words, now, then, and what is said of it; those still out first. */
import type { KeptLimit } from '../../../shared/model/plan-limits.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { count, money } from '../../../shared/present/format.ts'
import { sourceWords } from '../../../shared/present/plan-limits.ts'
import { Status, type StatusWord } from '../../parts/status.tsx'
import { partOfWhole } from './words.ts'

const states: Readonly<Record<KeptLimit['state'], StatusWord>> = {
  out: { tone: 'caution', word: 'Still out' },
  binds: { tone: 'waiting', word: 'At its edge' },
  soft: { tone: 'quiet', word: 'At a price' },
  holds: { tone: 'ready', word: 'Holds' },
}

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
                <Status {...states[limit.state]} />{' '}
                <span className="grey">
                  {[limit.said, several && account, limit.source !== 'plan' && sourceWords[limit.source], limit.reason]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </th>
            <td>{shownValue(limit, limit.before)}</td>
            <td className="planned">{shownValue(limit, limit.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shownValue({ unit }: KeptLimit, value: number | null): string {
  if (value === null) return '–'
  if (unit === 'weight') return partOfWhole(value)
  if (unit === 'money') return money(value)
  return unit === 'names' ? count(value) : (value / 1000).toFixed(2).replace('-', '−')
}
