/**
 * Volatility of a day for impact: the last 60 returns, exponentially weighted (RiskMetrics 1996, 0.94 a day) about zero, as impact asks how the price moves now. A move that no split explains is left out: it is more
 * often a wrong price. Sources: rebalancing planner (US), "20d / 60d"; RiskMetrics (1996).
 */
import { riskMetricsDecay } from './covariance.ts'
import { isJump, leastReturns } from './returns.ts'

export const volatilityLookback = 60

export interface DailyVolatility {
  /** A fraction of a day. */
  readonly value: number
  /** Returns it rests on. */
  readonly days: number
}

/** `prices` oldest first, corrected for splits; null with fewer than twenty returns, or where nothing moved. */
export function dailyVolatility(prices: readonly number[]): DailyVolatility | null {
  const last = prices.slice(-(volatilityLookback + 1))
  let [squares, weights, days] = [0, 0, 0]
  for (let t = 1; t < last.length; t++) {
    const move = last[t] / last[t - 1] - 1
    if (!Number.isFinite(move) || isJump(move)) continue
    const weight = riskMetricsDecay ** (last.length - 1 - t)
    squares += weight * move * move
    weights += weight
    days += 1
  }
  const value = weights > 0 ? Math.sqrt(squares / weights) : 0
  return days < leastReturns || value === 0 ? null : { value, days }
}
