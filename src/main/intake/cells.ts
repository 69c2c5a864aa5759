/**
 * The one place where the text of a cell becomes a number or a word. Three answers: a value; `null`, the cell states nothing (blank, `--`,
 * `-`, `n/a`); `undefined`, it cannot be read. Nothing is rounded and nothing unreadable becomes a zero.
 * Read: `1234.5` `1,259.59` `$1,234.50` `-$50.00` `$-50.00` `(1,234.50)` `($3,811.80)` `+719.73%` `"$3621.38 "` `'-5` (a spreadsheet's guard).
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'

export type Reading<Value> = Value | null | undefined

const comma = 44
const point = 46
const zero = 48

/** Not `na`: that is a ticker. */
const silent = new Set(['', '-', '--', '---', 'n/a', 'not available'])

/** The cell states nothing. Blanks around the text do not count. */
export function statesNothing(cell: string): boolean {
  const length = cell.length
  if (length === 0) return true
  const first = cell.charCodeAt(0)
  if (first >= zero && first <= 57) return false
  if (first === 36 && length > 1) return false
  return silent.has(cell.trim().toLowerCase())
}

/** Whole number and fraction from `from` to `to` as an integer of 10^-places; -1 where it is no such number. */
function magnitude(text: string, from: number, to: number, places: number): number {
  let value = 0
  let digits = 0
  let group = -1
  let fraction = -1
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit >= 0 && digit <= 9) {
      if (fraction < 0) {
        value = value * 10 + digit
        digits++
        if (group >= 0) group++
      } else {
        fraction++
        if (fraction <= places) value = value * 10 + digit
        else if (digit !== 0) return -1
      }
    } else if (digit === comma - zero && fraction < 0) {
      if (group < 0 ? digits < 1 || digits > 3 : group !== 3) return -1
      group = 0
    } else if (digit === point - zero && fraction < 0) {
      fraction = 0
    } else return -1
  }
  if (group >= 0 && group !== 3) return -1
  if (fraction === 0 || (digits === 0 && fraction < 1)) return -1
  for (let done = Math.max(fraction, 0); done < places; done++) value *= 10
  return Number.isSafeInteger(value) ? value : -1
}

/** The cell as an integer of 10^-places. A sign stands before or after the dollar sign; parentheses are a minus and exclude a sign. */
export function numberCell(cell: string, places: number): Reading<number> {
  if (statesNothing(cell)) return null
  let from = 0
  let to = cell.length
  while (from < to && cell.charCodeAt(from) <= 32) from++
  while (to > from && cell.charCodeAt(to - 1) <= 32) to--
  if (cell.charCodeAt(from) === 39) from++
  let negative = false
  let signed = false
  let dollar = false
  let open = false
  for (; from < to; from++) {
    const code = cell.charCodeAt(from)
    if (code === 36 && !dollar) dollar = true
    else if ((code === 45 || code === 43) && !signed && !open) {
      signed = true
      negative = code === 45
    } else if (code === 40 && !signed && !open) {
      open = true
      negative = true
    } else break
  }
  if (open) {
    if (to <= from || cell.charCodeAt(to - 1) !== 41) return undefined
    to--
  }
  if (from >= to) return undefined
  const value = magnitude(cell, from, to, places)
  if (value < 0) return undefined
  return negative && value !== 0 ? -value : value
}

export function centsCell(cell: string): Reading<Cents> {
  return numberCell(cell, 2) as Reading<Cents>
}

export function sharesCell(cell: string): Reading<Shares> {
  return numberCell(cell, 6) as Reading<Shares>
}

/** A price is never negative. */
export function priceCell(cell: string): Reading<Price> {
  const value = numberCell(cell, 6)
  return typeof value === 'number' && value < 0 ? undefined : (value as Reading<Price>)
}

/** `+719.73%` as ten-thousandths of a percent. The sign of percent is part of the form. */
export function percentCell(cell: string): Reading<number> {
  if (statesNothing(cell)) return null
  const text = cell.trim()
  return text.endsWith('%') ? (numberCell(text.slice(0, -1), 4) ?? undefined) : undefined
}

/** Places printed after the point: what a printed price or quantity may be off by. */
export function placesOf(cell: string): number {
  const text = cell.trimEnd()
  const at = text.indexOf('.')
  if (at < 0) return 0
  let places = 0
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next)
    if (code < zero || code > 57) break
    places++
  }
  return places
}

const wellFormed = /^[-+$(']*(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?\)?$/

/** In words why a number could not be read. */
export function whyNoNumber(cell: string, places: number): string {
  const text = cell.trim()
  const shown = `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
  if (wellFormed.test(text)) {
    const unit = places === 2 ? 'a cent' : places === 6 ? 'a millionth' : `${places} places`
    return placesOf(text) > places ? `${shown} has more decimals than ${unit}` : `${shown} is too large to be exact`
  }
  if (/^[-+$('\s]*[\d.,]+\)?$/.test(text) && text.includes(',')) return `${shown} has commas that do not part thousands`
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return `${shown} is in a spreadsheet's scientific notation, which has lost digits`
  return `${shown} is not a number`
}

const guarded = /^'(?=[=+\-@'0-9])/
const asText = /^="(.*)"$/s

/** A cell of words: blanks trimmed, a spreadsheet's guards (`'0012`, `="0012"`) taken off. Leading zeros stay. */
export function textCell(cell: string): string {
  if (cell === '') return cell
  const text = cell.trim()
  const first = text.charCodeAt(0)
  if (first === 39) return text.replace(guarded, '')
  if (first === 61) return text.replace(asText, '$1').replaceAll('""', '"')
  return text
}

/** Words, or an empty text where the cell states nothing. */
export function wordsCell(cell: string): string {
  return statesNothing(cell) ? '' : textCell(cell)
}

/** `SPAXX**`: a mark behind a symbol that says the position is the account's core cash. */
export function symbolCell(cell: string): { symbol: string; marked: boolean } {
  const text = wordsCell(cell)
  if (!text.endsWith('*')) return { symbol: text, marked: false }
  return { symbol: text.replace(/\*+$/, '').trimEnd(), marked: true }
}
