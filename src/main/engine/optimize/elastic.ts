/**
 * A plan for an account whose limits leave none: limits that clash give way, each by as little as makes a plan possible, the one first whose giving way is priced lowest,
 * until there is a plan. What a violation counts for is fixed here and not a matter of the account: the law (wash sales), blocked lots and orders not to trade never give
 * way. The plan is then the best one within the widened limits, and every limit it passes is named with by how much.
 */
import type { Checkpoint } from '../solve/checkpoint.ts'
import { type Allowance, isSpent } from '../solve/search/allowance.ts'
import { positionNamed, type Relaxable, relaxablesOf } from '../solve/search/relaxable.ts'
import { evaluate } from './evaluate.ts'
import { type Limits, type Optimized, optimize, secondsOf, workIn } from './optimize.ts'
import type { Plan, Problem } from './problem.ts'
import { cheapestRelaxations, type Relaxation, withOnly } from './relaxation.ts'

export interface Violation {
  readonly limit: string
  /** Fraction of the portfolio (of a gain, a tax, a year's tracking error, too), or a count. */
  readonly by: number
}

export interface ElasticPlan {
  /** Of the account with its limits widened: its bound holds for these. */
  readonly found: Optimized
  readonly widened: Problem
  readonly violations: readonly Violation[]
}

/** What a unit beyond counts for: of the portfolio, or one trade or name; any row not named is a group, a style, a balance. */
const prices: Readonly<Record<string, number>> = {
  cash: 5,
  turnover: 0.2,
  'number of trades': 1e-3,
  'number of names': 1e-3,
  'tracking error': 2,
  'short-term gain': 1,
  'long-term gain': 0.5,
  tax: 1,
  'minimum trade': 3,
  'largest sale': 3,
  'largest purchase': 3,
}
const priceOfRow = 1
const priceOfPosition = 5
const rounds = 16
/** Of counted work: a plan is worth as many, however little was asked for. */
const leastSeconds = 3
/** A little more than is needed, so that what was just impossible has an interior: a tenth of a basis point, and a hundredth of what gives way. */
const margin = { least: 1e-5, share: 0.01 }

/** Undefined where no limit that may give way was found to help, or none with the work that `effort` stands for. */
export function elasticPlan(problem: Problem, first: Optimized, effort: Limits, checkpoint: Checkpoint): ElasticPlan | undefined {
  let widened = problem
  let found = first
  const allowance = { left: workIn(problem, Math.max(leastSeconds, effort.seconds)), expired: effort.expired }
  for (let round = 0; round < rounds && !isSpent(allowance); round++) {
    const giving = givingIn(widened, found.conflict, allowance)
    if (giving.length === 0) return undefined
    for (const { limit, by, atLeast, unit } of giving) {
      const room = by ?? atLeast
      widened =
        limitNamed(widened, limit)?.widened(widened, unit === 'count' ? room : room + Math.max(margin.least, margin.share * room)) ??
        widened
    }
    found = optimize(widened, { ...effort, seconds: secondsOf(problem, allowance.left) }, checkpoint)
    allowance.left -= found.work
    if (found.status === 'optimal' || found.status === 'feasible') return { found, widened, violations: violationsOf(problem, found) }
  }
  return undefined
}

/**
 * What gives way next. Where none of the clashing limits is alone in the way of a plan, other limits clash besides: then the cheapest of these that ends this clash. Positions that no trade
 * can bring within their limits are a clash each, with the limits on single trades that it takes. Where nothing is found to end it, what is proven to have to give way does, by so much: going by that alone takes many small steps.
 */
function givingIn(problem: Problem, conflict: readonly string[], allowance: Allowance): readonly Relaxation[] {
  const together = cheapestRelaxations(problem, conflict, allowance)
  const alone = cheapestOf(together.filter(endsIt))
  if (alone) return [alone]
  const positions = conflict.filter(name => positionNamed(name) !== undefined)
  const clashes = positions.length > 1 ? positions.map(name => [...conflict.filter(each => !positions.includes(each)), name]) : [conflict]
  const apart = clashes.map(names => cheapestRelaxations(withOnly(problem, names), names, allowance))
  const ending = apart.flatMap(each => cheapestOf(each.filter(endsIt)) ?? [])
  if (ending.length > 0) return ending.filter(each => !ending.some(other => other.limit === each.limit && roomOf(other) > roomOf(each)))
  const proven = cheapestOf([...together, ...apart.flat()].filter(({ atLeast }) => atLeast > 0))
  return proven ? [proven] : []
}

function roomOf({ by, atLeast }: Relaxation): number {
  return by ?? atLeast
}

function endsIt({ by }: Relaxation): boolean {
  return by !== null
}

function cheapestOf(some: readonly Relaxation[]): Relaxation | undefined {
  const cost = ({ limit, by, atLeast }: Relaxation) => priceOf(limit) * (by ?? atLeast)
  return some.reduce<Relaxation | undefined>((best, each) => (best === undefined || cost(each) < cost(best) ? each : best), undefined)
}

function priceOf(limit: string): number {
  return limit.startsWith('position') ? priceOfPosition : (prices[limit] ?? priceOfRow)
}

function limitNamed(problem: Problem, name: string): Relaxable | undefined {
  return relaxablesOf(problem).find(each => each.name === name) ?? positionNamed(name)
}

function violationsOf(problem: Problem, { plan }: Optimized): Violation[] {
  const { position, ...others } = evaluate(problem, plan).broken
  const list = Object.entries(others).map(([limit, by]) => ({ limit, by }))
  return [...list, ...(position === undefined ? [] : positionsPast(problem, plan))].filter(({ by }) => by > kept)
}

/** Each by its own name: a limit on one position says nothing of the others. */
function positionsPast({ securities: { changeLow, changeHigh }, lots }: Problem, { buy, sell }: Plan): Violation[] {
  return Array.from(buy, (bought, i) => {
    let change = bought
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) change -= sell[l]
    return { limit: `position ${i}`, by: Math.max(changeLow[i] - change, change - changeHigh[i]) }
  })
}

/** What a plan may miss a limit by and still keep it. */
const kept = 2e-7
