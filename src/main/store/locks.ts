/** Wash locks entered by issued tickets: buying is barred through a day. A lock is lifted with a reason (a ticket was cancelled), never deleted. */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { HouseholdId, TicketId } from '../../shared/kernel/id.ts'
import type { WashLock } from '../../shared/model/ledger.ts'
import { insert, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { dateIn, identifier, maybeIdentifier, text } from './row.ts'
import { ofHousehold } from './scope.ts'

export function appendLocks(book: WritableBook, locks: readonly WashLock[]): void {
  for (const lock of locks)
    insert(book, 'wash_locks', {
      id: lock.id,
      household: lock.household,
      security: lock.security,
      first: lock.from,
      last: lock.until,
      reason: lock.reason,
      ticket: lock.ticket,
    })
}

/** Locks that end on this day or later; of one household, or of all. */
export function listLocks(book: ReadableBook, household: HouseholdId | null, asOf: CivilDate): WashLock[] {
  const { sql, values } = ofHousehold(household)
  return book
    .rows(`SELECT * FROM wash_locks WHERE ${sql} AND last >= ? AND lifted_at IS NULL ORDER BY last, id`, [...values, asOf])
    .map(lockIn)
}

/** The number of locks lifted. */
export function liftLocksOf(book: WritableBook, ticket: TicketId, lift: { readonly at: string; readonly reason: string }): number {
  return book.run('UPDATE wash_locks SET lifted_at = ?, lifted_reason = ? WHERE ticket = ? AND lifted_at IS NULL', [
    lift.at,
    lift.reason,
    ticket,
  ])
}

function lockIn(row: Row): WashLock {
  return {
    id: text(row, 'id'),
    household: identifier(row, 'household'),
    security: identifier(row, 'security'),
    from: dateIn(row, 'first'),
    until: dateIn(row, 'last'),
    reason: text(row, 'reason'),
    ticket: maybeIdentifier(row, 'ticket'),
  }
}
