/** Drift of accounts of a household as it stands: of all of them together, or of some by themselves. */
import type { Account } from '../../../shared/model/book.ts'
import type { Drift } from '../../../shared/model/review.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { driftOf } from './drift.ts'

export function driftIn(standing: Standing, accounts: readonly Account[] = standing.snapshot.accounts): Drift {
  const { snapshot, groupOf, securityOf } = standing
  const own = new Set(accounts.map(({ id }) => id))
  return driftOf({ snapshot, accounts, groupOf, securityOf, holdings: holdingsOf(standing).filter(({ account }) => own.has(account)) })
}
