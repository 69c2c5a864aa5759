/**
 * Losses that a later purchase, or one not yet in the records, can still wash: the return of December must wait for January 30 (RULES 4.6, D8). A loss is
 * final once its thirty days are over and every account of the household is covered through them.
 */
import { type CivilDate, earlierDate } from '../../../shared/kernel/civil-date.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { YearRow } from '../../../shared/model/tax-year.ts'
import { date } from '../../../shared/present/format.ts'
import { windowEnd, windowStart } from '../wash/window.ts'

type Covered = Pick<Account, 'name' | 'coverageFrom' | 'coverageTo'>

/** `left`: loss not disallowed yet, positive. `recordsTo`: the last close, through which records can speak on the as-of day. */
export function provisionalOf(
  { sold, left }: { readonly sold: CivilDate; readonly left: number },
  { asOf, recordsTo }: { readonly asOf: CivilDate; readonly recordsTo: CivilDate },
  accounts: readonly Covered[],
): YearRow['provisional'] {
  if (left <= 0) return null
  const [from, until] = [windowStart(sold), windowEnd(sold)]
  const open = asOf <= until
  const gaps = accounts.filter(account => lacksTrades(account, from, earlierDate(until, recordsTo)))
  if (!open && gaps.length === 0) return null
  const missing = gaps.map(gap => gap.name)
  const words = gaps.map(coverageWords).join('; ')
  if (!open) return { until, open, missing, why: `provisional: ${words}, and the window ran from ${date(from)} to ${date(until)}` }
  const after = words === '' ? '' : `; and after that, for ${words}`
  return { until, open, missing, why: `provisional until ${date(until)}: a purchase up to then still washes it${after}` }
}

function lacksTrades({ coverageFrom, coverageTo }: Covered, from: CivilDate, to: CivilDate): boolean {
  return coverageFrom === null || coverageTo === null || coverageFrom > from || coverageTo < to
}

function coverageWords({ name, coverageFrom, coverageTo }: Covered): string {
  if (coverageFrom === null || coverageTo === null) return `${name} has no trades in the book`
  return `${name} has trades from ${date(coverageFrom)} to ${date(coverageTo)} only`
}
