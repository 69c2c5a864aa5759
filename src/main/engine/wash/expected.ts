/**
 * Dividends that are expected to buy shares: the next at the interval of the last two, and on at that interval. Dates of dividends move by some days from one
 * time to the next, so a window is taken to be touched when an expected day lies within a week of it (IRC section 1091(a) asks for the day itself).
 */
import { addDays, type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import type { ReinvestingFact } from './evidence.ts'
import { windowDays } from './window.ts'

/** Days by which an expected date may be wrong. */
export const expectedSlack = 7

/** Expected days from the first known through `until`, at the interval alone: the exchange may be closed on them (`payDay`). */
export function expectedDays({ expected, every }: ReinvestingFact, until: CivilDate): CivilDate[] {
  if (expected === undefined || expected === null) return []
  const found: CivilDate[] = []
  for (let day = expected; day <= until; day = addDays(day, every as number)) {
    found.push(day)
    if (every === undefined || every === null || every <= 0) break
  }
  return found
}

/** The day to show for an expected one: nothing is bought while the exchange is closed. The reach of a window is measured from the interval itself. */
export function payDay(expected: CivilDate): CivilDate {
  return tradingDayFrom(expected)
}

/** The first expected day that may lie inside the window of `day`; none: all lie outside; unknown: no date can be told. */
export function expectedNear(holding: ReinvestingFact, day: CivilDate): CivilDate | 'none' | 'unknown' {
  if (holding.expected === undefined || holding.expected === null) return 'unknown'
  const reach = windowDays + expectedSlack
  const near = expectedDays(holding, addDays(day, reach)).find(expected => Math.abs(daysBetween(day, expected)) <= reach)
  return near === undefined ? 'none' : payDay(near)
}
