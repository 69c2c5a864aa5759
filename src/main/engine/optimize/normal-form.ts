/**
 * The same problem in the size the solver is made for. Weights that are all a hundred times as large ask for the same plan, but prices of violations are fixed, so the
 * objective is brought down to where they are dear; and where risk counts for nothing and has no limit, exposures to factors are left out: nothing would hold their prices.
 */
import type { Problem } from './problem.ts'

export interface NormalForm {
  readonly problem: Problem
  /** What the objective was divided by: bounds and prices are multiplied by it again. */
  readonly scale: number
  /** Factors left out. */
  readonly leftOut: number
}

/** The risk of a portfolio is a small number: its weight may be so much larger than that of a dollar. */
const riskPerDollar = 100

export function normalForm(given: Problem): NormalForm {
  const problem = isRiskless(given) ? withoutFactors(given) : given
  const { risk, cost, tax, absolute, reward } = given.weights
  const scale = Math.max(1, cost, tax, reward, risk / riskPerDollar, absolute / riskPerDollar)
  return { problem: scale === 1 ? problem : divided(problem, scale), scale, leftOut: given.factors.count - problem.factors.count }
}

function isRiskless({ weights, limits }: Problem): boolean {
  return weights.risk === 0 && weights.absolute === 0 && limits.trackingError === Infinity
}

function withoutFactors(problem: Problem): Problem {
  return { ...problem, factors: { count: 0, exposure: new Float64Array(0), specific: problem.factors.specific } }
}

function divided(problem: Problem, by: number): Problem {
  const { weights, securities, limits } = problem
  const each = (values: Float64Array) => values.map(value => value / by)
  return {
    ...problem,
    weights: {
      risk: weights.risk / by,
      cost: weights.cost / by,
      tax: weights.tax / by,
      absolute: weights.absolute / by,
      reward: weights.reward / by,
    },
    securities: { ...securities, proximity: each(securities.proximity) },
    limits: { ...limits, rowPenalty: each(limits.rowPenalty), rowExcess: each(limits.rowExcess) },
  }
}
