/** Why each order is on the ticket, in short words and dollars: what the sale realizes, what it replaces, and why the plan makes it. */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { PurchaseChoice } from '../../../shared/model/proposal.ts'
import type { OrderReason } from '../../../shared/model/ticket.ts'
import { exactMoney, score } from '../../../shared/present/format.ts'
import type { Replacement } from '../basket/replacement.ts'
import type { PricedChoice } from '../basket.ts'
import type { Standing } from '../standing/standing.ts'
import { type PlanFacts, type PlanOrder, planOrder, sameSale } from './plan-facts.ts'

export function sellReasons(standing: Standing, { sold }: PricedChoice, facts: PlanFacts | undefined): OrderReason[] {
  const order = planOrder(facts, 'sell', sold.choice)
  const own = isTaxable(standing.accountOf(sold.choice.account).type) ? realized(sold.results) : [untaxed]
  return [...own, ...(order === undefined || !sameSale(order, sold.choice) ? [] : planned(order))]
}

const untaxed: OrderReason = { code: 'no-tax', words: 'no tax on gains in this account', amount: null }

function realized(results: PricedChoice['sold']['results']): OrderReason[] {
  const sum = (sign: 1 | -1) => sumCents(results.map(({ gain }) => cents(Math.max(0, sign * (gain ?? 0)))))
  const [loss, gain] = [sum(-1), sum(1)]
  return [
    ...(loss === 0 ? [] : [{ code: 'loss' as const, words: `realizes losses of ${exactMoney(loss)}`, amount: cents(-loss) }]),
    ...(gain === 0 ? [] : [{ code: 'gain' as const, words: `realizes gains of ${exactMoney(gain)}`, amount: gain }]),
  ]
}

export function replacementReasons(symbol: string, { amount }: Replacement): OrderReason[] {
  return [{ code: 'replace', words: `keeps ${exactMoney(amount)} invested in place of ${symbol}`, amount }]
}

export function purchaseReasons(choice: PurchaseChoice, facts: PlanFacts | undefined): OrderReason[] {
  const order = planOrder(facts, 'buy', choice)
  return order === undefined ? [] : planned(order)
}

/** By how much it betters or worsens the plan's score when it joins the trades before it; a score is no money. */
function planned({ why, contribution: { te, cost, tax, other } }: PlanOrder): OrderReason[] {
  const part = (code: OrderReason['code'], name: string, change: Cents): OrderReason[] =>
    change === noCents
      ? []
      : [{ code, words: `${name} ${score(cents(Math.abs(change)))} ${change < 0 ? 'better' : 'worse'}`, amount: null }]
  return [
    { code: 'plan', words: why, amount: null },
    ...part('risk', 'risk', te),
    ...part('tax', 'tax', tax),
    ...part('cost', 'trading', cost),
    ...part('other', 'other wishes', other),
  ]
}
