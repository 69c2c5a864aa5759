/**
 * Where a plan's benefit comes from. Trades share risk, the year's netting and limits, so no trade has a contribution of its own: they are put in one order (sales before
 * purchases, larger before smaller, then as the account lists them) and each gets what the objective changes by when it joins those before it. Added up they are
 * the plan's change of the objective exactly, to the cent: each is the difference of two rounded sums.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { evaluate, type Terms } from './evaluate.ts'
import type { Plan, Problem } from './problem.ts'

export interface TradeContribution {
  readonly security: number
  readonly side: 'buy' | 'sell'
  /** Change of the objective; below zero is a benefit. Of its parts only risk, cost and tax are told apart; the rest is `other`. */
  readonly total: Cents
  readonly risk: Cents
  readonly cost: Cents
  readonly tax: Cents
  readonly other: Cents
}

export interface Explanation {
  readonly trades: readonly TradeContribution[]
  /** Objective of the plan less that of doing nothing: the sum of the trades' totals. */
  readonly total: Cents
}

type Parts = Readonly<Record<'risk' | 'cost' | 'tax' | 'other', number>>

export function explainTrades(problem: Problem, plan: Plan): Explanation {
  const { lots, securities } = problem
  const partial: Plan = { sell: new Float64Array(lots.count), buy: new Float64Array(securities.count) }
  const trades: TradeContribution[] = []
  const first = partsAt(problem, partial)
  let before = first
  for (const { security, side } of inOrder(problem, plan)) {
    if (side === 'buy') partial.buy[security] = plan.buy[security]
    else for (let l = lots.start[security]; l < lots.start[security + 1]; l++) partial.sell[l] = plan.sell[l]
    const after = partsAt(problem, partial)
    const step = (of: keyof Parts) => cents(after[of] - before[of])
    const parts = { risk: step('risk'), cost: step('cost'), tax: step('tax'), other: step('other') }
    trades.push({ security, side, ...parts, total: cents(parts.risk + parts.cost + parts.tax + parts.other) })
    before = after
  }
  const whole = (parts: Parts) => parts.risk + parts.cost + parts.tax + parts.other
  return { trades, total: cents(whole(before) - whole(first)) }
}

/** Parts of the objective in whole cents of the portfolio, so that differences add up. */
export function partsAt(problem: Problem, plan: Plan): Parts {
  const { terms } = evaluate(problem, plan)
  const money = (share: number) => Math.round(share * problem.nav * 100)
  const { weights } = problem
  return {
    risk: money(weights.risk * terms.te ** 2 + weights.absolute * terms.absolute),
    cost: money(weights.cost * costOf(terms)),
    tax: money(weights.tax * terms.tax),
    other: money(terms.penalty - weights.reward * terms.reward),
  }
}

function costOf({ linear, impact, fixed }: Terms): number {
  return linear + impact + fixed
}

function inOrder({ securities, lots }: Problem, plan: Plan) {
  const list: { readonly security: number; readonly side: 'buy' | 'sell'; readonly amount: number }[] = []
  for (let i = 0; i < securities.count; i++) {
    let sold = 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold += plan.sell[l]
    if (sold > 0) list.push({ security: i, side: 'sell', amount: sold })
    if (plan.buy[i] > 0) list.push({ security: i, side: 'buy', amount: plan.buy[i] })
  }
  const rank = (side: 'buy' | 'sell') => (side === 'sell' ? 0 : 1)
  return list.sort((a, b) => rank(a.side) - rank(b.side) || b.amount - a.amount || a.security - b.security)
}
