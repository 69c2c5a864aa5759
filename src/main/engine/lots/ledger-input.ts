/** What a projection is made from: one household's part of a snapshot. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Account, type AccountType, isTaxable, type Relation } from '../../../shared/model/book.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import { type GroupOf, identicalGroups } from '../wash/identical.ts'
import type { Treatment } from './event.ts'

export interface LedgerInput {
  readonly accounts: readonly Pick<Account, 'id' | 'type' | 'defaultMethod' | 'earlierMethods'>[]
  readonly entries: readonly LedgerEntry[]
  readonly statementLots: readonly StatementLot[]
  readonly relations: readonly Pick<Relation, 'kind' | 'a' | 'b'>[]
  /** Nothing later is looked at; null: everything is. */
  readonly asOf: CivilDate | null
}

/** An entry that moves shares. */
export type ShareEntry = LedgerEntry & { readonly security: SecurityId }

/** Securities that are identical for section 1091: declared so, or one security under two names. */
export function washGroups(relations: LedgerInput['relations'], entries: LedgerInput['entries'] = []): GroupOf {
  const declared = relations.filter(relation => relation.kind !== 'substitute').map(({ a, b }) => [a, b])
  return identicalGroups([...declared, ...renamed(entries)])
}

/** One security under two names is one holding: declared so, or renamed by an entry of the ledger (a new symbol or CUSIP, share for share). */
export function sameSecurity(relations: LedgerInput['relations'], entries: LedgerInput['entries'] = []): GroupOf {
  const declared = relations.filter(relation => relation.kind === 'same').map(({ a, b }) => [a, b])
  return identicalGroups([...declared, ...renamed(entries)])
}

/** Old and new names. Only the name changes: the shares are the same shares before and after. */
function renamed(entries: LedgerInput['entries']): string[][] {
  const names = entries.filter(entry => entry.kind === 'name-change' && entry.reverses === null)
  if (names.length === 0) return []
  const reversed = new Set(entries.map(entry => entry.reverses))
  return names.flatMap(({ id, security, counter, ratio }) =>
    security === null || counter == null || reversed.has(id) || (ratio !== null && ratio[0] !== ratio[1]) ? [] : [[security, counter]],
  )
}

/** The relief method in force on a day: changing the default today leaves the sales of the past as they were (Reg. 1.1012-1(c)(8)). */
export function methodOn(account: LedgerInput['accounts'][number], day: CivilDate): Account['defaultMethod'] {
  return account.earlierMethods?.find(earlier => day < earlier.until)?.method ?? account.defaultMethod
}

/** An HSA is treated like an IRA; for a 401(k) there is no ruling, so it is flagged and never decided. Rev. Rul. 2008-5. */
export function treatmentOf(type: AccountType): Treatment {
  if (isTaxable(type)) return 'taxable'
  return type === '401k' ? 'unsettled' : 'sheltered'
}

export function holdingKey(account: AccountId, security: SecurityId | string): string {
  return `${account}\n${security}`
}
