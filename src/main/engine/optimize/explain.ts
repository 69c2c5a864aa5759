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
  /** Of `other`, term by term in the order given. */
  readonly terms: readonly Cents[]
}

export interface Explanation {
  readonly trades: readonly TradeContribution[]
  /** Objective of the plan less that of doing nothing: the sum of the trades' totals. */
  readonly total: Cents
}

type Part = 'risk' | 'cost' | 'tax' | 'other'
type Parts = Readonly<Record<Part, number>> & { readonly terms: readonly number[] }
/** A part of the penalties by the net change of every security: fractions of the portfolio. */
export type SoftTerm = (change: Float64Array) => number

/** `soft`: penalties to be told apart; what they leave of `other` stays there. */
export function explainTrades(problem: Problem, plan: Plan, soft: readonly SoftTerm[] = []): Explanation {
  const { lots, securities } = problem
  const partial: Plan = { sell: new Float64Array(lots.count), buy: new Float64Array(securities.count) }
  const trades: TradeContribution[] = []
  const first = partsAt(problem, partial, soft)
  let before = first
  for (const { security, side } of inOrder(problem, plan)) {
    if (side === 'buy') partial.buy[security] = plan.buy[security]
    else for (let l = lots.start[security]; l < lots.start[security + 1]; l++) partial.sell[l] = plan.sell[l]
    const after = partsAt(problem, partial, soft)
    const step = (of: Part) => cents(after[of] - before[of])
    const parts = { risk: step('risk'), cost: step('cost'), tax: step('tax'), other: step('other') }
    const terms = after.terms.map((each, at) => cents(each - (before.terms[at] ?? 0)))
    trades.push({ security, side, ...parts, terms, total: cents(parts.risk + parts.cost + parts.tax + parts.other) })
    before = after
  }
  const whole = (parts: Parts) => parts.risk + parts.cost + parts.tax + parts.other
  return { trades, total: cents(whole(before) - whole(first)) }
}

/** Parts of the objective in whole cents of the portfolio, so that differences add up. */
export function partsAt(problem: Problem, plan: Plan, soft: readonly SoftTerm[] = []): Parts {
  const { terms } = evaluate(problem, plan)
  const money = (share: number) => Math.round(share * problem.nav * 100)
  const { weights } = problem
  const change = soft.length === 0 ? null : changeOf(problem, plan)
  const own = change === null ? [] : soft.map(term => term(change))
  const told = own.map(money)
  // the rest is rounded by itself, so that term by term adds up to the whole of it
  const rest = terms.penalty - weights.reward * terms.reward - own.reduce((sum, each) => sum + each, 0)
  return {
    risk: money(weights.risk * terms.te ** 2 + weights.absolute * terms.absolute),
    cost: money(weights.cost * costOf(terms)),
    tax: money(weights.tax * terms.tax),
    other: told.reduce((sum, each) => sum + each, money(rest)),
    terms: told,
  }
}

function changeOf({ lots, securities }: Problem, { sell, buy }: Plan): Float64Array {
  const change = Float64Array.from(buy)
  for (let i = 0; i < securities.count; i++) for (let l = lots.start[i]; l < lots.start[i + 1]; l++) change[i] -= sell[l]
  return change
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
