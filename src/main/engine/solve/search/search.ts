/**
 * Best-first branch and bound over the three netting regimes. Every open node carries a true lower bound (Lagrangian), so at any moment the least of them, and of
 * those closed, bounds what any plan can reach. Work is counted in nodes and evaluations, so that the same input ends at the same answer on any machine;
 * seconds are an outer stop that the caller may add.
 */
import type { Problem } from '../../optimize/problem.ts'
import { bringInside } from '../bundle/domain.ts'
import { type BundleResult, type Cut, maximizeBound, sharesOf } from '../bundle/maximize.ts'
import type { Checkpoint } from '../checkpoint.ts'
import { boundAt, oracleOf, unrestricted } from '../oracle/oracle.ts'
import type { Oracle, Restriction } from '../oracle/working.ts'
import { type Pattern, spansOf } from '../pattern.ts'
import { type RegimeName, regimeNames, regimeOf } from '../regime.ts'
import { rowsOf } from '../rows.ts'
import type { Allowance } from './allowance.ts'
import { cutsWithin, halvesOf, sharesRisk } from './branch.ts'
import { ceilingOf } from './ceiling.ts'
import { type Incumbent, type Incumbents, incumbentsOf, polish, upperBound } from './incumbents.ts'
import { isClash } from './infeasible.ts'
import { withAllLots } from './patterns.ts'
import { isImpossible, type Phase, phaseOf, rayOfPattern } from './phase.ts'
import { barredBetween, narrowingOf, type ProofNode, proofNode } from './proof-tree.ts'
import { pivot, pursue, tryPlans } from './pursue.ts'
import { withoutBeaten } from './reduced-cost.ts'
import { borrowedRoot, type Root, rootOf } from './root.ts'
import { gapAllowed, isBeaten, leastGap, worthless } from './worth.ts'

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
  /** Limits are proven to clash before any search, whatever the gains; which ones nobody has asked yet. */
  readonly clash: boolean
  /** No plan can have a lower objective; +∞ where no plan exists. */
  readonly bound: number
  readonly nodes: number
  readonly evaluations: number
  /** All that was spent, in evaluations. */
  readonly work: number
  /** The certificate of the bound before any branching: each regime's prices. */
  readonly roots: readonly RootBound[]
}

export interface RootBound {
  readonly regime: RegimeName
  readonly bound: number
  /** Row by row, then the number of trades and what else has a price of its own (rows.ts). */
  readonly price: Float64Array
  /** Split by split, as far as it may grow. */
  readonly proof: ProofNode
}

interface Planted extends RootBound {
  readonly root: Root
}

export interface Node {
  readonly root: Root
  readonly restriction: Restriction
  readonly depth: number
  price: Float64Array
  bound: number
  cuts: readonly Cut[]
  shares: Float64Array
  /** The direction in which the bound of the bare problem rose last, while there is no plan. */
  ray: Float64Array | undefined
  readonly proof: ProofNode
}

export interface Search {
  readonly problem: Problem
  readonly settings: SearchSettings
  readonly checkpoint: Checkpoint
  readonly incumbents: Incumbents
  readonly open: Node[]
  /** The roots as they were bounded first. */
  readonly roots: Planted[]
  /** What proves that a regime, or a part of it, has no plan. */
  readonly phases: Map<RegimeName, Phase>
  /** Parts the proof is split into so far. */
  parts: number
  /** Holdings of one security in several accounts: what it risks of its own is a factor they share. */
  readonly shared: boolean
  /** No plan's objective is above this. */
  readonly ceiling: number
  /** Size of the objective, from the first root. */
  scale: number
  /** Least bound of the nodes closed without being split. */
  closed: number
  nodes: number
  evaluations: number
}

/** One tolerance for every bundle, whatever gap is asked for: relative to the size of the objective. Where holdings share a risk much moves that costs little. */
const boundTolerance = { usual: 2e-5, shared: 5e-6 } as const
const rootEvaluations = 400
const nodeEvaluations = 60
/** Prices of another regime close this one at once or within a few steps, or not at all. */
const borrowedEvaluations = 8
/** A proof grows no further: what it proves by then is handed on. */
const mostParts = 200
/** A pattern that misses its limits by less may only be inaccurate. */
const violated = 1e-7
const dearViolation = 1e3
/** What the interior point on one pattern takes beside an evaluation. */
const rayWork = 25

/** `start`: the pattern of a plan that is known to be good. */
export function search(problem: Problem, settings: SearchSettings, checkpoint: Checkpoint, start?: Pattern): SearchResult {
  const rows = rowsOf(problem)
  const spans = spansOf(problem)
  const state: Search = {
    problem,
    settings,
    checkpoint,
    incumbents: incumbentsOf(problem, rows, spans),
    open: [],
    roots: [],
    phases: new Map(),
    parts: 0,
    shared: problem.limits.identicalGroups.some(members => sharesRisk(problem, members)),
    ceiling: ceilingOf(problem),
    scale: 0,
    closed: Infinity,
    nodes: 0,
    evaluations: 0,
  }
  let clash = false
  const clashing: Allowance = { left: 0, expired: settings.expired }
  for (const name of regimeNames) {
    plant(state, name, start)
    if (name === regimeNames[0] && !state.incumbents.best) clash = isClash(problem, clashing)
    if (clash) break
  }
  if (!clash) grow(state)
  const { best, nearest } = state.incumbents
  const proven = lowerBound(state)
  const bound = clash || proven > state.ceiling ? Infinity : proven
  return {
    best,
    nearest,
    clash,
    bound,
    nodes: state.nodes,
    evaluations: state.evaluations,
    work: workOf(state) - clashing.left,
    roots: state.roots.map(({ root: _, ...bound }) => bound),
  }
}

/** Work so far, in evaluations of the bound: what a polish takes beside one was measured, 25 at a hundred securities and 150 at three thousand. */
function workOf({ evaluations, incumbents, problem }: Search): number {
  return evaluations + incumbents.polishes * (25 + problem.securities.count / 25)
}

/** The root of a regime: bounded, then tried for plans. */
function plant(state: Search, name: RegimeName, start: Pattern | undefined): void {
  const { problem, incumbents } = state
  const { rows, spans } = incumbents
  const oracle = oracleOf(problem, rows, regimeOf(problem, name), spans)
  if (isClosedByOthers(state, oracle)) return
  const root = rootOf(problem, rows, spans, name, oracle)
  if (state.scale === 0) state.scale = Math.max(root.scale(), 1e-6)
  const node = rootNode(state, root)
  raise(state, node, rootEvaluations)
  state.roots.push(planted(node))
  if (isBeaten(state, node)) {
    state.closed = Math.min(state.closed, node.bound)
    return
  }
  tryPlans(state, node, 4)
  if (start) {
    pursue(state, node, start, 1)
    pivot(state, node, 8)
  }
  state.open.push(node)
}

/** Whether the prices of the regime that bounds least so far, or some near them, show that nothing in this one beats the best plan: no sketch of it is needed then. */
function isClosedByOthers(state: Search, oracle: Oracle): boolean {
  if (!state.incumbents.best || state.roots.length === 0) return false
  const least = state.roots.reduce((best, each) => (each.bound < best.bound ? each : best))
  const node = rootNode(state, borrowedRoot(least.root, least.price, oracle))
  raise(state, node, borrowedEvaluations)
  if (!isBeaten(state, node)) return false
  state.roots.push(planted(node))
  state.closed = Math.min(state.closed, node.bound)
  return true
}

function planted({ root, bound, price, proof }: Node): Planted {
  return { root, regime: root.oracle.regime.name, bound, price, proof }
}

function rootNode({ problem }: Search, root: Root): Node {
  return {
    root,
    restriction: unrestricted(problem),
    depth: 0,
    price: root.price,
    bound: -Infinity,
    cuts: [],
    shares: new Float64Array(0),
    ray: undefined,
    proof: proofNode(root.price),
  }
}

function grow(state: Search): void {
  const { settings, checkpoint } = state
  while (state.open.length > 0 && state.nodes < settings.mostNodes && workOf(state) < settings.mostWork) {
    checkpoint.advance(state.nodes, settings.mostNodes, provenGap(state))
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
  node.proof.barred = barredBetween(node.restriction, restriction)
  if (!halves) {
    closeDecided(state, decidedPart(node, restriction))
    return
  }
  state.parts += 1
  for (const half of halves) {
    const proof = proofNode(node.price)
    const child: Node = { ...node, restriction: half, depth: node.depth + 1, cuts: cutsWithin(oracle, node.cuts, half), proof }
    if (state.parts <= mostParts) node.proof.parts = [...node.proof.parts, { narrowing: narrowingOf(restriction, half), node: proof }]
    raise(state, child, nodeEvaluations)
    if (isBeaten(state, child) || hasNoPlan(state, child)) state.closed = Math.min(state.closed, child.bound)
    else {
      if (isTried(state, child)) tryPlans(state, child, 2)
      state.open.push(child)
    }
  }
}

/** Whether plans are looked for at the node. Where holdings share a risk its first splits settle groups that are all but settled, and find the same plans. */
function isTried({ shared, nodes }: Search, { depth }: Node): boolean {
  return shared ? depth < 2 || depth % 3 === 0 : depth < 6 || nodes % 5 === 0
}

/** While no plan is known: whether the bare problem proves that the node has none; its prices then stand in the proof. */
function hasNoPlan(state: Search, node: Node): boolean {
  if (state.incumbents.best) return false
  const found = isImpossible(phaseIn(state, node.root), node.restriction, node.ray)
  state.evaluations += found.evaluations
  node.ray = found.price
  if (found.proven) closeWithoutPlan(node, found.price)
  return found.proven
}

function phaseIn({ phases, problem }: Search, { oracle }: Root): Phase {
  const { name } = oracle.regime
  const known = phases.get(name)
  if (known) return known
  const phase = phaseOf(problem, oracle)
  phases.set(name, phase)
  return phase
}

function closeWithoutPlan(node: Node, ray: Float64Array): void {
  node.bound = Infinity
  node.proof.bound = Infinity
  node.proof.ray = true
  node.proof.price = ray
}

/** What the bars leave of the node, as a part of its own: other prices will bound it. */
function decidedPart(node: Node, restriction: Restriction): Node {
  if (node.proof.barred.length === 0) return node
  const proof = { ...proofNode(node.proof.price), bound: node.proof.bound }
  node.proof.parts = [{ narrowing: { of: 'security', index: 0, bits: restriction.securities[0] }, node: proof }]
  return { ...node, restriction, proof }
}

/** Nothing is left to choose: the node is the convex problem of one pattern, whose own prices bound it as well as its plan does. */
function closeDecided(state: Search, node: Node): void {
  const { oracle } = node.root
  boundAt(oracle, node.price, node.restriction)
  const pattern = withAllLots(oracle, node.restriction)
  const ray = rayOfPattern(phaseIn(state, node.root), pattern, node.restriction)
  state.evaluations += rayWork
  if (ray) closeWithoutPlan(node, ray)
  else closeByOwnPrices(state, node, pattern)
  state.closed = Math.min(state.closed, node.bound)
}

/** The prices of the pattern's own convex problem. */
function closeByOwnPrices(state: Search, node: Node, pattern: Pattern): void {
  const { oracle, domain } = node.root
  let polished = polish(state.incumbents, oracle.regime, pattern)
  // a violation may only have been too cheap, or in the way of an answer
  if (!polished || polished.violation > violated) polished = polish(state.incumbents, oracle.regime, pattern, dearViolation)
  if (!polished || isBeaten(state, node)) return
  const price = withoutCounts(oracle, node.price)
  price.set(polished.price)
  bringInside(domain, price)
  state.evaluations += 1
  if (boundAt(oracle, price, node.restriction) > node.bound) node.price = price
  raise(state, node, rootEvaluations)
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
  const settings = { tolerance: boundTolerance[state.shared ? 'shared' : 'usual'] * state.scale, enough, mostEvaluations }
  const result: BundleResult = maximizeBound(oracle, metric, domain, node, settings)
  state.nodes += 1
  state.evaluations += result.evaluations
  node.price = result.price
  if (result.bound >= node.bound || !node.proof.ray) node.proof.price = result.price
  node.bound = Math.max(node.bound, result.bound)
  node.proof.bound = Math.max(node.proof.bound, result.bound)
  node.cuts = result.cuts
  node.shares = sharesOf(result, state.problem.securities.count)
}

function lowerBound({ open, closed, incumbents }: Search): number {
  let least = Math.min(closed, upperBound(incumbents))
  for (const node of open) least = Math.min(least, node.bound)
  return least
}

function provenGap(state: Search): number | undefined {
  const gross = state.incumbents.best?.evaluation.gross
  if (gross === undefined) return undefined
  return Math.max(0, upperBound(state.incumbents) - lowerBound(state)) / Math.max(gross, leastGap)
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
