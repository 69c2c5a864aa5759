/**
 * Best-first branch and bound over the three netting regimes. Every open node carries a true lower bound (Lagrangian), so at any moment the least of them, and of
 * those closed, bounds what any plan can reach. Work is counted in nodes and evaluations, so that the same input ends at the same answer on any machine;
 * seconds are an outer stop that the caller may add.
 */
import type { Problem } from '../../optimize/problem.ts'
import { bringInside } from '../bundle/domain.ts'
import { type BundleResult, type Cut, maximizeBound, sharesOf } from '../bundle/maximize.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { boundAt, type Oracle, type Restriction, unrestricted } from '../oracle/oracle.ts'
import { spansOf } from '../pattern.ts'
import { type RegimeName, regimeNames } from '../regime.ts'
import { rowsOf } from '../rows.ts'
import { cutsWithin, halvesOf } from './branch.ts'
import { ceilingOf } from './ceiling.ts'
import { type Incumbent, type Incumbents, incumbentsOf, polish, upperBound } from './incumbents.ts'
import { clashOf } from './infeasible.ts'
import { majority, withinCounts } from './patterns.ts'
import { priceBeyond } from './ray.ts'
import { withoutBeaten } from './reduced-cost.ts'
import { type Root, rootOf } from './root.ts'

export interface SearchSettings {
  /** Wanted gap between plan and bound, relative to the plan's gross terms. */
  readonly gap: number
  readonly mostNodes: number
  /** Evaluations of the bound; a polish of a pattern counts as several. */
  readonly mostWork: number
  /** True once the caller's time is over; looked at once a node. */
  readonly expired: () => boolean
}

export interface SearchResult {
  readonly best: Incumbent | undefined
  /** The plan that breaks limits least. */
  readonly nearest: Incumbent
  /** Names of limits that clash, where that is proven. */
  readonly clash: readonly string[]
  /** No plan can have a lower objective; +∞ where no plan exists. */
  readonly bound: number
  readonly nodes: number
  readonly evaluations: number
  readonly polishes: number
  /** The certificate of the bound before any branching: each regime's prices. */
  readonly roots: readonly RootBound[]
}

export interface RootBound {
  readonly regime: RegimeName
  readonly bound: number
  /** Row by row, the number of trades last. */
  readonly price: Float64Array
}

interface Node {
  readonly root: Root
  readonly restriction: Restriction
  readonly depth: number
  price: Float64Array
  bound: number
  cuts: readonly Cut[]
  shares: Float64Array
}

interface Search {
  readonly problem: Problem
  readonly settings: SearchSettings
  readonly checkpoint: Checkpoint
  readonly incumbents: Incumbents
  readonly open: Node[]
  /** The roots as they were bounded first. */
  readonly roots: RootBound[]
  /** No plan's objective is above this. */
  readonly ceiling: number
  /** Size of the objective, from the first root. */
  scale: number
  /** Least bound of the nodes closed without being split. */
  closed: number
  nodes: number
  evaluations: number
}

/** One tolerance for every bundle, whatever gap is asked for: relative to the size of the objective. */
const boundTolerance = 2e-5
/** A tenth of a cent in a million: no gap is worth less. */
const leastGap = 1e-9
const rootEvaluations = 400
const nodeEvaluations = 60
/** A pattern that misses its limits by less may only be inaccurate. */
const violated = 1e-7
const dearViolation = 1e3

export function search(problem: Problem, settings: SearchSettings, checkpoint: Checkpoint): SearchResult {
  const rows = rowsOf(problem)
  const spans = spansOf(problem)
  const state: Search = {
    problem,
    settings,
    checkpoint,
    incumbents: incumbentsOf(problem, rows, spans),
    open: [],
    roots: [],
    ceiling: ceilingOf(problem),
    scale: 0,
    closed: Infinity,
    nodes: 0,
    evaluations: 0,
  }
  let clash: readonly string[] = []
  for (const name of regimeNames) {
    plant(state, rootOf(problem, rows, spans, name))
    if (name === regimeNames[0] && !state.incumbents.best) clash = clashOf(problem)
    if (clash.length > 0) break
  }
  if (clash.length === 0) grow(state)
  const { best, nearest, polishes } = state.incumbents
  const proven = lowerBound(state)
  const bound = clash.length > 0 || proven > state.ceiling ? Infinity : proven
  return {
    best,
    nearest,
    clash,
    bound,
    nodes: state.nodes,
    evaluations: state.evaluations,
    polishes,
    roots: state.roots,
  }
}

/** Work so far, in evaluations of the bound: what a polish takes beside one was measured, 25 at a hundred securities and 150 at three thousand. */
function workOf({ evaluations, incumbents, problem }: Search): number {
  return evaluations + incumbents.polishes * (25 + problem.securities.count / 25)
}

/** The root of a regime: bounded, then tried for plans. */
function plant(state: Search, root: Root): void {
  const { problem } = state
  if (state.scale === 0) state.scale = Math.max(root.scale, 1e-6)
  const shares = new Float64Array(0)
  const node = { root, restriction: unrestricted(problem), depth: 0, price: root.price, bound: -Infinity, cuts: [], shares }
  raise(state, node, rootEvaluations)
  state.roots.push({ regime: root.oracle.regime.name, bound: node.bound, price: node.price })
  if (isBeaten(state, node)) {
    state.closed = Math.min(state.closed, node.bound)
    return
  }
  tryPlans(state, node, 4)
  state.open.push(node)
}

function grow(state: Search): void {
  const { settings, checkpoint } = state
  while (state.open.length > 0 && state.nodes < settings.mostNodes && workOf(state) < settings.mostWork) {
    checkpoint.advance(state.nodes, settings.mostNodes)
    if (reached(state) || settings.expired()) return
    const node = takeBest(state)
    if (isBeaten(state, node)) state.closed = Math.min(state.closed, node.bound)
    else split(state, node)
  }
}

function split(state: Search, node: Node): void {
  const { oracle } = node.root
  const restriction = withoutBeaten(oracle, node.price, node.restriction, upperBound(state.incumbents))
  state.evaluations += 1
  const halves = halvesOf(oracle, restriction, node.shares)
  if (!halves) {
    closeDecided(state, node)
    return
  }
  for (const half of halves) {
    const child: Node = { ...node, restriction: half, depth: node.depth + 1, cuts: cutsWithin(oracle, node.cuts, half) }
    raise(state, child, nodeEvaluations)
    if (isBeaten(state, child)) state.closed = Math.min(state.closed, child.bound)
    else {
      if (child.depth < 6 || state.nodes % 5 === 0) tryPlans(state, child, 2)
      state.open.push(child)
    }
  }
}

/** Nothing is left to choose: the node is the convex problem of one pattern, whose own prices bound it as well as its plan does. */
function closeDecided(state: Search, node: Node): void {
  const { oracle, domain } = node.root
  const pattern = withinCounts(oracle, oracle.mode)
  const priceless = withoutCounts(oracle, node.price)
  let polished = polish(state.incumbents, oracle.regime, pattern)
  if (polished && polished.violation > violated) {
    const proof = priceBeyond(oracle, domain, priceless, node.restriction, pattern, worthless(state))
    node.bound = Math.max(node.bound, proof?.bound ?? -Infinity)
    // a violation may only have been too cheap
    if (!proof) polished = polish(state.incumbents, oracle.regime, pattern, dearViolation)
  }
  if (polished && !isBeaten(state, node)) {
    const price = priceless
    price.set(polished.price)
    bringInside(domain, price)
    state.evaluations += 1
    if (boundAt(oracle, price, node.restriction) > node.bound) node.price = price
    raise(state, node, rootEvaluations)
  }
  state.closed = Math.min(state.closed, node.bound)
}

/** With every choice made the numbers of trades and names are settled, and their prices only weaken the bound. */
function withoutCounts({ rows }: Oracle, from: Float64Array): Float64Array {
  const price = from.slice()
  price[rows.trades] = 0
  if (rows.names >= 0) price[rows.names] = 0
  return price
}

/** Raises the node's bound with the bundle. */
function raise(state: Search, node: Node, mostEvaluations: number): void {
  const { oracle, metric, domain } = node.root
  const enough = worthless(state)
  const settings = { tolerance: boundTolerance * state.scale, enough, mostEvaluations }
  const result: BundleResult = maximizeBound(oracle, metric, domain, node, settings)
  state.nodes += 1
  state.evaluations += result.evaluations
  node.price = result.price
  node.bound = Math.max(node.bound, result.bound)
  node.cuts = result.cuts
  node.shares = sharesOf(result, state.problem.securities.count)
}

/** Patterns at the node's prices and of its mixture, each polished and priced anew with its own prices while that helps. */
function tryPlans(state: Search, node: Node, rounds: number): void {
  const { incumbents, settings } = state
  const { oracle } = node.root
  state.checkpoint.advance(state.nodes, settings.mostNodes)
  boundAt(oracle, node.price, node.restriction)
  const common = withinCounts(oracle, majority(oracle, node.shares))
  let pattern = withinCounts(oracle, oracle.mode)
  let last = Infinity
  for (let round = 0; round < rounds; round++) {
    const polished = polish(incumbents, oracle.regime, pattern)
    if (!polished || polished.objective >= last - 1e-9) break
    last = polished.objective
    const price = node.price.slice()
    price.set(polished.price)
    boundAt(oracle, price, node.restriction)
    state.evaluations += 1
    pattern = withinCounts(oracle, oracle.mode)
  }
  polish(incumbents, oracle.regime, common)
}

function isBeaten(state: Search, { bound }: Node): boolean {
  return bound >= worthless(state)
}

/** A node whose bound is at this is of no interest: nothing in it beats the best plan by more than the gap, or there is no plan in it. */
function worthless(state: Search): number {
  return Math.min(upperBound(state.incumbents) - 0.2 * gapAllowed(state), 2 * state.ceiling)
}

/** In the objective's units; nothing while there is no plan. */
function gapAllowed({ incumbents, settings }: Search): number {
  const gross = incumbents.best?.evaluation.gross
  return gross === undefined ? 0 : Math.max(leastGap, settings.gap * gross)
}

function lowerBound({ open, closed, incumbents }: Search): number {
  let least = Math.min(closed, upperBound(incumbents))
  for (const node of open) least = Math.min(least, node.bound)
  return least
}

function reached(state: Search): boolean {
  return upperBound(state.incumbents) - lowerBound(state) <= gapAllowed(state)
}

function takeBest(state: Search): Node {
  let at = 0
  state.open.forEach((node, index) => {
    if (node.bound < state.open[at].bound) at = index
  })
  return state.open.splice(at, 1)[0]
}
