/** What can only be seen with the book beside the file: the same list is shown by the preview and enforced by the commit. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { ImportIssue, ReadFile } from '../../../shared/model/import-batch.ts'
import type { ReadableBook } from '../../store/database.ts'
import { correctedSales } from './corrections.ts'
import { realizedTwice } from './realized-twice.ts'
import { unmentionedLots } from './unmentioned.ts'

export function againstBook(book: ReadableBook, file: ReadFile, accounts: ReadonlyMap<string, Account>, asOf: CivilDate): ImportIssue[] {
  return [...realizedTwice(book, file, accounts), ...correctedSales(book, file, accounts), ...unmentionedLots(book, file, accounts, asOf)]
}
