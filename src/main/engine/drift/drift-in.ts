/** Drift of accounts of a household as it stands: of all of them together, or of some by themselves. */
import type { Account } from '../../../shared/model/book.ts'
import type { Drift } from '../../../shared/model/review.ts'
import { type Holding, holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { driftOf } from './drift.ts'

/** `holdings`: of the household, where the caller has them already. */
export function driftIn(
  standing: Standing,
  accounts: readonly Account[] = standing.snapshot.accounts,
  holdings: readonly Holding[] = holdingsOf(standing),
): Drift {
  const { snapshot, groupOf, securityOf } = standing
  const own = new Set(accounts.map(({ id }) => id))
  return driftOf({ snapshot, accounts, groupOf, securityOf, holdings: holdings.filter(({ account }) => own.has(account)) })
}
