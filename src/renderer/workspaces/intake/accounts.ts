/** Which account of the book each account of a file is: matched by the desk, chosen, or to be created. Open ones bar the commit. */
import type { Input } from '../../../shared/contract/client.ts'
import type { AccountId } from '../../../shared/kernel/id.ts'
import type { FileAccount } from '../../../shared/model/import-batch.ts'

type Sent = Input<'import.commit'>['accounts'][number]
export type NewAccount = NonNullable<Sent['create']>

export type AccountAnswer =
  | { readonly kind: 'existing'; readonly account: AccountId | null }
  | { readonly kind: 'create'; readonly create: NewAccount }

/** Answers by the file's key; a file account without one is as the desk matched it. */
export type AccountAnswers = Readonly<Record<string, AccountAnswer>>

/** The book's account, or null where nobody has said yet. */
export function answeredAccount(account: FileAccount, answers: AccountAnswers): AccountId | null {
  const answer = answers[account.key]
  if (answer === undefined) return account.matched
  return answer.kind === 'existing' ? answer.account : null
}

/** What is still to be said about an account; null when it is clear. */
export function openQuestion(account: FileAccount, answers: AccountAnswers): string | null {
  const answer = answers[account.key]
  const name = account.number || account.name || 'these rows'
  if (answer?.kind === 'create') {
    const { create } = answer
    if (create.name.trim() === '') return `Name the new account for ${name}.`
    if (create.number.trim() === '') return `State the number of the new account for ${name}.`
    if (create.household === null && create.householdName.trim() === '') return `Name the household of the new account for ${name}.`
    return null
  }
  if (answeredAccount(account, answers) !== null) return null
  return account.number || account.name ? `Say which account ${name} is.` : 'Say which account these rows belong to.'
}

export function openQuestions(accounts: readonly FileAccount[], answers: AccountAnswers): readonly string[] {
  return accounts.flatMap(account => openQuestion(account, answers) ?? [])
}

/** A new account as the file suggests it; what the file does not say is left to be filled in. */
export function proposedAccount(account: FileAccount, householdName: string): NewAccount {
  return {
    household: null,
    householdName,
    name: account.name || account.number,
    number: account.number,
    custodian: account.custodian,
    type: account.typeHint ?? 'taxable',
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
  }
}

/** Only what differs from the desk's own match is sent. */
export function sentAnswers(accounts: readonly FileAccount[], answers: AccountAnswers): Sent[] {
  return accounts.flatMap(({ key, matched }): Sent[] => {
    const answer = answers[key]
    if (answer === undefined || (answer.kind === 'existing' && answer.account === matched)) return []
    if (answer.kind === 'create') return [{ key, account: null, create: answer.create }]
    return [{ key, account: answer.account, create: null }]
  })
}
