/** The working draft of a household: the sales an advisor has chosen and not yet issued. One each; replaced as a whole. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import { type SaleChoice, saleChoiceShape } from '../../shared/model/ticket.ts'
import { type ReadableBook, upsert, type WritableBook } from './database.ts'
import { jsonIn, text } from './row.ts'

export function readBasket(book: ReadableBook, household: HouseholdId): { choices: SaleChoice[]; savedAt: string | null } {
  const row = book.row('SELECT choices, saved_at FROM baskets WHERE household = ?', [household])
  if (row === undefined) return { choices: [], savedAt: null }
  return { choices: saleChoiceShape.array().parse(jsonIn(row, 'choices')), savedAt: text(row, 'saved_at') }
}

export function saveBasket(book: WritableBook, household: HouseholdId, choices: readonly SaleChoice[], savedAt: string): void {
  upsert(book, 'baskets', ['household'], { household, choices: JSON.stringify(choices), saved_at: savedAt })
}
