/**
 * Returns with what came in and left taken out, and figures of them. Between two valued days by Modified Dietz, each flow weighted by the part of the days it was there (a flow of the last day not at all): from one
 * day to the next that is the true daily return. Linked, they are the time-weighted return (GIPS Standards 2020, Glossary: "time-weighted return", "Modified Dietz"). Sharpe ratio: mean of the returns above the
 * risk-free rate over their standard deviation, times the root of 252 (Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 1994).
 */
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { type Flow, tradingDaysInside } from './valued-days.ts'

export interface Valued {
  readonly day: number
  readonly value: number
}

export interface Period {
  readonly from: number
  readonly to: number
  readonly value: number
  /** Return of the period, a fraction. */
  readonly gain: number
  /** From one trading day to the next. */
  readonly daily: boolean
}

/** Fewer daily returns say nothing about a ratio of risk and reward. */
export const leastDays = 60

/** null where there was nothing to earn a return on. */
export function modifiedDietz(start: Valued, end: Valued, flows: readonly Flow[]): number | null {
  const days = end.day - start.day
  let [sum, weighted] = [0, 0]
  for (const { day, amount } of flows) {
    sum += amount
    weighted += (amount * (end.day - day)) / days
  }
  const base = start.value + weighted
  return base > 0 ? (end.value - start.value - sum) / base : null
}

/** One period a pair of days that follow each other; periods in which there was nothing are left out. */
export function periodsOf(days: readonly Valued[], flows: readonly Flow[]): Period[] {
  const sorted = flows.toSorted((a, b) => a.day - b.day)
  const periods: Period[] = []
  let at = 0
  for (const [index, end] of days.entries()) {
    const start = days[index - 1]
    const own: Flow[] = []
    for (let flow = sorted[at]; flow !== undefined && flow.day <= end.day; at += 1, flow = sorted[at])
      if (start && flow.day > start.day) own.push(flow)
    if (start === undefined) continue
    const gain = modifiedDietz(start, end, own)
    if (gain !== null)
      periods.push({ from: start.day, to: end.day, value: end.value, gain, daily: tradingDaysInside(start.day, end.day) === 0 })
  }
  return periods
}

/** Linked: Π(1 + return) − 1. */
export function timeWeighted(periods: readonly Pick<Period, 'gain'>[]): number {
  return periods.reduce((grown, { gain }) => grown * (1 + gain), 1) - 1
}

/** null: fewer than 60 daily returns, or returns that do not differ. `riskFree` a year, a fraction. */
export function sharpeRatio(periods: readonly Pick<Period, 'gain' | 'daily'>[], riskFree: number): number | null {
  const gains = periods.filter(({ daily }) => daily).map(({ gain }) => gain - riskFree / tradingDaysAYear)
  if (gains.length < leastDays) return null
  const mean = gains.reduce((sum, each) => sum + each, 0) / gains.length
  const spread = Math.sqrt(gains.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (gains.length - 1))
  return spread > 1e-12 ? (mean / spread) * Math.sqrt(tradingDaysAYear) : null
}

/** Half of what is bought and sold, over the value before: 1 is everything exchanged once. */
export function turnover(bought: number, sold: number, value: number): number {
  return value > 0 ? (bought + sold) / 2 / value : 0
}

/** What the trades cost against the prices on the ticket, in cents: more paid, or less received, and the fees on top. Negative: better than the ticket. Perold, "The Implementation Shortfall", 1988. */
export function costShortfall(
  fills: readonly {
    readonly side: 'buy' | 'sell'
    readonly shares: number
    readonly filled: number
    readonly ticket: number
    readonly fees: number
  }[],
): { readonly price: number; readonly fees: number } {
  let [price, fees] = [0, 0]
  for (const fill of fills) {
    const each = (fill.shares * (fill.filled - fill.ticket)) / 1e10
    price += fill.side === 'buy' ? each : -each
    fees += fill.fees
  }
  return { price: Math.round(price), fees }
}

/** Slope of a straight line through the points (least squares), per day; null with fewer than two days. */
export function slope(points: readonly { readonly day: number; readonly value: number }[]): number | null {
  const count = points.length
  if (count < 2) return null
  const [x, y] = [points.reduce((sum, { day }) => sum + day, 0) / count, points.reduce((sum, { value }) => sum + value, 0) / count]
  let [across, along] = [0, 0]
  for (const { day, value } of points) {
    across += (day - x) * (value - y)
    along += (day - x) ** 2
  }
  return along === 0 ? null : across / along
}
