/**
 * Feasible plans found so far. A pattern is polished by the interior point (its convex problem has no gap left), cleaned of dust and evaluated exactly: only what the
 * evaluator finds feasible counts, at the objective the evaluator finds. A pattern is polished once.
 */
import { type Evaluation, evaluate } from '../../optimize/evaluate.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import { planOf } from '../convex-plan.ts'
import { convexProblemOf, strict } from '../convex-problem.ts'
import { solveConvex } from '../interior/solve-convex.ts'
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
export function polish(incumbents: Incumbents, regime: Regime, pattern: Pattern): Polished | undefined {
  const key = regime.name + packed(pattern)
  if (incumbents.seen.has(key)) return incumbents.seen.get(key)
  const polished = polishAnew(incumbents, regime, pattern)
  incumbents.seen.set(key, polished)
  return polished
}

function polishAnew(incumbents: Incumbents, regime: Regime, pattern: Pattern): Polished | undefined {
  incumbents.polishes += 1
  const { problem, rows, spans } = incumbents
  const convex = convexProblemOf(problem, rows, regime, spans, pattern, strict)
  const solution = solveConvex(convex, { tolerance: polishTolerance })
  if (solution.status === 'failed') return undefined
  const objective = offer(incumbents, planOf(problem, convex, solution))
  return { price: solution.price, violation: solution.violation, objective }
}

/** Seven modes a character: a pattern of thousands is still a short key. */
function packed(pattern: Pattern): string {
  let key = ''
  for (let i = 0; i < pattern.length; i += 7) {
    let word = 0
    for (let at = i; at < Math.min(i + 7, pattern.length); at++) word = word * 4 + pattern[at]
    key += String.fromCharCode(word)
  }
  return key
}

/** Keeps the plan where it is the best or the nearest so far; its objective, or +∞ where it breaks a limit. */
function offer(incumbents: Incumbents, plan: Plan): number {
  const evaluation = evaluate(incumbents.problem, plan)
  const { objective, worst } = evaluation
  if (worst < incumbents.nearest.evaluation.worst) incumbents.nearest = { plan, evaluation }
  if (worst > feasible) return Infinity
  if (objective < upperBound(incumbents)) incumbents.best = { plan, evaluation }
  return objective
}
