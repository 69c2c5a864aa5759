/**
 * How far one price may move before the plan's pattern (who sells, who buys, who rests) is no longer the best: the convex problem of the pattern is solved again at moved
 * prices, and its own prices tell whether any security would rather do something else. `exact` where at today's prices none would; `estimated` where the plan is not
 * its own best answer to its prices (a gap of the choices), and securities that already would are left out. Found by halving, to a part in a thousand.
 */
import { boundAt, modes, oracleOf, unrestricted } from '../solve/oracle/oracle.ts'
import { spansOf } from '../solve/pattern.ts'
import type { Optimized } from './optimize.ts'
import type { Problem } from './problem.ts'
import { restrictedTo, variancePriceOf } from './restricted.ts'

export interface PriceRange {
  readonly security: number
  /** Multiples of today's price between which the pattern stays; the ends of the search (a half, twice) where it never changes. */
  readonly from: number
  readonly to: number
  readonly kind: 'exact' | 'estimated'
}

const searched = { from: 0.5, to: 2 }
const accuracy = 1e-3

export function priceRange(problem: Problem, found: Pick<Optimized, 'plan' | 'prices'>, security: number): PriceRange {
  const known = new Set(dissenting(problem, found))
  const stays = (factor: number) => dissenting(repriced(problem, security, factor), found).every(i => known.has(i))
  const edge = (end: number) => {
    if (stays(end)) return end
    let [inside, outside] = [1, end]
    while (Math.abs(inside - outside) > accuracy) {
      const middle = (inside + outside) / 2
      if (stays(middle)) inside = middle
      else outside = middle
    }
    return inside
  }
  return { security, from: edge(searched.from), to: edge(searched.to), kind: known.size === 0 ? 'exact' : 'estimated' }
}

/** Securities that at the prices of the plan's own convex problem would rather do something else; groups of identical ones are left to the search. */
function dissenting(problem: Problem, { plan, prices }: Pick<Optimized, 'plan' | 'prices'>): number[] {
  const variancePrice = variancePriceOf(problem, plan)
  const { pattern, rows, regime, solution } = restrictedTo(problem, plan, variancePrice)
  const oracle = oracleOf(problem, rows, regime, spansOf(problem))
  const price = new Float64Array(oracle.dimension)
  price.set(solution.price)
  price[rows.trades] = Math.max(0, prices?.trades ?? 0)
  if (rows.variance >= 0) price[rows.variance] = variancePrice
  if (rows.names >= 0) price[rows.names] = Math.max(0, prices?.names ?? 0)
  boundAt(oracle, price, unrestricted(problem))
  const list: number[] = []
  for (let i = 0; i < pattern.length; i++) {
    const at = i * modes
    if (oracle.grouped[i] === 0 && oracle.cost[at + pattern[i]] > oracle.cost[at + oracle.mode[i]] + indifferent) list.push(i)
  }
  return list
}

const indifferent = 1e-9

/** The account with one price moved: the value of its lots, their gains and the weight of the position move with it; the portfolio's value is left as the unit. */
export function repriced(problem: Problem, security: number, factor: number): Problem {
  const { securities, lots } = problem
  const of = (values: Float64Array, change: (value: number) => number) => values.map((value, i) => (i === security ? change(value) : value))
  const [from, to] = [lots.start[security], lots.start[security + 1]]
  const ofLots = (values: Float64Array, change: (value: number) => number) =>
    values.map((value, l) => (l >= from && l < to ? change(value) : value))
  const moved = securities.held[security] * (factor - 1)
  return {
    ...problem,
    securities: {
      ...securities,
      held: of(securities.held, value => value + moved),
      drift: of(securities.drift, value => value + moved),
      sellable: of(securities.sellable, value => value * factor),
      changeLow: of(securities.changeLow, value => value - moved),
      changeHigh: of(securities.changeHigh, value => value - moved),
      buyable: of(securities.buyable, value => (value > 0 ? Math.max(0, value - moved) : 0)),
    },
    lots: {
      ...lots,
      value: ofLots(lots.value, value => value * factor),
      free: ofLots(lots.free, value => value * factor),
      gain: ofLots(lots.gain, gain => 1 - (1 - gain) / factor),
    },
  }
}
