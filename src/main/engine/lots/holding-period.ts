/**
 * Short or long: long-term means held more than one year. The count starts the day after acquisition and includes the day of sale, in calendar
 * years, so "more than 365 days" would be wrong around leap days. Rule: long when sold on or after (acquired + 1 day) + 1 year.
 * IRC section 1222; Pub. 550 "Holding Period"; Rev. Rul. 66-7 (calendar units). `day` is a day number of kernel/civil-date.
 */
import { addDays, addYears, type CivilDate, dateOfDay, dayNumber } from '../../../shared/kernel/civil-date.ts'
import type { Term } from '../../../shared/model/ledger.ts'

/** The first day on which a sale is long-term. */
export function longFrom(heldFrom: CivilDate): CivilDate {
  return addYears(addDays(heldFrom, 1), 1)
}

export function termOf(heldFrom: CivilDate, sold: CivilDate): Term {
  return sold >= longFrom(heldFrom) ? 'long' : 'short'
}

/** `termOf` on day numbers; the calendar is only asked near the anniversary. */
export function termOfDays(heldFrom: number, sold: number): Term {
  const held = sold - heldFrom
  if (held > 367) return 'long'
  if (held < 365) return 'short'
  return sold >= dayNumber(longFrom(dateOfDay(heldFrom))) ? 'long' : 'short'
}

/** Held six months or less (IRC section 852(b)(4), Pub. 550 p. 83), counted like the year, in calendar months from the day after. */
export function withinSixMonths(heldFrom: number, sold: number): boolean {
  const next = dateOfDay(heldFrom + 1)
  const year = Number(next.slice(0, 4))
  const month = Number(next.slice(5, 7)) + 6
  const day = Number(next.slice(8, 10))
  const firstOfMonth = `${month > 12 ? year + 1 : year}-${String(month > 12 ? month - 12 : month).padStart(2, '0')}-01` as CivilDate
  const lastDay = dayNumber(nextMonth(firstOfMonth)) - 1
  const sixMonthsOn = Math.min(dayNumber(firstOfMonth) + day - 1, lastDay + 1)
  return sold < sixMonthsOn
}

function nextMonth(firstOfMonth: CivilDate): CivilDate {
  return `${addDays(firstOfMonth, 32).slice(0, 8)}01` as CivilDate
}
