/**
 * What a step of room does to the plan: the limit is moved by the step, up and down, and the convex problem of the plan's own pattern solved again. Where a shadow price is a slope, this is the step itself, told apart by
 * tracking error, tax and cost; true as long as the same securities are sold and bought (a better pattern can only add to what more room brings, and take from what less room costs).
 */
import { relaxablesOf } from '../solve/search/relaxable.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { Plan, Problem } from './problem.ts'
import { restrictedTo, variancePriceOf } from './restricted.ts'

/** The plan's own convex problem solved, from which every step is taken. */
export interface Ground {
  readonly problem: Problem
  readonly plan: Plan
  readonly now: Evaluation
  readonly variancePrice: number
}

/** Changes; fractions of the portfolio but for `te`, which is a year's. */
export interface Effect {
  readonly te: number
  readonly tax: number
  readonly cost: number
  readonly objective: number
}

export interface Room {
  readonly limit: string
  /** null: with so much less no plan of the pattern keeps the limits. */
  readonly more: Effect | null
  readonly less: Effect | null
}

/** null: the pattern's own convex problem could not be solved within its limits. */
export function groundOf(problem: Problem, plan: Plan): Ground | null {
  const variancePrice = variancePriceOf(problem, plan)
  const now = bestOf(problem, plan, variancePrice)
  return now === null ? null : { problem, plan, now, variancePrice }
}

/** `by`: fraction of the portfolio (of a year's tracking error for the limit of that name). null: no limit of that name can be moved. */
export function roomOf({ problem, plan, now, variancePrice }: Ground, limit: string, by: number): Room | null {
  const widened = relaxablesOf(problem).find(({ name }) => name === limit)?.widened
  if (!widened) return null
  const effect = (size: number): Effect | null => {
    const wider = widened(problem, size)
    const then = bestOf(wider, plan, variancePriceNear(wider, plan, variancePrice))
    return then === null ? null : changeOf(now, then)
  }
  return { limit, more: effect(by), less: effect(-by) }
}

/** Tracking error falls as its price rises. Within a ten-thousandth of a basis point below the limit the price is told: less would be told as an effect of the step. */
const near = 1e-8
const mostSteps = 40
const mostAway = 1e6

/** As `variancePriceOf`, from a price that was right before the step: a bracket around it, then false position in the logarithm, the end that stays counted by half (Illinois). */
function variancePriceNear(problem: Problem, plan: Plan, from: number): number {
  const { trackingError } = problem.limits
  if (trackingError === Infinity) return 0
  if (from === 0) return variancePriceOf(problem, plan)
  const over = (price: number) => evaluate(problem, restrictedTo(problem, plan, price).plan).terms.te - trackingError
  const bracket = bracketOf(over, from)
  return bracket === null ? variancePriceOf(problem, plan) : narrowed(over, bracket)
}

interface At {
  readonly price: number
  readonly over: number
}

/** null: no price near to it is on the other side. */
function bracketOf(over: (price: number) => number, from: number): { readonly low: At; readonly high: At } | null {
  let [one, step] = [{ price: from, over: over(from) }, 1.02]
  const up = one.over > 0
  while (step < mostAway) {
    const price = up ? one.price * step : one.price / step
    const next = { price, over: over(price) }
    if (next.over > 0 !== up) return up ? { low: one, high: next } : { low: next, high: one }
    one = next
    step *= step
  }
  return null
}

function narrowed(over: (price: number) => number, bracket: { readonly low: At; readonly high: At }): number {
  let { low, high } = bracket
  let [below, above] = [low.over, high.over]
  for (let step = 0; step < mostSteps && high.over < -near && high.price / low.price > 1 + 1e-12; step++) {
    // aimed at the middle of what is near enough; every fourth step halves, where tracking error falls steeply
    const part = step % 4 === 3 ? 0.5 : (below + near / 2) / (below - above)
    const price = low.price * (high.price / low.price) ** Math.min(0.99, Math.max(0.01, part))
    const next = { price, over: over(price) }
    if (next.over > 0) {
      ;[low, below, above] = [next, next.over, above / 2]
    } else {
      ;[high, above, below] = [next, next.over, below / 2]
    }
  }
  return high.price
}

/** What a plan found may miss a limit by. */
const kept = 2e-7

function bestOf(problem: Problem, plan: Plan, variancePrice: number): Evaluation | null {
  const evaluation = evaluate(problem, restrictedTo(problem, plan, variancePrice).plan)
  return evaluation.worst > kept ? null : evaluation
}

function changeOf(now: Evaluation, then: Evaluation): Effect {
  const costOf = ({ terms }: Evaluation) => terms.linear + terms.impact + terms.fixed
  return {
    te: then.terms.te - now.terms.te,
    tax: then.terms.tax - now.terms.tax,
    cost: costOf(then) - costOf(now),
    objective: then.objective - now.objective,
  }
}
