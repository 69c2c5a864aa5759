/**
 * How much of a household the book knows: what its positions are worth and how many of them have a price, and for which days the trades of which accounts are
 * in the book. A sum over priced positions alone is told as such, and none at all is unknown, never zero. The days are those that the wash window of a sale on
 * the trade day asks of the records (IRC section 1091(a)), as the verdicts do.
 */
import { noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { addDays, type CivilDate, earlierDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { Coverage, Worth } from '../../../shared/model/review.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { coverageFindings } from '../wash/reasons.ts'
import { windowDays } from '../wash/window.ts'

export function worthOf(standing: Standing): Worth {
  const holdings = holdingsOf(standing)
  const values = holdings.map(holding => holding.value).filter(value => value !== null)
  const cash = sumCents(standing.snapshot.accounts.map(account => account.cash ?? noCents))
  const isUnknown = holdings.length > 0 && values.length === 0
  return { value: isUnknown ? null : sumCents([...values, cash]), priced: values.length, positions: holdings.length }
}

/** `from` and `to`: the days known of every account that reaches over the window; null where none does. */
export function coverageOf(standing: Standing): Coverage {
  const { accounts } = standing.snapshot
  const open = new Set(coverageFindings(standing.evidence, standing.tradeDay).map(finding => finding.reason.account))
  const covered = accounts.filter(account => !open.has(account.id))
  const spans = covered.flatMap(({ coverageFrom, coverageTo }) => (coverageFrom && coverageTo ? [{ coverageFrom, coverageTo }] : []))
  const of = (days: readonly CivilDate[], pick: (a: CivilDate, b: CivilDate) => CivilDate) =>
    days.reduce<CivilDate | null>((found, day) => (found === null ? day : pick(found, day)), null)
  return {
    needsFrom: addDays(standing.tradeDay, -windowDays),
    needsTo: earlierDate(standing.tradeDay, standing.evidence.asOf),
    from: of(
      spans.map(span => span.coverageFrom),
      laterDate,
    ),
    to: of(
      spans.map(span => span.coverageTo),
      earlierDate,
    ),
    accounts: accounts.length,
    covered: covered.length,
    missing: accounts.filter(account => open.has(account.id)).map(account => account.name),
  }
}
