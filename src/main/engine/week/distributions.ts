/**
 * Distributions to come, where the records let them be reckoned: of a holding that paid before, the next days at the interval of the last two. A fund that pays less
 * than every thirteen months has no interval that tells anything. Bought with or not, they change cash, and a reinvested one opens a lot that can wash a loss (IRC section 1091(a)).
 */
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { EntryKind } from '../../../shared/model/ledger.ts'
import type { Standing } from '../standing/standing.ts'
import { payDay } from '../wash/expected.ts'

export interface ExpectedDistribution {
  readonly account: AccountId
  readonly security: SecurityId
  readonly day: CivilDate
  readonly every: number
  readonly last: CivilDate
  readonly reinvested: boolean
}

interface Paid {
  readonly account: AccountId
  readonly security: SecurityId
  /** By day of payment: whether it bought shares. */
  readonly reinvestedOn: Map<CivilDate, boolean>
}

const kinds: ReadonlySet<EntryKind> = new Set(['dividend', 'reinvest', 'capital-gain-distribution'])
const [shortest, longest] = [6, 400]

/** From the as-of day through `until`. */
export function expectedDistributions(standing: Standing, until: CivilDate): ExpectedDistribution[] {
  const held = new Set(standing.lots.map(lot => `${lot.account}\n${standing.sameOf(lot.security)}`))
  const paid = new Map<string, Paid>()
  for (const { kind, account, security, tradeDate } of standing.snapshot.entries) {
    if (!kinds.has(kind) || security === null || tradeDate > standing.asOf) continue
    const key = `${account}\n${standing.sameOf(security)}`
    if (!held.has(key)) continue
    const known = paid.get(key) ?? { account, security, reinvestedOn: new Map() }
    known.reinvestedOn.set(tradeDate, kind === 'reinvest' || known.reinvestedOn.get(tradeDate) === true)
    paid.set(key, known)
  }
  return [...paid.values()].flatMap(({ account, security, reinvestedOn }) => {
    const [before, last] = [...reinvestedOn.keys()].sort().slice(-2)
    if (before === undefined || last === undefined) return []
    const reinvested = reinvestedOn.get(last) === true
    const every = daysBetween(before, last)
    if (every < shortest || every > longest || daysBetween(last, standing.asOf) > 2 * every) return []
    const found: ExpectedDistribution[] = []
    for (let day = addDays(last, every); day <= until; day = addDays(day, every))
      if (day >= standing.asOf) found.push({ account, security, day: payDay(day), every, last, reinvested })
    return found.filter(({ day }) => day <= until)
  })
}
