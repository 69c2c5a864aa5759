/** What makes a second import of the same rows change nothing: the fingerprints of entries and realized lots that the book holds already. */
import type { ReadableBook } from './database.ts'
import { stands } from './keys.ts'
import { integer, text } from './row.ts'
import { type Scope, within } from './scope.ts'

/** Of ledger entries and realized lots that stand: an import leaves out what is there. */
export function standingFingerprints(book: ReadableBook, scope: Scope): Set<string> {
  const { sql, values } = within(scope)
  const rows = book.rows(
    `SELECT e.fingerprint FROM accounts a JOIN ledger e ON e.account = a.key
       WHERE ${sql} AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses = e.key)
     UNION ALL SELECT r.fingerprint FROM accounts a JOIN realized_lots r ON r.account = a.key WHERE ${sql} AND ${stands('r')}`,
    [...values, ...values],
  )
  return new Set(rows.map(row => text(row, 'fingerprint')))
}

/** How often an entry with this fingerprint was written and taken back: the id of the next one must differ. */
export function reversalsByFingerprint(book: ReadableBook, scope: Scope): Map<string, number> {
  const { sql, values } = within(scope)
  const rows = book.rows(
    `SELECT e.fingerprint, count(*) AS times FROM accounts a JOIN ledger r ON r.account = a.key JOIN ledger e ON e.key = r.reverses
     WHERE ${sql} GROUP BY e.fingerprint`,
    values,
  )
  return new Map(rows.map(row => [text(row, 'fingerprint'), integer(row, 'times')]))
}
