/**
 * The least tax and cost within a tracking error, proven: min f(x) subject to TE² ≤ c². At any price θ ≥ 0 of variance no plan within the limit has f below
 * min(f + θ·TE²) − θ·c², so every solve at a price bounds every limit. A weight of risk alone only finds plans on the convex hull of the trade-off, so the pattern
 * found at a price is held and its convex problem solved to meet the limit exactly; the price at which it does is the next one tried.
 */
import type { Checkpoint } from '../solve/checkpoint.ts'
import { spansOf } from '../solve/pattern.ts'
import { rowsOf } from '../solve/rows.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { type Meeting, meeting } from './meeting.ts'
import { optimize } from './optimize.ts'
import type { Plan, Problem } from './problem.ts'

export interface Capped {
  /** Most tracking error a year. */
  readonly cap: number
  /** At no weight of risk; undefined where no plan was found that keeps every limit. */
  readonly best: Candidate | undefined
  /** No plan within the limits has less: in the objective's units, risk not counted. */
  readonly bound: number
  /** Of variance, where the bound is highest. */
  readonly price: number
}

export interface Candidate {
  readonly plan: Plan
  readonly evaluation: Evaluation
}

export interface CapSettings {
  /** Wanted between plan and bound, relative to the plan's cost and tax. */
  readonly gap: number
  /** Most prices tried for each limit. */
  readonly prices: number
  /** Seconds of an ordinary machine for each price. */
  readonly seconds: number
}

interface Point {
  readonly price: number
  /** Of f + price·TE². */
  readonly bound: number
  readonly plan: Plan
  readonly variance: number
  /** f, no weight of risk counted. */
  readonly worth: number
}

interface Work extends Meeting {
  readonly settings: CapSettings
  readonly checkpoint: Checkpoint
  readonly tried: Point[]
}

/** Up to so many securities a gap that prices leave open is closed by a search within the limit itself. */
const searchable = 150

/** One answer a limit, in the order given; `starts` are plans to do no worse than, where they keep the limits or can be made to. */
export function leastWithin(
  problem: Problem,
  caps: readonly number[],
  starts: readonly Plan[],
  settings: CapSettings,
  checkpoint: Checkpoint,
): Capped[] {
  const free = { ...problem, limits: { ...problem.limits, trackingError: Infinity } }
  const work: Work = { problem: free, rows: rowsOf(free), spans: spansOf(free), settings, checkpoint, tried: [] }
  // from the loosest, whose price is the lowest: the prices of one limit are where the next one starts
  const found = [...new Set(caps)].sort((a, b) => b - a).map(cap => within(work, cap, starts))
  return caps.map(cap => {
    // a plan that keeps a tighter limit keeps this one, and what another limit's prices proved bounds this one
    const best = found.reduce<Candidate | undefined>((least, each) => (each.cap <= cap ? better(least, each.best) : least), undefined)
    const own = found.find(each => each.cap === cap)?.bound ?? -Infinity
    const dual = dualOf(work, cap)
    return { cap, best, bound: Math.max(own, dual.bound), price: dual.price }
  })
}

function better(one: Candidate | undefined, other: Candidate | undefined): Candidate | undefined {
  if (!one || !other) return one ?? other
  return other.evaluation.objective < one.evaluation.objective ? other : one
}

function dualOf({ tried }: Work, cap: number): { bound: number; price: number } {
  return tried.reduce(
    (best, { bound, price }) => {
      const value = bound - price * cap * cap
      return value > best.bound ? { bound: value, price } : best
    },
    { bound: -Infinity, price: 0 },
  )
}

function within(work: Work, cap: number, starts: readonly Plan[]): { cap: number; best: Candidate | undefined; bound: number } {
  const { settings, problem, tried } = work
  let best: Candidate | undefined
  const keep = (candidate: Candidate | undefined) => {
    best = better(best, candidate)
  }
  const isNear = (bound: number) => best !== undefined && best.evaluation.objective - bound <= settings.gap * best.evaluation.gross
  for (const plan of starts) keep(asItIs(work, cap, plan))
  for (const { plan } of tried) keep(asItIs(work, cap, plan))
  let price = bracketed(work, cap)
  for (let round = 0; round < settings.prices && price !== undefined; round++) {
    const point = triedAt(work, price)
    const met = meeting(work, cap, point.plan, price)
    keep(met)
    if (isNear(dualOf(work, cap).bound)) break
    price = nextPrice(work, cap, met?.price)
  }
  let { bound } = dualOf(work, cap)
  if (!isNear(bound)) for (const plan of starts) keep(meeting(work, cap, plan, dualOf(work, cap).price))
  if (!isNear(bound) && problem.securities.count <= searchable) {
    const limits = { gap: settings.gap, seconds: settings.seconds, expired: () => false }
    const searched = optimize(withoutRisk(problem, cap), limits, work.checkpoint)
    keep(asItIs(work, cap, searched.plan))
    bound = Math.max(bound, searched.bound)
  }
  return { cap, best, bound }
}

function triedAt({ problem, settings, checkpoint, tried }: Work, price: number): Point {
  const trial = { ...problem, weights: { ...problem.weights, risk: price } }
  const { plan, bound } = optimize(trial, { gap: settings.gap / 4, seconds: settings.seconds, expired: () => false }, checkpoint)
  const { terms, objective } = evaluate(withoutRisk(problem, Infinity), plan)
  const point = { price, bound, plan, variance: terms.te ** 2, worth: objective }
  tried.push(point)
  return point
}

/** Tries prices until there is a plan on either side of the limit, as far as there are such plans; then a price between. */
function bracketed(work: Work, cap: number): number | undefined {
  const { tried, problem } = work
  let price = Math.max(problem.weights.risk, 1)
  if (tried.length === 0) triedAt(work, price)
  for (;;) {
    const { inside, outside, low, high } = sidesOf(work, cap)
    if (inside.length > 0 && outside.length > 0) return nextPrice(work, cap, undefined) ?? dualOf(work, cap).price
    price = inside.length === 0 ? low * step : high / step
    if (price > mostPrice || price < leastPrice) return price
    triedAt(work, price)
  }
}

/** Two prices nearer than this are one. */
const apart = 2e-3
const step = 8
const [leastPrice, mostPrice] = [1e-2, 1e7]

function sidesOf({ tried }: Work, cap: number) {
  const inside = tried.filter(({ variance }) => variance <= cap * cap)
  const outside = tried.filter(({ variance }) => variance > cap * cap)
  const high = inside.reduce((least, { price }) => Math.min(least, price), Infinity)
  const low = outside.reduce((most, { price }) => Math.max(most, price), 0)
  return { inside, outside, low, high }
}

/** Between the prices on either side of the limit; undefined where they prove all that prices can. */
function nextPrice(work: Work, cap: number, met: number | undefined): number | undefined {
  const { inside, outside, low, high } = sidesOf(work, cap)
  const isBetween = (price: number) => price > low * (1 + apart) && price < high * (1 - apart)
  if (met !== undefined && isBetween(met)) return met
  const slope = slopeAt(inside, outside, cap * cap)
  return isBetween(slope) ? slope : undefined
}

function slopeAt(inside: readonly Point[], outside: readonly Point[], variance: number): number {
  let [least, slope] = [Infinity, 0]
  for (const near of inside) {
    for (const far of outside) {
      const fall = (near.worth - far.worth) / (far.variance - near.variance)
      const value = near.worth - fall * (variance - near.variance)
      if (value < least) [least, slope] = [value, fall]
    }
  }
  return slope
}

function withoutRisk(problem: Problem, trackingError: number): Problem {
  return { ...problem, weights: { ...problem.weights, risk: 0 }, limits: { ...problem.limits, trackingError } }
}

/** As limits are kept elsewhere: a fifth of a dollar in a million. */
const keeps = 2e-7

function asItIs({ problem }: Work, cap: number, plan: Plan): Candidate | undefined {
  const evaluation = evaluate(withoutRisk(problem, cap), plan)
  return evaluation.worst <= keeps ? { plan, evaluation } : undefined
}
