/**
 * For an account that no plan fits: by how much each clashing limit would have to give way, alone, for a plan to exist. The prices that prove that there is none tell how
 * much more room they bear (`atLeast`, a proof as long as no gains pick another piece of the netting); just beyond it a plan is looked for, then further on by halving
 * (`by`, with a plan that exists).
 */

import { rowsOf } from '../solve/rows.ts'
import { type Allowance, isSpent, unlimited } from '../solve/search/allowance.ts'
import { withoutObjective } from '../solve/search/bare.ts'
import { type Clash, clashesOf } from '../solve/search/infeasible.ts'
import { allOfIt, positionNamed, type Relaxable, relaxablesOf } from '../solve/search/relaxable.ts'
import { type SearchSettings, search } from '../solve/search/search.ts'
import { evaluate } from './evaluate.ts'
import type { Plan, Problem } from './problem.ts'

export interface Relaxation {
  readonly limit: string
  /** Fraction of the portfolio (a gain, a tax, a year's tracking error, too), or a count of trades or names; null where this limit alone, let go, was not found to help. */
  readonly by: number | null
  /** No less is enough. */
  readonly atLeast: number
  readonly unit: 'weight' | 'count'
}

/** What is spent on each limit: counted in work, as everywhere. */
const effort = { gap: 0, mostNodes: 24, mostWork: 1200 }
interface Trial {
  readonly bare: Problem
  readonly limit: Relaxable
  /** Looked at between steps; `expired` may throw. */
  readonly allowance: Allowance
}

const newtonSteps = 8
const halvings = 5
/** A hundredth of a basis point: nearer is not asked for. */
const near = 1e-6

export function cheapestRelaxations(problem: Problem, conflict: readonly string[], allowance: Allowance = unlimited()): Relaxation[] {
  const bare = withoutObjective(problem)
  const known = relaxablesOf(bare)
  return conflict.flatMap(name => {
    const limit = known.find(each => each.name === name) ?? positionNamed(name)
    return limit ? [relaxationOf({ bare, limit, allowance })] : []
  })
}

/** The account with no limits but those named that could give way: where others clash as well, these are freed by themselves. A position stands here by its own name or with all others. */
export function withOnly(problem: Problem, names: readonly string[]): Problem {
  const others = relaxablesOf(problem).filter(({ name }) => !names.includes(name))
  const loose = others.reduce((rest, { widened, unit }) => widened(rest, allOfIt(problem, unit)), problem)
  const own = (loosened: Float64Array, stated: Float64Array) =>
    loosened.map((value, i) => (names.includes(`position ${i}`) ? (stated[i] as number) : value))
  const { changeLow, changeHigh, buyable } = problem.securities
  const securities = {
    ...loose.securities,
    changeLow: own(loose.securities.changeLow, changeLow),
    changeHigh: own(loose.securities.changeHigh, changeHigh),
    buyable: own(loose.securities.buyable, buyable),
  }
  return { ...loose, securities }
}

function relaxationOf(trial: Trial): Relaxation {
  const { bare, limit } = trial
  const { unit } = limit
  const atLeast = leastRoom(trial)
  const whole = (value: number) => (unit === 'count' ? Math.ceil(value - 1e-6) : value)
  const free = atLeast === Infinity ? undefined : planWith(trial, allOfIt(trial.bare, unit))
  if (!free) return { limit: limit.name, by: null, atLeast: atLeast === Infinity ? 0 : whole(atLeast), unit }
  // what a plan takes is known to the allowance of a plan: less than is proven to be needed is that
  const by = Math.max(atLeast, nearestRoom(trial, atLeast, missedBy(bare, limit, free)))
  return { limit: limit.name, by: whole(by), atLeast: whole(atLeast), unit }
}

/** Room that the proofs bear, widened and proven again until they fail (Newton's method on what is convex in the room): no plan has less. */
function leastRoom({ bare, limit, allowance }: Trial): number {
  const rows = rowsOf(bare)
  let by = 0
  let proofs: Clash[] | undefined
  for (let step = 0; step < newtonSteps && !isSpent(allowance); step++) {
    proofs = clashesOf(limit.widened(bare, by), proofs, allowance)
    if (!proofs) return by
    const more = proofs.reduce((least, { regime, price, bound }) => Math.min(least, limit.room(rows, price, bound, by, regime)), Infinity)
    if (more === Infinity) return Infinity
    by += more
    if (more < near / 10) return by
  }
  return by
}

function planWith({ bare, limit, allowance }: Trial, by: number): Plan | undefined {
  if (isSpent(allowance)) return undefined
  const settings: SearchSettings = { ...effort, mostWork: Math.min(effort.mostWork, allowance.left), expired: allowance.expired }
  const { best, work } = search(limit.widened(bare, by), settings, { advance: () => {} })
  allowance.left -= work
  return best?.plan
}

/** What the plan takes of the room: found by letting it have less. */
function missedBy(bare: Problem, limit: Relaxable, plan: Plan): number {
  const keeps = (by: number) => evaluate(limit.widened(bare, by), plan).worst <= 2e-7
  let [low, high] = [0, allOfIt(bare, limit.unit)]
  for (let step = 0; step < 50 && high - low > near / 10; step++) {
    const middle = (low + high) / 2
    if (keeps(middle)) high = middle
    else low = middle
  }
  return high
}

/** Least room with which a plan was found, between what is proven to be needed and what a plan takes. */
function nearestRoom(trial: Trial, atLeast: number, taken: number): number {
  const { bare, limit, allowance } = trial
  const finest = limit.unit === 'count' ? 1 : near
  let [low, high] = [atLeast, taken]
  for (let step = 0; step < halvings && high - low > finest && !isSpent(allowance); step++) {
    // first hard by the proof: most often there is a plan at once
    const tried = step === 0 ? low + finest : (low + high) / 2
    const plan = planWith(trial, limit.unit === 'count' ? Math.floor(tried) : tried)
    if (plan) high = Math.min(tried, missedBy(bare, limit, plan))
    else low = tried
  }
  return high
}
