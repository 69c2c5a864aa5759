/**
 * What a person typed, as an exact value or a sentence that says what to type. Nothing is rounded and nothing is guessed: a money amount
 * with three places is an error, and a date is one of three spellings. The empty text is `null` (nothing typed), which a field may refuse.
 */
import { type Cents, centsFromDecimal } from '../../shared/kernel/cents.ts'
import { type CivilDate, civilDateOf, parseCivilDate } from '../../shared/kernel/civil-date.ts'
import { scaledFromDecimal } from '../../shared/kernel/decimal.ts'
import { decimalFromShares, type Shares, sharesFromDecimal } from '../../shared/kernel/shares.ts'
import { exactMoney } from '../../shared/present/format.ts'

export type Typed<Value> = { readonly ok: true; readonly value: Value | null } | { readonly ok: false; readonly error: string }

const grouping = /^\d{1,3}(,\d{3})+(\.|$)/
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Strips grouping commas where they group by three; anything else is left for the parser to refuse. */
function withoutGrouping(text: string): string {
  const sign = text.startsWith('-') ? '-' : ''
  const digits = sign ? text.slice(1) : text
  return grouping.test(digits) ? sign + digits.replaceAll(',', '') : text
}

/** One sign, however it was written: `−5`, `-5`, `(5)`, `-$5`, `$-5`. */
function plainNumber(text: string): string {
  const trimmed = text.trim().replace('−', '-')
  const bracketed = /^\((.*)\)$/.exec(trimmed)
  const signed = bracketed ? `-${bracketed[1]}` : trimmed
  const dollars = signed.replace(/^(-?)\s*\$\s*/, '$1')
  return withoutGrouping(dollars)
}

export function typedMoney(text: string): Typed<Cents> {
  if (text.trim() === '') return { ok: true, value: null }
  const value = centsFromDecimal(plainNumber(text))
  return value === undefined ? { ok: false, error: 'Type dollars with at most two decimals, such as 1,234.50.' } : { ok: true, value }
}

export function typedShares(text: string): Typed<Shares> {
  if (text.trim() === '') return { ok: true, value: null }
  const value = sharesFromDecimal(withoutGrouping(text.trim().replace(/\s*sh(ares)?$/i, '')))
  if (value === undefined) return { ok: false, error: 'Type shares with at most six decimals, such as 120 or 12.4877.' }
  return value < 0 ? { ok: false, error: 'Shares cannot be negative.' } : { ok: true, value }
}

/** `2026-11-21`, `11/21/2026` or `Nov 21, 2026`. */
export function typedDate(text: string): Typed<CivilDate> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  const value = parseCivilDate(trimmed) ?? slashed(trimmed) ?? worded(trimmed)
  return value === undefined ? { ok: false, error: 'Type a date as 2026-11-21, 11/21/2026 or Nov 21, 2026.' } : { ok: true, value }
}

function slashed(text: string): CivilDate | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return found ? civilDateOf(Number(found[3]), Number(found[1]), Number(found[2])) : undefined
}

function worded(text: string): CivilDate | undefined {
  const found = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text)
  if (!found) return undefined
  const month = monthNames.indexOf((found[1] ?? '').slice(0, 3).toLowerCase())
  return civilDateOf(Number(found[3]), month + 1, Number(found[2]))
}

/** A percentage as whole units of 10^-places percent: `2.5` with places 2 is 250. */
export function typedPercent(text: string, places: number): Typed<number> {
  const trimmed = text
    .trim()
    .replace('−', '-')
    .replace(/\s*(%|pts|bp)$/, '')
  if (trimmed === '') return { ok: true, value: null }
  const value = scaledFromDecimal(trimmed, places)
  return value === undefined ? { ok: false, error: `Type a number with at most ${places} decimals, such as 2.5.` } : { ok: true, value }
}

export function typedWhole(text: string): Typed<number> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  return /^\d{1,9}$/.test(trimmed) ? { ok: true, value: Number(trimmed) } : { ok: false, error: 'Type a whole number, such as 30.' }
}

/** How a value stands in its field before it is edited. */
export function moneyText(value: Cents | null): string {
  return value === null ? '' : exactMoney(value).replace('$', '')
}
export function sharesText(value: Shares | null): string {
  return value === null ? '' : decimalFromShares(value)
}
