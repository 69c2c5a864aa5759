/**
 * "Backtest notes" of the rebalancing planner (US): a portfolio is left to drift with real or made returns and brought back by a rule; what is reported is tracking error against the target, costs, turnover and
 * the Sharpe ratio, each a year, and the rebalancing premium against a portfolio that is never touched. The target portfolio is rebalanced every day and free, as an index is. Nothing looks ahead: a rule
 * sees only the days before its own.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { costBenefitRatio } from '../planner/cost-benefit.ts'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { isDue } from '../planner/review-dates.ts'
import type { Frequency } from '../planner/triggers.ts'

export type BacktestRule =
  | { readonly kind: 'never' }
  | { readonly kind: 'calendar'; readonly every: Frequency }
  | { readonly kind: 'threshold'; readonly threshold: number }
  | { readonly kind: 'hybrid'; readonly every: Frequency; readonly override: number }
  /** Rebalances where the ratio of cost to the reduction of tracking error is below 1. */
  | { readonly kind: 'cost-benefit' }

export interface Market {
  readonly days: readonly CivilDate[]
  /** returns[asset][day], fractions. */
  readonly returns: readonly Float64Array[]
  /** Of a day, for the Sharpe ratio; 0 where none is known. */
  readonly riskFree: number
}

export interface BacktestResult {
  readonly days: number
  readonly rebalances: number
  /** A year each: fractions. */
  readonly trackingError: number
  readonly cost: number
  /** Bought and sold together, halved, as a part of the portfolio. */
  readonly turnover: number
  readonly growth: number
  readonly volatility: number
  readonly sharpe: number
  /** Growth above that of the same portfolio never touched, after costs. */
  readonly premium: number
  readonly averageDrift: number
  readonly largestDrift: number
}

/** `target` sums to one; `costs` a fraction of each trade's value. */
export function backtest(market: Market, target: readonly number[], costs: readonly number[], rule: BacktestRule): BacktestResult {
  const run = simulate(market, target, costs, rule)
  const still = rule.kind === 'never' ? run : simulate(market, target, costs, { kind: 'never' })
  return { ...run, premium: run.growth - still.growth }
}

interface Path {
  weights: number[]
  last: CivilDate | null
  rebalances: number
  paid: number
  traded: number
}

/** Days of which a rule may estimate volatility. */
const lookback = 60

function simulate(
  { days, returns, riskFree }: Market,
  target: readonly number[],
  costs: readonly number[],
  rule: BacktestRule,
): BacktestResult {
  const path: Path = { weights: [...target], last: days[0] ?? null, rebalances: 0, paid: 0, traded: 0 }
  const [own, active] = [new Float64Array(days.length), new Float64Array(days.length)]
  let [drifted, largest, growth] = [0, 0, 0]
  days.forEach((day, t) => {
    const gain = path.weights.reduce((sum, weight, i) => sum + weight * returns[i][t], 0)
    const wished = target.reduce((sum, weight, i) => sum + weight * returns[i][t], 0)
    path.weights = path.weights.map((weight, i) => (weight * (1 + returns[i][t])) / (1 + gain))
    const drift = path.weights.reduce((sum, weight, i) => sum + Math.abs(weight - target[i]), 0) / 2
    drifted += drift
    largest = Math.max(largest, drift)
    const paid = triggers(rule, day, drift, path, t, returns, target, costs) ? rebalance(path, day, target, costs) : 0
    own[t] = (1 + gain) * (1 - paid) - 1
    active[t] = own[t] - wished
    growth += Math.log1p(own[t])
  })
  const years = days.length / tradingDaysAYear
  const volatility = deviation(own) * Math.sqrt(tradingDaysAYear)
  const excess = (own.reduce((sum, each) => sum + each, 0) / days.length - riskFree) * tradingDaysAYear
  return {
    days: days.length,
    rebalances: path.rebalances,
    trackingError: deviation(active) * Math.sqrt(tradingDaysAYear),
    cost: path.paid / years,
    turnover: path.traded / years,
    growth: Math.expm1(growth / years),
    volatility,
    sharpe: volatility > 0 ? excess / volatility : 0,
    premium: 0,
    averageDrift: drifted / days.length,
    largestDrift: largest,
  }
}

function triggers(
  rule: BacktestRule,
  day: CivilDate,
  drift: number,
  { weights, last }: Path,
  t: number,
  returns: readonly Float64Array[],
  target: readonly number[],
  costs: readonly number[],
): boolean {
  if (rule.kind === 'never' || drift === 0) return false
  if (rule.kind === 'threshold') return drift >= rule.threshold
  if (rule.kind === 'calendar') return isDue(last, day, rule.every)
  if (rule.kind === 'hybrid') return isDue(last, day, rule.every) || drift >= rule.override
  if (t < lookback) return false
  const cost = weights.reduce((sum, weight, i) => sum + Math.abs(weight - target[i]) * costs[i], 0)
  const recent = Float64Array.from({ length: lookback }, (_, back) =>
    weights.reduce((sum, weight, i) => sum + (weight - target[i]) * returns[i][t - back], 0),
  )
  return costBenefitRatio(cost, deviation(recent) * Math.sqrt(tradingDaysAYear)) < 1
}

/** Back to target; what it cost as a fraction of the portfolio. */
function rebalance(path: Path, day: CivilDate, target: readonly number[], costs: readonly number[]): number {
  const paid = path.weights.reduce((sum, weight, i) => sum + Math.abs(weight - target[i]) * costs[i], 0)
  path.traded += path.weights.reduce((sum, weight, i) => sum + Math.abs(weight - target[i]), 0) / 2
  path.paid += paid
  path.weights = [...target]
  path.last = day
  path.rebalances += 1
  return paid
}

function deviation(values: Float64Array): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1))
}
