/**
 * For each account a file names: the book's account, from a match or from what the advisor chose, or a new one. What is left open is said by
 * name; nothing is imported into an account by guess.
 */
import type { z } from 'zod'
import type { methods } from '../../../shared/contract/methods.ts'
import { type AccountId, id } from '../../../shared/kernel/id.ts'
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Account, Household } from '../../../shared/model/book.ts'
import type { FileAccount, ReadFile } from '../../../shared/model/import-batch.ts'
import type { Ids } from '../../ports.ts'
import type { AccountAlias } from '../../store/aliases.ts'
import { matchAccount } from './match-account.ts'

export type AccountChoice = z.output<(typeof methods)['import.commit']['input']>['accounts'][number]

export interface KnownAccounts {
  readonly accounts: readonly Account[]
  readonly households: readonly Household[]
  readonly aliases: readonly AccountAlias[]
}

export interface ResolvedAccounts {
  readonly byKey: ReadonlyMap<string, Account>
  readonly newHouseholds: readonly Household[]
  readonly newAccounts: readonly Account[]
  /** Decisions worth remembering for the next file of this custodian; about a file that names no account there is nothing to remember. */
  readonly newAliases: readonly AccountAlias[]
}

/** The book's account where it can be told without asking; the file's own answer (template ids) comes first. */
export function matched(file: FileAccount, known: KnownAccounts): AccountId | null {
  if (file.matched !== null && known.accounts.some(account => account.id === file.matched)) return file.matched
  return matchAccount(file, known.accounts, known.aliases)
}

export function resolveAccounts(
  file: ReadFile,
  choices: readonly AccountChoice[],
  known: KnownAccounts,
  ids: Ids,
): Outcome<ResolvedAccounts> {
  const byKey = new Map<string, Account>()
  const result = { byKey, newHouseholds: [] as Household[], newAccounts: [] as Account[], newAliases: [] as AccountAlias[] }
  for (const named of file.accounts) {
    const found = matched(named, known)
    const choice = choices.find(each => each.key === named.key)
    if (choice?.create) {
      const account = created(choice.create, result, known, ids)
      byKey.set(named.key, account)
      if (named.number !== '' && account.number !== named.number)
        result.newAliases.push({ custodian: named.custodian, key: named.key, account: account.id })
      continue
    }
    const wanted = choice?.account ?? found
    const account = known.accounts.find(each => each.id === wanted)
    if (!account) return refused(open(named, file.fileName))
    byKey.set(named.key, account)
    if (named.number !== '' && wanted !== found) result.newAliases.push({ custodian: named.custodian, key: named.key, account: account.id })
  }
  return done(result)
}

function created(
  given: NonNullable<AccountChoice['create']>,
  result: { newHouseholds: Household[]; newAccounts: Account[] },
  known: KnownAccounts,
  ids: Ids,
): Account {
  const { household, householdName, ...rest } = given
  const home = household ?? householdFor(householdName, result.newHouseholds, known, ids)
  const account: Account = {
    ...rest,
    id: id<'account'>(ids.next('account')),
    household: home,
    owner: null,
    model: null,
    coverageFrom: null,
    coverageTo: null,
    cash: null,
    cashAsOf: null,
  }
  result.newAccounts.push(account)
  return account
}

/** By name, so that five accounts of one file make one household; a new one where nobody has that name. */
function householdFor(name: string, added: Household[], known: KnownAccounts, ids: Ids): Household['id'] {
  const wanted = name.trim().toLowerCase()
  const found = [...known.households, ...added].find(household => household.name.toLowerCase() === wanted)
  if (found) return found.id
  const household: Household = {
    id: id<'household'>(ids.next('household')),
    name: name.trim() === '' ? 'New household' : name.trim(),
    note: '',
  }
  added.push(household)
  return household.id
}

function open(named: FileAccount, fileName: string) {
  return {
    code: 'import/account-open',
    what: `The book does not know the account ${named.number === '' ? named.name : named.number} of this file.`,
    where: fileName,
    remedy: 'Choose one of the household’s accounts for it, or create it here.',
  }
}
