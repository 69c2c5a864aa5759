/**
 * A proximal bundle that raises the Lagrangian bound: each evaluation gives a cut (a plane above the concave bound), the master problem mixes the cuts into a step in
 * the interior point's metric, a step that keeps its promise becomes the new centre. The mixture at the end is the convexified plan: which share of each
 * security's choices is a sale, a purchase, nothing. One fixed tolerance, whatever gap is asked for: an answer does not depend on how it was asked.
 */

import { boundOnly, withTiePrices } from '../oracle/oracle.ts'
import { modes, type Oracle, type Restriction } from '../oracle/working.ts'
import { Mode, type Pattern } from '../pattern.ts'
import { bringInside, type HalfSpace, slackAt } from './domain.ts'
import { fillSlot, freeSlot, type Master, masterOf, solveMaster, stepOf } from './master.ts'
import { type Metric, unwhitened, whiten } from './metric.ts'

/** A plane above the bound: intercept + gradient·λ, and the choices it comes from. */
export interface Cut {
  readonly intercept: number
  readonly gradient: Float64Array
  readonly whitened: Float64Array
  readonly mode: Pattern
}

export interface BundleStart {
  readonly price: Float64Array
  readonly restriction: Restriction
  /** Cuts that hold under the restriction, to start with. */
  readonly cuts: readonly Cut[]
}

export interface BundleSettings {
  /** Predicted increase, in fractions of nav, at which the bound is as high as it gets. */
  readonly tolerance: number
  /** Enough: a node whose bound passes this is of no interest. */
  readonly enough: number
  readonly mostEvaluations: number
}

export interface BundleResult {
  readonly price: Float64Array
  readonly bound: number
  readonly evaluations: number
  readonly status: 'converged' | 'enough' | 'evaluations exhausted' | 'closed'
  /** Cuts of the mixture and their weights. */
  readonly cuts: readonly Cut[]
  readonly weights: readonly number[]
}

interface Bundle {
  readonly oracle: Oracle
  readonly metric: Metric
  readonly domain: readonly HalfSpace[]
  readonly master: Master
  readonly slots: (Cut | undefined)[]
  centre: Float64Array
  bound: number
  evaluations: number
}

const seriousShare = 0.1
const trustedShare = 0.5
const longestStep = 1e4
const shortestStep = 1e-6
/** A predicted increase this small may only mean that the step is short: it is lengthened before the bound is declared reached. */
const lengthening = 20

export function maximizeBound(
  oracle: Oracle,
  metric: Metric,
  domain: readonly HalfSpace[],
  start: BundleStart,
  settings: BundleSettings,
): BundleResult {
  const bundle = begin(oracle, metric, domain, start)
  if (bundle.bound === Infinity) return resultOf(bundle, 'closed')
  let t = 1
  while (bundle.evaluations < settings.mostEvaluations) {
    if (bundle.bound > settings.enough) return resultOf(bundle, 'enough')
    const predicted = solveMaster(bundle.master, t, 1e-3 * settings.tolerance)
    if (!(predicted > settings.tolerance)) {
      if (t >= longestStep) return resultOf(bundle, 'converged')
      t *= lengthening
      continue
    }
    if (isFull(bundle)) return resultOf(bundle, 'evaluations exhausted')
    const before = bundle.bound
    const value = tryStep(bundle, stepOf(bundle.master, t), start.restriction, seriousShare * predicted)
    if (bundle.bound > before) {
      if (bundle.bound - before > trustedShare * predicted) t = Math.min(2 * t, longestStep)
    } else t = Math.max(t * (value < before - 2 * predicted ? 0.5 : 0.85), shortestStep)
  }
  return resultOf(bundle, 'evaluations exhausted')
}

function begin(oracle: Oracle, metric: Metric, domain: readonly HalfSpace[], { price, restriction, cuts }: BundleStart): Bundle {
  const centre = price.slice()
  bringInside(domain, centre)
  const capacity = Math.max(2 * metric.order, 80) + domain.length
  const bundle: Bundle = {
    oracle,
    metric,
    domain,
    master: masterOf(metric.order, capacity),
    slots: new Array<Cut | undefined>(capacity).fill(undefined),
    centre,
    bound: boundOnly(oracle, centre, restriction),
    evaluations: 1,
  }
  withTiePrices(oracle, centre)
  addCut(bundle, cutAt(bundle, centre, bundle.bound))
  domain.forEach(space => {
    fillSlot(bundle.master, freeSlot(bundle.master), whiten(metric, normalOf(space, oracle.dimension)), false)
  })
  for (const cut of cuts.slice(0, metric.order)) addCut(bundle, cut)
  setErrors(bundle)
  return bundle
}

function normalOf(space: HalfSpace, dimension: number): Float64Array {
  const normal = new Float64Array(dimension)
  normal[space.row] = space.coefficient
  if (space.otherRow >= 0) normal[space.otherRow] = space.otherCoefficient
  return normal
}

function cutAt({ oracle, metric }: Bundle, price: Float64Array, value: number): Cut {
  const gradient = oracle.gradient.slice()
  let intercept = value
  for (let r = 0; r < gradient.length; r++) intercept -= gradient[r] * price[r]
  return { intercept, gradient, whitened: whiten(metric, gradient), mode: oracle.mode.slice() }
}

/** Every slot is in the mixture: numbers too far apart for the master problem, as where the bound rises without end. */
function isFull({ master, domain }: Bundle): boolean {
  return master.support.length + domain.length >= master.capacity
}

function addCut({ master, slots }: Bundle, cut: Cut): number {
  const slot = freeSlot(master)
  slots[slot] = cut
  fillSlot(master, slot, cut.whitened, true)
  return slot
}

/** Cuts count from the centre's bound, bounds of the domain from the centre. */
function setErrors({ master, slots, domain, centre, bound }: Bundle): void {
  let space = 0
  for (let slot = 0; slot < master.capacity; slot++) {
    if (master.used[slot] === 0) continue
    const cut = slots[slot]
    if (cut) master.error[slot] = errorOf(cut, centre, bound)
    else master.error[slot] = Math.max(0, slackAt(domain[space++], centre))
  }
}

function errorOf({ intercept, gradient }: Cut, centre: Float64Array, bound: number): number {
  let value = intercept - bound
  for (let r = 0; r < gradient.length; r++) value += gradient[r] * centre[r]
  return Math.max(0, value)
}

/** Evaluates the bound a step away; moves there where it rose by `least`. Returns the value found. */
function tryStep(bundle: Bundle, step: Float64Array, restriction: Restriction, least: number): number {
  const { oracle, metric, domain, centre } = bundle
  const price = unwhitened(metric, step, centre)
  bringInside(domain, price)
  const value = boundOnly(oracle, price, restriction)
  withTiePrices(oracle, price)
  bundle.evaluations += 1
  const cut = cutAt(bundle, price, value)
  const slot = addCut(bundle, cut)
  if (value > bundle.bound + least) {
    bundle.centre = price
    bundle.bound = value
    setErrors(bundle)
  } else bundle.master.error[slot] = errorOf(cut, centre, bundle.bound)
  return value
}

function resultOf({ centre, bound, evaluations, master, slots }: Bundle, status: BundleResult['status']): BundleResult {
  const cuts: Cut[] = []
  const weights: number[] = []
  for (const slot of master.support) {
    const cut = slots[slot]
    if (!cut || !(master.weight[slot] > 1e-8)) continue
    cuts.push(cut)
    weights.push(master.weight[slot])
  }
  return { price: centre, bound, evaluations, status, cuts, weights }
}

/** Share of the mixture in which each security is in each mode: shares[modes·i + mode]. */
export function sharesOf({ cuts, weights }: BundleResult, securities: number): Float64Array {
  const shares = new Float64Array(securities * modes)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  cuts.forEach((cut, at) => {
    for (let i = 0; i < securities; i++) shares[modes * i + cut.mode[i]] += weights[at] / total
  })
  if (cuts.length === 0) for (let i = 0; i < securities; i++) shares[modes * i + Mode.none] = 1
  return shares
}
