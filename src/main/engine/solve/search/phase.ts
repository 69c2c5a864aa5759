/**
 * What proves that a part of the patterns holds no plan: the bare problem of a regime (bare.ts), bounded like the problem itself. Where all is decided the interior point
 * says whether the one pattern left can keep its limits, and its prices prove that it cannot.
 */
import type { Problem } from '../../optimize/problem.ts'
import { bringInside } from '../bundle/domain.ts'
import { maximizeBound } from '../bundle/maximize.ts'
import { convexProblemOf, strict } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
import { boundAt } from '../oracle/oracle.ts'
import type { Oracle, Restriction } from '../oracle/working.ts'
import { Mode, type Pattern } from '../pattern.ts'
import { regimeOf } from '../regime.ts'
import { type Bare, bareOf, proofAt, withoutObjective } from './bare.ts'

export interface Phase {
  readonly bare: Bare
  /** The problem's own rows: with no tracking error to limit the bare problem has no factors. */
  readonly factors: number
  readonly dimension: number
}

export interface Impossible {
  readonly proven: boolean
  /** In the problem's own rows. */
  readonly price: Float64Array
  readonly evaluations: number
}

const enough = 1e-7
const tolerance = 1e-9
const mostEvaluations = 80
const accuracy = 1e-7
/** Above what a unit of tracking error can be worth against a unit of any limit. */
const dear = 1e3

export function phaseOf(problem: Problem, { regime, rows, spans, dimension }: Oracle): Phase {
  const bare = withoutObjective(problem)
  return { bare: bareOf(bare, regimeOf(bare, regime.name), spans), factors: rows.factors, dimension }
}

/** Whether prices are found, from `from` on, that prove the part to hold no plan. */
export function isImpossible(phase: Phase, restriction: Restriction, from: Float64Array | undefined): Impossible {
  const { oracle, metric, domain, price } = phase.bare
  const start = { price: from ? narrowed(phase, from) : price, restriction, cuts: [] }
  const result = maximizeBound(oracle, metric, domain, start, { tolerance, enough, mostEvaluations })
  return {
    proven: result.bound > proofAt(phase.bare, result.price),
    price: widened(phase, result.price),
    evaluations: result.evaluations,
  }
}

/** Prices that prove the pattern, all that the restriction leaves, to keep its limits in no way; undefined where it may keep them. */
export function rayOfPattern(phase: Phase, pattern: Pattern, restriction: Restriction): Float64Array | undefined {
  const { bare } = phase
  const counts = countsOf(bare.oracle, pattern)
  for (const price of counts ? [counts] : ownPrices(bare, pattern)) {
    bringInside(bare.domain, price)
    if (boundAt(bare.oracle, price, restriction) > proofAt(bare, price)) return widened(phase, price)
  }
  return undefined
}

/** Too many trades, or too many names held: the price of the count alone proves it. */
function countsOf({ problem, rows }: Oracle, pattern: Pattern): Float64Array | undefined {
  const price = new Float64Array(rows.dimension)
  let [trades, names] = [0, 0]
  pattern.forEach((mode, i) => {
    if (mode !== Mode.none) trades += 1
    if (mode === Mode.buy || (mode !== Mode.exit && problem.securities.held[i] > 0)) names += 1
  })
  if (trades > problem.limits.trades) price[rows.trades] = 1
  else if (rows.names >= 0 && names > problem.limits.names) price[rows.names] = 1
  else return undefined
  return price
}

/** The prices at which the pattern misses its limits least, and those at which, keeping them, its tracking error is least. */
function* ownPrices({ problem, oracle }: Bare, pattern: Pattern): Generator<Float64Array> {
  const { rows, regime, spans } = oracle
  for (const variancePrice of rows.variance < 0 ? [0] : [0, 1]) {
    const violationPrice = variancePrice === 0 ? strict.violationPrice : dear
    const convex = convexProblemOf(problem, rows, regime, spans, pattern, { ...strict, violationPrice }, variancePrice)
    const solution = solveConvex(convex, { tolerance: accuracy })
    if (solution.status === 'failed') continue
    const price = new Float64Array(oracle.dimension)
    price.set(solution.price)
    if (rows.variance >= 0) price[rows.variance] = variancePrice
    // without a price on variance nothing in the bare problem answers to a factor
    if (variancePrice === 0) price.fill(0, 0, rows.factors)
    yield price
  }
}

function widened({ bare, factors, dimension }: Phase, price: Float64Array): Float64Array {
  const wide = new Float64Array(dimension)
  wide.set(price, factors - bare.oracle.rows.factors)
  return wide
}

function narrowed({ bare, factors }: Phase, price: Float64Array): Float64Array {
  const from = factors - bare.oracle.rows.factors
  return price.slice(from, from + bare.oracle.dimension)
}
