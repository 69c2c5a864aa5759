/**
 * The planner's own list of rules side by side on one market, its sensitivity analysis (thresholds of 3, 5, 7 and 10 %, costs of 10, 20 and 50 bp, regimes by VIX), and its falsification: the
 * threshold rule fails where it does not lower tracking error against the calendar, or costs more than it saves.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { type Regime, regimeOf } from '../planner/regimes.ts'
import { type BacktestResult, type BacktestRule, backtest, type Market } from './simulate.ts'

/** "Simulate portfolio over 5-10 years with different rebalancing rules". */
export const plannersRules: readonly { readonly name: string; readonly rule: BacktestRule }[] = [
  { name: 'never', rule: { kind: 'never' } },
  { name: 'monthly', rule: { kind: 'calendar', every: 'monthly' } },
  { name: '5 % threshold', rule: { kind: 'threshold', threshold: 0.05 } },
  { name: '10 % threshold', rule: { kind: 'threshold', threshold: 0.1 } },
  { name: 'hybrid: monthly and 10 % override', rule: { kind: 'hybrid', every: 'monthly', override: 0.1 } },
  { name: 'cost-benefit below 1', rule: { kind: 'cost-benefit' } },
]
export const sensitivityThresholds = [0.03, 0.05, 0.07, 0.1] as const
export const sensitivityCosts = [0.001, 0.002, 0.005] as const

export interface Compared {
  readonly name: string
  readonly result: BacktestResult
}

export function compareRules(market: Market, target: readonly number[], costs: readonly number[]): readonly Compared[] {
  return plannersRules.map(({ name, rule }) => ({ name, result: backtest(market, target, costs, rule) }))
}

export interface Sensitivity {
  readonly threshold: number
  readonly cost: number
  readonly result: BacktestResult
}

export function sensitivity(market: Market, target: readonly number[]): readonly Sensitivity[] {
  return sensitivityThresholds.flatMap(threshold =>
    sensitivityCosts.map(cost => ({
      threshold,
      cost,
      result: backtest(
        market,
        target,
        target.map(() => cost),
        { kind: 'threshold', threshold },
      ),
    })),
  )
}

/** The part of a market whose days lie in one regime; days follow each other though others lie between. */
export function daysInRegime(market: Market, vixOf: (day: CivilDate) => number | null, regime: Regime): Market {
  const kept = market.days.map((day, t) => ({ t, vix: vixOf(day) })).filter(({ vix }) => vix !== null && regimeOf(vix) === regime)
  return {
    ...market,
    days: kept.map(({ t }) => market.days[t]),
    returns: market.returns.map(series => Float64Array.from(kept, ({ t }) => series[t])),
  }
}

export interface Falsified {
  readonly holds: boolean
  readonly words: string
}

/** "Rule fails if threshold-based rebalancing does not reduce TE vs time-based, or if transaction costs exceed TE reduction." */
export function falsify(threshold: BacktestResult, calendar: BacktestResult): Falsified {
  const reduction = calendar.trackingError - threshold.trackingError
  const [te, cost] = [reduction * 10_000, threshold.cost * 10_000]
  if (reduction <= 0) return { holds: false, words: `fails: tracking error is ${(-te).toFixed(1)} bp above the calendar's` }
  if (threshold.cost > reduction)
    return { holds: false, words: `fails: costs of ${cost.toFixed(1)} bp a year are above the ${te.toFixed(1)} bp of tracking error saved` }
  return { holds: true, words: `holds: ${te.toFixed(1)} bp of tracking error saved for ${cost.toFixed(1)} bp of costs a year` }
}
