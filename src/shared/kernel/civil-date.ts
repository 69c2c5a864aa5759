/**
 * Civil days without clocks or zones: `YYYY-MM-DD` text and day numbers (days since 1970-01-01, proleptic Gregorian).
 * Own arithmetic of thirty lines instead of a calendar library: see docs/decisions.md. `Date` is never used for a civil day.
 */
declare const civil: unique symbol
export type CivilDate = string & { readonly [civil]: 'civil date' }

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const daysInMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysInMonths[month - 1] ?? 0)
}

/** The date, or undefined where such a day does not exist. Years 1000 to 9999. */
export function civilDateOf(year: number, month: number, day: number): CivilDate | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDate
}

/** ISO text as a civil date; undefined where it is not one. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = pattern.exec(text)
  return match ? civilDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** ISO text that is known to be a date (a literal, a checked row). Throws otherwise. */
export function civilDate(text: string): CivilDate {
  const parsed = parseCivilDate(text)
  if (parsed === undefined) throw new RangeError(`not a civil date: ${text}`)
  return parsed
}

export function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  return { year: yearOf(date), month: twoDigits(date, 5), day: twoDigits(date, 8) }
}

export function yearOf(date: CivilDate): number {
  return twoDigits(date, 0) * 100 + twoDigits(date, 2)
}

/** By character, because a book asks this of every lot: some ten times faster than cutting text and reading it as a number. */
function twoDigits(date: CivilDate, at: number): number {
  return date.charCodeAt(at) * 10 + date.charCodeAt(at + 1) - 528
}

/** Days since 1970-01-01. Counts eras of 400 years from 1 March, so that leap days fall at the end of a year. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = partsOf(date)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Texts of the days from 1970 to 2070, made once: a projection asks for the same few thousand days again and again. */
const texts: CivilDate[] = new Array<CivilDate>(36_525)

/** The inverse of `dayNumber`. */
export function dateOfDay(day: number): CivilDate {
  const known = texts[day]
  if (known !== undefined) return known
  const date = reckonedDate(day)
  if (day >= 0 && day < texts.length) texts[day] = date
  return date
}

function reckonedDate(day: number): CivilDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const date = civilDateOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)
  if (date === undefined) throw new RangeError(`no civil date for day ${day}`)
  return date
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day of a later year; where it does not exist (29 February) the first day after it, 1 March. */
export function addYears(date: CivilDate, years: number): CivilDate {
  const { year, month, day } = partsOf(date)
  return civilDateOf(year + years, month, day) ?? (civilDateOf(year + years, 3, 1) as CivilDate)
}

/** 0 Sunday … 6 Saturday. 1970-01-01 was a Thursday. */
export function weekday(date: CivilDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7
}

export function earlierDate(a: CivilDate, b: CivilDate): CivilDate {
  return a <= b ? a : b
}

export function laterDate(a: CivilDate, b: CivilDate): CivilDate {
  return a >= b ? a : b
}
