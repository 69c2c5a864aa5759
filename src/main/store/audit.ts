/**
 * The audit trail: who did what when, each row carrying the SHA-256 of itself and the row before it, so that a changed, missing or inserted row
 * shows. The table numbers rows by AUTOINCREMENT, which also tells when rows were cut off at the end.
 */
import { createHash } from 'node:crypto'
import { done, type Outcome, refused } from '../../shared/kernel/outcome.ts'
import { insert, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { integer, text } from './row.ts'

export interface AuditRow {
  /** UTC, from the Clock port. */
  readonly at: string
  /** What happened: `ticket issued`. */
  readonly what: string
  /** To what: an id, with names left out. */
  readonly subject: string
}

const beforeTheFirst = '0'.repeat(64)

export function appendAudit(book: WritableBook, row: AuditRow): void {
  const last = book.row('SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1')
  const previous = last === undefined ? beforeTheFirst : text(last, 'hash')
  const number = (last === undefined ? 0 : integer(last, 'number')) + 1
  insert(book, 'audit', { number, at: row.at, what: row.what, subject: row.subject, previous, hash: hashOf(number, row, previous) })
}

/** Newest first. */
export function listAudit(book: ReadableBook, limit: number): (AuditRow & { readonly number: number })[] {
  return book
    .rows('SELECT * FROM audit ORDER BY number DESC LIMIT ?', [limit])
    .map(row => ({ number: integer(row, 'number'), ...auditIn(row) }))
}

/** Subjects of such rows written after a moment; null: of all. */
export function auditedSince(book: ReadableBook, what: readonly string[], after: string | null): { what: string; subject: string }[] {
  return book
    .rows(`SELECT DISTINCT what, subject FROM audit WHERE what IN (${what.map(() => '?').join(', ')}) AND at > ?`, [...what, after ?? ''])
    .map(row => ({ what: text(row, 'what'), subject: text(row, 'subject') }))
}

/** The number of rows, or the first one that does not follow from the row before it. */
export function verifyAudit(book: ReadableBook): Outcome<number> {
  let previous = beforeTheFirst
  let number = 0
  for (const row of book.rows('SELECT * FROM audit ORDER BY number')) {
    number += 1
    const expected = hashOf(number, auditIn(row), previous)
    if (integer(row, 'number') !== number || text(row, 'previous') !== previous || text(row, 'hash') !== expected) return broken(number)
    previous = expected
  }
  const written = book.row("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
  return written !== undefined && integer(written, 'seq') > number ? broken(number + 1) : done(number)
}

function broken(number: number): Outcome<number> {
  return refused({
    code: 'store/audit-broken',
    what: 'The audit trail was changed outside of this program.',
    where: `audit row ${number}`,
    remedy: 'Compare the book with a backup made before.',
  })
}

function auditIn(row: Row): AuditRow {
  return { at: text(row, 'at'), what: text(row, 'what'), subject: text(row, 'subject') }
}

function hashOf(number: number, row: AuditRow, previous: string): string {
  return createHash('sha256')
    .update(JSON.stringify([number, row.at, row.what, row.subject, previous]))
    .digest('hex')
}
