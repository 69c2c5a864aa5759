/**
 * Which limits clash, where there is no plan. Prices that lift the bound of the bare problem above nothing prove it (Farkas, bare.ts); the limits they price are the ones
 * that clash. One limit after another is then let go: those without which the proof fails are left, and leaving out any of them there is a plan, or no proof that there
 * is none.
 */
import type { Problem } from '../../optimize/problem.ts'
import { maximizeBound } from '../bundle/maximize.ts'
import { oracleOf, unrestricted } from '../oracle/oracle.ts'
import { spansOf } from '../pattern.ts'
import { type Regime, type RegimeName, regimeNames, regimeOf } from '../regime.ts'
import { rowsOf } from '../rows.ts'
import { type Allowance, isSpent, sketchWork, unlimited } from './allowance.ts'
import { bareOf, proofAt, withoutObjective } from './bare.ts'
import { allOfIt, type Relaxable, relaxablesOf } from './relaxable.ts'

const mostEvaluations = 300
/** A limit whose price is so much smaller than the largest has no part in a proof. */
const mostRoom = 1e5
const settings = { tolerance: 1e-9, enough: 1e-7, mostEvaluations }
/** Without limits on gains, tax and tracking error the sale of a lot may be taxed as it likes: one piece instead of three. */
const unpriced = { budgets: undefined, trackingError: Infinity }
/** Gains do not matter here: both tax rows are empty. */
const untaxed: Regime = {
  name: 'loss',
  short: [0, 0],
  long: [0, 0],
  base: [0, 0],
  columns: [0, 1].map(row => ({ low: -Infinity, high: Infinity, curvature: 1, row, coefficient: -1 })),
  constant: 0,
}

/** Prices that prove one piece of the netting to hold no plan. */
export interface Clash {
  readonly regime: RegimeName
  readonly price: Float64Array
  readonly bound: number
}

/** Whether limits are proven to clash whatever the gains. */
export function isClash(problem: Problem, allowance: Allowance): boolean {
  const bare = whateverGains(problem)
  return closedIn(bare).length > 0 || proofOf(bare, untaxed, allowance) !== undefined
}

function whateverGains(problem: Problem): Problem {
  return withoutObjective({ ...problem, limits: { ...problem.limits, ...unpriced } })
}

/** The names of those limits; empty where no clash is proven. Where the allowance is spent they clash still, and some may not be needed for it. */
export function clashOf(problem: Problem, allowance: Allowance): string[] {
  const bare = whateverGains(problem)
  const alone = positionsOutOfReach(bare)
  if (alone.length > 0) return alone
  const proof = (tried: Problem) => proofOf(tried, untaxed, allowance)
  const first = proof(bare)
  if (!first) return []
  const rows = rowsOf(bare)
  // a limit without a price in the proof has no part in it
  const all = relaxablesOf(bare)
  const size = first.price.reduce((most, price) => Math.max(most, Math.abs(price)), 0)
  const isPriced = ({ room }: Relaxable) => room(rows, first.price, 1, 0, 'loss') < mostRoom / size
  const others = all.filter(each => !isPriced(each))
  const held = proof(letGo(bare, others)) ? letGo(bare, others) : bare
  const named = smallest(held, held === bare ? all : all.filter(isPriced), tried => proof(tried) !== undefined, allowance)
  return named.length > 0 ? named : ['positions and minimum trades']
}

/**
 * The same where gains, tax or tracking error have a part in it, or only the tree of `isInfeasible` proves it: the tree is asked about the problem with its objective, whose prices
 * tell it where to split. Empty where it does not prove that either.
 */
export function clashBehind(problem: Problem, isInfeasible: (tried: Problem) => boolean, allowance: Allowance): string[] {
  const bare = withoutObjective(problem)
  const atRoot = (tried: Problem) => clashesOf(tried, undefined, allowance) !== undefined
  const limits = relaxablesOf(bare)
  if (atRoot(bare)) return smallest(bare, limits, atRoot, allowance)
  return isInfeasible(problem) ? smallestByHalves(problem, limits, isInfeasible, allowance) : []
}

/** Of limits that are proven to clash those without which a tree proves no clash: what one pair of prices proves is often proven of fewer by a few. */
export function neededOf(
  problem: Problem,
  clash: readonly string[],
  isInfeasible: (tried: Problem) => boolean,
  allowance: Allowance,
): string[] {
  const limits = relaxablesOf(problem)
  const named = limits.filter(({ name }) => clash.includes(name))
  if (named.length !== clash.length || named.length < 2) return [...clash]
  const others = limits.filter(({ name }) => !clash.includes(name))
  return smallest(letGo(problem, others), named, isInfeasible, allowance)
}

/** As `smallest`, for proofs that take long where they succeed: half of the limits are let go at once (Junker 2004, QuickXplain). */
function smallestByHalves(
  from: Problem,
  limits: readonly Relaxable[],
  proves: (problem: Problem) => boolean,
  allowance: Allowance,
): string[] {
  const needed = (candidates: readonly Relaxable[], kept: readonly Relaxable[], isNew: boolean): readonly Relaxable[] => {
    if (isSpent(allowance)) return candidates
    const without = limits.filter(limit => !kept.includes(limit))
    if (isNew && proves(letGo(from, without))) return []
    if (candidates.length === 1) return candidates
    const middle = candidates.length >> 1
    const [first, second] = [candidates.slice(0, middle), candidates.slice(middle)]
    const ofFirst = needed(first, [...kept, ...second], true)
    return [...ofFirst, ...needed(second, [...kept, ...ofFirst], ofFirst.length > 0)]
  }
  return needed(limits, [], true).map(({ name }) => name)
}

function smallest(from: Problem, limits: readonly Relaxable[], proves: (problem: Problem) => boolean, allowance = unlimited()): string[] {
  let problem = from
  const clash: string[] = []
  for (const limit of limits) {
    const without = letGo(problem, [limit])
    if (!isSpent(allowance) && proves(without)) problem = without
    else clash.push(limit.name)
  }
  return clash
}

function letGo(problem: Problem, limits: readonly Relaxable[]): Problem {
  return limits.reduce((rest, { widened, unit }) => widened(rest, allOfIt(problem, unit)), problem)
}

/** A proof for each piece of the netting; undefined where one may hold a plan. `problem` has no objective. `from` are earlier proofs, to start with. */
export function clashesOf(problem: Problem, from: readonly Clash[] | undefined, allowance: Allowance): Clash[] | undefined {
  const list: Clash[] = []
  for (const name of regimeNames) {
    const price = proofOf(problem, regimeOf(problem, name), allowance, from?.find(({ regime }) => regime === name)?.price)
    if (!price) return undefined
    list.push({ regime: name, ...price })
  }
  return list
}

/** Prices that prove a clash, or undefined. */
function proofOf(
  problem: Problem,
  regime: Regime,
  allowance: Allowance,
  from?: Float64Array,
): { readonly price: Float64Array; readonly bound: number } | undefined {
  const bare = bareOf(problem, regime)
  const start = { price: from ?? bare.price, restriction: unrestricted(problem), cuts: [] }
  const { bound, price, evaluations } = maximizeBound(bare.oracle, bare.metric, bare.domain, start, settings)
  allowance.left -= evaluations + sketchWork
  return bound > proofAt(bare, price) ? { price, bound } : undefined
}

/** Each position that no trade of its security can bring within its limits, alone; and the limits on single trades that it would take to do so. */
function positionsOutOfReach(bare: Problem): string[] {
  const closed = closedIn(bare)
  if (closed.length === 0) return []
  const ofTrades = relaxablesOf(bare).filter(({ name }) => tradeLimits.has(name))
  const needed = closed.flatMap(i => smallest(bare, ofTrades, tried => closedIn(tried).includes(i)))
  return [...ofTrades.flatMap(({ name }) => (needed.includes(name) ? [name] : [])), ...closed.map(i => `position ${i}`)]
}

function closedIn(bare: Problem): number[] {
  const { open } = oracleOf(bare, rowsOf(bare), untaxed, spansOf(bare))
  return Array.from(open, (bits, i) => (bits === 0 ? i : -1)).filter(i => i >= 0)
}

const tradeLimits = new Set(['minimum trade', 'largest sale', 'largest purchase'])
