/** What imports put in the place of settings, limits and models: each change with what stood before. Rows of imports that were undone are passed over. */
import type { ImportId } from '../../shared/kernel/id.ts'
import { inserter, type ReadableBook, type WritableBook } from './database.ts'
import { importKeys, stands } from './keys.ts'
import { integer, maybeText, text, word } from './row.ts'

export type StatedNoun = 'settings' | 'limits' | 'model'

export interface StatedChange {
  readonly what: StatedNoun
  /** The household or the model; `firm` of the settings. */
  readonly of: string
  /** As documents; null: there were none. */
  readonly before: string | null
  readonly after: string
}

export interface KeptChange extends StatedChange {
  readonly key: number
}

export function appendStated(book: WritableBook, importId: ImportId, changes: readonly StatedChange[]): void {
  const key = importKeys(book)(importId)
  const write = inserter(book, 'import_stated', ['what', 'of', 'import', 'before', 'after'])
  for (const { what, of, before, after } of changes) write(what, of, key, before, after)
}

/** Those of one import, whether it stands or not. */
export function statedBy(book: ReadableBook, importId: ImportId): KeptChange[] {
  return book
    .rows('SELECT s.* FROM imports i JOIN import_stated s ON s.import = i.key WHERE i.id = ? ORDER BY s.key', [importId])
    .map(changeIn)
}

/** The first change after this one that an import which stands made to the very same. */
export function nextStated(book: ReadableBook, { what, of, key }: KeptChange): KeptChange | undefined {
  const row = book.row(
    `SELECT r.* FROM import_stated r WHERE r.what = ? AND r.of = ? AND r.key > ? AND ${stands('r')} ORDER BY r.key LIMIT 1`,
    [what, of, key],
  )
  return row && changeIn(row)
}

/** What an undone import had stated is no longer what the next one replaced. */
export function restateBefore(book: WritableBook, { key }: KeptChange, before: string | null): void {
  book.run('UPDATE import_stated SET before = ? WHERE key = ?', [before, key])
}

function changeIn(row: Parameters<typeof text>[0]): KeptChange {
  return {
    key: integer(row, 'key'),
    what: word(row, 'what'),
    of: text(row, 'of'),
    before: maybeText(row, 'before'),
    after: text(row, 'after'),
  }
}
