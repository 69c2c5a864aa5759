/**
 * When a rule trades in a simulated past, and to what weights. "Calendar, threshold, optimal (cost-aware)" of the portfolio rebalancing note; hybrid and cost-benefit of the rebalancing planner (US). A rule
 * sees the days up to its own and no later one.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { estimateCovariance } from '../estimate/covariance.ts'
import { costBenefitRatio } from '../planner/cost-benefit.ts'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { optimalRebalance } from '../planner/optimal-rebalance.ts'
import { isDue } from '../planner/review-dates.ts'
import type { Frequency } from '../planner/triggers.ts'
import { deviation } from './moments.ts'

export type BacktestRule =
  | { readonly kind: 'never' }
  | { readonly kind: 'calendar'; readonly every: Frequency }
  /** Portfolio drift: half the sum of absolute drifts. */
  | { readonly kind: 'threshold'; readonly threshold: number }
  /** Any one weight is off by more (threshold_rebalance of the note). */
  | { readonly kind: 'band'; readonly band: number }
  | { readonly kind: 'hybrid'; readonly every: Frequency; readonly override: number }
  /** Rebalances where the ratio of cost to the reduction of tracking error is below 1. */
  | { readonly kind: 'cost-benefit' }
  /** optimal_rebalance of the note: as far as λ times the tracking error variance saved is worth the cost. */
  | { readonly kind: 'cost-aware'; readonly every: Frequency; readonly lambda: number }

/** What a trade of this part of the portfolio costs, as a fraction of the portfolio. */
export type CostOf = (part: number) => number

export interface Seen {
  readonly day: CivilDate
  /** Place of the day among the returns. */
  readonly t: number
  readonly drift: number
  readonly weights: readonly number[]
  readonly last: CivilDate | null
  readonly target: readonly number[]
  readonly returns: readonly Float64Array[]
  readonly costs: readonly CostOf[]
}

/** Days of which a rule may estimate volatility, and covariances at most. */
const lookback = 60
const longestLookback = tradingDaysAYear

/** null: nothing is traded. */
export function newWeights(rule: BacktestRule, seen: Seen): readonly number[] | null {
  if (rule.kind === 'never' || seen.drift === 0) return null
  if (rule.kind === 'cost-aware') return isDue(seen.last, seen.day, rule.every) && seen.t >= lookback ? optimum(rule.lambda, seen) : null
  return triggers(rule, seen) ? seen.target : null
}

function triggers(rule: Exclude<BacktestRule, { kind: 'never' | 'cost-aware' }>, seen: Seen): boolean {
  const { day, drift, last, t, weights, target } = seen
  if (rule.kind === 'threshold') return drift >= rule.threshold
  if (rule.kind === 'band') return weights.some((weight, i) => Math.abs(weight - target[i]) > rule.band)
  if (rule.kind === 'calendar') return isDue(last, day, rule.every)
  if (rule.kind === 'hybrid') return isDue(last, day, rule.every) || drift >= rule.override
  return t >= lookback && costBenefit(seen) < 1
}

function costBenefit({ t, weights, target, returns, costs }: Seen): number {
  const cost = weights.reduce((sum, weight, i) => sum + costs[i](Math.abs(weight - target[i])), 0)
  const recent = Float64Array.from({ length: lookback }, (_, back) =>
    weights.reduce((sum, weight, i) => sum + (weight - target[i]) * returns[i][t - back], 0),
  )
  return costBenefitRatio(cost, deviation(recent) * Math.sqrt(tradingDaysAYear))
}

/** null where the optimum is to stay. Costs are taken as rates of the whole way to target. */
function optimum(lambda: number, { t, weights, target, returns, costs }: Seen): readonly number[] | null {
  const from = Math.max(0, t + 1 - longestLookback)
  const { matrix } = estimateCovariance(
    returns.map(series => series.subarray(from, t + 1)),
    { kind: 'sample' },
  )
  const rates = weights.map((weight, i) => {
    const part = Math.abs(weight - target[i])
    return part > 0 ? costs[i](part) / part : costs[i](0.01) / 0.01
  })
  const answer = optimalRebalance({ current: weights, target, covariance: matrix.to2DArray(), costs: rates, lambda })
  if (!answer.ok) return null
  const { weights: wanted } = answer.value
  return wanted.some((weight, i) => Math.abs(weight - weights[i]) > 1e-9) ? wanted : null
}
