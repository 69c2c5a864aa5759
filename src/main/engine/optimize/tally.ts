/**
 * The worth of a plan, kept up to date security by security: what `evaluate` reckons from nothing, after one more share here or there. A search share by share asks some
 * ten thousand times; the plan it ends with is evaluated exactly. Amounts are fractions of nav.
 */
import { taxSoFar, yearTax } from './netting.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'

export interface Tally {
  readonly problem: Problem
  readonly plan: Plan
  /** Factor exposures of the distance from the targets, and of the portfolio itself. */
  readonly active: Float64Array
  readonly whole: Float64Array
  readonly rows: Float64Array
  /** The factors that each security is exposed to, one security after another. */
  readonly exposed: { readonly start: Int32Array; readonly factor: Int32Array; readonly by: Float64Array }
  readonly sums: Sums
}

interface Sums {
  activeSpecific: number
  wholeSpecific: number
  cost: number
  proximity: number
  reward: number
  turnover: number
  trades: number
  names: number
  short: number
  long: number
  /** Excess over limits of one security alone. */
  own: number
}

/** What a unit of excess counts for: over a limit of one security, which only its own trade can mend, and over one that many share. */
export interface ExcessPrice {
  readonly own: number
  readonly shared: number
}

export function tallyOf(problem: Problem, plan: Plan): Tally {
  const k = problem.factors.count
  const { shortSoFar: short, longSoFar: long } = problem.tax
  const none = { activeSpecific: 0, wholeSpecific: 0, cost: 0, proximity: 0, reward: 0, turnover: 0, trades: 0, names: 0, own: 0 }
  const tally: Tally = {
    problem,
    plan,
    active: new Float64Array(k),
    whole: new Float64Array(k),
    rows: new Float64Array(problem.limits.rowLow.length),
    exposed: exposedOf(problem),
    sums: { ...none, short, long },
  }
  for (let i = 0; i < problem.securities.count; i++) count(tally, i, 1)
  return tally
}

function exposedOf({ securities, factors: { count, exposure } }: Problem): Tally['exposed'] {
  const start = new Int32Array(securities.count + 1)
  const places: number[] = []
  for (let i = 0; i < securities.count; i++) {
    for (let at = i * count; at < (i + 1) * count; at++) if (exposure[at] !== 0) places.push(at)
    start[i + 1] = places.length
  }
  return { start, factor: Int32Array.from(places, at => at % count), by: Float64Array.from(places, at => exposure[at]) }
}

/** Lets `move` change what the plan does with security i. */
export function recount<Result>(tally: Tally, i: number, move: () => Result): Result {
  count(tally, i, -1)
  const result = move()
  count(tally, i, 1)
  return result
}

function count(tally: Tally, i: number, sign: 1 | -1): void {
  const { problem, plan, sums } = tally
  const { securities, lots, weights } = problem
  let sold = 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    const amount = plan.sell[l]
    if (amount === 0) continue
    sold += amount
    if (lots.long[l]) sums.long += sign * lots.gain[l] * amount
    else sums.short += sign * lots.gain[l] * amount
  }
  const bought = plan.buy[i]
  const traded = sold + bought
  const change = bought - sold
  countRisk(tally, i, change, sign)
  sums.turnover += sign * traded
  if (traded > tradeTolerance) sums.trades += sign
  if (securities.held[i] + change > tradeTolerance) sums.names += sign
  const impact =
    securities.impact[i] === 0 ? 0 : securities.impact[i] * (power(sold, securities.impactPower) + power(bought, securities.impactPower))
  const fixed = traded > tradeTolerance ? securities.fixedCost[i] : 0
  const square = securities.square[i] * (sold * sold + bought * bought)
  sums.cost += sign * weights.cost * (securities.linearCost[i] * traded + impact + square + fixed)
  sums.own += sign * ownExcess(problem, i, sold, bought)
}

function power(amount: number, of: number): number {
  return of === 1.5 ? amount * Math.sqrt(amount) : amount ** of
}

function countRisk({ problem, active, whole, rows, exposed, sums }: Tally, i: number, change: number, sign: number): void {
  const { securities, factors, limits, weights } = problem
  const distance = securities.drift[i] + change
  const held = securities.held[i] + change
  const { start, factor, by } = exposed
  for (let at = start[i]; at < start[i + 1]; at++) active[factor[at]] += sign * by[at] * distance
  sums.activeSpecific += sign * factors.specific[i] * distance * distance
  if (weights.absolute > 0) {
    for (let at = start[i]; at < start[i + 1]; at++) whole[factor[at]] += sign * by[at] * held
    sums.wholeSpecific += sign * factors.specific[i] * held * held
  }
  sums.proximity += sign * securities.proximity[i] * (securities.away[i] + change) ** 2
  sums.reward += sign * securities.reward[i] * change
  rows[0] += sign * change
  for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++)
    rows[limits.member[at]] += sign * limits.memberWeight[at] * change
}

function ownExcess({ securities }: Problem, i: number, sold: number, bought: number): number {
  const { changeLow, changeHigh, minTrade, sellable, sellMost, buyMost } = securities
  const change = bought - sold
  const position = Math.max(0, changeLow[i] - change, change - changeHigh[i])
  const most = Math.max(0, sold - sellMost[i]) + Math.max(0, bought - buyMost[i])
  const least = sold > tradeTolerance ? Math.min(minTrade[i], sellable[i]) : minTrade[i]
  return position + most + (sold + bought > tradeTolerance ? Math.max(0, least - sold - bought) : 0)
}

/** The objective, and the excess over limits that many trades share. */
export function worthOf(tally: Tally): { readonly objective: number; readonly shared: number } {
  const { problem, sums } = tally
  const { weights, tax, limits } = problem
  const variance = squares(tally.active) + sums.activeSpecific
  const taxed = yearTax(tax, sums.short, sums.long) - taxSoFar(tax)
  const rows = rowsOf(tally)
  const absolute = weights.absolute > 0 ? weights.absolute * (squares(tally.whole) + sums.wholeSpecific) : 0
  const objective =
    weights.risk * variance + absolute + sums.cost + weights.tax * taxed + sums.proximity - weights.reward * sums.reward + rows.penalty
  let shared = rows.excess + Math.max(0, sums.turnover - limits.turnover)
  shared += Math.max(0, sums.trades - limits.trades) + Math.max(0, sums.names - limits.names)
  if (limits.trackingError < Infinity) shared += Math.max(0, Math.sqrt(Math.max(0, variance)) - limits.trackingError)
  if (limits.budgets) {
    const { shortGain, longGain, tax: most } = limits.budgets
    shared += Math.max(0, sums.short - shortGain) + Math.max(0, sums.long - longGain) + Math.max(0, taxed - most)
  }
  return { objective, shared }
}

export function meritOf(tally: Tally, price: ExcessPrice): number {
  const { objective, shared } = worthOf(tally)
  return objective + price.own * tally.sums.own + price.shared * shared
}

function squares(of: Float64Array): number {
  let sum = 0
  for (let f = 0; f < of.length; f++) sum += of[f] * of[f]
  return sum
}

function rowsOf({ problem: { limits }, rows }: Tally): { readonly penalty: number; readonly excess: number } {
  let [penalty, excess] = [0, 0]
  for (let row = 0; row < rows.length; row++) {
    const beyond = Math.max(0, limits.rowLow[row] - rows[row], rows[row] - limits.rowHigh[row])
    if (limits.rowExcess[row] === Infinity) excess += beyond
    else if (beyond > 0) penalty += limits.rowExcess[row] * beyond
    if (limits.rowPenalty[row] > 0) penalty += limits.rowPenalty[row] * (rows[row] - limits.rowCentre[row]) ** 2
  }
  return { penalty, excess }
}
