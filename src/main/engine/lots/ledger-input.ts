/** What a projection is made from: one household's part of a snapshot. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { type Account, type AccountType, isTaxable, type Relation, type Security } from '../../../shared/model/book.ts'
import type { LedgerEntry, RealizedLot, StatementLot } from '../../../shared/model/ledger.ts'
import { type GroupOf, identicalGroups } from '../wash/identical.ts'
import type { Treatment } from './event.ts'
import { type BookingPolicy, defaultPolicy } from './policy.ts'

export interface LedgerInput {
  readonly accounts: readonly Pick<Account, 'id' | 'type' | 'defaultMethod' | 'earlierMethods' | 'averageElectedOn'>[]
  /** For what may be averaged; left out, everything may. */
  readonly securities?: readonly Pick<Security, 'id' | 'kind'>[]
  readonly entries: readonly LedgerEntry[]
  readonly statementLots: readonly StatementLot[]
  /** What custodians' realized files tell of sales that lie before the statements; left out: nothing. */
  readonly realized?: readonly RealizedLot[]
  readonly relations: readonly Pick<Relation, 'kind' | 'a' | 'b'>[]
  /** Nothing later is looked at; null: everything is. */
  readonly asOf: CivilDate | null
}

/** An entry that moves shares. */
export type ShareEntry = LedgerEntry & { readonly security: SecurityId }

/** Securities that are identical for section 1091: declared so, or one security under two names. */
export function washGroups(relations: LedgerInput['relations'], entries: LedgerInput['entries']): GroupOf {
  const declared = relations.filter(relation => relation.kind !== 'substitute').map(({ a, b }) => [a, b])
  return identicalGroups([...declared, ...renamed(entries)])
}

/** One security under two names is one holding: declared so, or renamed by an entry of the ledger (a new symbol or CUSIP, share for share). */
export function sameSecurity(relations: LedgerInput['relations'], entries: LedgerInput['entries']): GroupOf {
  const declared = relations.filter(relation => relation.kind === 'same').map(({ a, b }) => [a, b])
  return identicalGroups([...declared, ...renamed(entries)])
}

/** Kept for the list it was read from, which several steps of one answer ask. */
const renames = new WeakMap<LedgerInput['entries'], string[][]>()

/** Old and new names. Only the name changes: the shares are the same shares before and after. */
function renamed(entries: LedgerInput['entries']): string[][] {
  const known = renames.get(entries)
  if (known !== undefined) return known
  const found = renamesIn(entries)
  renames.set(entries, found)
  return found
}

function renamesIn(entries: LedgerInput['entries']): string[][] {
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

/** Rev. Rul. 2008-5 speaks of IRAs. For a 401(k) and an HSA there is no ruling: each is flagged, or treated like an IRA, as the firm reads it. */
export function treatmentOf(type: AccountType, { planLikeIra, healthLikeIra }: Plans = defaultPolicy): Treatment {
  if (isTaxable(type)) return 'taxable'
  const likeIra = type === '401k' ? planLikeIra : type !== 'hsa' || healthLikeIra
  return likeIra ? 'sheltered' : 'unsettled'
}

type Plans = Pick<BookingPolicy, 'planLikeIra' | 'healthLikeIra'>

export function holdingKey(account: AccountId, security: SecurityId | string): string {
  return `${account}\n${security}`
}
