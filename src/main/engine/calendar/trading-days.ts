/**
 * Trading days of the New York Stock Exchange by its holiday rules (NYSE Rule 7.2): New Year, Martin Luther King Day (since 1998),
 * Washington's Birthday, Good Friday, Memorial Day, Juneteenth (since 2022), Independence Day, Labor Day, Thanksgiving, Christmas. A holiday on
 * a Saturday is kept on Friday (but not where that Friday ends a year), on a Sunday on Monday. Days of mourning and storms are facts, listed.
 * Used to say how old a price is; early closes still are trading days.
 */
import {
  addDays,
  type CivilDate,
  civilDate,
  civilDateOf,
  dateOfDay,
  dayNumber,
  weekday,
  yearOf,
} from '../../../shared/kernel/civil-date.ts'

/** Closings that no rule foretells. */
const specialClosings: ReadonlySet<string> = new Set([
  '1994-04-27',
  '2001-09-11',
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11',
  '2007-01-02',
  '2012-10-29',
  '2012-10-30',
  '2018-12-05',
  '2025-01-09',
])

const sunday = 0
const monday = 1
const thursday = 4
const saturday = 6
const holidaysOfYear = new Map<number, ReadonlySet<string>>()

export function isTradingDay(date: CivilDate): boolean {
  const day = weekday(date)
  return day !== saturday && day !== sunday && !specialClosings.has(date) && !holidays(yearOf(date)).has(date)
}

/** The last `count` trading days on or before `date`, oldest first. */
export function tradingDaysUntil(date: CivilDate, count: number): CivilDate[] {
  const found: CivilDate[] = []
  for (let day = dayNumber(date); found.length < count; day -= 1) {
    const candidate = dateOfDay(day)
    if (isTradingDay(candidate)) found.unshift(candidate)
  }
  return found
}

/** The day after the last trading day before `date`: from there to `date` nothing else can have been traded. */
export function sinceLastSession(date: CivilDate): CivilDate {
  let day = date
  while (!isTradingDay(addDays(day, -1))) day = addDays(day, -1)
  return day
}

/** The day itself where the exchange is open, else the next day on which it is. */
export function tradingDayFrom(date: CivilDate): CivilDate {
  let day = date
  while (!isTradingDay(day)) day = addDays(day, 1)
  return day
}

/** Trading days after `from` up to and including `to`; 0 where a price of `from` is the newest there can be on `to`. */
export function tradingDaysBetween(from: CivilDate, to: CivilDate): number {
  let count = 0
  for (let day = dayNumber(from) + 1; day <= dayNumber(to); day += 1) if (isTradingDay(dateOfDay(day))) count += 1
  return count
}

function holidays(year: number): ReadonlySet<string> {
  const known = holidaysOfYear.get(year)
  if (known) return known
  const dates = [
    newYear(year),
    year >= 1998 ? nth(year, 1, monday, 3) : undefined,
    nth(year, 2, monday, 3),
    addDays(easter(year), -2),
    lastMondayOfMay(year),
    year >= 2022 ? observed(civilDate(`${year}-06-19`)) : undefined,
    observed(civilDate(`${year}-07-04`)),
    nth(year, 9, monday, 1),
    nth(year, 11, thursday, 4),
    observed(civilDate(`${year}-12-25`)),
  ]
  const set = new Set(dates.filter(date => date !== undefined))
  holidaysOfYear.set(year, set)
  return set
}

function observed(date: CivilDate): CivilDate {
  const day = weekday(date)
  return day === saturday ? addDays(date, -1) : day === sunday ? addDays(date, 1) : date
}

/** New Year on a Saturday is not kept: the Friday before closes the old year's books. */
function newYear(year: number): CivilDate | undefined {
  const date = civilDate(`${year}-01-01`)
  return weekday(date) === saturday ? undefined : observed(date)
}

function nth(year: number, month: number, day: number, count: number): CivilDate {
  const first = civilDateOf(year, month, 1) as CivilDate
  return addDays(first, ((day - weekday(first) + 7) % 7) + (count - 1) * 7)
}

function lastMondayOfMay(year: number): CivilDate {
  const last = civilDate(`${year}-05-31`)
  return addDays(last, -((weekday(last) - monday + 7) % 7))
}

/** Gregorian Easter Sunday by the anonymous computus (Meeus, Astronomical Algorithms, ch. 8). */
function easter(year: number): CivilDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const k = Math.floor(c / 4)
  const l = (32 + 2 * (b % 4) + 2 * k - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return civilDateOf(year, Math.floor(sum / 31), (sum % 31) + 1) as CivilDate
}
