/**
 * Feasible plans found so far. A pattern is polished by the interior point (its convex problem has no gap left), cleaned of dust and evaluated exactly: only what the
 * evaluator finds feasible counts, at the objective the evaluator finds. A pattern is polished once.
 */
import { type Evaluation, evaluate } from '../../optimize/evaluate.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import { planOf } from '../convex-plan.ts'
import { convexProblemOf, strict } from '../convex-problem.ts'
import { type ConvexSolution, solveConvex } from '../interior/solve-convex.ts'
import type { Pattern, Spans } from '../pattern.ts'
import type { Regime } from '../regime.ts'
import type { Rows } from '../rows.ts'

export interface Incumbent {
  readonly plan: Plan
  readonly evaluation: Evaluation
}

export interface Incumbents {
  readonly problem: Problem
  readonly rows: Rows
  readonly spans: Spans
  /** What came of each pattern polished so far. */
  readonly seen: Map<string, Polished | undefined>
  polishes: number
  best: Incumbent | undefined
  /** The plan that breaks limits least, where none keeps them all. */
  nearest: Incumbent
}

export interface Polished {
  readonly price: Float64Array
  readonly violation: number
  /** Of the plan, by the evaluator; +∞ where it breaks a limit. */
  readonly objective: number
}

/** A plan may miss a limit by so much of nav: a fifth of a dollar in a million, ten times under what a checker allows. */
const feasible = 2e-7
const polishTolerance = 1e-8

/** Starts from doing nothing. */
export function incumbentsOf(problem: Problem, rows: Rows, spans: Spans): Incumbents {
  const plan = { sell: new Float64Array(problem.lots.count), buy: new Float64Array(problem.securities.count) }
  const nearest = { plan, evaluation: evaluate(problem, plan) }
  const best = nearest.evaluation.worst <= feasible ? nearest : undefined
  return { problem, rows, spans, seen: new Map(), polishes: 0, best, nearest }
}

/** The objective to beat; +∞ while there is no feasible plan. */
export function upperBound({ best }: Incumbents): number {
  return best?.evaluation.objective ?? Infinity
}

/** Undefined where the interior point failed. */
export function polish(
  incumbents: Incumbents,
  regime: Regime,
  pattern: Pattern,
  violationPrice = strict.violationPrice,
): Polished | undefined {
  const key = `${regime.name}${violationPrice}${packed(pattern)}`
  if (incumbents.seen.has(key)) return incumbents.seen.get(key)
  const polished = polishAnew(incumbents, regime, pattern, violationPrice)
  incumbents.seen.set(key, polished)
  return polished
}

function polishAnew(incumbents: Incumbents, regime: Regime, pattern: Pattern, violationPrice: number): Polished | undefined {
  const { problem, rows, spans } = incumbents
  const solved = (variancePrice: number): Solved | undefined => {
    incumbents.polishes += 1
    const convex = convexProblemOf(problem, rows, regime, spans, pattern, { ...strict, violationPrice }, variancePrice)
    const solution = solveConvex(convex, { tolerance: polishTolerance })
    if (solution.status === 'failed') return undefined
    const plan = planOf(problem, convex, solution)
    const evaluation = evaluate(problem, plan)
    return { plan, evaluation, solution, variancePrice, excess: evaluation.terms.te - problem.limits.trackingError }
  }
  const found = rows.variance < 0 ? solved(0) : withinTrackingError(solved, problem.weights.risk)
  if (!found) return undefined
  const price = new Float64Array(rows.variance < 0 ? rows.count : rows.dimension)
  price.set(found.solution.price)
  if (rows.variance >= 0) price[rows.variance] = found.variancePrice
  return { price, violation: found.solution.violation, objective: offer(incumbents, found) }
}

interface Solved extends Incumbent {
  readonly solution: ConvexSolution
  readonly variancePrice: number
  /** Of the tracking error above its limit. */
  readonly excess: number
}

const mostPrice = 1e7
const mostSteps = 30

/** The least price of variance at which the plan keeps its tracking error: zero, or where the two just meet. The error falls as the price rises. */
function withinTrackingError(solved: (variancePrice: number) => Solved | undefined, riskWeight: number): Solved | undefined {
  let low = 0
  let found = solved(low)
  if (!found || found.excess <= 0) return found
  let over = found.excess
  let high = Math.max(riskWeight, 1)
  for (found = solved(high); found && found.excess > 0 && high < mostPrice; found = solved(high)) {
    low = high
    over = found.excess
    high *= 8
  }
  let under = found?.excess ?? 0
  for (let step = 0; step < mostSteps && found && found.excess < -meets; step++) {
    // where a straight line between the ends would meet the limit; an end that stays is believed half as much the next time
    const tried = solved(low + ((high - low) * over) / (over - under))
    if (!tried) return found
    if (tried.excess > 0) {
      low = tried.variancePrice
      over = tried.excess
      under /= 2
    } else {
      high = tried.variancePrice
      under = tried.excess
      found = tried
      over /= 2
    }
  }
  return found
}

/** A thousandth of a basis point of tracking error. */
const meets = 1e-8

/** Five modes a character: a pattern of thousands is still a short key. */
function packed(pattern: Pattern): string {
  let key = ''
  for (let i = 0; i < pattern.length; i += 5) {
    let word = 0
    for (let at = i; at < Math.min(i + 5, pattern.length); at++) word = word * 8 + pattern[at]
    key += String.fromCharCode(word)
  }
  return key
}

/** Keeps the plan where it is the best or the nearest so far; its objective, or +∞ where it breaks a limit. */
function offer(incumbents: Incumbents, { plan, evaluation }: Incumbent): number {
  const { objective, worst } = evaluation
  if (worst < incumbents.nearest.evaluation.worst) incumbents.nearest = { plan, evaluation }
  if (worst > feasible) return Infinity
  if (objective < upperBound(incumbents)) incumbents.best = { plan, evaluation }
  return objective
}
