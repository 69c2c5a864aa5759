/**
 * The last prices of securities day by day, oldest first, for estimates of risk; and the newest value of the VIX where the book holds a price series of that name. Of several files for the
 * same day the one that came last counts, as everywhere (prices.ts).
 */
import { addDays, type CivilDate } from '../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../shared/kernel/id.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { PriceHistoryRow, VixRow } from '../../shared/model/history.ts'
import type { ReadableBook } from './database.ts'
import { stands } from './keys.ts'
import { dateIn, identifier, priceIn } from './row.ts'

/** 252 returns need a price more. */
const mostPrices = 253
/** 253 trading days never span more calendar days than these. */
const reach = 380
/** Fewer prices estimate nothing (engine/estimate: 20 returns): then the snapshot is as it was before there were histories. */
const leastPrices = 21

/** Of these securities, or of all where null; those with too few prices are left out. */
export function priceHistories(
  book: ReadableBook,
  securities: Iterable<SecurityId> | null,
  asOf: CivilDate,
): Map<SecurityId, PriceHistoryRow> {
  const histories = new Map<SecurityId, PriceHistoryRow>()
  for (const [security, { days, prices }] of seriesOf(book, securities, asOf, reach)) {
    if (days.length < leastPrices) continue
    histories.set(security, { security, days: days.slice(-mostPrices), prices: prices.slice(-mostPrices) })
  }
  return histories
}

/** Ten years, as far as the planner's backtest looks back ("5-10 years"). */
const pastReach = 3653

/** Every price of the last ten years, or of so many days, of these securities; those without any are left out. */
export function pastPrices(
  book: ReadableBook,
  securities: Iterable<SecurityId>,
  asOf: CivilDate,
  calendarDays = pastReach,
): PriceHistoryRow[] {
  return [...seriesOf(book, securities, asOf, calendarDays)].map(([security, series]) => ({ security, ...series }))
}

/** The book's price series VIX over the same years, hundredths; empty where it has none. */
export function pastVix(book: ReadableBook, asOf: CivilDate): { readonly day: CivilDate; readonly level: number }[] {
  const rows = book.rows(`SELECT id AS security_id FROM securities WHERE upper(symbol) IN ('VIX', '^VIX', '$VIX')`, [])
  const found = pastPrices(
    book,
    rows.map(row => identifier<'security'>(row, 'security_id')),
    asOf,
  )
  return found.flatMap(({ days, prices }) => days.map((day, at) => ({ day, level: Math.round((prices[at] as number) / 10_000) })))
}

function seriesOf(
  book: ReadableBook,
  securities: Iterable<SecurityId> | null,
  asOf: CivilDate,
  calendarDays: number,
): Map<SecurityId, { days: CivilDate[]; prices: Price[] }> {
  const wanted = securities === null ? '' : 'JOIN json_each(?) wanted ON wanted.value = s.id'
  const rows = book.rows(
    `SELECT s.id AS security_id, p.date, p.price FROM securities s ${wanted} JOIN prices p ON p.security = s.key
     WHERE p.date > ? AND p.date <= ? AND ${stands('p')} ORDER BY s.id, p.date, p.key`,
    [...(securities === null ? [] : [JSON.stringify([...securities])]), addDays(asOf, -calendarDays), asOf],
  )
  const found = new Map<SecurityId, { days: CivilDate[]; prices: Price[] }>()
  for (const row of rows) {
    const security = identifier<'security'>(row, 'security_id')
    const series = found.get(security) ?? { days: [], prices: [] }
    found.set(security, series)
    const day = dateIn(row, 'date')
    const at = series.days.at(-1) === day ? series.days.length - 1 : series.days.length
    series.days[at] = day
    series.prices[at] = priceIn(row, 'price')
  }
  return found
}

/** The newest price of a series named VIX on or before a day; undefined where the book has none. */
export function vixSeries(book: ReadableBook, asOf: CivilDate): VixRow | undefined {
  const row = book.row(
    `SELECT p.date, p.price FROM securities s JOIN prices p ON p.security = s.key
     WHERE upper(s.symbol) IN ('VIX', '^VIX', '$VIX') AND p.date <= ? AND ${stands('p')} ORDER BY p.date DESC, p.key DESC LIMIT 1`,
    [asOf],
  )
  return row && { level: Math.round(priceIn(row, 'price') / 10_000), asOf: dateIn(row, 'date'), source: 'the price series VIX' }
}
