/** What a ticket knows of the plan it carries out, beside its name: the budgets it was made under, why it trades, and how far each price may move before it would choose otherwise. */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { ProposalTrade, Wishes } from '../../../shared/model/proposal.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'

/** Multiples of today's price between which the plan's choice stays the best; `why` in place of them where that was not computed. */
export type ChoiceRange =
  | { readonly from: number; readonly to: number; readonly kind: 'exact' | 'estimated' }
  | { readonly from: null; readonly why: string }

export interface PlanOrder extends Pick<ProposalTrade, 'side' | 'security' | 'contribution' | 'why'> {
  readonly account: AccountId
  /** Of a sale: what the plan sells of each lot. */
  readonly lots: SaleChoice['picks']
  /** Of a sale. */
  readonly range: ChoiceRange | null
}

export interface PlanFacts {
  readonly budgets: Pick<Wishes, 'shortGain' | 'longGain' | 'tax'>
  readonly orders: readonly PlanOrder[]
  /** Which covariance the plan rests on and what it had to assume, in sentences; none of plans from before it was told. */
  readonly risk?: readonly string[]
  /** Limits that bind it or are still missed, in sentences. */
  readonly limits?: readonly string[]
}

export function planOrder(
  facts: PlanFacts | undefined,
  side: PlanOrder['side'],
  { account, security }: { readonly account: AccountId; readonly security: SecurityId },
): PlanOrder | undefined {
  return facts?.orders.find(order => order.side === side && order.account === account && order.security === security)
}

/** Whether these are the very lots of the plan. */
export function sameSale({ lots }: PlanOrder, { picks }: Pick<SaleChoice, 'picks'>): boolean {
  const counts = new Map(lots.map(({ lot, shares }) => [lot, shares]))
  return counts.size === picks.length && picks.every(({ lot, shares }) => counts.get(lot) === shares)
}
