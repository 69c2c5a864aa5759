/**
 * "Backtest notes" of the rebalancing planner (US): a portfolio is left to drift with real or made returns and brought back by a rule; what is reported is tracking error against the target, costs, taxes, turnover
 * and the Sharpe ratio, each a year, and the rebalancing premium against a portfolio that is never touched. The target portfolio is rebalanced every day and free, as an index is. Nothing looks ahead: a rule
 * sees the days up to its own, and trades at that day's prices.
 */
import { type CivilDate, partsOf } from '../../../shared/kernel/civil-date.ts'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { deviation } from './moments.ts'
import { type BacktestRule, type CostOf, newWeights } from './rule.ts'
import { closeYear, openLedger, payFrom, type TaxLedger, type TaxRates, trade } from './tax-ledger.ts'

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
  /** A year each: fractions. Tracking error is before taxes. */
  readonly trackingError: number
  readonly cost: number
  /** Paid on gains as they are realized; 0 where nothing is taxed. */
  readonly tax: number
  /** Bought and sold together, halved, as a part of the portfolio. */
  readonly turnover: number
  readonly growth: number
  readonly volatility: number
  readonly sharpe: number
  /** Growth above that of the same portfolio never touched, after costs and taxes. */
  readonly premium: number
  readonly averageDrift: number
  readonly largestDrift: number
}

/** With what happened day by day: its own returns after costs and taxes, and those before taxes less the target's. */
export interface Run extends BacktestResult {
  readonly own: Float64Array
  readonly active: Float64Array
}

/** A fraction of each trade's value, or what a trade of so much of the portfolio costs, as a fraction of the portfolio. */
export type Cost = number | CostOf

/** `target` sums to one. */
export function backtest(market: Market, target: readonly number[], costs: readonly Cost[], rule: BacktestRule): BacktestResult {
  const run = simulate(market, target, costs, rule, null)
  const still = rule.kind === 'never' ? run : simulate(market, target, costs, { kind: 'never' }, null)
  const { own: _, active: __, ...result } = against(run, still)
  return result
}

/** The premium is over `still`. */
export function against(run: Run, still: Run): Run {
  return { ...run, premium: run.growth - still.growth }
}

interface Path {
  weights: number[]
  last: CivilDate | null
  rebalances: number
  paid: number
  taxed: number
  traded: number
  /** Wealth and prices, 1 on the first day. */
  wealth: number
  readonly prices: number[]
  readonly ledger: TaxLedger
}

/** `taxes` null: nothing is taxed. The first day's premium is 0: `against` sets it. */
export function simulate(
  market: Market,
  target: readonly number[],
  costs: readonly Cost[],
  rule: BacktestRule,
  taxes: TaxRates | null,
): Run {
  const { days, returns } = market
  const path = startOf(target, days)
  const rates = costs.map((cost): CostOf => (typeof cost === 'number' ? part => part * cost : cost))
  const [own, active] = [new Float64Array(days.length), new Float64Array(days.length)]
  let [drifted, largest] = [0, 0]
  days.forEach((day, t) => {
    const gain = path.weights.reduce((sum, weight, i) => sum + weight * returns[i][t], 0)
    const wished = target.reduce((sum, weight, i) => sum + weight * returns[i][t], 0)
    path.weights = path.weights.map((weight, i) => (weight * (1 + returns[i][t])) / (1 + gain))
    for (let i = 0; i < target.length; i++) path.prices[i] *= 1 + returns[i][t]
    path.wealth *= 1 + gain
    const drift = path.weights.reduce((sum, weight, i) => sum + Math.abs(weight - target[i]), 0) / 2
    drifted += drift
    largest = Math.max(largest, drift)
    const wanted = newWeights(rule, { day, t, drift, weights: path.weights, last: path.last, target, returns, costs: rates })
    const paid = wanted === null ? 0 : rebalance(path, day, wanted, rates)
    const taxed = taxes === null || !endsYear(days, t) ? 0 : payTax(path, taxes)
    own[t] = (1 + gain) * (1 - paid) * (1 - taxed) - 1
    // a year's tax falls on one day: it says nothing of how close the portfolio is held
    active[t] = (1 + gain) * (1 - paid) - 1 - wished
  })
  return { ...figuresOf(market, path, own, active), averageDrift: drifted / days.length, largestDrift: largest, own, active }
}

function startOf(target: readonly number[], days: readonly CivilDate[]): Path {
  const [first] = days
  return {
    weights: [...target],
    last: first ?? null,
    rebalances: 0,
    paid: 0,
    taxed: 0,
    traded: 0,
    wealth: 1,
    prices: target.map(() => 1),
    ledger: openLedger(target, first),
  }
}

function figuresOf(
  { days, riskFree }: Market,
  path: Path,
  own: Float64Array,
  active: Float64Array,
): Omit<BacktestResult, 'averageDrift' | 'largestDrift'> {
  const years = days.length / tradingDaysAYear
  return {
    days: days.length,
    rebalances: path.rebalances,
    trackingError: deviation(active) * Math.sqrt(tradingDaysAYear),
    cost: path.paid / years,
    tax: path.taxed / years,
    turnover: path.traded / years,
    ...performance(own, riskFree),
    premium: 0,
  }
}

/** Growth and volatility a year, and the Sharpe ratio, of daily returns. */
export function performance(own: Float64Array, riskFree: number): Pick<BacktestResult, 'growth' | 'volatility' | 'sharpe'> {
  const volatility = deviation(own) * Math.sqrt(tradingDaysAYear)
  const excess = (own.reduce((sum, each) => sum + each, 0) / own.length - riskFree) * tradingDaysAYear
  const growth = own.reduce((sum, each) => sum + Math.log1p(each), 0)
  return { growth: Math.expm1((growth * tradingDaysAYear) / own.length), volatility, sharpe: volatility > 0 ? excess / volatility : 0 }
}

/** To the new weights; what it cost as a fraction of the portfolio. */
function rebalance(path: Path, day: CivilDate, wanted: readonly number[], costs: readonly CostOf[]): number {
  const moves = wanted.map((weight, i) => weight - path.weights[i])
  const paid = moves.reduce((sum, move, i) => (move === 0 ? sum : sum + costs[i](Math.abs(move))), 0)
  moves.forEach((move, i) => void trade(path.ledger, i, (move * path.wealth) / path.prices[i], path.prices[i], day))
  payFrom(path.ledger, paid)
  path.wealth *= 1 - paid
  path.traded += moves.reduce((sum, move) => sum + Math.abs(move), 0) / 2
  path.paid += paid
  path.weights = [...wanted]
  path.last = day
  path.rebalances += 1
  return paid
}

function endsYear(days: readonly CivilDate[], t: number): boolean {
  return t === days.length - 1 || partsOf(days[t]).year !== partsOf(days[t + 1]).year
}

/** On the last day of the year; as a fraction of the wealth of that day. */
function payTax(path: Path, taxes: TaxRates): number {
  const part = Math.min(1, closeYear(path.ledger, taxes) / path.wealth)
  payFrom(path.ledger, part)
  path.wealth *= 1 - part
  path.taxed += part
  return part
}
