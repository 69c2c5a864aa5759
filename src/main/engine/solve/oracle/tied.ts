/**
 * The least of a group of identical securities that ties hold together (ties.ts). Beside a purchase and beside a loss each tie has a price μ of its own, the highest bound over
 * it: a concave function of one number, found by the planes of two evaluations on either side of it (the line of μ itself is a parabola, the risk of what the tie adds up to, bent where
 * a limit of the security ends: tie-cost.ts).
 *   max over μ   Σ least of each member at μ + μ·(exposure now) − (μ − φ)²/4q
 */
import type { Problem } from '../../optimize/problem.ts'
import { Mode } from '../pattern.ts'
import { addTrade } from './add-trade.ts'
import { Beside, priceSecurity } from './price-modes.ts'
import { exposureAt, leastAt, priceOf, type TieCost } from './tie-cost.ts'
import type { Tie } from './ties.ts'
import { GroupAllow, modes, type Oracle, type Restriction, type TiedChoice } from './working.ts'

const choices = 5
const last = 4
const mostSteps = 40
/** Of the portfolio: what the price may fall short of the highest bound. */
const accuracy = 1e-13

export function tiedChoiceOf(ties: number, securities: number, groups: number): TiedChoice {
  const numbers = () => new Float64Array(choices * securities)
  return {
    price: new Float64Array(2 * ties),
    weight: new Float64Array(2 * ties),
    mode: new Uint8Array(choices * securities),
    amount: numbers(),
    shortGain: numbers(),
    longGain: numbers(),
    side: new Uint8Array(groups),
    count: securities,
  }
}

/** The least of the group, its members outside ties given for both sides; leaves the side, and what the tied members choose there. */
export function chooseTied(
  oracle: Oracle,
  group: number,
  others: readonly [number, number],
  price: Float64Array,
  restriction: Restriction,
): number {
  const { choice, tiesOfGroup } = oracle
  const ties = tiesOfGroup[group]
  if (ties.length === 0) {
    choice.side[group] = others[0] <= others[1] ? 0 : 1
    return Math.min(others[0], others[1])
  }
  const allowed = restriction.groups[group]
  const values: [number, number] = [allowed & GroupAllow.purchase ? 0 : Infinity, allowed & GroupAllow.loss ? 0 : Infinity]
  const first = choice.side[group]
  for (const side of [first, 1 - first] as const) {
    const rest = values[side] + others[side]
    values[side] = rest
    if (rest === Infinity) continue
    const least = side === first ? Infinity : values[first]
    // at the price found last the other side is often past this one already
    if (least < Infinity) {
      const quick = ties.reduce((sum, t) => sum + valueAt(oracle, t, side, choice.price[2 * t + side], price, restriction), rest)
      if (quick >= least) {
        values[side] = quick
        continue
      }
    }
    for (const t of ties) values[side] += highest(oracle, t, side, price, restriction)
  }
  // of two alike the one that was worked out
  const side = values[1 - first] < values[first] ? 1 - first : first
  choice.side[group] = side
  return values[side]
}

const plane = { value: 0, slope: 0 }

/** The tie's part of the bound at its price `at`: value, and slope without the parabola, in `plane`. */
function valueAt(oracle: Oracle, t: number, side: number, at: number, price: Float64Array, restriction: Restriction): number {
  const { problem, change, cost, amount, shortGain, longGain, choice, exitLoss, base } = oracle
  const { factor, members, exposure } = oracle.ties[t]
  const beside = side === 0 ? Beside.purchase : Beside.loss
  let slope = base[factor]
  let value = at * slope
  for (let m = 0; m < members.length; m++) {
    const i = members[m]
    priceSecurity(oracle, i, change[i] + exposure[m] * at, price, restriction, beside)
    const from = i * modes
    let best: number = Mode.none
    if (side === 0) {
      if (cost[from + Mode.sellGains] < cost[from + best]) best = Mode.sellGains
      if (cost[from + Mode.buy] < cost[from + best]) best = Mode.buy
    } else if (cost[from + Mode.sell] < cost[from + best]) best = Mode.sell
    if (cost[from + Mode.exit] < cost[from + best] && !(side === 0 && exitLoss[i] === 1)) best = Mode.exit
    value += cost[from + best]
    const to = last * problem.securities.count + i
    choice.mode[to] = best
    choice.amount[to] = best === Mode.none ? 0 : amount[from + best]
    choice.shortGain[to] = shortGain[from + best]
    choice.longGain[to] = longGain[from + best]
    slope += best === Mode.none ? 0 : exposure[m] * (best === Mode.buy ? choice.amount[to] : -choice.amount[to])
  }
  plane.value = value
  plane.slope = slope
  const { linear, square } = parabola(oracle, t)
  return value + leastAt(oracle.tieCosts[t], linear, square, at)
}

const found = { linear: 0, square: 0 }

/** What the exposure y itself costs within its limits: linear·y + square·y². */
function parabola({ quadratic, columns, theta, ties, tieCosts }: Oracle, t: number): { readonly linear: number; readonly square: number } {
  const { factor } = ties[t]
  found.linear = quadratic.factorLinear[factor] + tieCosts[t].linear
  found.square = columns.curvature[factor] / 2 + theta.value + tieCosts[t].square
  return found
}

/** A plane above the members' part: where it was found, its value there and its slope. */
interface Plane {
  at: number
  value: number
  slope: number
  known: boolean
}

/** Raises the tie's part over its price. */
function highest(oracle: Oracle, t: number, side: number, price: Float64Array, restriction: Restriction): number {
  const { choice, ties, tieCosts } = oracle
  const { linear, square } = parabola(oracle, t)
  const cost = tieCosts[t]
  const at = 2 * t + side
  const low: Plane = { at: 0, value: 0, slope: 0, known: false }
  const high: Plane = { at: 0, value: 0, slope: 0, known: false }
  let best = -Infinity
  let now = choice.price[at]
  let stride = 2 * square
  for (let step = 0; step < mostSteps; step++) {
    const value = valueAt(oracle, t, side, now, price, restriction)
    if (value === Infinity) return Infinity
    if (value > best) {
      best = value
      choice.price[at] = now
    }
    const rising = plane.slope - exposureAt(cost, linear, square, now)
    const end = rising >= 0 ? low : high
    end.at = now
    end.value = plane.value
    end.slope = plane.slope
    end.known = true
    keep(choice, ties[t], 2 * side + (rising >= 0 ? 0 : 1))
    choice.weight[at] = rising >= 0 ? 1 : 0
    if (square * rising * rising <= accuracy && (cost.plain || Math.abs(rising) <= accuracy)) return best
    if (!(low.known && high.known)) {
      now = further(cost, linear, square, now, rising, stride)
      stride *= 4
      continue
    }
    aimBelow(low, high, cost, linear, square)
    choice.weight[at] = aim.weight
    if (!(aim.promised - best > accuracy) || aim.at <= low.at || aim.at >= high.at) return best
    now = aim.at
  }
  return best
}

/** Where the plane found meets what its exposure costs; step by step where that is past a limit. */
function further(cost: TieCost, linear: number, square: number, now: number, rising: number, stride: number): number {
  if (cost.plain) return now + 2 * square * rising
  const meeting = priceOf(cost, linear, square, plane.slope)
  return Number.isFinite(meeting) && meeting !== now ? meeting : now + Math.sign(rising) * stride
}

const aim = { at: 0, promised: 0, weight: 0 }

/** The highest point below both planes, and the mixture of their choices that stands there. */
function aimBelow(low: Plane, high: Plane, cost: TieCost, linear: number, square: number): void {
  const meeting = (high.value - low.value + low.slope * low.at - high.slope * high.at) / (low.slope - high.slope)
  const [lowTop, highTop] = [priceOf(cost, linear, square, low.slope), priceOf(cost, linear, square, high.slope)]
  aim.at = lowTop <= meeting ? lowTop : Math.max(highTop, meeting)
  const above = aim.at <= meeting ? low : high
  const exposure = exposureAt(cost, linear, square, aim.at)
  aim.promised = above.value + above.slope * (aim.at - above.at) + leastAt(cost, linear, square, aim.at)
  aim.weight = Math.min(1, Math.max(0, (exposure - high.slope) / (low.slope - high.slope)))
}

function keep({ mode, amount, shortGain, longGain, count }: TiedChoice, { members }: Tie, place: number): void {
  for (const i of members) {
    const [from, to] = [last * count + i, place * count + i]
    mode[to] = mode[from]
    amount[to] = amount[from]
    shortGain[to] = shortGain[from]
    longGain[to] = longGain[from]
  }
}

/** Adds the trades of the tied members, and the risk of what their ties add up to, to the supergradient; leaves the heavier choice as their mode. */
export function addTies(oracle: Oracle): void {
  const { ties, choice, rows, gradient, folded } = oracle
  for (let t = 0; t < ties.length; t++) {
    const { factor, group } = ties[t]
    const side = choice.side[group]
    const weight = choice.weight[2 * t + side]
    const heavier = weight >= 0.5 ? 0 : 1
    addChoice(oracle, ties[t], 2 * side + heavier, heavier === 0 ? weight : 1 - weight, true)
    if (weight > 0 && weight < 1) addChoice(oracle, ties[t], 2 * side + 1 - heavier, heavier === 0 ? 1 - weight : weight, false)
    if (rows.variance >= 0) {
      const { linear, square } = parabola(oracle, t)
      gradient[rows.variance] += exposureAt(oracle.tieCosts[t], linear, square, choice.price[2 * t + side]) ** 2
    }
    gradient[factor] = 0
  }
  // limits of a tie are held by its price
  for (let row = 0; row < folded.length; row++) if (folded[row] === 1) gradient[rows.budget + row] = 0
}

function addChoice(oracle: Oracle, { members }: Tie, place: number, share: number, heavier: boolean): void {
  const { mode, amount, shortGain, longGain, count } = oracle.choice
  for (let m = 0; m < members.length; m++) {
    const i = members[m]
    const from = place * count + i
    if (heavier) oracle.mode[i] = mode[from]
    addTrade(oracle, i, mode[from], amount[from], shortGain[from], longGain[from], share)
  }
}

/** Leaves what each mode of the tied members costs at the price of the side chosen. */
export function priceTied(oracle: Oracle, price: Float64Array, restriction: Restriction): void {
  const { choice, change, ties } = oracle
  ties.forEach(({ group, members, exposure }, t) => {
    const at = choice.price[2 * t + choice.side[group]]
    members.forEach((i, m) => {
      priceSecurity(oracle, i, change[i] + exposure[m] * at, price, restriction, Beside.either)
    })
  })
}

export function tiesByGroup(ties: readonly Tie[], { limits }: Problem): readonly (readonly number[])[] {
  return limits.identicalGroups.map((_, group) => ties.flatMap((tie, t) => (tie.group === group ? [t] : [])))
}
