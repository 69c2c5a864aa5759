/**
 * Primal-dual interior point (Mehrotra) for a quadratic program with finite bounds. It stops where its own prices bound it from below closely enough: the bound is the
 * Lagrangian's (quadratic-program.ts) and needs no trust in the steps that led there.
 */
import { dualBound, missing, objectiveAt, pricedColumns, type QuadraticProgram } from './quadratic-program.ts'
import { regularized, type System, systemOf } from './system.ts'

export interface ProgramSolution {
  readonly point: Float64Array
  readonly price: Float64Array
  /** No point passes it. */
  readonly bound: number
  readonly objective: number
  /** Largest miss of a row at the point. */
  readonly missed: number
  readonly steps: number
}

const mostSteps = 60
/** Below this a variable is a constant. */
const leastRoom = 1e-10
const fixedWeight = 1e12
const backFromBoundary = 0.995
const startRoom = 0.05
const startProduct = 1e-3

interface Iterate {
  readonly w: Float64Array
  readonly lowPrice: Float64Array
  readonly highPrice: Float64Array
  readonly price: Float64Array
  readonly free: readonly number[]
}

interface Direction {
  readonly w: Float64Array
  readonly price: Float64Array
  readonly lowPrice: Float64Array
  readonly highPrice: Float64Array
}

/** `tolerance`: of the distance between objective and bound, in the objective's own units. */
export function solveProgram(program: QuadraticProgram, tolerance: number): ProgramSolution {
  const at = startOf(program)
  const newton = newtonOf(program, at)
  let best = { bound: dualBound(program, at.price), price: at.price.slice() }
  let steps = 0
  for (; steps < mostSteps; steps++) {
    const bound = dualBound(program, at.price)
    if (bound > best.bound) best = { bound, price: at.price.slice() }
    const missed = largest(missing(program, at.w))
    if (missed < 1e-9 && objectiveAt(program, at.w) - best.bound < tolerance) break
    if (!newton()) break
  }
  const missed = largest(missing(program, at.w))
  return { point: at.w, price: best.price, bound: best.bound, objective: objectiveAt(program, at.w), missed, steps }
}

/** Each amount well inside its bounds, near nothing where it may be; each bound's price such that room times price is the same for all. */
function startOf({ variables, rows, low, high }: QuadraticProgram): Iterate {
  const free: number[] = []
  const [w, lowPrice, highPrice] = [new Float64Array(variables), new Float64Array(variables), new Float64Array(variables)]
  for (let j = 0; j < variables; j++) {
    const room = high[j] - low[j]
    w[j] = 0.5 * (low[j] + high[j])
    if (!(room > leastRoom)) continue
    free.push(j)
    const inside = Math.min(0.25 * room, startRoom)
    w[j] = Math.min(Math.max(0, low[j] + inside), high[j] - inside)
    lowPrice[j] = startProduct / (w[j] - low[j])
    highPrice[j] = startProduct / (high[j] - w[j])
  }
  return { w, lowPrice, highPrice, price: new Float64Array(rows), free }
}

/** One step of the method; false where it can go no further. */
function newtonOf(program: QuadraticProgram, at: Iterate): () => boolean {
  const system = systemOf(program)
  return () => {
    if (at.free.length === 0 || !system.weigh(heavyOf(program, at))) return false
    const now = averageProduct(program, at, undefined, 0)
    const straight = direction(program, at, system, 0, undefined)
    const after = averageProduct(program, at, straight, lengthOf(program, at, straight))
    const centring = Math.min(1, Math.max(1e-6, (after / now) ** 3))
    const step = direction(program, at, system, Math.max(1e-16, centring * now), straight)
    const far = Math.min(1, backFromBoundary * lengthOf(program, at, step))
    if (!(far > 1e-10)) return false
    for (const j of at.free) {
      at.w[j] += far * step.w[j]
      at.lowPrice[j] += far * step.lowPrice[j]
      at.highPrice[j] += far * step.highPrice[j]
    }
    for (let r = 0; r < program.rows; r++) at.price[r] += far * step.price[r]
    return true
  }
}

function heavyOf({ square, low, high }: QuadraticProgram, { w, lowPrice, highPrice, free }: Iterate): Float64Array {
  const heavy = new Float64Array(w.length).fill(fixedWeight)
  for (const j of free) heavy[j] = square[j] + lowPrice[j] / (w[j] - low[j]) + highPrice[j] / (high[j] - w[j]) + regularized
  return heavy
}

/** Newton's direction toward room · price = centre at every bound, with the second-order part of a direction tried before. */
function direction(program: QuadraticProgram, at: Iterate, system: System, centre: number, before: Direction | undefined): Direction {
  const { variables, square, linear, low, high } = program
  const { w, lowPrice, highPrice, free } = at
  const priced = pricedColumns(program, at.price)
  const first = new Float64Array(variables)
  const [lowTarget, highTarget] = [new Float64Array(variables), new Float64Array(variables)]
  for (const j of free) {
    lowTarget[j] = (centre - (before ? before.w[j] * before.lowPrice[j] : 0)) / (w[j] - low[j])
    highTarget[j] = (centre + (before ? before.w[j] * before.highPrice[j] : 0)) / (high[j] - w[j])
    first[j] = priced[j] - square[j] * w[j] - linear[j] + lowTarget[j] - highTarget[j]
  }
  const { dw, dv } = system.solve(first, missing(program, w))
  const step = {
    w: new Float64Array(variables),
    price: dv.map(each => -each),
    lowPrice: new Float64Array(variables),
    highPrice: new Float64Array(variables),
  }
  for (const j of free) {
    step.w[j] = dw[j]
    step.lowPrice[j] = lowTarget[j] - lowPrice[j] - (lowPrice[j] / (w[j] - low[j])) * dw[j]
    step.highPrice[j] = highTarget[j] - highPrice[j] + (highPrice[j] / (high[j] - w[j])) * dw[j]
  }
  return step
}

function averageProduct({ low, high }: QuadraticProgram, at: Iterate, step: Direction | undefined, length: number): number {
  let sum = 0
  for (const j of at.free) {
    const moved = at.w[j] + (step ? length * step.w[j] : 0)
    sum += (at.lowPrice[j] + (step ? length * step.lowPrice[j] : 0)) * (moved - low[j])
    sum += (at.highPrice[j] + (step ? length * step.highPrice[j] : 0)) * (high[j] - moved)
  }
  return sum / (2 * at.free.length)
}

/** A square term ties prices to amounts: they go the same way. */
function lengthOf({ low, high }: QuadraticProgram, { w, lowPrice, highPrice, free }: Iterate, step: Direction): number {
  let length = 1
  for (const j of free) {
    if (step.w[j] < 0) length = Math.min(length, (low[j] - w[j]) / step.w[j])
    if (step.w[j] > 0) length = Math.min(length, (high[j] - w[j]) / step.w[j])
    if (step.lowPrice[j] < 0) length = Math.min(length, -lowPrice[j] / step.lowPrice[j])
    if (step.highPrice[j] < 0) length = Math.min(length, -highPrice[j] / step.highPrice[j])
  }
  return length
}

function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
