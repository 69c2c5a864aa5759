/**
 * The metric of the bundle's steps: the interior point's last system is the curvature of the smoothed dual, so in its metric a step of length one is a Newton step.
 * M = L·L' over the rows and what the bound alone prices (trades, tracking error, names); `whiten` maps a supergradient to L⁻¹·g, `unwhiten` a step back to L⁻ᵀ·v.
 * Prices that the oracle finds itself (ties, and limits that are a tie's) answer to no step and have no supergradient: they come first in the factor, and only what is left below them is kept.
 */
import { factorLower, solveLower, solveLowerTransposed } from '../cholesky.ts'
import type { Oracle } from '../oracle/working.ts'

export interface Metric {
  /** Of the prices that the bundle moves. */
  readonly order: number
  /** Where they stand among all. */
  readonly moved: Int32Array
  readonly factor: Float64Array
}

/** Keeps directions the interior point found rigid from being closed to the bundle. */
const ridge = 1e-3
const slackening = 1.01
/** Trades that a price of one more would stop, a security: fixed costs and benefits of trades are of the order of 1e-4 to 1e-3. */
const tradesPerPrice = 2e3

/** `curvature` is the interior point's, rows × rows, lower triangle. */
export function metricFrom(curvature: Float64Array, { rows, problem, tiedFactor, folded }: Oracle): Metric {
  const { count, trades, names, variance } = rows
  const own = (row: number) => (row < rows.factors ? tiedFactor[row] === 1 : folded[row - rows.budget] === 1)
  const first: number[] = []
  const moved: number[] = []
  for (let row = 0; row < rows.ties; row++) (own(row) ? first : moved).push(row)
  const all = [...first, ...moved]
  const matrix = new Float64Array(all.length * all.length)
  all.forEach((rowA, a) => {
    for (let b = 0; b <= a; b++) {
      const rowB = all[b]
      if (rowA >= count || rowB >= count) continue
      const entry = curvature[Math.max(rowA, rowB) * count + Math.min(rowA, rowB)]
      matrix[a * all.length + b] = a === b ? entry * slackening + ridge : entry
    }
    if (rowA === trades || rowA === names) matrix[a * all.length + a] = Math.max(1, problem.securities.count) * tradesPerPrice
    // the price of variance is of the order of its weight, and answers with about as much variance as is allowed
    if (rowA === variance) matrix[a * all.length + a] = problem.limits.trackingError ** 2 / Math.max(1, problem.weights.risk)
  })
  factorLower(matrix, all.length, 1e-12)
  return { order: moved.length, moved: Int32Array.from(moved), factor: corner(matrix, all.length, first.length) }
}

/** What stands below and to the right of the first rows. */
function corner(matrix: Float64Array, whole: number, from: number): Float64Array {
  if (from === 0) return matrix
  const order = whole - from
  const left = new Float64Array(order * order)
  for (let a = 0; a < order; a++) for (let b = 0; b <= a; b++) left[a * order + b] = matrix[(from + a) * whole + from + b]
  return left
}

export function whiten({ factor, order, moved }: Metric, gradient: Float64Array): Float64Array {
  const vector = new Float64Array(order)
  for (let at = 0; at < order; at++) vector[at] = gradient[moved[at]]
  solveLower(factor, order, vector)
  return vector
}

/** `step` in place; the price a step away from `centre`. */
export function unwhitened({ factor, order, moved }: Metric, step: Float64Array, centre: Float64Array): Float64Array {
  solveLowerTransposed(factor, order, step)
  const price = centre.slice()
  for (let at = 0; at < order; at++) price[moved[at]] += step[at]
  return price
}
