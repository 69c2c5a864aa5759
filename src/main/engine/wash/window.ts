/**
 * The wash window: 61 days around a loss sale, trade dates, both ends included. IRC section 1091(a); Reg. 1.1091-1(a). Buying is barred through
 * the thirtieth day after the sale and free from the thirty-first.
 */
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'

export const windowDays = 30

/** A purchase on one of the two days washes a loss sale on the other. */
export function inWindow(sold: CivilDate, bought: CivilDate): boolean {
  return Math.abs(daysBetween(sold, bought)) <= windowDays
}

export function windowStart(sold: CivilDate): CivilDate {
  return addDays(sold, -windowDays)
}

/** Last day on which a purchase still washes the sale. */
export function windowEnd(sold: CivilDate): CivilDate {
  return addDays(sold, windowDays)
}

/** First day on which the other half of a pair is free of the window of `day`. */
export function clearAfter(day: CivilDate): CivilDate {
  return addDays(day, windowDays + 1)
}
