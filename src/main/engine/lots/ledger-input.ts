/** What a projection is made from: one household's part of a snapshot. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Account, type AccountType, isTaxable, type Relation } from '../../../shared/model/book.ts'
import type { LedgerEntry, StatementLot } from '../../../shared/model/ledger.ts'
import { type GroupOf, identicalGroups } from '../wash/identical.ts'
import type { Treatment } from './event.ts'

export interface LedgerInput {
  readonly accounts: readonly Pick<Account, 'id' | 'type' | 'defaultMethod'>[]
  readonly entries: readonly LedgerEntry[]
  readonly statementLots: readonly StatementLot[]
  readonly relations: readonly Pick<Relation, 'kind' | 'a' | 'b'>[]
  /** Nothing later is looked at; null: everything is. */
  readonly asOf: CivilDate | null
}

/** An entry that moves shares. */
export type ShareEntry = LedgerEntry & { readonly security: SecurityId }

/** Securities that are identical for section 1091: declared so, or one security under two names. */
export function washGroups(relations: LedgerInput['relations']): GroupOf {
  return identicalGroups(relations.filter(relation => relation.kind !== 'substitute').map(({ a, b }) => [a, b]))
}

/** One security under two names is one holding. */
export function sameSecurity(relations: LedgerInput['relations']): GroupOf {
  return identicalGroups(relations.filter(relation => relation.kind === 'same').map(({ a, b }) => [a, b]))
}

/** An HSA is treated like an IRA; for a 401(k) there is no ruling, so it is flagged and never decided. Rev. Rul. 2008-5. */
export function treatmentOf(type: AccountType): Treatment {
  if (isTaxable(type)) return 'taxable'
  return type === '401k' ? 'unsettled' : 'sheltered'
}

export function holdingKey(account: AccountId, security: SecurityId | string): string {
  return `${account}\n${security}`
}
