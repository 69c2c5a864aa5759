/**
 * The rules side by side on one market, the planner's sensitivity analysis (thresholds of 3, 5, 7 and 10 %, costs of 10, 20 and 50 bp, regimes by VIX), and its falsification: the
 * threshold rule fails where it does not lower tracking error against the calendar, or costs more than it saves.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { type Regime, regimeOf } from '../planner/regimes.ts'
import { deviation } from './moments.ts'
import type { BacktestRule } from './rule.ts'
import { against, type BacktestResult, backtest, type Cost, type Market, type Run, simulate } from './simulate.ts'
import type { TaxRates } from './tax-ledger.ts'

/** The note's weight of tracking error against cost (lam = 1.0). */
const noteLambda = 1

export interface NamedRule {
  readonly name: string
  /** What it does, in a sentence. */
  readonly words: string
  readonly rule: BacktestRule
}

const calendar = (name: string, every: Extract<BacktestRule, { kind: 'calendar' }>['every'], words: string): NamedRule => ({
  name,
  words,
  rule: { kind: 'calendar', every },
})
const threshold = (part: number): NamedRule => ({
  name: `${part * 100} % threshold`,
  words: `To target whenever half the sum of absolute drifts reaches ${part * 100} points.`,
  rule: { kind: 'threshold', threshold: part },
})

/** "Simulate portfolio over 5-10 years with different rebalancing rules" (planner), and the approaches of the portfolio rebalancing note. The first never trades: the premium is over it. */
export const rulesCompared: readonly NamedRule[] = [
  { name: 'never', words: 'Bought on the first day and never touched.', rule: { kind: 'never' } },
  calendar('daily', 'daily', 'To target at every close.'),
  calendar('weekly', 'weekly', 'To target on the first trading day of each week.'),
  calendar('monthly', 'monthly', 'To target on the first trading day of each month.'),
  calendar('quarterly', 'quarterly', 'To target on the first trading day of each quarter.'),
  calendar('semi-annual', 'semi-annual', 'To target on the first trading day of each half-year.'),
  calendar('annual', 'annual', 'To target on the first trading day of each year.'),
  threshold(0.03),
  threshold(0.05),
  threshold(0.1),
  {
    name: '5-point band',
    words: 'To target whenever any one weight is off by more than 5 points.',
    rule: { kind: 'band', band: 0.05 },
  },
  {
    name: 'monthly, 10 % override',
    words: 'Hybrid: monthly, and earlier whenever drift reaches 10 points.',
    rule: { kind: 'hybrid', every: 'monthly', override: 0.1 },
  },
  {
    name: 'cost-benefit below 1',
    words: 'To target whenever its cost is below the tracking error it takes away, estimated from the 60 days before.',
    rule: { kind: 'cost-benefit' },
  },
  {
    name: 'cost-aware optimum',
    words:
      'Each month as far toward target as tracking error variance saved (λ = 1) is worth the cost, from covariances of the days before.',
    rule: { kind: 'cost-aware', every: 'monthly', lambda: noteLambda },
  },
]
export const sensitivityThresholds = [0.03, 0.05, 0.07, 0.1] as const
export const sensitivityCosts = [0.001, 0.002, 0.005] as const

export interface Compared extends NamedRule {
  readonly result: Run
}

/** `advance` is told before each rule. */
export function compareRules(
  market: Market,
  target: readonly number[],
  costs: readonly Cost[],
  taxes: TaxRates | null = null,
  advance: (done: number, name: string) => void = () => undefined,
): readonly Compared[] {
  const runs = rulesCompared.map((named, at) => {
    advance(at, named.name)
    return { ...named, result: simulate(market, target, costs, named.rule, taxes) }
  })
  const [still] = runs
  return runs.map(run => ({ ...run, result: against(run.result, still.result) }))
}

export interface Sensitivity {
  readonly threshold: number
  readonly cost: number
  readonly result: BacktestResult
}

/** Before taxes. */
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

/** Days of one regime, and the tracking error a year over them alone; null with fewer than two. */
export interface InRegime {
  readonly days: number
  readonly trackingError: number | null
}

/** "Different volatility regimes (VIX < 20, 20-30, > 30)": of one run, so that nothing is joined that did not follow. A day without VIX belongs to none. */
export function inRegime(days: readonly CivilDate[], { active }: Run, vixOf: (day: CivilDate) => number | null, regime: Regime): InRegime {
  const of = active.filter((_, t) => {
    const vix = vixOf(days[t])
    return vix !== null && regimeOf(vix) === regime
  })
  return { days: of.length, trackingError: of.length < 2 ? null : deviation(of) * Math.sqrt(tradingDaysAYear) }
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
