/**
 * A plan's pattern with its amounts chosen anew, so that the tracking error just meets a limit: for one pattern and one piece of the netting the problem is convex, and
 * the tracking error falls as its price rises.
 */
import { planOf } from '../solve/convex-plan.ts'
import { convexProblemOf, strict } from '../solve/convex-problem.ts'
import { solveConvex } from '../solve/interior/solve-convex.ts'
import { isOpen, Mode, type Pattern, type Spans, spanOf } from '../solve/pattern.ts'
import { regimeOf } from '../solve/regime.ts'
import type { Rows } from '../solve/rows.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { Plan, Problem } from './problem.ts'
import { patternOf, regimeOfPlan } from './restricted.ts'

export interface Meeting {
  /** Without a limit of tracking error of its own. */
  readonly problem: Problem
  readonly rows: Rows
  readonly spans: Spans
}

export interface Met {
  readonly plan: Plan
  /** At no weight of risk. */
  readonly evaluation: Evaluation
  /** Of variance, at which the pattern keeps the limit. */
  readonly price: number
}

/** Fifty-thousandths of a basis point. */
const meets = 2e-8
const mostSteps = 14
const [leastPrice, mostPrice] = [1e-2, 1e7]
const keeps = 2e-7

interface Tried extends Met {
  /** Logarithm of the tracking error over its limit. */
  readonly over: number
}

/** Undefined where the pattern has no plan that keeps the limits. */
export function meeting(work: Meeting, cap: number, plan: Plan, firstPrice: number): Met | undefined {
  const pattern = openOnly(work.spans, patternOf(work.problem, plan))
  const kept = alongPrices(price => solvedAt(work, cap, pattern, plan, price), firstPrice)
  return kept && kept.evaluation.worst <= keeps ? kept : undefined
}

/** Trades that no amount allows are left out. */
function openOnly(spans: Spans, pattern: Pattern): Pattern {
  return pattern.map((mode, i) => (mode === Mode.none || mode === Mode.exit || isOpen(spanOf(spans, mode), i) ? mode : Mode.none))
}

function solvedAt({ problem, rows, spans }: Meeting, cap: number, pattern: Pattern, from: Plan, price: number): Tried | undefined {
  const weighed = { ...problem, weights: { ...problem.weights, risk: price } }
  const convex = convexProblemOf(weighed, rows, regimeOf(problem, regimeOfPlan(problem, from)), spans, pattern, strict)
  const solution = solveConvex(convex, { tolerance: 1e-8 })
  if (solution.status === 'failed') return undefined
  const plan = planOf(problem, convex, solution)
  const bare = { ...problem, weights: { ...problem.weights, risk: 0 }, limits: { ...problem.limits, trackingError: cap } }
  const evaluation = evaluate(bare, plan)
  return { plan, evaluation, price, over: Math.log(evaluation.terms.te / cap) }
}

/** Along a line in both logarithms; an end that stays is believed half as much the next time. The last plan within the limit. */
function alongPrices(solved: (price: number) => Tried | undefined, firstPrice: number): Tried | undefined {
  let low: Tried | undefined
  let high: Tried | undefined
  let [lowOver, highOver] = [0, 0]
  let price = Math.max(firstPrice, leastPrice)
  for (let step = 0; step < mostSteps; step++) {
    const now = solved(price)
    if (!now) break
    if (now.over > 0) {
      ;[low, lowOver, highOver] = [now, now.over, highOver / 2]
      if (price >= mostPrice) break
    } else {
      ;[high, highOver, lowOver] = [now, now.over, lowOver / 2]
      if (-now.over * now.evaluation.terms.te < meets || price <= leastPrice) break
    }
    if (low && high) price = low.price * (high.price / low.price) ** (lowOver / (lowOver - highOver))
    else price *= low ? 4 : 0.25
  }
  return high
}
