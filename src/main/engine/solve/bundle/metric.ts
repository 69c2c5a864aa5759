/**
 * The metric of the bundle's steps: the interior point's last system is the curvature of the smoothed dual, so in its metric a step of length one is a Newton step.
 * M = L·L' over the rows and what the bound alone prices (trades, tracking error, names); `whiten` maps a supergradient to L⁻¹·g, `unwhiten` a step back to L⁻ᵀ·v.
 */
import type { Problem } from '../../optimize/problem.ts'
import { factorLower, solveLower, solveLowerTransposed } from '../cholesky.ts'
import type { Rows } from '../rows.ts'

export interface Metric {
  readonly order: number
  readonly factor: Float64Array
}

/** Keeps directions the interior point found rigid from being closed to the bundle. */
const ridge = 1e-3
const slackening = 1.01
/** Trades that a price of one more would stop, a security: fixed costs and benefits of trades are of the order of 1e-4 to 1e-3. */
const tradesPerPrice = 2e3

/** `curvature` is the interior point's, rows × rows, lower triangle. */
export function metricFrom(
  curvature: Float64Array,
  { count: rows, dimension: order, trades, names, variance, ties }: Rows,
  problem: Problem,
): Metric {
  const matrix = new Float64Array(order * order)
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      const entry = curvature[a * rows + b]
      matrix[a * order + b] = a === b ? entry * slackening + ridge : entry
    }
  }
  for (const row of [trades, names]) if (row >= 0) matrix[row * order + row] = Math.max(1, problem.securities.count) * tradesPerPrice
  // the price of variance is of the order of its weight, and answers with about as much variance as is allowed
  if (variance >= 0) matrix[variance * order + variance] = problem.limits.trackingError ** 2 / Math.max(1, problem.weights.risk)
  // found by the oracle itself (ties.ts): they answer to no step
  for (let row = ties; row < order; row++) matrix[row * order + row] = 1
  factorLower(matrix, order, 1e-12)
  return { order, factor: matrix }
}

export function whiten({ factor, order }: Metric, gradient: Float64Array): Float64Array {
  const vector = gradient.slice()
  solveLower(factor, order, vector)
  return vector
}

/** In place. */
export function unwhiten({ factor, order }: Metric, step: Float64Array): void {
  solveLowerTransposed(factor, order, step)
}
