/**
 * Gradient, curvature and residuals of the optimality conditions (Karush, Kuhn, Tucker) at the iterate:
 *   t   linear + curvature·t + power·impact·t^(power−1) + a'λ − ν − lowPrice + highPrice = 0
 *   s   τ'λ + ν − lowPrice + highPrice = 0
 *   w   cost + curvature·w + C'λ − lowPrice + highPrice = 0
 * and Σ a·t + Σ τ·s + C·w + base = 0, Σ s − t = 0. Prices and amounts are fractions of nav.
 */
import type { ConvexProblem } from '../convex-problem.ts'
import type { State } from './state.ts'

export interface Residuals {
  readonly objective: number
  /** Σ price · room over all bounds: the gap that remains. */
  readonly complementarity: number
  readonly primal: number
  readonly dual: number
}

export function residualsAt(problem: ConvexProblem, state: State): Residuals {
  state.rowResidual.set(problem.base)
  const objective = atBlocks(problem, state) + atColumns(problem, state)
  atLots(problem, state)
  return { objective, complementarity: complementarity(state), primal: largestResidual(state), dual: largest(state.gradient) }
}

function atBlocks({ blocks, power, rows }: ConvexProblem, state: State): number {
  const { value, gradient, curvature, price, sumPrice, lowPrice, highPrice, rowResidual } = state
  const { exposure, entryStart, entryRow, entry } = blocks
  const k = rows.factors
  let objective = 0
  for (let block = 0; block < blocks.count; block++) {
    const t = value[block]
    const quadratic = blocks.curvature[block] * t
    const root = power === 1.5 ? Math.sqrt(t) : t ** (power - 1)
    const impact = blocks.impact[block] * root
    objective += t * (blocks.linear[block] + 0.5 * quadratic + impact)
    curvature[block] = blocks.curvature[block] + (power * (power - 1) * impact) / t
    let sum = blocks.linear[block] + quadratic + power * impact - lowPrice[block] + highPrice[block]
    for (let f = 0, at = block * k; f < k; f++, at++) {
      sum += exposure[at] * price[f]
      rowResidual[f] += exposure[at] * t
    }
    for (let at = entryStart[block]; at < entryStart[block + 1]; at++) {
      sum += entry[at] * price[entryRow[at]]
      rowResidual[entryRow[at]] += entry[at] * t
    }
    gradient[block] = blocks.sign[block] < 0 ? sum - sumPrice[block] : sum
  }
  return objective
}

function atLots({ blocks, lots, rows }: ConvexProblem, state: State): void {
  const { value, gradient, price, sumPrice, lowPrice, highPrice, rowResidual, sumResidual, firstLot } = state
  const firstPrice = price[rows.tax]
  const secondPrice = price[rows.tax + 1]
  let firstSum = 0
  let secondSum = 0
  for (let block = 0; block < blocks.count; block++) {
    if (blocks.sign[block] > 0) continue
    let sold = -value[block]
    for (let at = blocks.lotStart[block]; at < blocks.lotStart[block + 1]; at++) {
      const j = firstLot + at
      const s = value[j]
      sold += s
      firstSum += lots.first[at] * s
      secondSum += lots.second[at] * s
      gradient[j] = lots.first[at] * firstPrice + lots.second[at] * secondPrice + sumPrice[block] - lowPrice[j] + highPrice[j]
    }
    sumResidual[block] = sold
  }
  rowResidual[rows.tax] += firstSum
  rowResidual[rows.tax + 1] += secondSum
}

function atColumns({ columns }: ConvexProblem, state: State): number {
  const { value, gradient, curvature, price, lowPrice, highPrice, rowResidual, firstColumn } = state
  let objective = 0
  for (let c = 0; c < columns.count; c++) {
    const j = firstColumn + c
    const w = value[j]
    objective += w * (columns.cost[c] + 0.5 * columns.curvature[c] * w)
    curvature[j] = columns.curvature[c]
    let sum = columns.cost[c] + columns.curvature[c] * w + columns.coefficient[c] * price[columns.row[c]] - lowPrice[j] + highPrice[j]
    rowResidual[columns.row[c]] += columns.coefficient[c] * w
    const other = columns.otherRow[c]
    if (other >= 0) {
      sum += columns.otherCoefficient[c] * price[other]
      rowResidual[other] += columns.otherCoefficient[c] * w
    }
    gradient[j] = sum
  }
  return objective
}

function complementarity({ size, value, low, high, lowPrice, highPrice }: State): number {
  let sum = 0
  for (let j = 0; j < size; j++) {
    if (lowPrice[j] > 0) sum += lowPrice[j] * (value[j] - low[j])
    if (highPrice[j] > 0) sum += highPrice[j] * (high[j] - value[j])
  }
  return sum
}

function largestResidual({ rowResidual, sumResidual }: State): number {
  return Math.max(largest(rowResidual), largest(sumResidual))
}

function largest(values: Float64Array): number {
  let most = 0
  for (let j = 0; j < values.length; j++) {
    const size = Math.abs(values[j])
    if (!(size <= most)) most = size
  }
  return most
}
