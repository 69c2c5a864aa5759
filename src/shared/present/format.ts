/**
 * How figures read, on screen and on paper alike: `$1,234` in summaries, `$1,234.56` on lots and tickets, a true minus, `6 bp`, `2.4 pts`,
 * `12.5 %`, shares to the precision held, `Nov 21, 2026`. Works on integers and by hand, without Intl: the same text in every Node and browser.
 * An unknown figure reads `unknown`, never 0 and never a lone dash; zero has no sign.
 */
import type { Cents } from '../kernel/cents.ts'
import { type CivilDate, dateOfDay, partsOf } from '../kernel/civil-date.ts'
import { decimalFromScaled } from '../kernel/decimal.ts'
import type { Price } from '../kernel/price.ts'
import type { Shares } from '../kernel/shares.ts'

export const unknown = 'unknown'
const minus = '−'
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function grouped(digits: string): string {
  let shown = digits.slice(-3)
  for (let end = digits.length - 3; end > 0; end -= 3) shown = `${digits.slice(Math.max(0, end - 3), end)},${shown}`
  return shown
}

/** Plain decimal text (`-1234.5`) with a unit in front, thousands grouped and a true minus: `−$1,234.5`. */
function readable(decimal: string, before = ''): string {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction] = (negative ? decimal.slice(1) : decimal).split('.')
  return `${negative ? minus : ''}${before}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

function withPlus(value: number | null, text: string): string {
  return value !== null && value > 0 ? `+${text}` : text
}

/** An integer of any unit: `12,345`. */
export function count(value: number): string {
  return readable(String(value))
}

/** `1 lot`, `2 lots`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** Whole dollars, half to even, for summaries. An amount under a dollar keeps its cents: nothing that is there may read as nothing. */
export function money(value: Cents | number | null): string {
  return value === null ? unknown : readable(summary(value), '$')
}

/** Hundredths as whole units, half to even; under one unit both places stay. */
function summary(value: number): string {
  const size = Math.abs(value)
  if (size > 0 && size < 100) return decimalFromScaled(value, 2, 2)
  const whole = Math.floor(size / 100)
  const rest = size % 100
  const rounded = rest > 50 || (rest === 50 && whole % 2 === 1) ? whole + 1 : whole
  return String(value < 0 ? -rounded : rounded)
}

/** Hundredths of a plan's score, which is no money and so has no dollar sign: `85,403`, `−2,280`. */
export function score(value: number | null): string {
  return value === null ? unknown : readable(summary(value))
}

/** A score to the hundredth, where it is added up: `−4,920.42`. */
export function exactScore(value: number | null): string {
  return value === null ? unknown : readable(decimalFromScaled(value, 2, 2))
}

/** A bare number in hundredths, such as a correlation or a Sharpe ratio: `0.98`, `−0.19`. */
export function hundredth(value: number | null): string {
  return value === null ? unknown : readable(decimalFromScaled(value, 2, 2))
}

/** Dollars and cents, for lots and tickets: `$1,234.56`. */
export function exactMoney(value: Cents | number | null): string {
  return value === null ? unknown : readable(decimalFromScaled(value, 2, 2), '$')
}

/** Whole dollars with a sign even when positive, for gains and differences: `+$1,200`, `−$1,200`. */
export function signedMoney(value: Cents | number | null): string {
  return withPlus(value, money(value))
}

/** Dollars and cents with a sign even when positive: `+$1,200.00`. */
export function signedExactMoney(value: Cents | number | null): string {
  return withPlus(value, exactMoney(value))
}

/** A gain told by word as well as by sign: `gain $1,234`, `loss −$1,234`. */
export function gainInWords(value: Cents | number | null): string {
  if (value === null) return unknown
  return value < 0 ? `loss ${money(value)}` : value > 0 ? `gain ${money(value)}` : 'no gain or loss'
}

/** `est. $1,234`: the mark of a figure that rests on a price that has not been paid yet. */
export function estimated(text: string): string {
  return text === unknown ? unknown : `est. ${text}`
}

/** To the precision held: `12.4877`. */
export function shareCount(value: Shares | number | null): string {
  return value === null ? unknown : readable(decimalFromScaled(value, 6))
}

/** `1,234.5 sh`. */
export function sharesHeld(value: Shares | number | null): string {
  return value === null ? unknown : `${shareCount(value)} sh`
}

/** `$297.10`, `$105.0736`. */
export function pricePerShare(value: Price | number | null): string {
  return value === null ? unknown : readable(decimalFromScaled(value, 6, 2), '$')
}

/** Hundredths of a percent as percentage points: `2.4 pts`. */
export function points(value: number | null): string {
  return value === null ? unknown : `${readable(decimalFromScaled(value, 2))} pts`
}

/** Percentage points with a sign even when positive: `+2.4 pts`. */
export function signedPoints(value: number | null): string {
  return withPlus(value, points(value))
}

/** Hundredths of a percent as a percentage: `12.5 %`. */
export function percent(value: number | null): string {
  return value === null ? unknown : `${readable(decimalFromScaled(value, 2))} %`
}

/** Millionths of a whole as `percent` and the columns of percentages take them: hundredths of a percent. */
export function hundredths(ppm: number | null): number | null {
  return ppm === null ? null : Math.round(ppm / 100)
}

/** An exact fraction (a tax rate) as a percentage: 0.238 is `23.8 %`. */
export function rate(value: number | null): string {
  return value === null ? unknown : `${readable(decimalFromScaled(Math.round(value * 1_000_000), 4))} %`
}

/** Hundredths of a basis point: 600 is `6 bp`. */
export function basisPoints(value: number | null): string {
  return value === null ? unknown : `${readable(decimalFromScaled(value, 2))} bp`
}

/** Hundredths of a basis point where the figure is itself an estimate: `348 bp`, under ten `6.3 bp`; what is there never reads as nothing. */
export function roughBasisPoints(value: number | null): string {
  if (value === null) return unknown
  const tenths = Math.round(Math.abs(value) / 10)
  if (value !== 0 && tenths === 0) return 'under 0.1 bp'
  const shown = tenths < 100 ? decimalFromScaled(tenths, 1) : String(Math.round(Math.abs(value) / 100))
  return `${readable(value < 0 ? `-${shown}` : shown)} bp`
}

/** `Nov 21, 2026`. */
export function date(value: CivilDate | string | null): string {
  if (value === null) return unknown
  const { year, month, day } = partsOf(value as CivilDate)
  return `${months[month - 1]} ${day}, ${year}`
}

/** `Nov 21`, where the year is plain from its surroundings. */
export function shortDate(value: CivilDate | string | null): string {
  if (value === null) return unknown
  const { month, day } = partsOf(value as CivilDate)
  return `${months[month - 1]} ${day}`
}

/** `03/14/2023`, as it is said and keyed at a trading desk. */
export function deskDate(value: CivilDate | string | null): string {
  return value === null ? unknown : `${value.slice(5, 7)}/${value.slice(8, 10)}/${value.slice(0, 4)}`
}

/** A day number of a column, -1 meaning unknown. */
export function dayAsDate(day: number): string {
  return day < 0 ? unknown : date(dateOfDay(day))
}

/** A moment in UTC, `2026-11-21T14:02:11.123Z`, as `Nov 21, 2026 14:02 UTC`. */
export function moment(value: string | null): string {
  return value === null ? 'never' : `${date(value.slice(0, 10))} ${value.slice(11, 16)} UTC`
}

/** `in 12 days`, `today`, `3 days ago`. */
export function inDays(days: number | null): string {
  if (days === null) return unknown
  if (days === 0) return 'today'
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`
}

/** Time still to go, in steps that do not flicker: `about 10 s left`, `about 3 min left`. Whole milliseconds or parts of them. */
export function aboutLeft(ms: number): string {
  const tens = Math.max(1, Math.ceil(ms / 10_000))
  return tens < 9 ? `about ${tens * 10} s left` : `about ${Math.max(2, Math.ceil(ms / 60_000))} min left`
}

/** An account on a screen or a page: its last four characters, `····6789`. */
export function maskedAccount(number: string): string {
  const kept = number.replace(/[^0-9A-Za-z]/g, '').slice(-4)
  return kept === '' ? unknown : `····${kept}`
}
