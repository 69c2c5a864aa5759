/** The calendar of calendar and hybrid rebalancing: first trading day of each week, month, quarter, half-year or year. Source: rebalancing planner (US), "frequency and windows". */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { dayNumber, partsOf } from '../../../shared/kernel/civil-date.ts'
import type { Frequency } from './triggers.ts'

/** A number that changes with each period, so that two days of one period share it. */
function periodOf(date: CivilDate, every: Frequency): number {
  const { year, month } = partsOf(date)
  if (every === 'daily') return dayNumber(date)
  // weeks begin on Monday: 1970-01-01 was a Thursday
  if (every === 'weekly') return Math.floor((dayNumber(date) + 3) / 7)
  const months = { monthly: 1, quarterly: 3, 'semi-annual': 6, annual: 12 }[every]
  return Math.floor((year * 12 + month - 1) / months)
}

/** Whether a new period has begun since the last rebalance; where there was none, the date is due. */
export function isDue(last: CivilDate | null, today: CivilDate, every: Frequency): boolean {
  return last === null || periodOf(today, every) > periodOf(last, every)
}
