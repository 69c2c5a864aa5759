/**
 * The iterate of the interior point: one flat array of variables (traded amounts of the blocks, then lots, then columns), multipliers of their bounds, prices of the
 * rows (λ) and of the sums of lots (ν), and the residuals, directions and factors that belong to it. Allocated once a solve.
 */
import type { ConvexProblem } from '../convex-problem.ts'

export interface State {
  readonly blocks: number
  readonly firstLot: number
  readonly firstColumn: number
  readonly size: number
  readonly low: Float64Array
  readonly high: Float64Array
  readonly value: Float64Array
  readonly lowPrice: Float64Array
  readonly highPrice: Float64Array
  /** Of each row. */
  readonly price: Float64Array
  /** Of each block's sum of lots. */
  readonly sumPrice: Float64Array
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  /** Inverse of the barrier Hessian, variable by variable. */
  readonly inverse: Float64Array
  readonly rowResidual: Float64Array
  readonly sumResidual: Float64Array
  readonly step: Step
  readonly factor: Float64Array
  readonly scratch: Scratch
  /** Finite bounds, to average complementarity over. */
  readonly bounds: number
}

export interface Step {
  readonly value: Float64Array
  readonly lowPrice: Float64Array
  readonly highPrice: Float64Array
  readonly price: Float64Array
  readonly sumPrice: Float64Array
}

/** Of each block: Σ of its lots' inverses and of their tax rows, and the Newton right-hand sides. */
export interface Scratch {
  /** 1 / room at each bound, 0 where there is none. */
  readonly lowPerRoom: Float64Array
  readonly highPerRoom: Float64Array
  readonly target: Float64Array
  readonly lowTarget: Float64Array
  readonly highTarget: Float64Array
  readonly lotInverse: Float64Array
  readonly first: Float64Array
  readonly second: Float64Array
  readonly offset: Float64Array
  /** What a block counts for in the system, alone and toward the tax rows. */
  readonly weight: Float64Array
  readonly share: Float64Array
  readonly scaled: Float64Array
}

export function stateOf(problem: ConvexProblem): State {
  const { blocks, lots, columns, rows } = problem
  const firstLot = blocks.count
  const firstColumn = firstLot + lots.count
  const size = firstColumn + columns.count
  const vector = () => new Float64Array(size)
  const ofBlocks = () => new Float64Array(blocks.count)
  const low = vector()
  const high = vector()
  low.set(blocks.low)
  low.set(columns.low, firstColumn)
  high.set(blocks.high)
  high.set(lots.high, firstLot)
  high.set(columns.high, firstColumn)
  for (let j = 0; j < size; j++) if (high[j] - low[j] < leastRoom) high[j] = low[j] + leastRoom
  return {
    blocks: blocks.count,
    firstLot,
    firstColumn,
    size,
    low,
    high,
    value: vector(),
    lowPrice: vector(),
    highPrice: vector(),
    price: new Float64Array(rows.count),
    sumPrice: ofBlocks(),
    gradient: vector(),
    curvature: vector(),
    inverse: vector(),
    rowResidual: new Float64Array(rows.count),
    sumResidual: ofBlocks(),
    step: stepOf(size, rows.count, blocks.count),
    factor: new Float64Array(rows.count * rows.count),
    scratch: scratchOf(size, blocks.count),
    bounds: countBounds(low) + countBounds(high),
  }
}

/** What is fixed is given a billionth of room: without any there is no interior to walk in. */
const leastRoom = 1e-9

function stepOf(size: number, rows: number, blocks: number): Step {
  const vector = () => new Float64Array(size)
  return {
    value: vector(),
    lowPrice: vector(),
    highPrice: vector(),
    price: new Float64Array(rows),
    sumPrice: new Float64Array(blocks),
  }
}

function scratchOf(size: number, blocks: number): Scratch {
  const [vector, ofBlocks] = [() => new Float64Array(size), () => new Float64Array(blocks)]
  return {
    lowPerRoom: vector(),
    highPerRoom: vector(),
    target: vector(),
    lowTarget: vector(),
    highTarget: vector(),
    lotInverse: ofBlocks(),
    first: ofBlocks(),
    second: ofBlocks(),
    offset: ofBlocks(),
    weight: ofBlocks(),
    share: ofBlocks(),
    scaled: ofBlocks(),
  }
}

function countBounds(bounds: Float64Array): number {
  let count = 0
  for (let j = 0; j < bounds.length; j++) if (Number.isFinite(bounds[j])) count += 1
  return count
}

const startPrice = 1e-3
const startRoom = 1e-3
/** A priced violation starts all but absent, its bound carrying its price: started larger, it is driven out a little each step. */
const startViolation = 1e-6

/** Puts every variable well inside its bounds, sums of lots in agreement. */
export function startCold(problem: ConvexProblem, state: State): void {
  const { low, high, value, lowPrice, highPrice, firstColumn } = state
  for (let j = 0; j < state.size; j++) {
    const bounded = low[j] > -Infinity
    if (bounded) lowPrice[j] = startPrice
    if (high[j] < Infinity) highPrice[j] = startPrice
    if (bounded && high[j] < Infinity) value[j] = 0.5 * (low[j] + high[j])
    else if (bounded) value[j] = low[j] + startRoom
    else value[j] = high[j] < Infinity ? high[j] - startRoom : 0
  }
  for (let c = 0; c < problem.columns.count; c++) {
    if (problem.columns.priced[c] === 0) continue
    value[firstColumn + c] = startViolation
    lowPrice[firstColumn + c] = problem.columns.cost[c]
  }
  for (let block = 0; block < state.blocks; block++) startSum(problem, state, block)
}

function startSum({ blocks }: ConvexProblem, { low, high, value, firstLot }: State, block: number): void {
  if (blocks.sign[block] > 0) return
  let sum = 0
  for (let at = blocks.lotStart[block]; at < blocks.lotStart[block + 1]; at++) sum += value[firstLot + at]
  const least = low[block] + Math.max(1e-5, 0.01 * sum)
  const most = high[block] < Infinity ? high[block] - 1e-3 * (high[block] - low[block]) : Infinity
  value[block] = Math.min(Math.max(sum, least), most)
}
