/**
 * What imports brought beside evidence: households, people, accounts, securities. Evidence that was undone still names them, so none is ever deleted: one that is taken out
 * with its import is passed over from then on, and stands again as soon as it is saved again.
 */
import type { ImportId } from '../../shared/kernel/id.ts'
import { inserter, type ReadableBook, type WritableBook } from './database.ts'
import { importKeys, stands } from './keys.ts'
import { integer, text, word } from './row.ts'

export const broughtNouns = ['person', 'account', 'household', 'security'] as const
export type BroughtNoun = (typeof broughtNouns)[number]

export interface Brought {
  readonly noun: BroughtNoun
  readonly id: string
  /** The noun as it stood after the import, as text. */
  readonly document: string
}

const tableOf: Readonly<Record<BroughtNoun, string>> = {
  person: 'people',
  account: 'accounts',
  household: 'households',
  security: 'securities',
}

/** SQL condition: the noun was not taken out with an import that was undone. */
export function inBook(noun: BroughtNoun, id: string): string {
  return `NOT EXISTS (SELECT 1 FROM import_brought taken WHERE taken.noun = '${noun}' AND taken.id = ${id} AND taken.gone = 1)`
}

export function appendBrought(book: WritableBook, importId: ImportId, brought: readonly Brought[]): void {
  const key = importKeys(book)(importId)
  const write = inserter(book, 'import_brought', ['noun', 'id', 'import', 'as_brought', 'withdrawn', 'gone'])
  for (const { noun, id, document } of brought) write(noun, id, key, document, 0, 0)
}

export function listBrought(book: ReadableBook, importId: ImportId): Brought[] {
  return book
    .rows('SELECT b.noun, b.id, b.as_brought FROM imports i JOIN import_brought b ON b.import = i.key WHERE i.id = ? AND b.gone = 0', [
      importId,
    ])
    .map(row => ({ noun: word(row, 'noun'), id: text(row, 'id'), document: text(row, 'as_brought') }))
}

export function takeOut(book: WritableBook, importId: ImportId, { noun, id }: Pick<Brought, 'noun' | 'id'>): void {
  const key = importKeys(book)(importId)
  book.run('UPDATE import_brought SET withdrawn = 1, gone = 1 WHERE noun = ? AND id = ? AND import = ?', [noun, id, key])
}

/** Saved again: it stands again. */
export function standsAgain(book: WritableBook, noun: BroughtNoun, id: string): void {
  book.run('UPDATE import_brought SET gone = 0 WHERE noun = ? AND id = ? AND gone = 1', [noun, id])
}

/** How many of each were taken out with each import. */
export function takenOut(book: ReadableBook): Map<ImportId, Partial<Record<BroughtNoun, number>>> {
  const found = new Map<ImportId, Partial<Record<BroughtNoun, number>>>()
  const rows = book.rows(
    'SELECT i.id, b.noun, count(*) AS nouns FROM import_brought b JOIN imports i ON i.key = b.import WHERE b.withdrawn = 1 GROUP BY i.key, b.noun',
  )
  for (const row of rows) {
    const id = text(row, 'id') as ImportId
    found.set(id, { ...found.get(id), [word<BroughtNoun>(row, 'noun')]: integer(row, 'nouns') })
  }
  return found
}

/** Rows that no longer count where they speak of a noun: each table says it in its own way. */
const countsStill: Readonly<Record<string, string>> = {
  import_brought: '0',
  account_aliases: '0',
  open_lots: 'r.lots > 0',
  ledger: 'r.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger back WHERE back.reverses = r.key)',
  accounts: inBook('account', 'r.id'),
  people: inBook('person', 'r.id'),
}

/** Whether anything in the book speaks of it. Every table with a reference is asked, so a table of a later step is not forgotten. */
export function isSpokenOf(book: ReadableBook, { noun, id }: Pick<Brought, 'noun' | 'id'>): boolean {
  const own = tableOf[noun]
  const references = book.rows(
    `SELECT t.name AS name, f."from" AS referring, f."to" AS referred,
       EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'import') AS imported,
       EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'removed_at') AS removable
     FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f."table" = ?`,
    [own],
  )
  return references.some(row => {
    const name = text(row, 'name')
    const counts = [countsStill[name] ?? '1']
    if (name !== 'ledger' && integer(row, 'imported') === 1) counts.push(stands('r'))
    if (integer(row, 'removable') === 1) counts.push('r.removed_at IS NULL')
    const found = `SELECT 1 FROM ${own} n JOIN ${name} r ON r.${text(row, 'referring')} = n.${text(row, 'referred')} WHERE n.id = ? AND ${counts.join(' AND ')} LIMIT 1`
    return book.row(found, [id]) !== undefined
  })
}
