/** What is asked about one sale: how many shares of which holding, or which lots by hand. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'

export interface SaleQuestion {
  readonly account: AccountId
  readonly security: SecurityId
  readonly shares: Shares
}

export interface HandPicked {
  readonly account: AccountId
  readonly security: SecurityId
  readonly picks: readonly LotPick[]
}
