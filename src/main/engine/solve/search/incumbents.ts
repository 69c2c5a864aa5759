/**
 * Feasible plans found so far. A pattern is polished by the interior point (its convex problem has no gap left), cleaned of dust and evaluated exactly: only what the
 * evaluator finds feasible counts, at the objective the evaluator finds. A pattern is polished once.
 */
import { type Evaluation, evaluate } from '../../optimize/evaluate.ts'
import type { Plan, Problem } from '../../optimize/problem.ts'
import { type ConvexProblem, convexProblemOf, strict } from '../convex-problem.ts'
import { type ConvexSolution, solveConvex } from '../interior/solve-convex.ts'
import { Mode, type Pattern, type Spans } from '../pattern.ts'
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
  readonly seen: Set<string>
  polishes: number
  best: Incumbent | undefined
  /** The plan that breaks limits least, where none keeps them all. */
  nearest: Incumbent
}

export interface Polished {
  readonly price: Float64Array
  readonly violation: number
  readonly objective: number
  /** It is the best plan so far. */
  readonly improved: boolean
}

/** A plan may miss a limit by so much of nav: a fifth of a dollar in a million, ten times under what a checker allows. */
const feasible = 2e-7
const polishTolerance = 1e-8
/** Amounts this close to nothing or to the whole lot are nothing or the whole lot. */
const dust = 2e-9

/** Starts from doing nothing. */
export function incumbentsOf(problem: Problem, rows: Rows, spans: Spans): Incumbents {
  const plan = { sell: new Float64Array(problem.lots.count), buy: new Float64Array(problem.securities.count) }
  const nearest = { plan, evaluation: evaluate(problem, plan) }
  const best = nearest.evaluation.worst <= feasible ? nearest : undefined
  return { problem, rows, spans, seen: new Set(), polishes: 0, best, nearest }
}

/** The objective to beat; +∞ while there is no feasible plan. */
export function upperBound({ best }: Incumbents): number {
  return best?.evaluation.objective ?? Infinity
}

/** Undefined where the pattern was polished before. */
export function polish(incumbents: Incumbents, regime: Regime, pattern: Pattern): Polished | undefined {
  const key = regime.name + String.fromCharCode(...packed(pattern))
  if (incumbents.seen.has(key)) return undefined
  incumbents.seen.add(key)
  incumbents.polishes += 1
  const { problem, rows, spans } = incumbents
  const convex = convexProblemOf(problem, rows, regime, spans, pattern, strict)
  const solution = solveConvex(convex, { tolerance: polishTolerance })
  if (solution.status === 'failed') return undefined
  const plan = planOf(problem, convex, solution, pattern)
  const { objective, improved } = offer(incumbents, plan)
  return { price: solution.price, violation: solution.violation, objective, improved }
}

/** Seven modes a character: a pattern of thousands is still a short key. */
function packed(pattern: Pattern): number[] {
  const words: number[] = []
  for (let i = 0; i < pattern.length; i += 7) {
    let word = 0
    for (let at = i; at < Math.min(i + 7, pattern.length); at++) word = word * 4 + pattern[at]
    words.push(word)
  }
  return words
}

function offer(incumbents: Incumbents, plan: Plan): { objective: number; improved: boolean } {
  const evaluation = evaluate(incumbents.problem, plan)
  const { objective, worst } = evaluation
  if (worst < incumbents.nearest.evaluation.worst) incumbents.nearest = { plan, evaluation }
  const improved = worst <= feasible && objective < upperBound(incumbents)
  if (improved) incumbents.best = { plan, evaluation }
  return { objective: worst <= feasible ? objective : Infinity, improved }
}

function planOf({ lots, securities }: Problem, convex: ConvexProblem, { traded, sold }: ConvexSolution, pattern: Pattern): Plan {
  const sell = new Float64Array(lots.count)
  const buy = new Float64Array(securities.count)
  convex.lots.lot.forEach((l, at) => {
    const most = lots.free[l]
    sell[l] = sold[at] < dust ? 0 : sold[at] > most - dust ? most : sold[at]
  })
  convex.blocks.security.forEach((i, block) => {
    if (pattern[i] === Mode.buy) buy[i] = Math.min(Math.max(traded[block], convex.blocks.low[block]), convex.blocks.high[block])
  })
  for (const i of convex.settled) {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sell[l] = lots.free[l]
  }
  return { sell, buy }
}
