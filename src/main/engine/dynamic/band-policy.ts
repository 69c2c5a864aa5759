/**
 * When to trade back and how far, by dynamic programming (seed "optimal rebalancing", dynamic programming approaches): one state, the drift s of the portfolio from its
 * target; it wanders as a random walk of volatility η a year; being at s costs `risk`·s² a year; trading from s to s' costs fixed + proportional·|s − s'|. Solved backwards:
 *   W(s') = risk·s'²·dt + e^(−r·dt)·E V(s' + η·√dt·Z),   V(s) = min( W(s), fixed + min over s' of proportional·|s − s'| + W(s') )
 * over a grid, Z on the three points of Gauss and Hermite. Stationary: until the policy stands (differences of V all alike), else so many steps. What comes out is a band in
 * which nothing is done and the point one trades to beyond it: its edge where only proportional costs count, nearer the target the more is fixed.
 */

export interface BandFacts {
  /** λ · (TE ÷ drift)²: what a year at a drift of one costs, as a fraction of the value. */
  readonly risk: number
  /** η: of the drift itself, a year. */
  readonly volatility: number
  /** Cost of trading a drift of one away, and of trading at all; fractions of the value. */
  readonly proportional: number
  readonly fixed: number
  /** r, a year. */
  readonly discount: number
}

export interface BandGrid {
  /** dt, years between two looks. */
  readonly step: number
  /** The grid goes from −reach to reach. */
  readonly reach: number
  /** Odd: the target is one of them. */
  readonly points: number
  /** Looks until the horizon; null: without end. */
  readonly looks: number | null
}

export interface BandPolicy {
  /** Nothing is traded at a drift up to this; Infinity where it never pays within the grid. */
  readonly band: number
  /** Beyond it one trades to this drift. */
  readonly to: number
  /** V at the grid's points less V at the target. */
  readonly value: Float64Array
  readonly looks: number
  readonly settled: boolean
}

/** Gauss-Hermite with three points: exact to the fifth moment. */
const nodes = [-Math.sqrt(3), 0, Math.sqrt(3)]
const chances = [1 / 6, 2 / 3, 1 / 6]
const mostLooks = 40_000
/** Of the value, between the largest and the least difference of two iterates. */
const alike = 1e-12

export function bandPolicy(facts: BandFacts, grid: BandGrid): BandPolicy {
  const { points, reach } = grid
  const apart = (2 * reach) / (points - 1)
  const at = Float64Array.from({ length: points }, (_, k) => -reach + k * apart)
  const expect = expectationOn(at, apart, facts.volatility * Math.sqrt(grid.step))
  const fade = Math.exp(-facts.discount * grid.step)
  const waiting = new Float64Array(points)
  let value = new Float64Array(points)
  let [looks, settled] = [0, false]
  const most = grid.looks ?? mostLooks
  while (looks < most && !settled) {
    const later = expect(value)
    for (let k = 0; k < points; k++) waiting[k] = facts.risk * at[k] ** 2 * grid.step + fade * later[k]
    const trading = cheapestTrade(waiting, facts.proportional * apart)
    const next = waiting.map((wait, k) => Math.min(wait, facts.fixed + trading[k].cost))
    settled = grid.looks === null && spanOf(next, value) < alike
    value = next
    looks += 1
  }
  return { ...policyOf(facts, at, waiting, apart), value: value.map(each => each - value[(points - 1) / 2]), looks, settled }
}

/** E V(s + move), V between grid points in a straight line, beyond the grid as at its end and on along its slope. */
function expectationOn(at: Float64Array, apart: number, move: number): (value: Float64Array) => Float64Array {
  const last = at.length - 1
  const between = (value: Float64Array, place: number) => {
    const k = Math.min(last - 1, Math.max(0, Math.floor(place)))
    return value[k] + (place - k) * (value[k + 1] - value[k])
  }
  return value => at.map((_, k) => nodes.reduce((sum, node, n) => sum + chances[n] * between(value, k + (node * move) / apart), 0))
}

interface Trade {
  readonly cost: number
  readonly to: number
}

/** min over s' of rate·|s − s'| + W(s') for every s, in two sweeps. */
function cheapestTrade(waiting: Float64Array, rate: number): Trade[] {
  const best: Trade[] = Array.from(waiting, (cost, to) => ({ cost, to }))
  for (let k = 1; k < best.length; k++) {
    const along = best[k - 1].cost + rate
    if (along < best[k].cost) best[k] = { cost: along, to: best[k - 1].to }
  }
  for (let k = best.length - 2; k >= 0; k--) {
    const along = best[k + 1].cost + rate
    if (along < best[k].cost) best[k] = { cost: along, to: best[k + 1].to }
  }
  return best
}

function spanOf(next: Float64Array, before: Float64Array): number {
  let [most, least] = [-Infinity, Infinity]
  for (let k = 0; k < next.length; k++) {
    most = Math.max(most, next[k] - before[k])
    least = Math.min(least, next[k] - before[k])
  }
  return most - least
}

/** The first point above the target at which trading is cheaper, and between it and the one before where the two are even. */
function policyOf(
  { proportional, fixed }: BandFacts,
  at: Float64Array,
  waiting: Float64Array,
  apart: number,
): { band: number; to: number } {
  const trading = cheapestTrade(waiting, proportional * apart)
  const gain = (k: number) => waiting[k] - (fixed + trading[k].cost)
  for (let k = (at.length - 1) / 2; k < at.length; k++) {
    if (gain(k) <= evenly || trading[k].to === k) continue
    const even = fixed > 0 ? gain(k - 1) / (gain(k - 1) - gain(k)) : 0
    const target = Math.max(0, at[trading[k].to])
    // with nothing fixed the band ends where one trades to
    return { band: fixed > 0 ? at[k - 1] + Math.min(1, Math.max(0, even)) * apart : target, to: target }
  }
  return { band: Infinity, to: Infinity }
}

const evenly = 1e-14

/** Small proportional costs, nothing fixed, no discount: risk·b²/3 + proportional·η²/(2b) is least at this b, where one is pushed back at the edge. */
export function edgeBand({ risk, volatility, proportional }: BandFacts): number {
  return Math.cbrt((3 * proportional * volatility ** 2) / (4 * risk))
}

/** Only a fixed cost: fixed·η²/b² + risk·b²/6 is least at this b, from where one goes all the way. */
export function jumpBand({ risk, volatility, fixed }: BandFacts): number {
  return ((6 * fixed * volatility ** 2) / risk) ** 0.25
}

/** Wide enough for the band by either cost, fine enough for the moves of one look. */
export function gridFor(facts: BandFacts, step: number): BandGrid {
  const guess = edgeBand(facts) + jumpBand(facts)
  const move = facts.volatility * Math.sqrt(step)
  const reach = 2.5 * guess + 3 * move
  const wanted = Math.ceil(reach / Math.min(guess / 40, move / 1.5))
  return { step, reach, points: 2 * Math.min(600, Math.max(60, wanted)) + 1, looks: null }
}
