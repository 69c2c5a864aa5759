/** How the desk writes: one transaction, one audit row in it, and afterwards a word to whoever shows or keeps what changed. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { appendAudit } from '../store/audit.ts'
import type { WritableBook } from '../store/database.ts'
import type { Changed, DeskContext } from './context.ts'

export interface Write<Value> {
  /** `ticket issued`: what the audit trail says; the subject is an id, never a name or an amount. */
  readonly what: string
  readonly subject: string
  readonly changed: Changed
  /** null: more than one household may look different now. */
  readonly household: HouseholdId | null
  work(book: WritableBook): Value
}

export function write<Value>(context: DeskContext, change: Write<Value>): Value {
  const value = context.store.transaction(book => {
    const result = change.work(book)
    appendAudit(book, { at: context.ports.clock.now(), what: change.what, subject: change.subject })
    return result
  })
  context.changed(change.changed, change.household)
  return value
}
