/**
 * For an account that no plan fits: by how much each clashing limit would have to give way, alone, for a plan to exist. Each is an optimization of its own in which
 * nothing costs but the limit's excess, so the answer carries a bound as every plan does.
 */
import { type Limits as Effort, optimize } from './optimize.ts'
import type { Limits, Problem } from './problem.ts'

export interface Relaxation {
  readonly limit: string
  /** Fraction of the portfolio, or a count of trades or names; null where giving way alone makes no plan. */
  readonly by: number | null
  /** No less is enough. */
  readonly atLeast: number
  readonly unit: 'weight' | 'count'
}

export function cheapestRelaxations(problem: Problem, conflict: readonly string[], effort: Effort): Relaxation[] {
  return conflict.flatMap(limit => {
    const trial = elastic(problem, limit)
    if (!trial) return []
    const { status, evaluation, bound } = optimize(trial.problem, effort, { advance: () => {} })
    const round = (value: number) => (trial.unit === 'count' ? Math.ceil(value - 1e-6) : value)
    const solved = status === 'optimal' || status === 'feasible'
    const by = solved ? Math.max(0, round(evaluation.objective - trial.allowed)) : null
    return [{ limit, by, atLeast: Math.max(0, round(bound - trial.allowed)), unit: trial.unit }]
  })
}

interface Trial {
  readonly problem: Problem
  /** Of the objective, what the limit allows already. */
  readonly allowed: number
  readonly unit: Relaxation['unit']
}

/** The problem in which only the excess over this limit costs: undefined for a limit that has no size. */
function elastic(problem: Problem, limit: string): Trial | undefined {
  const { limits, securities } = problem
  const row = limits.rowNames.indexOf(limit)
  const bare = withoutObjective(problem)
  if (row >= 0) {
    const rowExcess = limits.rowExcess.map((cost, at) => (at === row ? 1 : cost < Infinity ? 0 : Infinity))
    return { problem: { ...bare, limits: { ...bare.limits, rowExcess } }, allowed: 0, unit: 'weight' }
  }
  if (limit === 'turnover') {
    const linearCost = new Float64Array(securities.count).fill(1)
    return counting(bare, { turnover: 10 }, { linearCost }, limits.turnover, 'weight')
  }
  if (limit === 'number of trades') {
    const fixedCost = new Float64Array(securities.count).fill(1)
    return counting(bare, { trades: securities.count }, { fixedCost }, limits.trades, 'count')
  }
  return undefined
}

function counting(
  bare: Problem,
  limits: Partial<Limits>,
  costs: Partial<Problem['securities']>,
  allowed: number,
  unit: Trial['unit'],
): Trial {
  const weights = { ...bare.weights, cost: 1 }
  return {
    problem: { ...bare, weights, securities: { ...bare.securities, ...costs }, limits: { ...bare.limits, ...limits } },
    allowed,
    unit,
  }
}

function withoutObjective(problem: Problem): Problem {
  const { securities, limits, factors } = problem
  const none = () => new Float64Array(securities.count)
  return {
    ...problem,
    weights: { risk: 0, cost: 0, tax: 0, absolute: 0, reward: 0 },
    securities: { ...securities, linearCost: none(), impact: none(), fixedCost: none(), proximity: none() },
    factors: { count: 0, exposure: new Float64Array(0), specific: factors.specific.map(() => 0) },
    limits: {
      ...limits,
      trackingError: Infinity,
      rowPenalty: limits.rowPenalty.map(() => 0),
      rowExcess: limits.rowExcess.map(cost => (cost < Infinity ? 0 : Infinity)),
    },
  }
}
