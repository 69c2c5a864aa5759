/**
 * Prices by day, append-only. A file states one price a security and day; where two of its rows disagree it is refused rather than
 * picked from. Of several files (or a price by hand) for the same day the one that came last counts.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import { decimalFromPrice } from '../../shared/kernel/price.ts'
import type { PriceRow } from '../../shared/model/book.ts'
import type { Provenance } from '../../shared/model/ledger.ts'
import type { ReadableBook, Row, WritableBook } from './database.ts'
import { importKeys, securityKeys, stands } from './keys.ts'
import { dateIn, identifier, integer, maybeIdentifier, priceIn } from './row.ts'

export type SourcedPrice = PriceRow & { readonly source: Provenance }

const newest = `(SELECT n.key FROM prices n WHERE n.security = s.key AND n.date <= ? AND ${stands('n')} ORDER BY n.date DESC, n.key DESC LIMIT 1)`
const columns = 's.id AS security_id, p.date, p.price, p.line, i.id AS import_id'

export function appendPrices(book: WritableBook, prices: readonly SourcedPrice[]): void {
  const [securityKey, importKey] = [securityKeys(book), importKeys(book)]
  for (const row of prices) {
    const [security, source] = [securityKey(row.security), importKey(row.source.import)]
    const there = book.row('SELECT price FROM prices WHERE security = ? AND date = ? AND coalesce(import, 0) = ?', [
      security,
      row.date,
      source ?? 0,
    ])
    if (there === undefined)
      book.run('INSERT INTO prices (security, date, price, import, line) VALUES (?, ?, ?, ?, ?)', [
        security,
        row.date,
        row.price,
        source,
        row.source.line,
      ])
    else if (priceIn(there, 'price') !== row.price)
      throw new Refused({
        code: 'data/two-prices',
        what: `Two prices are stated for one security and day: ${decimalFromPrice(priceIn(there, 'price'))} and ${decimalFromPrice(row.price)}.`,
        where: `${row.security}, ${row.date}, line ${row.source.line}`,
        remedy: 'Correct the file, or import the two sources one after the other.',
      })
  }
}

/** The newest price of each of these securities on or before a day. */
export function latestPricesOf(book: ReadableBook, securities: Iterable<SecurityId>, asOf: CivilDate): SourcedPrice[] {
  return book
    .rows(
      `SELECT ${columns} FROM json_each(?) wanted JOIN securities s ON s.id = wanted.value JOIN prices p ON p.key = ${newest}
       LEFT JOIN imports i ON i.key = p.import ORDER BY s.symbol, s.id`,
      [JSON.stringify([...securities]), asOf],
    )
    .map(priceRowIn)
}

/** The newest price of every security on or before a day. */
export function latestPrices(book: ReadableBook, asOf: CivilDate): SourcedPrice[] {
  return book
    .rows(
      `SELECT ${columns} FROM securities s JOIN prices p ON p.key = ${newest} LEFT JOIN imports i ON i.key = p.import ORDER BY s.symbol, s.id`,
      [asOf],
    )
    .map(priceRowIn)
}

function priceRowIn(row: Row): SourcedPrice {
  return {
    security: identifier(row, 'security_id'),
    date: dateIn(row, 'date'),
    price: priceIn(row, 'price'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}
