/**
 * Primal-dual interior point (Mehrotra's predictor and corrector) for the convex problem of a pattern. Violations are priced, so a pattern that no plan can meet
 * ends with `violation` above zero instead of failing. Reports as a solver does: a status and the residuals it stopped at.
 */
import type { ConvexProblem } from '../convex-problem.ts'
import { assembleCurvature, direct, factorSystem } from './newton.ts'
import { type Residuals, residualsAt } from './residuals.ts'
import { type State, startCold, stateOf } from './state.ts'

export type ConvexStatus = 'solved' | 'solved inaccurate' | 'steps exhausted' | 'failed'

export interface ConvexSolution {
  readonly status: ConvexStatus
  readonly steps: number
  readonly residuals: Residuals
  /** Priced violations included, in the units of the whole problem. */
  readonly objective: number
  readonly violation: number
  /** λ, row by row. */
  readonly price: Float64Array
  /** Traded amount of each block, and sold of each of its lots. */
  readonly traded: Float64Array
  readonly sold: Float64Array
  /** Where asked for: curvature of the dual at the solution, rows × rows, lower triangle. */
  readonly curvature: Float64Array
}

export interface ConvexSettings {
  /** Relative gap and residuals at which it is done. */
  readonly tolerance: number
  /** Asks for the curvature, in which no column counts for more than this. */
  readonly curvatureOfColumn?: number
}

const mostSteps = 80
/** Steps without progress after which a nearly solved problem is left as it is. */
const patience = 12
const nearlySolved = 1e-5
/** What is asked for roughly counts as nearly solved from further away. */
const timesTolerance = 100
const backFromBoundary = 0.9995

export function solveConvex(problem: ConvexProblem, { tolerance, curvatureOfColumn }: ConvexSettings): ConvexSolution {
  const state = stateOf(problem)
  startCold(problem, state)
  const end = iterate(problem, state, tolerance)
  if (curvatureOfColumn !== undefined) assembleCurvature(problem, state, curvatureOfColumn)
  return report(problem, state, end)
}

interface End {
  readonly status: ConvexStatus
  readonly steps: number
  readonly residuals: Residuals
}

function iterate(problem: ConvexProblem, state: State, tolerance: number): End {
  let best = { merit: Infinity, step: 0 }
  let residuals = residualsAt(problem, state)
  let near: Near | undefined
  const nearly = Math.max(nearlySolved, timesTolerance * tolerance)
  for (let step = 0; step < mostSteps; step++) {
    const merit = meritOf(residuals)
    if (merit < best.merit) best = { merit, step }
    if (merit < tolerance) return { status: 'solved', steps: step, residuals }
    if (Number.isNaN(merit)) return near ? restored(problem, state, near, step) : { status: 'failed', steps: step, residuals }
    if (merit < nearly) near = near && near.merit <= merit ? near : copyOf(state, merit)
    if (step - best.step > patience) return near ? restored(problem, state, near, step) : { status: 'failed', steps: step, residuals }
    advance(problem, state, residuals, tolerance)
    residuals = residualsAt(problem, state)
  }
  return { status: 'steps exhausted', steps: mostSteps, residuals }
}

/** A nearly solved problem, kept because a step after it may run out of digits (amounts at their bounds, divided by). */
interface Near {
  readonly merit: number
  readonly kept: readonly Float64Array[]
}

const movedBy = ({ value, lowPrice, highPrice, price, sumPrice }: State) => [value, lowPrice, highPrice, price, sumPrice]

function copyOf(state: State, merit: number): Near {
  return { merit, kept: movedBy(state).map(values => values.slice()) }
}

function restored(problem: ConvexProblem, state: State, { kept }: Near, steps: number): End {
  movedBy(state).forEach((values, at) => {
    values.set(kept[at] as Float64Array)
  })
  return { status: 'solved inaccurate', steps, residuals: residualsAt(problem, state) }
}

/** The gap relative to the objective (which may be all but zero), and the residuals. */
function meritOf({ objective, complementarity, primal, dual }: Residuals): number {
  return Math.max(complementarity / Math.max(1e-3, Math.abs(objective)), 10 * primal, dual)
}

function advance(problem: ConvexProblem, state: State, { complementarity, objective }: Residuals, tolerance: number): void {
  factorSystem(problem, state)
  direct(problem, state, 0, false)
  const average = complementarity / state.bounds
  // a gap driven far below what is asked leaves no room at the bounds while the residuals still shrink
  const enough = (0.1 * tolerance * Math.max(1e-3, Math.abs(objective))) / state.bounds
  const predicted = complementarityAfter(state, longestStep(state))
  const centering = Math.min(1, Math.max(1e-8, (predicted / complementarity) ** 3))
  direct(problem, state, Math.max(enough, centering * average), true)
  let length = Math.min(1, backFromBoundary * longestStep(state))
  if (length < 0.1) {
    // the corrector points out of the interior: a plain, well centred step gets away from the boundary
    direct(problem, state, 0.5 * average, false)
    length = Math.min(1, 0.99 * longestStep(state))
  }
  move(state, length)
}

function longestStep({ size, value, low, high, lowPrice, highPrice, step }: State): number {
  let length = 1
  for (let j = 0; j < size; j++) {
    const change = step.value[j]
    if (lowPrice[j] > 0) {
      if (change * length < low[j] - value[j]) length = (low[j] - value[j]) / change
      if (step.lowPrice[j] * length < -lowPrice[j]) length = -lowPrice[j] / step.lowPrice[j]
    }
    if (highPrice[j] > 0) {
      if (change * length > high[j] - value[j]) length = (high[j] - value[j]) / change
      if (step.highPrice[j] * length < -highPrice[j]) length = -highPrice[j] / step.highPrice[j]
    }
  }
  return length
}

function complementarityAfter({ size, value, low, high, lowPrice, highPrice, step }: State, length: number): number {
  let sum = 0
  for (let j = 0; j < size; j++) {
    const moved = value[j] + length * step.value[j]
    if (lowPrice[j] > 0) sum += (lowPrice[j] + length * step.lowPrice[j]) * (moved - low[j])
    if (highPrice[j] > 0) sum += (highPrice[j] + length * step.highPrice[j]) * (high[j] - moved)
  }
  return sum
}

function move({ value, lowPrice, highPrice, price, sumPrice, step }: State, length: number): void {
  for (let j = 0; j < value.length; j++) {
    value[j] += length * step.value[j]
    lowPrice[j] += length * step.lowPrice[j]
    highPrice[j] += length * step.highPrice[j]
  }
  for (let r = 0; r < price.length; r++) price[r] += length * step.price[r]
  for (let block = 0; block < sumPrice.length; block++) sumPrice[block] += length * step.sumPrice[block]
}

function report(problem: ConvexProblem, state: State, { status, steps, residuals }: End): ConvexSolution {
  const { columns } = problem
  let violation = 0
  for (let c = 0; c < columns.count; c++) if (columns.priced[c] === 1) violation += state.value[state.firstColumn + c]
  return {
    status,
    steps,
    residuals,
    objective: residuals.objective + problem.constant,
    violation,
    price: state.price,
    traded: state.value.slice(0, state.firstLot),
    sold: state.value.slice(state.firstLot, state.firstColumn),
    curvature: state.factor,
  }
}
