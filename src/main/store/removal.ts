/** Relations, restrictions and cash needs are taken out of use with a time and a reason; the row stays. */
import { Refused } from '../../shared/kernel/outcome.ts'
import type { WritableBook } from './database.ts'

export interface Removal {
  /** UTC, from the Clock port. */
  readonly at: string
  readonly reason: string
}

export function remove(book: WritableBook, table: 'relations' | 'restrictions' | 'cash_needs', id: string, removal: Removal): void {
  const removed = book.run(`UPDATE ${table} SET removed_at = ?, removed_reason = ? WHERE id = ? AND removed_at IS NULL`, [
    removal.at,
    removal.reason,
    id,
  ])
  if (removed === 0)
    throw new Refused({ code: 'data/not-there', what: 'There is nothing of this id to remove.', where: id, remedy: 'Open the list again.' })
}
