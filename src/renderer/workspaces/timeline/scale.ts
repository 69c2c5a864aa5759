/** Days to places and back: each day is a column of the same width, and a mark stands in its middle. */
import { addDays, type CivilDate, daysBetween, earlierDate, laterDate } from '../../../shared/kernel/civil-date.ts'

export interface Scale {
  readonly from: CivilDate
  readonly days: number
  readonly dayWidth: number
}

/** The narrowest a day may become: below it the days scroll. */
const leastDay = 6

export function scaleFor(from: CivilDate, to: CivilDate, room: number): Scale {
  const days = daysBetween(from, to) + 1
  return { from, days, dayWidth: Math.max(leastDay, Math.floor(room / days)) }
}

export function widthOf({ days, dayWidth }: Scale): number {
  return days * dayWidth
}

/** Left edge of the day's column. */
export function edgeOf({ from, dayWidth }: Scale, day: CivilDate): number {
  return daysBetween(from, day) * dayWidth
}

export function placeOf(scale: Scale, day: CivilDate): number {
  return edgeOf(scale, day) + scale.dayWidth / 2
}

export function dayAt({ from, dayWidth }: Scale, x: number): CivilDate {
  return addDays(from, Math.floor(x / dayWidth))
}

export function within(day: CivilDate, first: CivilDate, last: CivilDate): CivilDate {
  return earlierDate(laterDate(day, first), last)
}
