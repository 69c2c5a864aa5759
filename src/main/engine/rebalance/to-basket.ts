/** A settled plan of an account back in the desk's words: sales of named lots as choices of a basket, and the purchases beside them. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { Settled } from '../optimize/settle.ts'
import type { AccountProblem } from './from-snapshot.ts'

export interface PlannedPurchase {
  readonly account: AccountId
  readonly security: SecurityId
  readonly shares: Shares
  readonly amount: Cents
}

export interface AccountPlan {
  readonly sales: readonly SaleChoice[]
  readonly purchases: readonly PlannedPurchase[]
}

export function accountPlan(
  { account, securities, lots }: Pick<AccountProblem, 'account' | 'securities' | 'lots'>,
  { trades }: Pick<Settled, 'trades'>,
): AccountPlan {
  return {
    sales: trades
      .filter(({ side }) => side === 'sell')
      .map(trade => ({
        account,
        security: securities[trade.security] as SecurityId,
        method: 'SPECID',
        picks: trade.lots.map(({ lot, shares }) => ({ lot: lots[lot] as LotId, shares })),
        replacement: null,
        override: '',
      })),
    purchases: trades
      .filter(({ side }) => side === 'buy')
      .map(({ security, shares, amount }) => ({ account, security: securities[security] as SecurityId, shares, amount })),
  }
}
