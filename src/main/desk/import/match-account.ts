/**
 * Which account of the book a file means. A full number must agree to the character, leading zeros included. A masked number (`XXXX-5792`,
 * `...615`) agrees with the one account of that custodian whose number ends so; two such accounts are a question for the advisor, never a guess.
 */
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { Account } from '../../../shared/model/book.ts'
import type { FileAccount } from '../../../shared/model/import-batch.ts'
import type { AccountAlias } from '../../store/aliases.ts'

export function matchAccount(file: FileAccount, accounts: readonly Account[], aliases: readonly AccountAlias[]): AccountId | null {
  if (file.number === '') return null
  const alias = aliases.find(known => known.custodian === file.custodian && known.key === file.key)
  if (alias && accounts.some(account => account.id === alias.account)) return alias.account
  const own = accounts.filter(
    account => account.custodian === file.custodian || file.custodian === 'other' || account.custodian === 'other',
  )
  const exact = own.filter(account => account.number === file.number)
  if (exact.length === 1) return (exact[0] as Account).id
  const ending = visibleEnding(file.number)
  if (ending === undefined) return null
  const alike = own.filter(account => account.number !== file.number && plain(account.number).endsWith(ending))
  return alike.length === 1 && exact.length === 0 ? (alike[0] as Account).id : null
}

/** The digits after the mask, at least three of them; undefined where the number is not masked. */
export function visibleEnding(number: string): string | undefined {
  const match = /^(?:[xX]{2,}|[*•·.…]+)[\s-]*(\d{3,})$/.exec(number.trim())
  return match?.[1]
}

function plain(number: string): string {
  return number.replace(/[^0-9A-Za-z]/g, '')
}
