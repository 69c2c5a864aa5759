/** Answers about accounts that files name in their own way, remembered for the next file of the same custodian. The latest answer counts. */
import type { AccountId } from '../../shared/kernel/id.ts'
import { inBook } from './brought.ts'
import { type ReadableBook, upsert, type WritableBook } from './database.ts'
import { identifier, text } from './row.ts'

export interface AccountAlias {
  readonly custodian: string
  /** As the file names the account. */
  readonly key: string
  readonly account: AccountId
}

export function listAliases(book: ReadableBook): AccountAlias[] {
  return book
    .rows(`SELECT custodian, file_key, account FROM account_aliases l WHERE ${inBook('account', 'l.account')} ORDER BY custodian, file_key`)
    .map(row => ({ custodian: text(row, 'custodian'), key: text(row, 'file_key'), account: identifier<'account'>(row, 'account') }))
}

export function saveAliases(book: WritableBook, aliases: readonly AccountAlias[], at: string): void {
  for (const alias of aliases) {
    upsert(book, 'account_aliases', ['custodian', 'file_key'], {
      custodian: alias.custodian,
      file_key: alias.key,
      account: alias.account,
      saved_at: at,
    })
  }
}
