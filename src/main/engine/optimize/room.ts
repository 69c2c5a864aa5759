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

const secants = 6
/** A hundredth of a basis point of tracking error. */
const near = 1e-6

/** As `variancePriceOf`, from a price that was right before the step: a few secants in its logarithm in place of halving. */
function variancePriceNear(problem: Problem, plan: Plan, from: number): number {
  const { trackingError } = problem.limits
  if (trackingError === Infinity) return 0
  if (from === 0) return variancePriceOf(problem, plan)
  const over = (price: number) => evaluate(problem, restrictedTo(problem, plan, price).plan).terms.te - trackingError
  let [a, b] = [from, from * 1.05]
  let [atA, atB] = [over(a), over(b)]
  for (let step = 0; step < secants && (atB > 0 || atB < -near) && atA !== atB; step++) {
    const next = Math.exp(Math.log(b) - ((atB + near / 2) * (Math.log(b) - Math.log(a))) / (atB - atA))
    ;[a, atA] = [b, atB]
    b = Math.min(Math.max(next, b / 4), 4 * b)
    atB = over(b)
  }
  return b
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
