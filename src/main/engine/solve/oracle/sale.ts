/**
 * The cheapest sale of one security at given prices, exactly: its lots in rising order of tax, each taken whole while the marginal cost stays below zero (or the
 * least sale is not reached), the last one where it vanishes. The cost is convex in the amount, so this is the minimum over all sales from `low` to `high`.
 */
import type { LotLists } from './lot-lists.ts'
import { stationaryAmount } from './stationary.ts'

export interface Sale {
  amount: number
  /** Tax at the given rates. */
  tax: number
  shortGain: number
  longGain: number
}

export interface SaleTerms {
  /** Marginal cost at no sale, without tax and impact. */
  readonly slope: number
  readonly curvature: number
  readonly impact: number
  readonly power: number
  readonly low: number
  readonly high: number
  /** Prices of the short-term and of the long-term gain. */
  readonly shortRate: number
  readonly longRate: number
}

/** Fills `sale`; false where the lots do not reach the least sale. */
export function cheapestSale(lists: LotLists, i: number, gainsOnly: boolean, terms: SaleTerms, sale: Sale): boolean {
  const { gain, value, start, gainStart } = lists
  const { shortRate, longRate, low, high, slope, curvature, impact, power } = terms
  const shortFrom = gainsOnly ? gainStart[2 * i] : start[2 * i]
  const longFrom = gainsOnly ? gainStart[2 * i + 1] : start[2 * i + 1]
  const shortStep = shortRate < 0 ? -1 : 1
  const longStep = longRate < 0 ? -1 : 1
  let shortLeft = start[2 * i + 1] - shortFrom
  let longLeft = start[2 * i + 2] - longFrom
  let short = shortStep > 0 ? shortFrom : start[2 * i + 1] - 1
  let long = longStep > 0 ? longFrom : start[2 * i + 2] - 1
  let sold = 0
  let shortGain = 0
  let longGain = 0
  while (shortLeft > 0 || longLeft > 0) {
    const takesShort = longLeft === 0 || (shortLeft > 0 && gain[short] * shortRate <= gain[long] * longRate)
    const lot = takesShort ? short : long
    const tax = gain[lot] * (takesShort ? shortRate : longRate)
    const end = Math.min(sold + value[lot], high)
    const marginal = slope + tax + curvature * end + power * impact * (power === 1.5 ? Math.sqrt(end) : end ** (power - 1))
    const whole = marginal <= 0 || end <= low
    const until = whole ? end : stationaryAmount(slope + tax, curvature, impact, power, Math.max(sold, low), end)
    if (takesShort) {
      shortGain += gain[lot] * (until - sold)
      short += shortStep
      shortLeft -= 1
    } else {
      longGain += gain[lot] * (until - sold)
      long += longStep
      longLeft -= 1
    }
    sold = until
    if (!whole || sold >= high) break
  }
  sale.amount = sold
  sale.tax = shortGain * shortRate + longGain * longRate
  sale.shortGain = shortGain
  sale.longGain = longGain
  return sold >= low - 1e-14
}
