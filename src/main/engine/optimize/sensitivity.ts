/**
 * What the plan would gain from a little more room, and what each unsold lot costs to sell. Prices are the multipliers of the convex problem of the plan's own pattern:
 * exact for a small change that leaves the pattern as it is, silent about larger ones (`priceRange` says how far a price may move). Dollars per dollar of the limit;
 * a trade and a name are counted from the bound's own price, in dollars each.
 */

import type { Rows } from '../solve/rows.ts'
import type { Optimized } from './optimize.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'
import { type Restricted, restrictedTo } from './restricted.ts'

export interface ShadowPrice {
  readonly limit: string
  readonly side: 'upper' | 'lower'
  /** The objective, in dollars, falls by so much for each `unit` the limit gives way. */
  readonly dollars: number
  readonly unit: 'dollar' | 'trade' | 'name'
}

export type LotReason =
  | 'sold'
  | 'may not be sold'
  | 'wash'
  | 'costs more than it brings'
  | 'barred by a count or a minimum'
  | 'sold in part'

export interface LotCost {
  readonly lot: number
  readonly reason: LotReason
  /** Dollars by which the objective rises per dollar sold of it, everything else answering at its price; null where it may not be sold. */
  readonly reducedCost: number | null
  /** The same for the whole lot, fixed costs and impact included. */
  readonly wholeLot: number | null
}

export interface Sensitivity {
  readonly limits: readonly ShadowPrice[]
  readonly lots: readonly LotCost[]
}

const noticeable = 1e-9

export function sensitivityOf(problem: Problem, { plan, prices }: Pick<Optimized, 'plan' | 'prices'>): Sensitivity {
  const restricted = restrictedTo(problem, plan)
  const { rows, solution } = restricted
  const limits: ShadowPrice[] = []
  const push = (limit: string, price: number, unit: ShadowPrice['unit'] = 'dollar') => {
    if (Math.abs(price) < noticeable) return
    const dollars = Math.abs(price) * (unit === 'dollar' ? 1 : problem.nav)
    limits.push({ limit, side: price > 0 ? 'upper' : 'lower', dollars, unit })
  }
  problem.limits.rowNames.forEach((name, at) => {
    if (problem.limits.rowExcess[at] === Infinity && problem.limits.rowPenalty[at] === 0) push(name, solution.price[rows.budget + at])
  })
  push('turnover', solution.price[rows.turnover])
  push('number of trades', prices?.trades ?? 0, 'trade')
  if (problem.limits.budgets) {
    push('short-term gain', solution.price[rows.tax] - solution.price[rows.tax + 2])
    push('long-term gain', solution.price[rows.tax + 1] - solution.price[longRow(problem, plan, rows.tax)])
    push('tax', solution.price[rows.tax + 4])
  }
  return { limits, lots: lotCosts(problem, plan, restricted) }
}

/** Where the long-term gain of a budget enters the netting: a net loss has one row for both terms. */
function longRow(problem: Problem, plan: Plan, tax: number): number {
  const { lots } = problem
  let net = problem.tax.shortSoFar + problem.tax.longSoFar
  for (let l = 0; l < lots.count; l++) net += lots.gain[l] * plan.sell[l]
  return net <= 0 ? tax + 2 : tax + 3
}

/** Each lot's marginal cost at the plan's prices: cost, risk and rows of its security, and the tax of its own gain. */
function lotCosts(problem: Problem, plan: Plan, { rows, regime, solution }: Restricted): LotCost[] {
  const { securities, lots, weights } = problem
  const { price } = solution
  const washed = purchasesNear(problem, plan)
  const rate = (l: number) => {
    const into = lots.long[l] ? regime.long : regime.short
    return into[0] * price[rows.tax] + into[1] * price[rows.tax + 1]
  }
  const list: LotCost[] = []
  for (let i = 0; i < securities.count; i++) {
    let sold = 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold += plan.sell[l]
    const power = securities.impactPower
    const impact = weights.cost * securities.impact[i]
    const base =
      weights.cost * securities.linearCost[i] + price[rows.turnover] - worthOfHolding(problem, i, plan.buy[i] - sold, rows, price)
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      const reducedCost = base + impact * power * sold ** (power - 1) + lots.gain[l] * rate(l)
      // a hair more than the lot may be sold by rounding
      const left = Math.max(0, lots.free[l] - plan.sell[l])
      const fixed = sold > tradeTolerance ? 0 : weights.cost * securities.fixedCost[i]
      const whole = left * (base + lots.gain[l] * rate(l)) + impact * ((sold + left) ** power - sold ** power) + fixed
      const reason = reasonOf(problem, plan, l, washed[i] === 1, reducedCost)
      const barred = reason === 'may not be sold'
      list.push({ lot: l, reason, reducedCost: barred ? null : reducedCost, wholeLot: barred ? null : whole * problem.nav })
    }
  }
  return list
}

/** Derivative of the objective by one more of the security, taxes and trading costs left out: what a sale gives away. */
function worthOfHolding(problem: Problem, i: number, change: number, rows: Rows, price: Float64Array): number {
  const { securities, factors, limits, weights } = problem
  const d = securities.drift[i] + change
  let value = price[rows.budget] - weights.reward * securities.reward[i]
  for (let f = 0; f < factors.count; f++) value += factors.exposure[i * factors.count + f] * price[f]
  for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
    value += limits.memberWeight[at] * price[rows.budget + limits.member[at]]
  }
  value += 2 * (weights.risk * factors.specific[i] + securities.proximity[i]) * d
  return value + 2 * weights.absolute * factors.specific[i] * (securities.held[i] + change)
}

function reasonOf({ lots }: Problem, plan: Plan, l: number, washed: boolean, reducedCost: number): LotReason {
  if (lots.free[l] === 0) return 'may not be sold'
  if (plan.sell[l] >= lots.free[l] - tradeTolerance) return 'sold'
  if (plan.sell[l] > tradeTolerance) return 'sold in part'
  if (lots.gain[l] < 0 && washed) return 'wash'
  return reducedCost < 0 ? 'barred by a count or a minimum' : 'costs more than it brings'
}

/** 1 where the security, or one identical to it, is bought: a sale at a loss would be washed (IRC 1091). */
function purchasesNear({ limits }: Problem, { buy }: Plan): Uint8Array {
  const near = Uint8Array.from(buy, bought => (bought > tradeTolerance ? 1 : 0))
  for (const members of limits.identicalGroups) {
    if (members.some(i => buy[i] > tradeTolerance)) for (const i of members) near[i] = 1
  }
  return near
}
