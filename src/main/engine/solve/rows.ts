/**
 * The coupling rows, in one order for the interior point and for the bound: k factor rows G'x + G'e − y = 0, the net rows (budget first, then groups), turnover,
 * two tax rows; the bound adds one more, the number of trades. A row's multiplier λ is the price of what the row adds up: risk, cash, turnover, gains.
 */
import type { Problem } from '../optimize/problem.ts'
import type { Column } from './columns.ts'
import type { Regime } from './regime.ts'

/**
 * What a unit of violation of a hard limit costs where violations are priced. `firm`, the whole portfolio, is far above any true price: a plan that can keep the
 * limits does. `soft` is above most true prices: it bounds the prices a first guess of the pattern may ask for.
 */
export const violationPrice = { firm: 1, soft: 0.05 } as const

export interface Rows {
  readonly factors: number
  readonly budget: number
  readonly turnover: number
  /** First of the two tax rows. */
  readonly tax: number
  /** All but the number of trades. */
  readonly count: number
}

export function rowsOf({ factors, limits }: Problem): Rows {
  const turnover = factors.count + limits.rowLow.length
  return { factors: factors.count, budget: factors.count, turnover, tax: turnover + 1, count: turnover + 3 }
}

/** The constant of each row: exposure of the present drift, and the year's gains so far. */
export function baseOf({ securities, factors }: Problem, rows: Rows, regime: Regime): Float64Array {
  const base = new Float64Array(rows.count)
  for (let i = 0; i < securities.count; i++) {
    for (let f = 0; f < factors.count; f++) base[f] += factors.exposure[i * factors.count + f] * securities.drift[i]
  }
  base[rows.tax] = regime.base[0]
  base[rows.tax + 1] = regime.base[1]
  return base
}

/** Factor exposures, slacks of the limits and the parts of the netted gain. */
export function hardColumns({ weights, limits }: Problem, rows: Rows, regime: Regime): Column[] {
  const list: Column[] = []
  const risk = Math.max(2 * weights.risk, 1e-9)
  for (let f = 0; f < rows.factors; f++) list.push({ low: -Infinity, high: Infinity, curvature: risk, row: f, coefficient: -1 })
  limits.rowLow.forEach((low, at) => {
    list.push({ low, high: limits.rowHigh[at], row: rows.budget + at, coefficient: -1 })
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
export function pricedColumns(rows: Rows, priceOfLimits: number): Column[] {
  const list: Column[] = []
  for (let row = rows.budget; row < rows.count; row++) {
    const cost = row < rows.tax ? priceOfLimits : violationPrice.firm
    for (const coefficient of [1, -1]) list.push({ low: 0, high: Infinity, cost, row, coefficient, priced: true })
  }
  return list
}
