/**
 * Cells that hold days. Never through a clock or a zone: text to civil date. Read: `10/30/2017 00:00:00`, `9/22/2021`, `2025-05-04`,
 * `2025/05/04`, `Jul-12-2026`, `12-Jul-2026`. Two-digit years are refused: nobody can know the century, and a wrong one moves a lot by a hundred years.
 */
import { type CivilDate, civilDateOf } from '../../shared/kernel/civil-date.ts'
import { type Reading, statesNothing } from './cells.ts'

export type DateOrder = 'iso' | 'mdy' | 'dmy'

const numeric = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/
const yearFirst = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/
const named = /^([A-Za-z]{3})[a-z]*[- .](\d{1,2}),?[- ](\d{4})$/
const namedSecond = /^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})$/
const time = /^(.+?)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?[A-Z]{1,3}|[+-]\d{2}:?\d{2})?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function parsed(text: string, order: DateOrder): CivilDate | undefined {
  const first = yearFirst.exec(text)
  if (first) return civilDateOf(Number(first[1]), Number(first[2]), Number(first[3]))
  if (order === 'iso') return undefined
  const slashes = numeric.exec(text)
  if (slashes) {
    const [, a, b, year] = slashes
    return order === 'mdy' ? civilDateOf(Number(year), Number(a), Number(b)) : civilDateOf(Number(year), Number(b), Number(a))
  }
  const words = named.exec(text)
  if (words) return civilDateOf(Number(words[3]), months.indexOf(words[1]?.toLowerCase() ?? '') + 1, Number(words[2]))
  const between = namedSecond.exec(text)
  return between ? civilDateOf(Number(between[3]), months.indexOf(between[2]?.toLowerCase() ?? '') + 1, Number(between[1])) : undefined
}

/** The day a cell names; a time of day behind it is left off. */
export function dateCell(cell: string, order: DateOrder = 'mdy'): Reading<CivilDate> {
  if (statesNothing(cell)) return null
  const text = cell.trim()
  return parsed(text, order) ?? parsed(time.exec(text)?.[1] ?? '', order)
}

/** `dateCell` that remembers what it read: a file of a million lots has a few thousand days. */
export function dateReader(order: DateOrder = 'mdy'): (cell: string) => Reading<CivilDate> {
  const known = new Map<string, CivilDate>()
  return cell => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const date = dateCell(cell, order)
    if (typeof date === 'string' && known.size < 50_000) known.set(cell, date)
    return date
  }
}

/**
 * `06/16/2021 as of 07/15/2021`: posted on the first day, in effect on the second. The day in effect is the trade date, because holding
 * periods (IRC section 1222) and wash windows (section 1091) run from the trade, not from its posting.
 */
export function postedDate(cell: string): { posted: CivilDate; effective: CivilDate } | undefined {
  const [first = '', second, ...more] = cell.split(/\s+as\s+of\s+/i)
  const posted = dateCell(first)
  if (typeof posted !== 'string' || more.length > 0) return undefined
  if (second === undefined) return { posted, effective: posted }
  const effective = dateCell(second)
  return typeof effective === 'string' ? { posted, effective } : undefined
}

const anyDate = /\b(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}[/-]\d{2}[/-]\d{2}|[A-Z][a-z]{2}-\d{1,2}-\d{4})\b/g
const clockDate = /\b[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) +\d{1,2}:\d{2}:\d{2} [A-Z]{2,4} (\d{4})\b/

/** Every day named in a line of prose, in order: titles, footers. */
export function datesIn(text: string): CivilDate[] {
  const found: CivilDate[] = []
  for (const match of text.matchAll(anyDate)) {
    const date = dateCell(match[0])
    if (typeof date === 'string') found.push(date)
  }
  return found
}

/** `as of Wed Sep 16  10:16:58 EDT 2026`, as Schwab's realized files date themselves. */
export function clockDateIn(text: string): CivilDate | undefined {
  const match = clockDate.exec(text)
  return match ? parsed(`${match[1]}-${match[2]}-${match[3]}`, 'mdy') : undefined
}

/** In words why a day could not be read. */
export function whyNoDate(cell: string, order: DateOrder = 'mdy'): string {
  const text = cell.trim()
  const shown = `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{2}(\s|$)/.test(text)) return `${shown} has a two-digit year`
  if (numeric.test(text) || yearFirst.test(text)) return `${shown} is no day of the calendar${order === 'dmy' ? ' (read day first)' : ''}`
  return `${shown} is not a date`
}
