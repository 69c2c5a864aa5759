/**
 * The Newton system of the interior point. Every variable has a diagonal Hessian 1/inverse, so variables fall away one by one, then each sale's sum of lots in
 * closed form, and a dense system in the prices of the rows (about 30 to 45) is left. With h = inverse of t, Λ = Σ of the lots' inverses, T = Σ inverse·τ:
 *   block's part of the system = h·Λ/(h + Λ)·aa' + h/(h + Λ)·(aT' + Ta') + Σ inverse·ττ' − TT'/(h + Λ)
 * (h·Λ/(h + Λ) is written without a difference on purpose). O(lots + blocks·rows²) a factorization.
 */
import { factorLower, solveLower, solveLowerTransposed } from '../cholesky.ts'
import type { ConvexProblem } from '../convex-problem.ts'
import type { State } from './state.ts'

const pivotFloor = 1e-30

/** Inverts the barrier Hessian and factors the system of the rows. */
export function factorSystem(problem: ConvexProblem, state: State): void {
  invertBarrier(state)
  assemble(problem, state, Infinity)
  factorLower(state.factor, problem.rows.count, pivotFloor)
}

/**
 * The system of the rows itself, left in `state.factor` (lower triangle): how much more each row adds up to where its price falls. A slack in its interior answers
 * any price at all; `mostOfColumn` bounds what such a column counts for.
 */
export function assembleCurvature(problem: ConvexProblem, state: State, mostOfColumn: number): void {
  invertBarrier(state)
  assemble(problem, state, mostOfColumn)
}

function assemble(problem: ConvexProblem, state: State, mostOfColumn: number): void {
  state.factor.fill(0)
  addColumns(problem, state, mostOfColumn)
  addLots(problem, state)
  addBlocks(problem, state)
}

function invertBarrier({ size, value, low, high, lowPrice, highPrice, curvature, inverse, firstLot, firstColumn, scratch }: State): void {
  const { lowPerRoom, highPerRoom } = scratch
  for (let j = 0; j < size; j++) {
    let hessian = j < firstLot || j >= firstColumn ? curvature[j] : 0
    if (lowPrice[j] > 0) {
      lowPerRoom[j] = 1 / (value[j] - low[j])
      hessian += lowPrice[j] * lowPerRoom[j]
    }
    if (highPrice[j] > 0) {
      highPerRoom[j] = 1 / (high[j] - value[j])
      hessian += highPrice[j] * highPerRoom[j]
    }
    inverse[j] = 1 / hessian
  }
}

function addColumns({ columns, rows }: ConvexProblem, { factor, inverse, firstColumn }: State, most: number): void {
  const order = rows.count
  for (let c = 0; c < columns.count; c++) {
    const weight = Math.min(inverse[firstColumn + c], most)
    const row = columns.row[c]
    const coefficient = columns.coefficient[c]
    factor[row * order + row] += weight * coefficient * coefficient
    const other = columns.otherRow[c]
    if (other < 0) continue
    factor[other * order + other] += weight * columns.otherCoefficient[c] ** 2
    factor[Math.max(row, other) * order + Math.min(row, other)] += weight * coefficient * columns.otherCoefficient[c]
  }
}

function addLots({ blocks, lots, rows }: ConvexProblem, state: State): void {
  const { inverse, firstLot, factor, scratch } = state
  const order = rows.count
  let both = 0
  let firstSquare = 0
  let secondSquare = 0
  for (let block = 0; block < blocks.count; block++) {
    if (blocks.sign[block] > 0) continue
    let sum = 0
    let first = 0
    let second = 0
    for (let at = blocks.lotStart[block]; at < blocks.lotStart[block + 1]; at++) {
      const weight = inverse[firstLot + at]
      const one = lots.first[at]
      const two = lots.second[at]
      sum += weight
      first += weight * one
      second += weight * two
      firstSquare += weight * one * one
      secondSquare += weight * two * two
      both += weight * one * two
    }
    scratch.lotInverse[block] = sum
    scratch.first[block] = first
    scratch.second[block] = second
    const whole = sum + inverse[block]
    firstSquare -= (first * first) / whole
    secondSquare -= (second * second) / whole
    both -= (first * second) / whole
  }
  factor[rows.tax * order + rows.tax] += firstSquare
  factor[(rows.tax + 1) * order + rows.tax] += both
  factor[(rows.tax + 1) * order + rows.tax + 1] += secondSquare
}

function addBlocks(problem: ConvexProblem, state: State): void {
  const { blocks, rows } = problem
  const { inverse, factor, scratch } = state
  const { weight, share } = scratch
  const { exposure, entryStart, entryRow, entry } = blocks
  const k = rows.factors
  const order = rows.count
  for (let block = 0; block < blocks.count; block++) {
    const h = inverse[block]
    const sale = blocks.sign[block] < 0
    share[block] = sale ? h / (h + scratch.lotInverse[block]) : 1
    weight[block] = sale ? share[block] * scratch.lotInverse[block] : h
    for (let at = entryStart[block]; at < entryStart[block + 1]; at++) {
      const scaled = weight[block] * entry[at]
      const row = entryRow[at] * order
      addScaled(factor, row, exposure, block * k, k, scaled)
      for (let other = entryStart[block]; other <= at; other++) factor[row + entryRow[other]] += scaled * entry[other]
    }
    if (sale) {
      addTaxRow(blocks, factor, rows.tax * order, block, k, share[block] * scratch.first[block])
      addTaxRow(blocks, factor, (rows.tax + 1) * order, block, k, share[block] * scratch.second[block])
    }
  }
  addFactors(problem, state)
}

/** Σ weight·a·a' among the factor rows, four sums at a time over all blocks: this is where most of the work is. */
function addFactors({ blocks, rows }: ConvexProblem, { factor, scratch }: State): void {
  const { count, exposureTo } = blocks
  const { weight, scaled } = scratch
  const order = rows.count
  const exposed = new Int32Array(count)
  for (let p = 0; p < rows.factors; p++) {
    let many = 0
    for (let block = 0, at = p * count; block < count; block++, at++) {
      scaled[block] = weight[block] * exposureTo[at]
      if (scaled[block] !== 0) exposed[many++] = block
    }
    if (many < fewShare * count) {
      addFew(scaled, exposureTo, exposed.subarray(0, many), count, p, factor, p * order)
      continue
    }
    for (let q = 0; q <= p; q += 4) addFourSums(scaled, exposureTo, count, q, p, factor, p * order)
  }
}

/** A factor to which fewer blocks are exposed is summed over those alone. */
const fewShare = 0.2

function addFew(
  scaled: Float64Array,
  exposureTo: Float64Array,
  exposed: Int32Array,
  count: number,
  last: number,
  into: Float64Array,
  row: number,
): void {
  for (let q = 0; q <= last; q++) {
    let sum = 0
    for (let at = 0; at < exposed.length; at++) sum += scaled[exposed[at]] * exposureTo[q * count + exposed[at]]
    into[row + q] += sum
  }
}

function addFourSums(
  scaled: Float64Array,
  exposureTo: Float64Array,
  count: number,
  q: number,
  last: number,
  into: Float64Array,
  row: number,
): void {
  // past the last factor of the row the same one is summed again and left out
  const [one, two, three, four] = [q * count, Math.min(q + 1, last) * count, Math.min(q + 2, last) * count, Math.min(q + 3, last) * count]
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let block = 0; block < count; block++) {
    const value = scaled[block]
    first += value * exposureTo[one + block]
    second += value * exposureTo[two + block]
    third += value * exposureTo[three + block]
    fourth += value * exposureTo[four + block]
  }
  into[row + q] += first
  if (q + 1 <= last) into[row + q + 1] += second
  if (q + 2 <= last) into[row + q + 2] += third
  if (q + 3 <= last) into[row + q + 3] += fourth
}

/** Adds weight·a to a tax row, which lies below all other rows. */
function addTaxRow(blocks: ConvexProblem['blocks'], factor: Float64Array, row: number, block: number, k: number, weight: number): void {
  if (weight === 0) return
  addScaled(factor, row, blocks.exposure, block * k, k, weight)
  for (let at = blocks.entryStart[block]; at < blocks.entryStart[block + 1]; at++)
    factor[row + blocks.entryRow[at]] += weight * blocks.entry[at]
}

function addScaled(into: Float64Array, at: number, from: Float64Array, start: number, length: number, weight: number): void {
  for (let q = 0; q < length; q++) into[at + q] += weight * from[start + q]
}

/**
 * The Newton direction for the barrier `centering` (and, with `corrected`, Mehrotra's second-order term from the direction before). Fills `state.step`.
 */
export function direct(problem: ConvexProblem, state: State, centering: number, corrected: boolean): void {
  aim(state, centering, corrected)
  const { price } = state.step
  price.set(state.rowResidual)
  gatherColumns(problem, state, price)
  gatherBlocks(problem, state, price)
  solveLower(state.factor, problem.rows.count, price)
  solveLowerTransposed(state.factor, problem.rows.count, price)
  spreadColumns(problem, state)
  spreadBlocks(problem, state)
  stepBounds(state)
}

/** What the products price · room are to become, and the right-hand side that follows for each variable. */
function aim({ size, value, low, high, lowPrice, highPrice, gradient, step, scratch }: State, centering: number, corrected: boolean): void {
  const { target, lowTarget, highTarget, lowPerRoom, highPerRoom } = scratch
  for (let j = 0; j < size; j++) {
    let right = -gradient[j]
    if (lowPrice[j] > 0) {
      lowTarget[j] = centering - lowPrice[j] * (value[j] - low[j]) - (corrected ? step.value[j] * step.lowPrice[j] : 0)
      right += lowTarget[j] * lowPerRoom[j]
    }
    if (highPrice[j] > 0) {
      highTarget[j] = centering - highPrice[j] * (high[j] - value[j]) + (corrected ? step.value[j] * step.highPrice[j] : 0)
      right -= highTarget[j] * highPerRoom[j]
    }
    target[j] = right
  }
}

function gatherColumns({ columns }: ConvexProblem, { inverse, scratch, firstColumn }: State, right: Float64Array): void {
  for (let c = 0; c < columns.count; c++) {
    const moved = inverse[firstColumn + c] * scratch.target[firstColumn + c]
    right[columns.row[c]] += columns.coefficient[c] * moved
    if (columns.otherRow[c] >= 0) right[columns.otherRow[c]] += columns.otherCoefficient[c] * moved
  }
}

function gatherBlocks(problem: ConvexProblem, state: State, right: Float64Array): void {
  const { blocks, lots, rows } = problem
  const { inverse, scratch, sumResidual, firstLot } = state
  const { target, lotInverse, first, second, offset } = scratch
  let firstSum = 0
  let secondSum = 0
  for (let block = 0; block < blocks.count; block++) {
    const h = inverse[block]
    let moved = h * target[block]
    if (blocks.sign[block] < 0) {
      let sold = sumResidual[block] - moved
      for (let at = blocks.lotStart[block]; at < blocks.lotStart[block + 1]; at++) {
        const lot = inverse[firstLot + at] * target[firstLot + at]
        sold += lot
        firstSum += lots.first[at] * lot
        secondSum += lots.second[at] * lot
      }
      offset[block] = sold / (h + lotInverse[block])
      moved += h * offset[block]
      firstSum -= first[block] * offset[block]
      secondSum -= second[block] * offset[block]
    }
    addRow(blocks, block, rows.factors, moved, right)
  }
  right[rows.tax] += firstSum
  right[rows.tax + 1] += secondSum
}

function addRow(blocks: ConvexProblem['blocks'], block: number, k: number, amount: number, into: Float64Array): void {
  addScaled(into, 0, blocks.exposure, block * k, k, amount)
  for (let at = blocks.entryStart[block]; at < blocks.entryStart[block + 1]; at++) into[blocks.entryRow[at]] += blocks.entry[at] * amount
}

function spreadColumns({ columns }: ConvexProblem, { inverse, scratch, step, firstColumn }: State): void {
  for (let c = 0; c < columns.count; c++) {
    let right = scratch.target[firstColumn + c] - columns.coefficient[c] * step.price[columns.row[c]]
    if (columns.otherRow[c] >= 0) right -= columns.otherCoefficient[c] * step.price[columns.otherRow[c]]
    step.value[firstColumn + c] = inverse[firstColumn + c] * right
  }
}

function spreadBlocks(problem: ConvexProblem, state: State): void {
  const { blocks, lots, rows } = problem
  const { inverse, scratch, step, firstLot } = state
  const { exposure, entryStart, entryRow, entry } = blocks
  const k = rows.factors
  const firstPrice = step.price[rows.tax]
  const secondPrice = step.price[rows.tax + 1]
  for (let block = 0; block < blocks.count; block++) {
    let cost = 0
    for (let f = 0, at = block * k; f < k; f++, at++) cost += exposure[at] * step.price[f]
    for (let at = entryStart[block]; at < entryStart[block + 1]; at++) cost += entry[at] * step.price[entryRow[at]]
    const h = inverse[block]
    if (blocks.sign[block] > 0) {
      step.value[block] = h * (scratch.target[block] - cost)
      continue
    }
    const taxed = scratch.first[block] * firstPrice + scratch.second[block] * secondPrice
    const sum = scratch.offset[block] - (taxed - h * cost) / (h + scratch.lotInverse[block])
    step.sumPrice[block] = sum
    step.value[block] = h * (scratch.target[block] - cost + sum)
    for (let at = blocks.lotStart[block]; at < blocks.lotStart[block + 1]; at++) {
      const j = firstLot + at
      step.value[j] = inverse[j] * (scratch.target[j] - lots.first[at] * firstPrice - lots.second[at] * secondPrice - sum)
    }
  }
}

function stepBounds({ size, lowPrice, highPrice, step, scratch }: State): void {
  const { lowTarget, highTarget, lowPerRoom, highPerRoom } = scratch
  for (let j = 0; j < size; j++) {
    if (lowPrice[j] > 0) step.lowPrice[j] = (lowTarget[j] - lowPrice[j] * step.value[j]) * lowPerRoom[j]
    if (highPrice[j] > 0) step.highPrice[j] = (highTarget[j] + highPrice[j] * step.value[j]) * highPerRoom[j]
  }
}
