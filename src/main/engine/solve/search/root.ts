/**
 * The root of one netting regime: prices and curvature from the interior point on a first guess of the pattern (everybody trades toward the target, any amount), and
 * the oracle, metric and domain the whole tree below shares.
 */
import { evaluate } from '../../optimize/evaluate.ts'
import type { Problem } from '../../optimize/problem.ts'
import { domainOf, type HalfSpace } from '../bundle/domain.ts'
import { type Metric, metricFrom } from '../bundle/metric.ts'
import { planOf } from '../convex-plan.ts'
import { convexProblemOf, sketched } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
import { type Oracle, oracleOf } from '../oracle/oracle.ts'
import { isOpen, Mode, type Pattern, type Spans } from '../pattern.ts'
import { type RegimeName, regimeOf } from '../regime.ts'
import type { Rows } from '../rows.ts'

export interface Root {
  readonly oracle: Oracle
  readonly metric: Metric
  readonly domain: readonly HalfSpace[]
  readonly price: Float64Array
  /** Gross terms of the sketched plan: the size of the objective, which tolerances are relative to. */
  readonly scale: number
}

const sketchTolerance = 1e-5
const slackCurvature = 100

export function rootOf(problem: Problem, rows: Rows, spans: Spans, name: RegimeName): Root {
  const regime = regimeOf(problem, name)
  const convex = convexProblemOf(problem, rows, regime, spans, towardTarget(problem, spans), sketched)
  const solution = solveConvex(convex, { tolerance: sketchTolerance, curvatureOfColumn: slackCurvature })
  const oracle = oracleOf(problem, rows, regime, spans)
  const price = new Float64Array(oracle.dimension)
  if (solution.status !== 'failed') price.set(solution.price)
  return {
    oracle,
    metric: metricFrom(solution.curvature, rows, problem),
    domain: domainOf(oracle),
    price,
    scale: evaluate(problem, planOf(problem, convex, solution)).gross,
  }
}

/** Sell what is above its target, buy what is below. */
export function towardTarget({ securities }: Problem, spans: Spans): Pattern {
  return Uint8Array.from(securities.drift, (drift, i) => {
    if (drift < 0 && isOpen(spans.buy, i)) return Mode.buy
    return isOpen(spans.sell, i) ? Mode.sell : Mode.none
  })
}
