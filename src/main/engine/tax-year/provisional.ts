/**
 * Losses that a later purchase, or one not yet in the records, can still wash: the return of December must wait for January 30 (RULES 4.6, D8). A loss is
 * final once its thirty days are over and every account of the household is covered through them.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { YearRow } from '../../../shared/model/tax-year.ts'
import { date } from '../../../shared/present/format.ts'
import { windowEnd, windowStart } from '../wash/window.ts'

/** `left`: loss not disallowed yet, positive. */
export function provisionalOf(
  { sold, left }: { readonly sold: CivilDate; readonly left: number },
  asOf: CivilDate,
  accounts: readonly Pick<Account, 'name' | 'coverageFrom' | 'coverageTo'>[],
): YearRow['provisional'] {
  if (left <= 0) return null
  const until = windowEnd(sold)
  if (asOf <= until) {
    return { until, open: true, why: `provisional until ${date(until)}: a purchase up to then still washes it` }
  }
  const from = windowStart(sold)
  const gap = accounts.find(
    ({ coverageFrom, coverageTo }) => coverageFrom === null || coverageTo === null || coverageFrom > from || coverageTo < until,
  )
  if (gap === undefined) return null
  const has =
    gap.coverageFrom === null || gap.coverageTo === null
      ? 'has no trades in the book'
      : `has trades from ${date(gap.coverageFrom)} to ${date(gap.coverageTo)} only`
  return { until, open: false, why: `provisional: ${gap.name} ${has}, and the window ran from ${date(from)} to ${date(until)}` }
}
