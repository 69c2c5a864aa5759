/** Marks of the checklist and decisions on switchbacks: who did or left what, when and why. Appended, never changed (triggers). */
import type { KeptCheck } from '../../shared/model/week.ts'
import { insert, type ReadableBook, type WritableBook } from './database.ts'
import { dateIn, text, word } from './row.ts'

export function appendCheck(book: WritableBook, check: KeptCheck): void {
  insert(book, 'checks', { subject: check.subject, as_of: check.asOf, mark: check.mark, who: check.who, why: check.why, at: check.at })
}

/** In the order they were written. */
export function listChecks(book: ReadableBook): KeptCheck[] {
  return book.rows('SELECT * FROM checks ORDER BY key').map(row => ({
    subject: text(row, 'subject'),
    asOf: dateIn(row, 'as_of'),
    mark: word(row, 'mark'),
    who: text(row, 'who'),
    why: text(row, 'why'),
    at: text(row, 'at'),
  }))
}
