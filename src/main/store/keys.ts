/** From ids to the integer keys that rows of evidence carry. One map a batch; an id the book does not know is refused by name. */
import { Refused } from '../../shared/kernel/outcome.ts'
import type { ReadableBook } from './database.ts'

export type KeyOf = (id: string) => number

function keysOf(book: ReadableBook, table: string, noun: string): KeyOf {
  const known = new Map<string, number>()
  return id => {
    let key = known.get(id)
    if (key === undefined) {
      key = book.row(`SELECT key FROM ${table} WHERE id = ?`, [id])?.key as number | undefined
      if (key === undefined)
        throw new Refused({
          code: `data/unknown-${noun}`,
          what: `The book has no ${noun} of this id.`,
          where: id,
          remedy: `Enter the ${noun} first.`,
        })
      known.set(id, key)
    }
    return key
  }
}

export function accountKeys(book: ReadableBook): KeyOf {
  return keysOf(book, 'accounts', 'account')
}

export function securityKeys(book: ReadableBook): KeyOf {
  return keysOf(book, 'securities', 'security')
}

/** null stays null: entered by hand. */
export function importKeys(book: ReadableBook): (id: string | null) => number | null {
  const keyOf = keysOf(book, 'imports', 'import')
  return id => (id === null ? null : keyOf(id))
}

/** SQL condition: the row's import (if any) was not undone. */
export function stands(alias: string): string {
  return `NOT EXISTS (SELECT 1 FROM imports undone WHERE undone.key = ${alias}.import AND undone.reversed_at IS NOT NULL)`
}
