/**
 * How figures read on a screen: `$1,234` in summaries, `$1,234.56` on lots, a true minus, `6 bp`, `2.4 pts`, `12.5 %`, `Nov 21, 2026`.
 * Works on integers alone, so nothing is rounded that is not meant to be; an unknown figure reads `unknown`, never 0 or a dash.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay, partsOf } from '../../shared/kernel/civil-date.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'

export const unknown = 'unknown'
const minus = '−'
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function grouped(digits: string): string {
  let text = digits
  let shown = ''
  while (text.length > 3) {
    shown = `,${text.slice(-3)}${shown}`
    text = text.slice(0, -3)
  }
  return text + shown
}

/** Decimal text with grouped thousands and a true minus. */
function groupedDecimal(text: string): string {
  const negative = text.startsWith('-')
  const [whole = '0', fraction] = (negative ? text.slice(1) : text).split('.')
  return `${negative ? minus : ''}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/** An integer of any unit, grouped: `12,345`. */
export function count(value: number): string {
  return groupedDecimal(String(value))
}

/** `1 lot`, `2 lots`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** Whole dollars, half away from zero, for summaries: `$1,234`, `−$1,234`. A nonzero amount under a dollar keeps its cents. */
export function money(value: Cents | number | null): string {
  if (value === null) return unknown
  const size = Math.abs(value)
  if (size > 0 && size < 100) return exactMoney(value)
  return `${value < 0 ? minus : ''}$${grouped(String(Math.floor((size + 50) / 100)))}`
}

/** Dollars and cents, for lots and tickets: `$1,234.56`. */
export function exactMoney(value: Cents | number | null): string {
  if (value === null) return unknown
  const size = Math.abs(value)
  return `${value < 0 ? minus : ''}$${grouped(String(Math.floor(size / 100)))}.${String(size % 100).padStart(2, '0')}`
}

/** With its sign even when positive, for gains and differences. */
export function signedMoney(value: Cents | number | null): string {
  return value !== null && value > 0 ? `+${money(value)}` : money(value)
}

/** A gain told by word as well as by sign: `gain $1,234`, `loss −$1,234`. */
export function gainInWords(value: Cents | number | null): string {
  if (value === null) return unknown
  return value < 0 ? `loss ${money(value)}` : value > 0 ? `gain ${money(value)}` : 'no gain or loss'
}

/** To the precision held: `12.4877`. */
export function shareCount(value: Shares | number | null): string {
  return value === null ? unknown : groupedDecimal(decimalFromScaled(value, 6))
}

export function pricePerShare(value: Price | number | null): string {
  return value === null ? unknown : `$${groupedDecimal(decimalFromScaled(value, 6, 2))}`
}

/** Hundredths of a percent as percent points: `2.4 pts`. */
export function points(value: number | null): string {
  return value === null ? unknown : `${groupedDecimal(decimalFromScaled(value, 2))} pts`
}

/** Hundredths of a percent as a percentage: `12.5 %`. */
export function percent(value: number | null): string {
  return value === null ? unknown : `${groupedDecimal(decimalFromScaled(value, 2))} %`
}

/** An exact fraction (a tax rate) as a percentage: 0.238 is `23.8 %`. */
export function rate(value: number | null): string {
  return value === null ? unknown : `${groupedDecimal(decimalFromScaled(Math.round(value * 1_000_000), 4))} %`
}

/** Hundredths of a basis point: 600 is `6 bp`. */
export function basisPoints(value: number | null): string {
  return value === null ? unknown : `${groupedDecimal(decimalFromScaled(value, 2))} bp`
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

/** A day number of a column, -1 meaning unknown. */
export function dayAsDate(day: number): string {
  return day < 0 ? unknown : date(dateOfDay(day))
}

/** UTC of an audit row, `2026-11-21T14:02:11.123Z`, as `Nov 21, 2026 14:02 UTC`. */
export function moment(value: string | null): string {
  return value === null ? 'never' : `${date(value.slice(0, 10))} ${value.slice(11, 16)} UTC`
}

/** `in 12 days`, `today`, `3 days ago`. */
export function inDays(days: number | null): string {
  if (days === null) return unknown
  if (days === 0) return 'today'
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`
}
