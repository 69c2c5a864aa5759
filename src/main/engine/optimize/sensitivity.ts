/**
 * What the plan would gain from a little more room, and what each unsold lot costs to sell. Prices are the multipliers of the convex problem of the plan's own pattern:
 * exact for a small change that leaves the pattern as it is, silent about larger ones (`priceRange` says how far a price may move). Dollars per dollar of the limit;
 * a trade and a name are counted from the bound's own price, in dollars each.
 */

import { evaluate } from './evaluate.ts'
import { type Marginals, marginalsOf, ownPrices } from './marginals.ts'
import type { Optimized } from './optimize.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'
import { type Restricted, restrictedTo, variancePriceOf } from './restricted.ts'

export interface ShadowPrice {
  readonly limit: string
  /** Of a limit of one security alone. */
  readonly security: number | null
  readonly side: 'upper' | 'lower'
  /** The objective, in dollars, falls by so much for each `unit` the limit gives way. */
  readonly dollars: number
  readonly unit: 'dollar' | 'trade' | 'name' | 'basis point'
  /** Basis points of tracking error that are worth as much: a thousand dollars' room, or one trade, name or basis point; null where risk counts for nothing. */
  readonly trackingErrorBp: number | null
}

export type LotReason =
  | 'sold'
  | 'may not be sold'
  | 'wash'
  | 'costs more than it brings'
  | 'held back by a limit'
  | 'barred by a count or a minimum'
  | 'sold in part'

export interface LotCost {
  readonly lot: number
  readonly reason: LotReason
  /** Without whose price it would be sold; null where no one limit holds it back. */
  readonly limit: string | null
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
const inDollars = 1000

export function sensitivityOf(problem: Problem, { plan, prices }: Pick<Optimized, 'plan' | 'prices'>): Sensitivity {
  const variancePrice = variancePriceOf(problem, plan)
  const restricted = restrictedTo(problem, plan, variancePrice)
  const marginal = marginalsOf(problem, plan, restricted, variancePrice)
  const limits = [
    ...sharedPrices(problem, plan, restricted),
    ...countPrices(problem, prices),
    // the square of a limit c falls by 2c for each unit: a basis point is a ten-thousandth
    {
      limit: 'tracking error',
      security: null,
      price: 2e-4 * finite(problem.limits.trackingError) * variancePrice,
      unit: 'basis point' as const,
    },
    ...ownPrices(problem, plan, marginal),
  ]
  const words = wordsOf(problem, plan, variancePrice)
  return {
    limits: limits.filter(({ price }) => Math.abs(price) >= noticeable).map(words),
    lots: lotCosts(problem, plan, marginal, sharedPrices(problem, plan, restricted)),
  }
}

function finite(value: number): number {
  return value < Infinity ? value : 0
}

export interface Priced {
  readonly limit: string
  readonly security: number | null
  /** Fraction of nav a unit; below zero where the lower side binds. */
  readonly price: number
  readonly unit: ShadowPrice['unit']
}

function wordsOf(problem: Problem, plan: Plan, variancePrice: number): (priced: Priced) => ShadowPrice {
  const { te } = evaluate(problem, plan).terms
  // the objective by one unit of tracking error: 2·weight·TE
  const slope = 2 * (problem.weights.risk + variancePrice) * te
  return ({ limit, security, price, unit }) => {
    const worth = Math.abs(price) * (unit === 'dollar' ? inDollars / problem.nav : 1)
    const dollars = Math.abs(price) * (unit === 'dollar' ? 1 : problem.nav)
    return {
      limit,
      security,
      side: price > 0 ? 'upper' : 'lower',
      dollars,
      unit,
      trackingErrorBp: slope > 0 ? (worth / slope) * 1e4 : null,
    }
  }
}

/** Rows, turnover and budgets: multipliers of the convex problem. */
function sharedPrices(problem: Problem, plan: Plan, { rows, solution }: Restricted): Priced[] {
  const { price } = solution
  const { limits } = problem
  const list: Priced[] = []
  const push = (limit: string, value: number) => list.push({ limit, security: null, price: value, unit: 'dollar' })
  limits.rowNames.forEach((name, at) => {
    if (limits.rowExcess[at] === Infinity && limits.rowPenalty[at] === 0) push(name, price[rows.budget + at])
  })
  push('turnover', price[rows.turnover])
  if (limits.budgets) {
    push('short-term gain', price[rows.tax] - price[rows.tax + 2])
    push('long-term gain', price[rows.tax + 1] - price[longRow(problem, plan, rows.tax)])
    push('tax', price[rows.tax + 4])
  }
  return list
}

/** Trades and names: the bound's own prices. */
function countPrices({ limits }: Problem, prices: Optimized['prices'] | undefined): Priced[] {
  const names = limits.names < Infinity ? (prices?.names ?? 0) : 0
  return [
    { limit: 'number of trades', security: null, price: prices?.trades ?? 0, unit: 'trade' },
    { limit: 'number of names', security: null, price: names, unit: 'name' },
  ]
}

/** Where the long-term gain of a budget enters the netting: a net loss has one row for both terms. */
function longRow(problem: Problem, plan: Plan, tax: number): number {
  const { lots } = problem
  let net = problem.tax.shortSoFar + problem.tax.longSoFar
  for (let l = 0; l < lots.count; l++) net += lots.gain[l] * plan.sell[l]
  return net <= 0 ? tax + 2 : tax + 3
}

/** Each lot's marginal cost at the plan's prices: cost, risk and rows of its security, and the tax of its own gain. */
function lotCosts(problem: Problem, plan: Plan, { sold, sale, taxOf }: Marginals, shared: readonly Priced[]): LotCost[] {
  const { securities, lots, weights } = problem
  const washed = purchasesNear(problem, plan)
  const list: LotCost[] = []
  for (let i = 0; i < securities.count; i++) {
    const power = securities.impactPower
    const impact = weights.cost * securities.impact[i]
    const square = weights.cost * securities.square[i]
    const impactOf = (amount: number) => impact * amount ** power + square * amount * amount
    const atMargin = impact * power * sold[i] ** (power - 1) + 2 * square * sold[i]
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      const reducedCost = sale[i] + taxOf(l)
      const left = lots.free[l] - plan.sell[l]
      const fixed = sold[i] > tradeTolerance ? 0 : weights.cost * securities.fixedCost[i]
      const whole = left * (reducedCost - atMargin) + impactOf(sold[i] + left) - impactOf(sold[i]) + fixed
      const plain = reasonOf(problem, plan, l, washed[i] === 1, reducedCost)
      const limit = mayBeHeldBack.has(plain) ? heldBackBy(problem, l, taxOf(l), reducedCost, shared) : null
      const reason = limit === null || plain === 'sold in part' ? plain : 'held back by a limit'
      const barred = reason === 'may not be sold'
      list.push({ lot: l, reason, limit, reducedCost: barred ? null : reducedCost, wholeLot: barred ? null : whole * problem.nav })
    }
  }
  return list
}

const mayBeHeldBack: ReadonlySet<LotReason> = new Set(['costs more than it brings', 'sold in part'])

/** The limit whose price is what keeps the lot: without it one more dollar of the lot would pay. The dearest of them. */
function heldBackBy({ lots, weights }: Problem, l: number, tax: number, reducedCost: number, shared: readonly Priced[]): string | null {
  const priceOf = (name: string) => shared.find(({ limit }) => limit === name)?.price ?? 0
  const gain = lots.gain[l] * priceOf(lots.long[l] === 1 ? 'long-term gain' : 'short-term gain')
  const budget = priceOf('tax')
  const parts = [
    [lots.long[l] === 1 ? 'long-term gain' : 'short-term gain', gain],
    ['tax', budget > 0 ? (tax - gain) * (budget / (weights.tax + budget)) : 0],
    ['turnover', priceOf('turnover')],
  ] as const
  const enough = parts.filter(([, part]) => part > noticeable && reducedCost - part < noticed)
  return enough.reduce<(typeof parts)[number] | null>((most, part) => (most === null || part[1] > most[1] ? part : most), null)?.[0] ?? null
}

/** Of a dollar: below it a lot pays as well as not. */
const noticed = -1e-6

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
