/**
 * How much less tax (or cost, where nothing is taxed) at little more tracking error than a full rebalance, and how much less anybody could have paid: the least tax and
 * cost within the rebalance's tracking error and what is added, with its proof. Limits a full rebalance cannot keep (groups, upper bounds below the target, turnover, number
 * of trades; cash, where it is left with more or less) are let go on both sides; the plan keeps the wash rule and minimum trades all the same. Tax is the change
 * of the year's tax, what is carried forward at the account's own worth of it.
 */
import type { Checkpoint } from '../solve/checkpoint.ts'
import { type Baseline, baselinesOf } from './baselines.ts'
import { type Capped, type CapSettings, leastWithin } from './capped.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { optimize } from './optimize.ts'
import type { Plan, Problem } from './problem.ts'

export interface CasePoint {
  /** Added tracking error allowed, as a fraction a year. */
  readonly added: number
  /** undefined where no plan keeps the tracking error. */
  readonly plan: Evaluation | undefined
  /** No plan within the tracking error has less tax and cost together (cost alone, where nothing is taxed). */
  readonly leastTotal: number
  /** No plan within it has less tax, whatever else it costs; −∞ where nothing is taxed. */
  readonly leastTax: number
  /** Of variance, at which these bounds were found. */
  readonly price: number
}

export interface CaseStudy {
  readonly baselines: readonly Baseline[]
  /** The full rebalance that sells the highest basis first, which savings are counted from. */
  readonly hifo: Baseline
  readonly taxed: readonly CasePoint[]
  /** The same account if its gains were not taxed. */
  readonly exempt: readonly CasePoint[]
}

export const addedErrors = [2e-4, 5e-4, 10e-4]

/** `age` is how long each lot is held, in days. */
export function caseStudy(problem: Problem, age: ArrayLike<number>, settings: CapSettings, checkpoint: Checkpoint): CaseStudy {
  const baselines = baselinesOf(problem, age)
  const hifo = baselines.find(({ name }) => name === 'HIFO') ?? baselines[0]
  const freed = { ...withoutGroups(problem, netPurchases(hifo.plan)), weights: { risk: 0, absolute: 0, reward: 0, cost: 1, tax: 1 } }
  const caps = addedErrors.map(added => hifo.evaluation.terms.te + added)
  const starts = [hifo.plan, withoutWashingPurchases(problem, hifo.plan)]
  const untaxed = { ...freed, weights: { ...freed.weights, tax: 0 } }
  const study = { freed, caps, starts, settings, checkpoint }
  return {
    baselines,
    hifo,
    taxed: leastWithin(freed, caps, starts, settings, checkpoint).map((found, at) =>
      taxedPoint(study, hifo.lawfulTax, found, addedErrors[at]),
    ),
    exempt: leastWithin(untaxed, caps, starts, settings, checkpoint).map(({ best, bound, price }, at) => ({
      added: addedErrors[at],
      plan: best?.evaluation,
      leastTotal: bound,
      leastTax: -Infinity,
      price,
    })),
  }
}

interface Study {
  readonly freed: Problem
  readonly starts: readonly Plan[]
  readonly settings: CapSettings
  readonly checkpoint: Checkpoint
}

/** Where costs are saved by paying more tax than the rebalance does, tax counts for more until the plan pays no more. */
function taxedPoint({ freed, starts, settings, checkpoint }: Study, taxOfRebalance: number, found: Capped, added: number): CasePoint {
  const capped = { ...freed, limits: { ...freed.limits, trackingError: found.cap } }
  let plan = found.best?.evaluation
  for (let tax = 8; tax <= 512 && plan && plan.terms.tax > taxOfRebalance; tax *= 8) {
    const weighed = { ...freed, weights: { ...freed.weights, tax } }
    const [other] = leastWithin(weighed, [found.cap], starts, settings, checkpoint)
    if (other.best && other.best.evaluation.terms.tax < plan.terms.tax) plan = evaluate(capped, other.best.plan)
  }
  const alone = { ...freed, weights: { ...freed.weights, cost: 0, risk: found.price } }
  const limits = { gap: settings.gap / 4, seconds: settings.seconds, expired: () => false }
  const leastTax = optimize(alone, limits, checkpoint).bound - found.price * found.cap ** 2
  return { added, plan, leastTotal: found.bound, leastTax, price: found.price }
}

/** The plan, less what it buys of securities identical to those it sells at a loss. */
function withoutWashingPurchases({ lots, limits }: Problem, plan: Plan): Plan {
  const buy = plan.buy.slice()
  const sellsLoss = (i: number) => {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (plan.sell[l] > 0 && lots.gain[l] < 0) return true
    return false
  }
  for (const members of limits.identicalGroups) if (members.some(sellsLoss)) for (const i of members) buy[i] = 0
  return { sell: plan.sell, buy }
}

function netPurchases({ sell, buy }: Plan): number {
  return buy.reduce((sum, bought) => sum + bought, 0) - sell.reduce((sum, sold) => sum + sold, 0)
}

/** Without the limits that a full rebalance passes over; of cash what its net purchases leave is allowed as well. */
function withoutGroups(problem: Problem, net: number): Problem {
  const { limits, securities } = problem
  const changeHigh = securities.changeHigh.map((high, i) => Math.max(high, -securities.drift[i], 0))
  return {
    ...problem,
    securities: { ...securities, changeHigh, buyable: securities.buyable.map((most, i) => (most > 0 ? changeHigh[i] : 0)) },
    limits: {
      ...limits,
      rowLow: limits.rowLow.map((low, row) => (row === 0 ? Math.min(low, net) : -10)),
      rowHigh: limits.rowHigh.map((high, row) => (row === 0 ? Math.max(high, net) : 10)),
      turnover: 10,
      trades: securities.count,
    },
  }
}
