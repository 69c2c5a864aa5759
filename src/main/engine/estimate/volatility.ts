/**
 * Volatility of one series of daily returns, a year of 252 days. Realized over 20, 60 or 252 days (rebalancing planner (US), "lookback windows"), and below a target return ("downside risk": below-target
 * return risk, optimal rebalancing note). Means are taken out of volatility and left in the downside, whose target is their measure.
 */
import { tradingDaysAYear } from '../planner/drift-speed.ts'

/** Of the last `lookback` returns; null with fewer than two. */
export function realizedVolatility(returns: Float64Array, lookback: number): number | null {
  const last = returns.subarray(Math.max(0, returns.length - lookback))
  if (last.length < 2) return null
  const mean = last.reduce((sum, each) => sum + each, 0) / last.length
  const squares = last.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return Math.sqrt((squares / (last.length - 1)) * tradingDaysAYear)
}

/** Root of the mean square of what falls short of `target` (of a day); null with no return. */
export function downsideRisk(returns: Float64Array, target = 0): number | null {
  if (returns.length === 0) return null
  const squares = returns.reduce((sum, each) => sum + Math.min(0, each - target) ** 2, 0)
  return Math.sqrt((squares / returns.length) * tradingDaysAYear)
}
