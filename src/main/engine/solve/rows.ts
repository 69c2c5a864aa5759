/**
 * The coupling rows, in one order for the interior point and for the bound: k factor rows G'x + G'e − y = 0, the net rows (budget first, then groups), turnover,
 * two
 * rows of realized gains (and, where gains or tax have a budget, three of the year's netting); the bound adds the number of trades, the tracking error and the names held. A row's multiplier λ is the price of what the row adds up: risk, cash, turnover, gains.
 */
import type { Problem } from '../optimize/problem.ts'
import type { Column } from './columns.ts'
import { tiesOf } from './oracle/ties.ts'
import type { Quadratic } from './quadratic.ts'
import type { Regime } from './regime.ts'

/**
 * What a unit of violation of a hard limit costs where violations are priced. `firm`, the whole portfolio, is far above any true price: a plan that can keep the
 * limits does. `soft` is above most true prices: it bounds the prices a first guess of the pattern may ask for.
 */
export const violationPrice = { firm: 1, soft: 0.05 } as const
/** Gains are a small part of what is sold: their true prices may be above any of weights. */
const gainViolationPrice = 20

export interface Rows {
  readonly factors: number
  readonly budget: number
  readonly turnover: number
  /** First of the two tax rows. */
  readonly tax: number
  /** All of which the interior point knows. */
  readonly count: number
  /** The bound's own rows; −1 where there is no such limit. */
  readonly trades: number
  readonly variance: number
  readonly names: number
  /** First of the prices of ties (oracle/ties.ts) beside a sale at a loss; that beside a purchase is the factor's own. */
  readonly ties: number
  readonly dimension: number
}

export function rowsOf(problem: Problem): Rows {
  const { factors, limits } = problem
  const turnover = factors.count + limits.rowLow.length
  const tax = turnover + 1
  const count = tax + (limits.budgets ? 5 : 2)
  const variance = limits.trackingError < Infinity ? count + 1 : -1
  const names = limits.names < Infinity ? Math.max(count, variance) + 1 : -1
  const ties = Math.max(count, variance, names) + 1
  const dimension = ties + tiesOf(problem).length
  return { factors: factors.count, budget: factors.count, turnover, tax, count, trades: count, variance, names, ties, dimension }
}

/** The constant of each row: exposure of the present drift, and the year's gains so far. */
export function baseOf({ securities, factors }: Problem, rows: Rows, regime: Regime): Float64Array {
  const base = new Float64Array(rows.count)
  for (let i = 0; i < securities.count; i++) {
    for (let f = 0; f < factors.count; f++) base[f] += factors.exposure[i * factors.count + f] * securities.drift[i]
  }
  regime.base.forEach((value, at) => {
    base[rows.tax + at] = value
  })
  return base
}

/** Factor exposures, slacks of the limits and the parts of the netted gain. */
export function hardColumns({ limits }: Problem, rows: Rows, regime: Regime, quadratic: Quadratic): Column[] {
  const list: Column[] = []
  const risk = Math.max(2 * quadratic.risk, 1e-9)
  for (let f = 0; f < rows.factors; f++)
    list.push({ low: -Infinity, high: Infinity, cost: quadratic.factorLinear[f], curvature: risk, row: f, coefficient: -1 })
  limits.rowLow.forEach((low, at) => {
    const row = rows.budget + at
    const penalty = limits.rowPenalty[at]
    list.push({ low, high: limits.rowHigh[at], cost: -2 * penalty * limits.rowCentre[at], curvature: 2 * penalty, row, coefficient: -1 })
    const excess = limits.rowExcess[at]
    if (excess === Infinity) return
    // beyond its limits at a price on top of the penalty's, no further than ten times the portfolio
    const slope = (end: number) => 2 * penalty * (end - limits.rowCentre[at])
    const beyond = { low: 0, high: 10, curvature: 2 * penalty, row }
    list.push({ ...beyond, cost: excess + slope(limits.rowHigh[at]), coefficient: -1 })
    list.push({ ...beyond, cost: excess - slope(low), coefficient: 1 })
  })
  list.push({ low: 0, high: limits.turnover, row: rows.turnover, coefficient: -1 })
  for (const column of regime.columns) {
    const other = column.other && { other: { row: rows.tax + column.other.row, coefficient: column.other.coefficient } }
    list.push({ ...column, row: rows.tax + column.row, ...other })
  }
  return list
}

/**
 * Violations at their price, so that a pattern no plan can meet is seen by what it would cost and never thrown. The tax rows stay firm: a soft price below what a
 * carried loss is worth would make losses out of nothing.
 */
export function pricedColumns(rows: Rows, { limits }: Problem, asked: number): Column[] {
  const list: Column[] = []
  const dear = aboveExcess * dearest(limits)
  const priceOfLimits = asked < violationPrice.firm ? asked : Math.max(asked, dear)
  const firm = Math.max(dear, 1) * (rows.count > rows.tax + 2 ? gainViolationPrice : violationPrice.firm)
  for (let row = rows.budget; row < rows.count; row++) {
    // gives way by itself
    if (row < rows.turnover && limits.rowExcess[row - rows.budget] < Infinity) continue
    const cost = row < rows.tax ? priceOfLimits : Math.max(priceOfLimits, firm)
    for (const coefficient of [1, -1]) list.push({ low: 0, high: Infinity, cost, row, coefficient, priced: true })
  }
  return list
}

/** A limit that does not give way is so much dearer than the dearest of those that do, pulling on it together. */
const aboveExcess = 5

function dearest({ rowExcess }: Problem['limits']): number {
  return rowExcess.reduce((most, excess) => (excess < Infinity ? Math.max(most, excess) : most), 0)
}

/** What penalties of rows cost where every row is at zero. */
export function penaltyConstant({ limits }: Problem): number {
  let constant = 0
  for (let at = 0; at < limits.rowPenalty.length; at++) constant += limits.rowPenalty[at] * limits.rowCentre[at] ** 2
  return constant
}
