/**
 * The root of one netting regime: prices and curvature from the interior point on a first guess of the pattern (everybody trades toward the target, any amount), and
 * the oracle, metric and domain the whole tree below shares.
 */
import { evaluate } from '../../optimize/evaluate.ts'
import type { Problem } from '../../optimize/problem.ts'
import { bringInside, domainOf, type HalfSpace } from '../bundle/domain.ts'
import { type Metric, metricFrom } from '../bundle/metric.ts'
import { planOf } from '../convex-plan.ts'
import { type ConvexProblem, convexProblemOf, type Strictness, sketched } from '../convex-problem.ts'
import { type ConvexSolution, solveConvex } from '../interior/solve-convex.ts'
import { oracleOf } from '../oracle/oracle.ts'
import type { Oracle } from '../oracle/working.ts'
import { isOpen, Mode, type Pattern, type Spans } from '../pattern.ts'
import { type Regime, type RegimeName, regimeOf } from '../regime.ts'
import type { Rows } from '../rows.ts'

export interface Root {
  readonly oracle: Oracle
  readonly metric: Metric
  readonly domain: readonly HalfSpace[]
  readonly price: Float64Array
  /** Gross terms of the sketched plan: the size of the objective, which tolerances are relative to. Reckoned when asked for: once a search. */
  readonly scale: () => number
}

const sketchTolerance = 1e-5
const slackCurvature = 100
const missed = 1e-5
/** Above what a penalty on a whole portfolio asks for. */
const dear = 100

export function rootOf(
  problem: Problem,
  rows: Rows,
  spans: Spans,
  name: RegimeName,
  oracle = oracleOf(problem, rows, regimeOf(problem, name), spans),
): Root {
  const { convex, solution } = sketchOf(problem, rows, oracle.regime, spans)
  const price = new Float64Array(oracle.dimension)
  if (solution.status !== 'failed') price.set(solution.price)
  return {
    oracle,
    metric: metricFrom(solution.curvature, oracle),
    domain: domainOf(oracle),
    price,
    scale: () => evaluate(problem, planOf(problem, convex, solution)).gross,
  }
}

/**
 * The root of a regime made of another's: its curvature, and its prices but for those of gains, which are netted differently. Where the other nets all gains in one row, the
 * price of that row counts for both: a plan then costs no less here than there.
 */
export function borrowedRoot(other: Root, price: Float64Array, oracle: Oracle): Root {
  const { rows, regime } = oracle
  const domain = domainOf(oracle)
  const own = price.slice()
  const netting = rows.tax + (oracle.problem.limits.budgets ? 2 : 0)
  if (other.oracle.regime.name === 'loss' && regime.name !== 'loss') own[netting + 1] = own[netting]
  bringInside(domain, own)
  return { ...other, oracle, domain, price: own }
}

interface Sketch {
  readonly convex: ConvexProblem
  readonly solution: ConvexSolution
}

/** Where a penalty asks for prices above the soft one, limits are missed only because that is cheap: then they are firm. */
function sketchOf(problem: Problem, rows: Rows, regime: Regime, spans: Spans): Sketch {
  const solved = (strictness: Strictness): Sketch => {
    const convex = convexProblemOf(problem, rows, regime, spans, towardTarget(problem, spans), strictness)
    return { convex, solution: solveConvex(convex, { tolerance: sketchTolerance, curvatureOfColumn: slackCurvature }) }
  }
  const soft = solved(sketched)
  const { rowPenalty, rowExcess } = problem.limits
  const priced = rowPenalty.some(penalty => penalty > 0) || rowExcess.some(excess => excess < Infinity)
  if (!priced || !(soft.solution.violation > missed)) return soft
  const firm = solved({ ...sketched, violationPrice: dear })
  return firm.solution.violation < 0.1 * soft.solution.violation ? firm : soft
}

/** Sell what is above its target, buy what is below. */
export function towardTarget({ securities }: Problem, spans: Spans): Pattern {
  return Uint8Array.from(securities.drift, (drift, i) => {
    if (drift < 0 && isOpen(spans.buy, i)) return Mode.buy
    return isOpen(spans.sell, i) ? Mode.sell : Mode.none
  })
}
