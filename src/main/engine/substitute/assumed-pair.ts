/**
 * Tracking error that one position brings by standing in for another: its weight times the volatility of the difference of the two, after the note's
 * TE = sqrt((w-b)' V (w-b)) for one pair. Volatilities are the simplified ones by kind and asset class; where the firm stated a correlation, it holds, else the
 * common factors of the two say it. An order of magnitude, called so wherever it is shown.
 */
import type { Security } from '../../../shared/model/book.ts'
import { simplifiedRisk } from '../rebalance/simplified-risk.ts'

/** `weight` as a fraction of the account, `correlation` in hundredths; back comes a fraction a year. */
export function pairTrackingError(held: Security, wanted: Security, correlation: number | null, weight: number): number {
  const { factors, exposures, specific } = simplifiedRisk([held, wanted])
  const of = (side: number, factor: number) => exposures[side]?.[factor] ?? 0
  const variance = (side: number) => factors.reduce((sum, each, at) => sum + each * of(side, at) ** 2, specific[side] ?? 0)
  const common = factors.reduce((sum, each, at) => sum + each * of(0, at) * of(1, at), 0)
  const [a, b] = [variance(0), variance(1)]
  const covariance = correlation === null ? common : (correlation / 100) * Math.sqrt(a * b)
  return weight * Math.sqrt(Math.max(0, a + b - 2 * covariance))
}
