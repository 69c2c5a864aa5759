/**
 * The problem without its objective: every hard limit, nothing that costs. Every plan is then worth nothing, so prices that lift the bound above nothing prove that there
 * is no plan (Farkas). Such prices are a direction: any multiple of them proves the same.
 */
import type { Limits, Problem } from '../../optimize/problem.ts'
import { domainOf, type HalfSpace } from '../bundle/domain.ts'
import { type Metric, metricFrom } from '../bundle/metric.ts'
import { convexProblemOf, sketched } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
import { oracleOf } from '../oracle/oracle.ts'
import type { Oracle } from '../oracle/working.ts'
import { type Spans, spansOf } from '../pattern.ts'
import type { Regime } from '../regime.ts'
import { type Rows, rowsOf } from '../rows.ts'
import { towardTarget } from './root.ts'

/** What the bound needs of one problem and one regime, with prices to start from. */
export interface Bare {
  readonly problem: Problem
  readonly oracle: Oracle
  readonly metric: Metric
  readonly domain: readonly HalfSpace[]
  readonly price: Float64Array
}

/** Ten times the portfolio: as good as no limit, and still a number. */
export const noLimit = 10
/** Limits that miss each other by less are not proven to: a cent in a million, a twentieth of what a plan may miss a limit by. */
const missed = 1e-8

export function withoutObjective(problem: Problem): Problem {
  const { securities, factors, limits } = problem
  const { count } = securities
  const tracked = limits.trackingError < Infinity
  return {
    ...problem,
    weights: { risk: 0, cost: 0, tax: 0, absolute: 0, reward: 0 },
    securities: { ...securities, proximity: new Float64Array(count) },
    limits: hardOnly(limits),
    factors: tracked ? factors : { count: 0, exposure: new Float64Array(0), specific: new Float64Array(count) },
  }
}

/** Limits that give way at a price, and penalties, bar nothing. */
function hardOnly(limits: Limits): Limits {
  const gives = (values: Float64Array, value: number) => values.map((each, at) => (limits.rowExcess[at] < Infinity ? value : each))
  const none = new Float64Array(limits.rowPenalty.length)
  const rowExcess = none.map(() => Infinity)
  return { ...limits, rowPenalty: none, rowExcess, rowLow: gives(limits.rowLow, -noLimit), rowHigh: gives(limits.rowHigh, noLimit) }
}

/** `problem` is one without an objective. */
export function bareOf(problem: Problem, regime: Regime, spans: Spans = spansOf(problem)): Bare {
  const rows = rowsOf(problem)
  const variancePrice = rows.variance < 0 ? 0 : 1
  const convex = convexProblemOf(problem, rows, regime, spans, towardTarget(problem, spans), sketched, variancePrice)
  const solution = solveConvex(convex, { tolerance: 1e-4, curvatureOfColumn: 1 })
  const oracle = oracleOf(problem, rows, regime, spans)
  const price = new Float64Array(oracle.dimension)
  if (solution.status !== 'failed') price.set(solution.price)
  if (rows.variance >= 0) price[rows.variance] = variancePrice
  return { problem, oracle, metric: metricFrom(solution.curvature, oracle), domain: domainOf(oracle), price }
}

/** The bound at `price`, an objective of nothing, above which it proves that no plan exists: more than rounding makes of prices of that size. */
export function proofAt({ oracle: { rows, problem } }: Bare, price: Float64Array): number {
  return missed * sizeOf(rows, problem, price)
}

/** The largest price of a unit of weight; that of variance counts as that of the tracking error at its limit, those of counts not at all. */
function sizeOf(rows: Rows, { limits }: Problem, price: Float64Array): number {
  let size = 1e-3
  for (let row = rows.factors; row < rows.count; row++) size = Math.max(size, Math.abs(price[row]))
  return rows.variance < 0 ? size : Math.max(size, 2 * limits.trackingError * price[rows.variance])
}
