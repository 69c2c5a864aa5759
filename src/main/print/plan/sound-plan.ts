/**
 * What must hold before a plan becomes paper: what is bought and sold, order by order, is what the figures of its accounts and of the household say, and each order's parts
 * add up to its whole. A plan that fails is a bug of whoever made it and must not reach a client: this throws.
 */
import { sumCents } from '../../../shared/kernel/cents.ts'
import type { Proposal, ProposalTrade } from '../../../shared/model/proposal.ts'
import { exactMoney, exactScore } from '../../../shared/present/format.ts'

export function requireSoundPlan({ id, accounts, after, adds }: Proposal): void {
  const trades = accounts.flatMap(account => account.trades)
  for (const trade of trades) checkTrade(trade, `${id}, ${trade.side} ${trade.symbol}`)
  if (trades.length !== after.tickets) throw new RangeError(`${id}: ${trades.length} orders, not ${after.tickets}`)
  const cost = sumCents(trades.map(trade => trade.cost))
  if (cost !== after.cost) throw new RangeError(`${id}: costs of the orders come to ${exactMoney(cost)}, not ${exactMoney(after.cost)}`)
  if (adds === undefined) return
  const total = sumCents(trades.map(trade => trade.contribution.total))
  if (total !== adds.trades) throw new RangeError(`${id}: reasons come to ${exactScore(total)}, not ${exactScore(adds.trades)}`)
}

function checkTrade({ contribution: { te, cost, tax, other, total } }: ProposalTrade, where: string): void {
  const sum = sumCents([te, cost, tax, other])
  if (sum !== total) throw new RangeError(`${where}: parts come to ${exactScore(sum)}, not ${exactScore(total)}`)
}
