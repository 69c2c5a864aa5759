/**
 * Changes made to a plan by hand, as a list of whole orders against the revision they were made from, and the way back and forth between them. Nothing is computed
 * here: the desk prices the edits.
 */
import type { AccountId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { LotPick } from '../../../shared/model/ledger.ts'
import type { ProposalAccount, ProposalEdits, ProposalLot } from '../../../shared/model/proposal.ts'

interface Holding {
  readonly account: AccountId
  readonly security: SecurityId
}

export const noEdits: ProposalEdits = { sales: [], purchases: [] }

export function hasEdits(edits: ProposalEdits): boolean {
  return edits.sales.length + edits.purchases.length > 0
}

/** No picks: the plan does not sell it. */
export function withSale(edits: ProposalEdits, { account, security }: Holding, picks: readonly LotPick[]): ProposalEdits {
  const others = edits.sales.filter(sale => sale.account !== account || sale.security !== security)
  return { ...edits, sales: [...others, { account, security, picks: picks.map(pick => ({ ...pick })) }] }
}

/** No shares: the plan does not buy it. */
export function withPurchase(edits: ProposalEdits, { account, security }: Holding, shares: Shares): ProposalEdits {
  const others = edits.purchases.filter(buy => buy.account !== account || buy.security !== security)
  return { ...edits, purchases: [...others, { account, security, shares }] }
}

/** What was, what is, and what was taken back. */
export interface History<State> {
  readonly past: readonly State[]
  readonly now: State
  readonly future: readonly State[]
}

export function beginning<State>(now: State): History<State> {
  return { past: [], now, future: [] }
}

export function changed<State>({ past, now }: History<State>, next: State): History<State> {
  return { past: [...past, now], now: next, future: [] }
}

export function undone<State>(history: History<State>): History<State> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] }
}

export function redone<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future }
}

/** A lot that a sale of its security can take shares of. */
export interface SaleLot extends Pick<ProposalLot, 'lot' | 'acquired' | 'term' | 'held' | 'basis' | 'gain'> {
  /** `basis` and `gain` are of the whole lot; this is of the shares sold. null: none, or unknown. */
  readonly realized: ProposalLot['gain']
  /** Shares the plan sells of it. */
  readonly sold: Shares
  /** Why the solver left it; null where the plan sells of it. */
  readonly why: string | null
}

/** The lots of one security in the account, where the solved plan has them: those it sells of, in its order, then the others that may be sold. */
export function lotsForSale(account: ProposalAccount, security: SecurityId, solved: ProposalAccount): readonly SaleLot[] {
  const places = new Map(lotsOf(solved, security).map(({ lot }, at) => [lot, at]))
  const place = ({ lot }: SaleLot) => places.get(lot) ?? places.size
  return lotsOf(account, security).toSorted((a, b) => place(a) - place(b))
}

function lotsOf(account: ProposalAccount, security: SecurityId): readonly SaleLot[] {
  const sold = account.trades.find(trade => trade.side === 'sell' && trade.security === security)?.lots ?? []
  const taken = new Set<LotId>(sold.map(lot => lot.lot))
  return [
    ...sold.map(({ lot, acquired, term, held, basis, gain, whole, shares }) => ({
      lot,
      acquired,
      term,
      held,
      ...(whole ?? { basis, gain }),
      realized: gain,
      sold: shares,
      why: null,
    })),
    ...account.unsold
      .filter(lot => lot.security === security && lot.sellable && !taken.has(lot.lot))
      .map(({ lot, acquired, term, shares, basis, gain, why }) => ({
        lot,
        acquired,
        term,
        held: shares,
        basis,
        gain,
        realized: null,
        sold: 0 as Shares,
        why,
      })),
  ]
}

/** Securities that the account can sell, or sell more of, and does not yet. */
export function sellableElse(account: ProposalAccount): readonly { readonly security: SecurityId; readonly symbol: string }[] {
  const sold = new Set(account.trades.filter(trade => trade.side === 'sell').map(trade => trade.security))
  const found = new Map<SecurityId, string>()
  for (const { security, symbol, sellable } of account.unsold) if (sellable && !sold.has(security)) found.set(security, symbol)
  return [...found].map(([security, symbol]) => ({ security, symbol })).sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
}

/** Securities that the account can buy and does not yet. */
export function buyableElse(account: ProposalAccount): ProposalAccount['buyable'] {
  const bought = new Set(account.trades.filter(trade => trade.side === 'buy').map(trade => trade.security))
  return account.buyable.filter(one => !bought.has(one.security))
}

/** Orders stand where the solved plan has them, new ones last: nothing moves away under the hand that changes it. */
export function inOrderOf(trades: ProposalAccount['trades'], solved: ProposalAccount['trades']): ProposalAccount['trades'] {
  const places = new Map(solved.map(({ side, security }, at) => [`${side} ${security}`, at]))
  const place = ({ side, security }: ProposalAccount['trades'][number]) => places.get(`${side} ${security}`) ?? solved.length
  return trades.toSorted((a, b) => place(a) - place(b))
}
