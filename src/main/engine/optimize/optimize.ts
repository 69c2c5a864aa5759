/**
 * Optimizes a rebalancing problem: the best plan found, a lower bound no plan can pass, and a status that says how far apart they are. Limits are counted in work, so
 * the same problem gets the same answer on any machine; `expired` is an outer stop for a person who will not wait.
 */
import type { Checkpoint } from '../solve/checkpoint.ts'
import { tiesOf } from '../solve/oracle/ties.ts'
import { type RegimeName, regimeOf } from '../solve/regime.ts'
import { rowsOf } from '../solve/rows.ts'
import { type Allowance, isSpent } from '../solve/search/allowance.ts'
import { clashBehind, clashOf, neededOf } from '../solve/search/infeasible.ts'
import { type Narrowing, type ProofNode, provenBy } from '../solve/search/proof-tree.ts'
import { type RootBound, type SearchResult, search } from '../solve/search/search.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { type NormalForm, normalForm } from './normal-form.ts'
import type { Plan, Problem } from './problem.ts'
import { patternOf } from './restricted.ts'

/** As a solver reports: within the gap; a plan but not within it; proven to have no plan; neither a plan nor a proof within the work allowed. */
export type Status = 'optimal' | 'feasible' | 'infeasible' | 'unsolved'

export interface Limits {
  /** Relative to the plan's gross terms, since the objective itself may be zero. */
  readonly gap: number
  /** Of an ordinary machine: turned into work, not measured. */
  readonly seconds: number
  readonly expired: () => boolean
}

export interface Optimized {
  readonly status: Status
  /** Where there is none that keeps every limit, the one that breaks them least. */
  readonly plan: Plan
  readonly evaluation: Evaluation
  readonly bound: number
  readonly gap: number
  readonly nodes: number
  readonly evaluations: number
  /** All that was spent, naming limits that clash included, in evaluations. */
  readonly work: number
  /** Shadow prices at the bound, of the regime that bounds it. */
  readonly prices: Prices
  /** What proves the bound: prices for each regime and for the parts it was split into, no more than may be checked one by one. */
  readonly certificate: readonly Certificate[]
  /** What the certificate proves: the bound, or less where the search went on beyond it. */
  readonly certified: number
  /** Names of limits that no plan can keep together, when infeasible: without any one of them the proof of that fails. */
  readonly conflict: readonly string[]
}

/** What one more unit costs, in the objective's units: of each factor's exposure, of net purchases in each row (the budget first), of turnover, trades and gains. */
export interface Prices {
  readonly regime: RegimeName
  readonly factors: readonly number[]
  /** Of factors that only one group of identical securities is exposed to: the price beside a sale at a loss; that in `factors` is the one beside a purchase. */
  readonly ties: readonly { readonly factor: number; readonly loss: number }[]
  readonly rows: readonly number[]
  readonly turnover: number
  readonly trades: number
  readonly shortGain: number
  readonly longGain: number
  /** Of the squared tracking error and of a name held, where they are limited. */
  readonly variance: number
  readonly names: number
}

/** Prices that bound a part of all patterns, what they bar in it, and the parts it is split into (proof-tree.ts). */
export interface Certificate extends Prices {
  readonly none: boolean
  readonly barred: readonly Narrowing[]
  readonly parts: readonly (Narrowing & { readonly node: Certificate })[]
}

function certificateOf(form: NormalForm, regime: RegimeName, { price, ray, barred, parts }: ProofNode): Certificate {
  return {
    ...pricesOf(form, { regime, price }),
    none: ray,
    barred,
    parts: parts.map(({ narrowing, node }) => ({ ...narrowing, node: certificateOf(form, regime, node) })),
  }
}

/** In the objective's own size, with a price of nothing for factors that were left out. */
function pricesOf({ problem, scale, leftOut }: NormalForm, { regime, price: found }: Pick<RootBound, 'regime' | 'price'>): Prices {
  const price = scale === 1 ? found : found.map(each => each * scale)
  const rows = rowsOf(problem)
  const { short, long } = regimeOf(problem, regime)
  const gain = (into: readonly [number, number]) => into[0] * price[rows.tax] + into[1] * price[rows.tax + 1]
  return {
    regime,
    factors: [...price.subarray(0, rows.factors), ...new Array<number>(leftOut).fill(0)],
    ties: tiesOf(problem).map(({ factor }, t) => ({ factor, loss: price[rows.ties + t] })),
    rows: [...price.subarray(rows.budget, rows.turnover)],
    turnover: price[rows.turnover],
    trades: price[rows.count],
    shortGain: gain(short),
    longGain: gain(long),
    variance: rows.variance < 0 ? 0 : price[rows.variance],
    names: rows.names < 0 ? 0 : price[rows.names],
  }
}

/** Half of what the machine of BENCHMARKS.md does, so that the work is done before the seconds are over. */
const workPerSecond = 2e8
const mostNodes = 1e6

/** `start`: a plan to begin with, whose pattern is tried first. */
export function optimize(problem: Problem, { gap, seconds, expired }: Limits, checkpoint: Checkpoint, start?: Plan): Optimized {
  const form = normalForm(problem)
  const mostWork = workIn(problem, seconds)
  const settings = { gap, mostNodes, mostWork, expired }
  const found = search(form.problem, settings, checkpoint, start && patternOf(problem, start))
  const { plan } = found.best ?? found.nearest
  const evaluation = evaluate(problem, plan)
  // of numbers divided and multiplied again the last digit may stand above the plan
  const most = found.best ? evaluation.objective : Infinity
  const inSize = (bound: number) => Math.min(bound * form.scale, most)
  const bound = inSize(found.bound)
  const apart = found.best ? (evaluation.objective - bound) / Math.max(evaluation.gross, leastGross) : Infinity
  const proven = found.roots.reduce((all, root) => Math.min(all, provenBy(root.proof)), found.bound)
  const least = found.roots.reduce((best, root, at) => (root.bound < (found.roots[best]?.bound ?? Infinity) ? at : best), 0)
  const naming = namingOf(found, Math.max(mostWork, workIn(problem, leastNaming)), expired)
  const allowed = naming.left
  const conflict = found.best ? [] : conflictOf(form.problem, found, naming)
  return {
    status: statusOf(found, apart <= gap),
    plan,
    evaluation,
    bound,
    gap: apart,
    nodes: found.nodes,
    evaluations: found.evaluations,
    work: found.work + allowed - naming.left,
    prices: pricesOf(form, found.roots[least]),
    certificate: found.roots.map(root => certificateOf(form, root.regime, root.proof)),
    certified: inSize(proven),
    conflict,
  }
}

/** Where nothing is proven, the limits that the nearest plan breaks. */
function conflictOf(problem: Problem, found: SearchResult, naming: Allowance): readonly string[] {
  const { clash, bound, nearest, evaluations } = found
  const most = clash ? brief.refining / 8 : brief.mostWork + evaluations
  const proves = (tried: Problem) => {
    const { expired } = naming
    const settings = { gap: Infinity, mostNodes: brief.mostNodes, mostWork: Math.min(naming.left, most), expired }
    const { bound, work } = search(tried, settings, { advance: () => {} })
    naming.left -= work
    return bound === Infinity
  }
  if (clash) return neededOf(problem, clashOf(problem, naming), proves, naming)
  const named = bound === Infinity && !isSpent(naming) ? clashBehind(problem, proves, naming) : []
  return named.length > 0 ? named : Object.keys(nearest.evaluation.broken)
}

/** A limit is let go where so much work still proves that there is no plan, the first plan found ends it; and so much work in all, in evaluations. */
const brief = { mostNodes: 300, mostWork: 6000, proofs: 4, naming: 9600, refining: 9600 }

/** Names are worth so many seconds even where a plan is not. */
const leastNaming = 3

/** What finding the names may take. */
function namingOf({ clash, evaluations }: SearchResult, allowed: number, expired: () => boolean): Allowance {
  const most = clash ? brief.naming + brief.refining : brief.proofs * (brief.mostWork + evaluations)
  return { left: Math.min(most, allowed), expired }
}

/** Evaluations of the bound that so many seconds of an ordinary machine stand for. */
export function workIn(problem: Problem, seconds: number): number {
  return (seconds * workPerSecond) / workOfEvaluation(problem)
}

/** And the other way. */
export function secondsOf(problem: Problem, work: number): number {
  return (work * workOfEvaluation(problem)) / workPerSecond
}

function statusOf({ best, bound }: SearchResult, withinGap: boolean): Status {
  if (best) return withinGap ? 'optimal' : 'feasible'
  return bound === Infinity ? 'infeasible' : 'unsolved'
}

/** Below a hundredth of a basis point of nav a gap is not worth a ratio. */
const leastGross = 1e-6

function workOfEvaluation({ securities, lots, factors }: Problem): number {
  return 2e4 + securities.count * (factors.count + 10) + 5 * lots.count
}
