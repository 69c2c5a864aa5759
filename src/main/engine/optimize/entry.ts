/**
 * The smallest changes, each alone, with which a lot that stays would be sold: found by solving the account again, never by its slopes. Each is a pair of solved problems, one with just so much of the change, in which the lot
 * is sold, and one with a little less, in which it is not. "Sold" is at least one share of it, or the lot where it is less.
 */
import { relaxablesOf } from '../solve/search/relaxable.ts'
import { yearTax } from './netting.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'
import { repriced } from './ranging.ts'

export interface Candidate {
  readonly lot: number
  /** Positions that have its price: one, or one in each account of a household planned as one. */
  readonly positions: readonly number[]
  /** Weight of one share. */
  readonly share: number
  /** Lots that are long-term on the day this one turns so, itself among them; empty where it is so already or never will be. */
  readonly turnLong: readonly number[]
  /** Lots of these positions that may not be sold below their basis (IRC section 1091, or nobody knows). */
  readonly barredAtLoss: ReadonlySet<number>
}

/** null: no plan was found. */
export type Solve = (problem: Problem) => Plan | null

/**
 * Amounts are fractions of the portfolio. `factor` is a multiple of today's price, `part` of the lot's gain; `most` and `now` are the tax of selling all that is left of it, with that part and as it is. `notYet`: the nearest
 * change tried that is not enough.
 */
export type Change =
  | { readonly kind: 'free'; readonly sold: boolean }
  | { readonly kind: 'date'; readonly sold: boolean; readonly saving: number }
  | { readonly kind: 'limit'; readonly limit: string; readonly by: number; readonly notYet: number; readonly unit: 'weight' | 'count' }
  | { readonly kind: 'price'; readonly factor: number; readonly notYet: number }
  | { readonly kind: 'cost'; readonly most: number; readonly now: number; readonly part: number; readonly notYet: number }

/** Within this of each other the change that is enough and the one that is not are told as one. */
const nearness = { weight: 1 / 64, price: 5e-4, cost: 1 / 64 }

export interface Sought {
  readonly problem: Problem
  readonly plan: Plan
  /** Limits that bind, by name: others are not tried. */
  readonly limits: readonly string[]
  readonly solve: Solve
  /** The account at another price of the candidate's security, a multiple of today's; left out: repriced in the problem's own units, which leaves the portfolio's value as it is. null: it cannot be laid out. */
  readonly atPrice?: (candidate: Candidate, factor: number) => Problem | null
}

export function changesFor(sought: Sought, candidate: Candidate): Change[] {
  const { problem, plan } = sought
  const { lot } = candidate
  if (problem.lots.free[lot] === 0) return [{ kind: 'free', sold: sells(sought, freed(problem, lot), candidate) }]
  return [
    ...byDate(sought, candidate),
    ...sought.limits.flatMap(limit => byLimit(sought, candidate, limit)),
    ...byPrice(sought, candidate),
    ...byCost(problem, plan, sought, candidate),
  ]
}

/** The lot is sold, by the least that counts. */
export function isSold({ lots }: Problem, { sell }: Plan, { lot, share }: Pick<Candidate, 'lot' | 'share'>): boolean {
  return sell[lot] >= Math.min(share, lots.value[lot]) - tradeTolerance
}

function sells({ solve }: Sought, problem: Problem, candidate: Candidate): boolean {
  const plan = solve(problem)
  return plan !== null && isSold(problem, plan, candidate)
}

/** With nothing that bars the sale of the lot. */
export function freed(problem: Problem, lot: number): Problem {
  const { lots, securities } = problem
  const at = securityOf(problem, lot)
  const more = lots.value[lot] - lots.free[lot]
  return {
    ...problem,
    lots: { ...lots, free: lots.free.map((free, l) => (l === lot ? lots.value[l] : free)) },
    securities: { ...securities, sellable: securities.sellable.map((sellable, i) => (i === at ? sellable + more : sellable)) },
  }
}

function byDate(sought: Sought, candidate: Candidate): Change[] {
  if (candidate.turnLong.length === 0) return []
  const then = onItsDay(sought.problem, candidate)
  const saving = taxOfRest(sought.problem, sought.plan, candidate.lot) - taxOfRest(then, sought.plan, candidate.lot)
  return [{ kind: 'date', sold: sells(sought, then, candidate), saving }]
}

/** The account as it is taxed on the day the lot turns long-term, prices and everything else as today. */
export function onItsDay(problem: Problem, { turnLong }: Pick<Candidate, 'turnLong'>): Problem {
  const turned = new Set(turnLong)
  return { ...problem, lots: { ...problem.lots, long: problem.lots.long.map((long, l) => (turned.has(l) ? 1 : long)) } }
}

/** Ten times the account: whatever the limit is, it binds no more. */
const letGo = { weight: 10 } as const
/** More orders or names than these would be another plan, not a little more of this one. */
const mostCounts = 4
/** A basis point of the account, doubled until it is enough. */
const firstStep = 1e-4

function byLimit(sought: Sought, candidate: Candidate, name: string): Change[] {
  const limit = relaxablesOf(sought.problem).find(each => each.name === name)
  if (!limit) return []
  const enough = (by: number) => sells(sought, limit.widened(sought.problem, by), candidate)
  if (limit.unit === 'count') {
    const by = Array.from({ length: mostCounts }, (_, at) => at + 1).find(enough)
    return by === undefined ? [] : [{ kind: 'limit', limit: name, by, notYet: by - 1, unit: 'count' }]
  }
  if (!enough(letGo.weight)) return []
  let [low, high] = [0, firstStep]
  while (!enough(high)) {
    if (high > letGo.weight) return []
    ;[low, high] = [high, 2 * high]
  }
  while (high - low > nearness.weight * high) {
    const middle = (low + high) / 2
    if (enough(middle)) high = middle
    else low = middle
  }
  return [{ kind: 'limit', limit: name, by: high, notYet: low, unit: 'weight' }]
}

/** Away from today's price step by step, down and up; of the first prices at which it is sold the nearer. */
const priceSteps = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32] as const

function byPrice(sought: Sought, candidate: Candidate): Change[] {
  const enough = (factor: number) => {
    const moved = sought.atPrice ? sought.atPrice(candidate, factor) : pricedAt(sought.problem, candidate, factor)
    return moved !== null && sells(sought, moved, { ...candidate, share: candidate.share * factor })
  }
  let within: number = priceSteps.at(-1) as number
  const found = ([-1, 1] as const).flatMap(way => {
    let inside = 0
    for (const step of priceSteps) {
      if (step > within) return []
      if (enough(1 + way * step)) {
        within = step
        return [nearest(enough, 1 + way * inside, 1 + way * step)]
      }
      inside = step
    }
    return []
  })
  const best = found.reduce<(typeof found)[number] | null>(
    (least, each) => (least === null || Math.abs(each.factor - 1) < Math.abs(least.factor - 1) ? each : least),
    null,
  )
  return best === null ? [] : [{ kind: 'price', ...best }]
}

function nearest(enough: (factor: number) => boolean, notYet: number, factor: number): { factor: number; notYet: number } {
  let [low, high] = [notYet, factor]
  while (Math.abs(high - low) > nearness.price) {
    const middle = (low + high) / 2
    if (enough(middle)) high = middle
    else low = middle
  }
  return { factor: high, notYet: low }
}

/** At another price of its security. A lot that would be a loss then and may not be sold at one stays. */
export function pricedAt(
  problem: Problem,
  { positions, barredAtLoss }: Pick<Candidate, 'positions' | 'barredAtLoss'>,
  factor: number,
): Problem {
  const moved = positions.reduce((at, position) => repriced(at, position, factor), problem)
  const barred = [...barredAtLoss].filter(l => moved.lots.gain[l] < 0 && moved.lots.free[l] > 0)
  if (barred.length === 0) return moved
  const sellable = moved.securities.sellable.slice()
  const free = moved.lots.free.slice()
  for (const l of barred) {
    sellable[securityOf(problem, l)] -= free[l]
    free[l] = 0
  }
  return { ...moved, lots: { ...moved.lots, free }, securities: { ...moved.securities, sellable } }
}

function byCost(problem: Problem, plan: Plan, sought: Sought, candidate: Candidate): Change[] {
  const now = taxOfRest(problem, plan, candidate.lot)
  if (!(problem.lots.gain[candidate.lot] > 0) || now <= 0) return []
  const enough = (part: number) => sells(sought, withGain(problem, candidate.lot, part), candidate)
  if (!enough(0)) return []
  let [high, low] = [1, 0]
  while (high - low > nearness.cost) {
    const middle = (low + high) / 2
    if (enough(middle)) low = middle
    else high = middle
  }
  return [{ kind: 'cost', most: taxOfRest(withGain(problem, candidate.lot, low), plan, candidate.lot), now, part: low, notYet: high }]
}

/** The lot with only a part of its gain. */
export function withGain(problem: Problem, lot: number, part: number): Problem {
  return { ...problem, lots: { ...problem.lots, gain: problem.lots.gain.map((gain, l) => (l === lot ? gain * part : gain)) } }
}

/** Tax that selling all that is left of the lot adds to the plan's year. */
export function taxOfRest({ lots, tax }: Problem, { sell }: Plan, lot: number): number {
  let [short, long] = [tax.shortSoFar, tax.longSoFar]
  for (let l = 0; l < lots.count; l++) {
    if (lots.long[l]) long += lots.gain[l] * sell[l]
    else short += lots.gain[l] * sell[l]
  }
  const more = lots.gain[lot] * (lots.value[lot] - sell[lot])
  const then = lots.long[lot] ? yearTax(tax, short, long + more) : yearTax(tax, short + more, long)
  return then - yearTax(tax, short, long)
}

function securityOf({ lots }: Problem, lot: number): number {
  let at = 0
  while (lots.start[at + 1] <= lot) at++
  return at
}
