/**
 * Where a pattern keeps its limits in no way: prices that prove it. With every weight of the objective at zero the pattern costs only its violations, so the prices of
 * that problem are a direction in which the bound rises without end (Farkas).
 */
import type { Problem } from '../../optimize/problem.ts'
import { bringInside, type HalfSpace } from '../bundle/domain.ts'
import { convexProblemOf, strict } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
import { boundAt, type Oracle, type Restriction } from '../oracle/oracle.ts'
import type { Pattern } from '../pattern.ts'
import { regimeOf } from '../regime.ts'

const longest = 1e8

/** The first price along the ray whose bound reaches `enough`; undefined where none does. */
export function priceBeyond(
  oracle: Oracle,
  domain: readonly HalfSpace[],
  from: Float64Array,
  restriction: Restriction,
  pattern: Pattern,
  enough: number,
): { readonly price: Float64Array; readonly bound: number } | undefined {
  const ray = rayOf(oracle, pattern)
  if (!ray) return undefined
  for (let length = 1; length <= longest; length *= 10) {
    const price = from.map((value, row) => value + length * (ray[row] ?? 0))
    bringInside(domain, price)
    const bound = boundAt(oracle, price, restriction)
    if (bound >= enough) return { price, bound }
  }
  return undefined
}

function rayOf({ problem, rows, regime, spans }: Oracle, pattern: Pattern): Float64Array | undefined {
  const bare = withoutObjective(problem)
  const solution = solveConvex(convexProblemOf(bare, rows, regimeOf(bare, regime.name), spans, pattern, strict), { tolerance: 1e-6 })
  return solution.status === 'failed' ? undefined : solution.price
}

function withoutObjective(problem: Problem): Problem {
  const { securities, factors, limits } = problem
  const none = new Float64Array(limits.rowPenalty.length)
  const hard = none.map(() => Infinity)
  const free = (values: Float64Array, value: number) => values.map((each, row) => (limits.rowExcess[row] < Infinity ? value : each))
  return {
    ...problem,
    weights: { risk: 0, cost: 0, tax: 0, absolute: 0, reward: 0 },
    securities: { ...securities, proximity: new Float64Array(securities.count) },
    factors: { count: factors.count, exposure: new Float64Array(factors.exposure.length), specific: new Float64Array(securities.count) },
    limits: { ...limits, rowPenalty: none, rowExcess: hard, rowLow: free(limits.rowLow, -10), rowHigh: free(limits.rowHigh, 10) },
  }
}
