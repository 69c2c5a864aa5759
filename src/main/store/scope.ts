/** Which accounts a reading of evidence is about: one account, one household, or the whole book (null) in a single pass. */
import type { AccountId, HouseholdId } from '../../shared/kernel/id.ts'

export type Scope = { readonly household: HouseholdId } | { readonly account: AccountId } | null

/** SQL condition on an `accounts` alias `a` and its values; true for the whole book. */
export function within(scope: Scope): { readonly sql: string; readonly values: readonly string[] } {
  if (scope === null) return { sql: 'TRUE', values: [] }
  return 'account' in scope ? { sql: 'a.id = ?', values: [scope.account] } : { sql: 'a.household = ?', values: [scope.household] }
}

/** SQL condition on a `household` column, for one or for all; written so that one is found by index. */
export function ofHousehold(household: HouseholdId | null): { readonly sql: string; readonly values: readonly string[] } {
  return household === null ? { sql: 'TRUE', values: [] } : { sql: 'household = ?', values: [household] }
}
