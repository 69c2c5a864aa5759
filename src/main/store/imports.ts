/**
 * Imports: which file, read how, when, with what result. The same bytes are found again by their SHA-256. Undoing one marks it with a reason; its
 * ledger entries are taken back by reversing entries, everything else it brought is passed over from then on and stays as history.
 */
import type { EntryId, ImportId } from '../../shared/kernel/id.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import { type ImportIssue, type ImportRow, importIssueShape, type Mapping, mappingShape } from '../../shared/model/import-batch.ts'
import { type BroughtNoun, takenOut } from './brought.ts'
import { insert, type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { reverseEntriesOf } from './ledger.ts'
import { identifier, integer, jsonIn, maybeDate, text } from './row.ts'

/** What is written at commit; `reversed` is false then. */
export interface ImportRecord extends Omit<ImportRow, 'reversed'> {
  readonly size: number
  /** What the advisor saw and accepted. */
  readonly issues: readonly ImportIssue[]
}

export function appendImport(book: WritableBook, record: ImportRecord): void {
  insert(book, 'imports', {
    id: record.id,
    file_name: record.fileName,
    sha256: record.sha256,
    size: record.size,
    layout: record.layout,
    as_of: record.asOf,
    at: record.at,
    facts: record.facts,
    new: record.new,
    changed: record.changed,
    gone: record.gone,
    same: record.same,
    issues: JSON.stringify(record.issues),
  })
}

/** Newest first. */
export function listImports(book: ReadableBook): ImportRow[] {
  const went = takenOut(book)
  return book.rows('SELECT * FROM imports ORDER BY key DESC').map(row => {
    const known = importIn(row)
    const taken = went.get(known.id)
    return taken === undefined ? known : { ...known, takenOut: inWords(taken) }
  })
}

const nounWords: Readonly<Record<BroughtNoun, readonly [string, string]>> = {
  household: ['household', 'households'],
  person: ['person', 'people'],
  account: ['account', 'accounts'],
  security: ['security', 'securities'],
}

function inWords(taken: Partial<Record<BroughtNoun, number>>): string {
  return (['household', 'account', 'person', 'security'] as const)
    .flatMap(noun => (taken[noun] === undefined ? [] : `${taken[noun]} ${nounWords[noun][taken[noun] === 1 ? 0 : 1]}`))
    .join(', ')
}

export function findImport(book: ReadableBook, id: ImportId): ImportRow | undefined {
  const row = book.row('SELECT * FROM imports WHERE id = ?', [id])
  return row && importIn(row)
}

/** The standing import of exactly these bytes, if there is one. */
export function findImportOf(book: ReadableBook, sha256: string): ImportRow | undefined {
  const row = book.row('SELECT * FROM imports WHERE sha256 = ? AND reversed_at IS NULL ORDER BY key DESC LIMIT 1', [sha256])
  return row && importIn(row)
}

/** Issues accepted with an import. */
export function issuesOf(book: ReadableBook, id: ImportId): ImportIssue[] {
  const row = book.row('SELECT issues FROM imports WHERE id = ?', [id])
  return row === undefined ? [] : importIssueShape.array().parse(jsonIn(row, 'issues'))
}

/** The number of ledger entries taken back. */
export function reverseImport(
  book: WritableBook,
  id: ImportId,
  undo: { readonly at: string; readonly reason: string; readonly nextId: () => EntryId },
): number {
  const marked = book.run('UPDATE imports SET reversed_at = ?, reversed_reason = ? WHERE id = ? AND reversed_at IS NULL', [
    undo.at,
    undo.reason,
    id,
  ])
  if (marked === 0)
    throw new Refused({
      code: 'conflict/import-not-standing',
      what: 'This import does not exist or was undone before.',
      where: id,
      remedy: 'Open the list of imports again.',
    })
  return reverseEntriesOf(book, id, `import undone: ${undo.reason}`.slice(0, 500), undo.nextId)
}

/**
 * Later imports that stand on this one: they left out rows that the book had from it (a trade on a day they cover, a sale of an account they speak of), or took
 * trades of it back. Newest first.
 */
export function importsRestingOn(book: ReadableBook, id: ImportId): ImportRow[] {
  return book
    .rows(
      `SELECT n.* FROM imports o JOIN imports n ON n.key > o.key AND n.reversed_at IS NULL
       WHERE o.id = ? AND (
         n.same > 0 AND EXISTS (SELECT 1 FROM coverage c JOIN ledger e ON e.account = c.account AND e.trade_date BETWEEN c.first AND c.last
           WHERE c.import = n.key AND e.import = o.key AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses = e.key))
         OR n.same > 0 AND NOT EXISTS (SELECT 1 FROM coverage c WHERE c.import = n.key)
           AND EXISTS (SELECT 1 FROM ledger r JOIN ledger e ON e.account = r.account WHERE r.import = n.key AND r.reverses IS NULL AND e.import = o.key)
         OR n.same > 0 AND EXISTS (SELECT 1 FROM realized_lots r JOIN realized_lots l ON l.account = r.account WHERE r.import = n.key AND l.import = o.key)
         OR EXISTS (SELECT 1 FROM ledger r JOIN ledger e ON e.key = r.reverses WHERE r.import = n.key AND e.import = o.key))
       ORDER BY n.key DESC`,
      [id],
    )
    .map(importIn)
}

export function listMappings(book: ReadableBook): Mapping[] {
  return book.rows('SELECT document FROM mappings ORDER BY name COLLATE NOCASE').map(row => mappingShape.parse(jsonIn(row, 'document')))
}

export function saveMapping(book: WritableBook, mapping: Mapping): void {
  upsert(book, 'mappings', ['name'], { name: mapping.name, document: JSON.stringify(mapping) })
}

function importIn(row: Row): ImportRow {
  return {
    id: identifier(row, 'id'),
    fileName: text(row, 'file_name'),
    sha256: text(row, 'sha256'),
    layout: text(row, 'layout'),
    asOf: maybeDate(row, 'as_of'),
    at: text(row, 'at'),
    facts: integer(row, 'facts'),
    new: integer(row, 'new'),
    changed: integer(row, 'changed'),
    gone: integer(row, 'gone'),
    same: integer(row, 'same'),
    reversed: row.reversed_at !== null,
  }
}
