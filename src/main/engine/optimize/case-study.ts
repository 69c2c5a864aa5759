/**
 * How much less tax (or impact, where nothing is taxed) at little more tracking error than a full rebalance: the weight of risk is halved in on until the plan's tracking
 * error is at most the rebalance's and what was allowed. Limits a full rebalance does not keep (groups, turnover, number of trades) are let go on both sides; the plan
 * keeps the wash rule, minimum trades and cash all the same. Bisection on the weight: what is found is a plan, not a proof that none is better.
 */
import { type Baseline, baselinesOf } from './baselines.ts'
import type { Evaluation } from './evaluate.ts'
import { optimize } from './optimize.ts'
import type { Problem } from './problem.ts'

export interface CasePoint {
  /** Added tracking error allowed, as a fraction a year. */
  readonly added: number
  /** undefined where no weight of risk keeps the tracking error. */
  readonly plan: Evaluation | undefined
}

export interface CaseStudy {
  readonly baselines: readonly Baseline[]
  readonly taxed: readonly CasePoint[]
  /** The same account if its gains were not taxed. */
  readonly exempt: readonly CasePoint[]
}

const added = [2e-4, 5e-4, 10e-4]
const weights = { least: 5, most: 20_000 }
const gap = 2e-3

export function caseStudy(problem: Problem, age: ArrayLike<number>, halvings: number, secondsEach: number): CaseStudy {
  const baselines = baselinesOf(problem, age)
  const hifo = baselines.find(({ name }) => name === 'HIFO')?.evaluation.terms.te ?? 0
  const freed = withoutGroups(problem)
  const pointsOf = (tax: number, worth: (found: Evaluation) => number) =>
    added.map(more => ({ added: more, plan: bestWithin(freed, tax, hifo + more, worth, halvings, secondsEach) }))
  return {
    baselines,
    taxed: pointsOf(problem.weights.tax, ({ terms }) => terms.tax + terms.linear + terms.impact + terms.fixed),
    exempt: pointsOf(0, ({ terms }) => terms.linear + terms.impact + terms.fixed),
  }
}

/** Of the plans within the tracking error, the one that is worth most; fewer halvings find one that is worth less. */
function bestWithin(
  problem: Problem,
  tax: number,
  trackingError: number,
  worth: (found: Evaluation) => number,
  halvings: number,
  seconds: number,
): Evaluation | undefined {
  let [low, high] = [Math.log(weights.least), Math.log(weights.most)]
  let best: Evaluation | undefined
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2
    const trial = { ...problem, weights: { ...problem.weights, risk: Math.exp(middle), tax } }
    const { evaluation, status } = optimize(trial, { gap, seconds, expired: () => false }, { advance: () => {} })
    const keeps = (status === 'optimal' || status === 'feasible') && evaluation.terms.te <= trackingError
    if (keeps && (!best || worth(evaluation) < worth(best))) best = evaluation
    if (keeps) high = middle
    else low = middle
  }
  return best
}

function withoutGroups(problem: Problem): Problem {
  const { limits, securities } = problem
  const free = (values: Float64Array, value: number) => values.map((each, row) => (row === 0 ? each : value))
  const changeHigh = securities.changeHigh.map((high, i) => Math.max(high, -securities.drift[i], 0))
  return {
    ...problem,
    securities: { ...securities, changeHigh, buyable: securities.buyable.map((most, i) => (most > 0 ? changeHigh[i] : 0)) },
    limits: { ...limits, rowLow: free(limits.rowLow, -10), rowHigh: free(limits.rowHigh, 10), turnover: 10, trades: securities.count },
  }
}
