/**
 * Core metric 3 of the rebalancing planner (US). Transaction_cost_i = Spread_i + Commission_i + Impact_i in basis points; Rebalancing_cost = Σ(|Trade_value_i| · Transaction_cost_i) / Portfolio_value.
 * What is not known is estimated as "fallback proxies" and "missing transaction cost data" say, and flagged. Estimates older than 30 days are stale (invalidation conditions, quality checks).
 */
import type { Flag } from './flags.ts'

export type SizeClass = 'large' | 'mid' | 'small'

/** Historical averages where no part of the cost is known, basis points. */
export const averageCost: Readonly<Record<SizeClass, number>> = { large: 20, mid: 50, small: 100 }
/** "No spread data: use 0.05 % for large-caps, 0.10 % for mid-caps, 0.20 % for small-caps", basis points. */
export const averageSpread: Readonly<Record<SizeClass, number>> = { large: 5, mid: 10, small: 20 }
/** "Transaction cost estimates are stale (> 30 days old)". */
export const mostDaysOfCosts = 30

export interface CostFacts {
  readonly name: string
  /** null: not known, and then it counts as small, the dearest. */
  readonly size: SizeClass | null
  /** Basis points of the value traded; null where not known. */
  readonly spread: number | null
  readonly commission: number | null
  readonly impact: number | null
}

export interface TransactionCost {
  readonly basisPoints: number
  readonly flags: readonly Flag[]
}

/** Transaction_cost_i. */
export function transactionCost({ name, size, spread, commission, impact }: CostFacts): TransactionCost {
  const as = size ?? 'small'
  if (spread === null && commission === null && impact === null) {
    const words = `${name}: no cost data, the average of ${as === 'mid' ? 'medium' : as} companies, ${averageCost[as]} bp, is used.`
    return { basisPoints: averageCost[as], flags: [{ fallback: 'no-costs', about: name, words }] }
  }
  const flags: Flag[] = []
  if (spread === null) {
    flags.push({ fallback: 'no-spread', about: name, words: `${name}: no spread known, ${averageSpread[as]} bp is used.` })
  }
  return { basisPoints: (spread ?? averageSpread[as]) + (commission ?? 0) + (impact ?? 0), flags }
}

/** A fraction of the portfolio's value. `trades` in any one unit of money, `costs` in basis points. */
export function rebalancingCost(trades: readonly number[], costs: readonly number[], portfolioValue: number): number {
  return trades.reduce((sum, trade, i) => sum + Math.abs(trade) * (costs[i] / 10_000), 0) / portfolioValue
}

/** Whether estimates of that age, in calendar days, may still decide a rebalance. */
export function costsAreStale(days: number): boolean {
  return days > mostDaysOfCosts
}
