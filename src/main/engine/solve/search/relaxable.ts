/**
 * The limits that may be let go or widened, one by one and by name: what of the problem changes with more room, and what the room is worth to a proof that there is no plan.
 */
import type { Limits, Problem } from '../../optimize/problem.ts'
import type { RegimeName } from '../regime.ts'
import { type Rows, rowsOf } from '../rows.ts'
import { noLimit } from './bare.ts'

export interface Relaxable {
  readonly name: string
  readonly unit: 'weight' | 'count'
  /** The problem with so much more room: a fraction of the portfolio, of a year's tracking error, or a count. */
  readonly widened: (problem: Problem, by: number) => Problem
  /** Prices prove a bound of more than nothing; how much more room takes that away from them. Infinity where no room does. */
  readonly room: (rows: Rows, price: Float64Array, bound: number, by: number, regime: RegimeName) => number
}

export function relaxablesOf(problem: Problem): Relaxable[] {
  const { limits, securities } = problem
  const rows = rowsOf(problem)
  const list: Relaxable[] = limits.rowNames.flatMap((name, at) => (limits.rowExcess[at] === Infinity ? [rowNamed(name, at)] : []))
  list.push(atRow('turnover', 'weight', rows.turnover, (from, by) => ({ turnover: from.turnover + by })))
  list.push(atRow('number of trades', 'count', rows.trades, (from, by) => ({ trades: from.trades + by })))
  if (rows.names >= 0) list.push(atRow('number of names', 'count', rows.names, (from, by) => ({ names: from.names + by })))
  if (rows.variance >= 0) list.push(trackingError(limits.trackingError))
  list.push(...budgets(problem))
  list.push(ofSecurities('minimum trade', (from, by) => ({ minTrade: from.minTrade.map(least => Math.max(0, least - by)) })))
  if (securities.sellMost.some(most => most < Infinity)) {
    list.push(ofSecurities('largest sale', (from, by) => ({ sellMost: from.sellMost.map(most => most + by) })))
  }
  if (securities.buyMost.some(most => most < Infinity)) {
    list.push(ofSecurities('largest purchase', (from, by) => ({ buyMost: from.buyMost.map(most => most + by) })))
  }
  list.push(ofSecurities('positions', (from, by) => widerPositions(from, by)))
  return list
}

/** Room with which a limit is none: ten portfolios beyond the farthest that is asked for, be it cash to raise of a hundred of them. */
export function allOfIt({ limits, securities }: Problem, unit: Relaxable['unit']): number {
  if (unit === 'count') return securities.count
  const farthest = (most: number, end: number) => Math.max(most, Math.abs(end))
  return noLimit + limits.rowHigh.reduce(farthest, limits.rowLow.reduce(farthest, 0))
}

/** A single position, as `clashOf` names one that is out of reach. */
export function positionNamed(name: string): Relaxable | undefined {
  const at = /^position (\d+)$/.exec(name)?.[1]
  if (at === undefined) return undefined
  return ofSecurities(name, (from, by) => widerPositions(from, by, Number(at)))
}

function widerPositions(from: Problem['securities'], by: number, only?: number): Partial<Problem['securities']> {
  const more = (i: number) => (only === undefined || only === i ? Math.min(by, noLimit) : 0)
  return {
    changeLow: from.changeLow.map((low, i) => low - more(i)),
    changeHigh: from.changeHigh.map((high, i) => high + more(i)),
    buyable: from.buyable.map((most, i) => (most > 0 ? most + more(i) : 0)),
  }
}

/** Limits of single securities have no price of their own: what they cost a proof is not known. */
function ofSecurities(name: string, wider: (from: Problem['securities'], by: number) => Partial<Problem['securities']>): Relaxable {
  return {
    name,
    unit: 'weight',
    widened: (problem, by) => ({ ...problem, securities: { ...problem.securities, ...wider(problem.securities, by) } }),
    room: () => 0,
  }
}

function atRow(name: string, unit: Relaxable['unit'], row: number, wider: (limits: Limits, by: number) => Partial<Limits>): Relaxable {
  return {
    name,
    unit,
    widened: (problem, by) => ({ ...problem, limits: { ...problem.limits, ...wider(problem.limits, by) } }),
    room: (_, price, bound) => worth(bound, Math.abs(price[row])),
  }
}

function rowNamed(name: string, at: number): Relaxable {
  const moved = (values: Float64Array, to: (value: number) => number) => values.map((value, row) => (row === at ? to(value) : value))
  return {
    name,
    unit: 'weight',
    widened: (problem, by) => {
      const { rowLow, rowHigh } = problem.limits
      const lower = (value: number) => Math.max(-noLimit, value - by)
      const higher = (value: number) => Math.min(noLimit, value + by)
      return { ...problem, limits: { ...problem.limits, rowLow: moved(rowLow, lower), rowHigh: moved(rowHigh, higher) } }
    },
    room: (rows, price, bound) => worth(bound, Math.abs(price[rows.budget + at])),
  }
}

function worth(bound: number, price: number): number {
  return price > 1e-12 ? bound / price : Infinity
}

/** The proof counts squares: room for θ·TE² is found in TE. */
function trackingError(limit: number): Relaxable {
  return {
    name: 'tracking error',
    unit: 'weight',
    widened: (problem, by) => ({ ...problem, limits: { ...problem.limits, trackingError: problem.limits.trackingError + by } }),
    room: (rows, price, bound, by) => {
      const square = worth(bound, price[rows.variance])
      return square === Infinity ? Infinity : Math.sqrt((limit + by) ** 2 + square) - (limit + by)
    },
  }
}

function budgets({ limits }: Problem): Relaxable[] {
  if (!limits.budgets) return []
  const { shortGain, longGain, tax } = limits.budgets
  const budget = (
    name: string,
    of: 'shortGain' | 'longGain' | 'tax',
    price: (tax: number, price: Float64Array, regime: RegimeName) => number,
  ) => ({
    name,
    unit: 'weight' as const,
    widened: (problem: Problem, by: number): Problem => {
      const from = problem.limits.budgets
      return from ? { ...problem, limits: { ...problem.limits, budgets: { ...from, [of]: from[of] + by } } } : problem
    },
    room: (rows: Rows, prices: Float64Array, bound: number, _: number, regime: RegimeName) => worth(bound, price(rows.tax, prices, regime)),
  })
  return [
    ...(shortGain < Infinity ? [budget('short-term gain', 'shortGain', (row, price) => price[row] - price[row + 2])] : []),
    ...(longGain < Infinity
      ? [budget('long-term gain', 'longGain', (row, price, regime) => price[row + 1] - price[regime === 'loss' ? row + 2 : row + 3])]
      : []),
    ...(tax < Infinity ? [budget('tax', 'tax', (row, price) => price[row + 4])] : []),
  ]
}
