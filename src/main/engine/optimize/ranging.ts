/**
 * How far one price may move before the plan's pattern (who sells, who buys, who rests) or its choice of lots is no longer the best: the convex problem of the pattern is
 * solved again at moved prices, and its own prices tell whether any security would rather do something else. `exact` where at today's prices none would; `estimated` where the plan is not
 * its own best answer to its prices (a gap of the choices), and securities that already would are left out. Found by halving, to a part in a thousand.
 */
import { boundAt, oracleOf, unrestricted } from '../solve/oracle/oracle.ts'
import { modes } from '../solve/oracle/working.ts'
import { spansOf } from '../solve/pattern.ts'
import type { Regime } from '../solve/regime.ts'
import type { Optimized, Prices } from './optimize.ts'
import { type Problem, tradeTolerance } from './problem.ts'
import { restrictedTo, variancePriceOf } from './restricted.ts'

/** A plan with its shadow prices; null where they are not at hand: then a price of one trade more is taken as nothing. */
export interface Ranged {
  readonly plan: Optimized['plan']
  readonly prices: Prices | null
}

export interface PriceRange {
  readonly security: number
  /** Multiples of today's price between which the pattern stays; the ends of the search (a half, twice) where it never changes. */
  readonly from: number
  readonly to: number
  readonly kind: 'exact' | 'estimated'
}

/** No further than half and twice today's price. */
export const searched = { from: 0.5, to: 2 }
const accuracy = 1e-3

/** `together`: positions that have this price, as one security has in several accounts of a household planned as one. */
export function priceRange(problem: Problem, found: Ranged, security: number, together: readonly number[] = [security]): PriceRange {
  const lots = lotsOf(problem, found.plan)
  const known = new Set(dissenting(problem, found, lots))
  const moved = (factor: number) => together.reduce((at, each) => repriced(at, each, factor), problem)
  const stays = (factor: number) => dissenting(moved(factor), found, lots).every(i => known.has(i))
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

/**
 * Securities that at the prices of the plan's own convex problem would rather do something else, and (counted on from their number) those that would rather sell other lots:
 * one that is sold costs more tax a dollar than one that is left. Groups of identical ones are left to the search.
 */
function dissenting(problem: Problem, { plan, prices }: Ranged, lots: LotState): number[] {
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
  const rate = (of: Regime['short']) => of[0] * (price[rows.tax] ?? 0) + of[1] * (price[rows.tax + 1] ?? 0)
  const rates = [rate(regime.short), rate(regime.long)] as const
  for (let i = 0; i < pattern.length; i++) {
    const at = i * modes
    if (oracle.grouped[i] === 0 && sellsDearer(problem, i, lots, rates)) list.push(pattern.length + i)
    if (oracle.grouped[i] === 0 && oracle.cost[at + pattern[i]] > oracle.cost[at + oracle.mode[i]] + indifferent) list.push(i)
  }
  return list
}

const indifferent = 1e-9

interface LotState {
  /** 1 where some of it is sold, where some of it is left that may be. */
  readonly sold: Uint8Array
  readonly left: Uint8Array
}

function lotsOf({ lots }: Problem, { sell }: Ranged['plan']): LotState {
  const sold = new Uint8Array(lots.count).map((_, l) => (sell[l] > tradeTolerance ? 1 : 0))
  return { sold, left: new Uint8Array(lots.count).map((_, l) => (lots.free[l] - sell[l] > tradeTolerance ? 1 : 0)) }
}

function sellsDearer({ lots }: Problem, i: number, { sold, left }: LotState, [short, long]: readonly [number, number]): boolean {
  let [dearest, cheapest] = [-Infinity, Infinity]
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    const tax = lots.gain[l] * (lots.long[l] === 1 ? long : short)
    if (sold[l] === 1 && tax > dearest) dearest = tax
    if (left[l] === 1 && tax < cheapest) cheapest = tax
  }
  return dearest > cheapest + noticedTax
}

/** A thousandth of a cent of tax on a dollar: below it two lots are alike. */
const noticedTax = 1e-5

/** The account with one price moved: the value of its lots, their gains and the weight of the position move with it; the portfolio's value is left as the unit. */
export function repriced(problem: Problem, security: number, factor: number): Problem {
  const { securities, lots } = problem
  const of = (values: Float64Array, change: (value: number) => number) => values.map((value, i) => (i === security ? change(value) : value))
  const [from, to] = [lots.start[security], lots.start[security + 1]]
  const ofLots = (values: Float64Array, change: (value: number) => number) =>
    values.map((value, l) => (l >= from && l < to ? change(value) : value))
  // where nothing is taxed every lot stands at its price, whatever that is
  const untaxed = lots.gain.subarray(from, to).every(gain => gain === 0)
  const moved = securities.held[security] * (factor - 1)
  return {
    ...problem,
    securities: {
      ...securities,
      held: of(securities.held, value => value + moved),
      drift: of(securities.drift, value => value + moved),
      away: of(securities.away, value => value + moved),
      sellable: of(securities.sellable, value => value * factor),
      changeLow: of(securities.changeLow, value => value - moved),
      changeHigh: of(securities.changeHigh, value => value - moved),
      buyable: of(securities.buyable, value => (value > 0 ? Math.max(0, value - moved) : 0)),
    },
    lots: {
      ...lots,
      value: ofLots(lots.value, value => value * factor),
      free: ofLots(lots.free, value => value * factor),
      gain: untaxed ? lots.gain : ofLots(lots.gain, gain => 1 - (1 - gain) / factor),
    },
  }
}
