/**
 * The convex problem a plan lives in: its pattern (what each security does) and the piece of the netting its gains fall into, solved to its own prices. Sensitivities are
 * those of this problem: true as long as the pattern stays the best.
 */
import { planOf } from '../solve/convex-plan.ts'
import { convexProblemOf, strict } from '../solve/convex-problem.ts'
import { type ConvexSolution, solveConvex } from '../solve/interior/solve-convex.ts'
import { Mode, type Pattern, spansOf } from '../solve/pattern.ts'
import { type Regime, type RegimeName, regimeOf } from '../solve/regime.ts'
import { type Rows, rowsOf } from '../solve/rows.ts'
import { evaluate } from './evaluate.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'

export interface Restricted {
  readonly pattern: Pattern
  readonly rows: Rows
  readonly regime: Regime
  /** λ, row by row; the price of variance, of trades and of names are not among them. */
  readonly solution: ConvexSolution
  /** The best plan of the pattern. */
  readonly plan: Plan
}

export function restrictedTo(problem: Problem, plan: Plan, variancePrice = 0): Restricted {
  const rows = rowsOf(problem)
  const regime = regimeOf(problem, regimeOfPlan(problem, plan))
  const pattern = patternOf(problem, plan)
  const price = { ...strict, violationPrice: dear }
  const convex = convexProblemOf(problem, rows, regime, spansOf(problem), pattern, price, variancePrice)
  const solution = solveConvex(convex, { tolerance: 1e-8 })
  return { pattern, rows, regime, solution, plan: planOf(problem, convex, solution) }
}

/** The price of variance at which the plan's pattern just keeps its limit of tracking error; nothing where that does not bind. */
export function variancePriceOf(problem: Problem, plan: Plan): number {
  const { trackingError } = problem.limits
  if (trackingError === Infinity) return 0
  const over = (price: number) => evaluate(problem, restrictedTo(problem, plan, price).plan).terms.te - trackingError
  if (over(0) <= noticed) return 0
  let [low, high] = [0, Math.max(1, problem.weights.risk)]
  while (over(high) > 0 && high < mostPrice) [low, high] = [high, 4 * high]
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2
    if (over(middle) > 0) low = middle
    else high = middle
  }
  return high
}

/** A ten-thousandth of a basis point of tracking error. */
const noticed = 1e-8
const mostPrice = 1e7
const halvings = 24

/** Above any true price of a limit that the plan keeps. */
const dear = 1e3

export function patternOf({ securities, lots, limits }: Problem, { sell, buy }: Plan): Pattern {
  const pattern = new Uint8Array(securities.count)
  for (let i = 0; i < securities.count; i++) {
    let sold = 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold += sell[l]
    if (buy[i] > tradeTolerance) pattern[i] = Mode.buy
    else if (sold > tradeTolerance) pattern[i] = Mode.sell
  }
  for (const members of limits.identicalGroups) {
    if (!members.some(i => pattern[i] === Mode.buy)) continue
    for (const i of members) if (pattern[i] === Mode.sell) pattern[i] = Mode.sellGains
  }
  return pattern
}

export function regimeOfPlan({ lots, tax }: Problem, { sell }: Plan): RegimeName {
  let [short, long] = [tax.shortSoFar, tax.longSoFar]
  for (let l = 0; l < lots.count; l++) {
    if (lots.long[l]) long += lots.gain[l] * sell[l]
    else short += lots.gain[l] * sell[l]
  }
  if (short + long <= 0) return 'loss'
  return long >= 0 ? 'gain' : 'mixed'
}
