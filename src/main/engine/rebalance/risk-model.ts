/**
 * The covariance a plan is made with: statistical factors and a variance of each security's own, estimated from the book's prices where there are enough of them; a security without a history takes the average of its
 * asset class and a risk of its own by kind. Without any history the simplified model stands in (simplified-risk.ts). Which one it is, and from how many days, is said in the notes.
 */
import type { Security } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { percent } from '../../../shared/present/format.ts'
import { historiesOf, longestLookback } from '../when/price-histories.ts'
import { covarianceOf } from '../when/risk-estimate.ts'
import { type SimplifiedRisk, simplifiedRisk } from './simplified-risk.ts'

/** Enough for the market, rates and a few classes; more would be noise of 252 days. */
const factorCount = 5
/** Below a volatility of its own of half a percent a year the solver sees two securities as one. */
const leastSpecific = 0.005 ** 2
/** Fewer days than a quarter of a year tell too little of factors. */
const leastDays = 60

export function riskModel(snapshot: Snapshot, securities: readonly Security[]): SimplifiedRisk {
  const { securities: known, returns } = historiesOf(snapshot)
  const places = securities.map(({ id }) => known.indexOf(id))
  const estimate =
    returns.days.length >= leastDays && places.some(place => place >= 0)
      ? covarianceOf(snapshot, { kind: 'factors', count: factorCount }, longestLookback)
      : null
  if (!estimate?.factors) return simplifiedRisk(securities)
  const { exposures, specific, explained } = estimate.factors
  const own = places.map(place => (place < 0 ? null : exposures.getRow(place)))
  const assumed = simplifiedRisk(securities)
  const without = securities.filter((_, at) => own[at] === null).map(({ symbol }) => symbol)
  return {
    factors: Array.from({ length: exposures.columns }, () => 1),
    exposures: securities.map((security, at) => own[at] ?? averageOf(securities, own, security, exposures.columns)),
    specific: places.map((place, at) => Math.max(leastSpecific, place < 0 ? (assumed.specific[at] ?? 0) : (specific[place] ?? 0))),
    used: { kind: 'estimated', days: returns.days.length, factors: exposures.columns, explained, assumed: without },
    notes: [
      `Risk is estimated from ${returns.days.length} days of prices: ${exposures.columns} statistical factors, which explain ${percent(Math.round(explained * 10_000))} of the variance, and each security’s own.`,
      ...(without.length === 0 ? [] : [`No price history, taken as the average of its asset class: ${without.join(', ')}.`]),
    ],
  }
}

/** Of the securities of the same class with a history; of all where the class has none. */
function averageOf(
  securities: readonly Security[],
  own: readonly (number[] | null)[],
  { assetClass }: Security,
  columns: number,
): number[] {
  const known = own.flatMap((row, at) => (row ? [{ row, assetClass: securities[at]?.assetClass ?? null }] : []))
  const alike = known.filter(each => each.assetClass === assetClass)
  const of = alike.length > 0 ? alike : known
  return Array.from({ length: columns }, (_, f) => of.reduce((sum, { row }) => sum + (row[f] ?? 0), 0) / of.length)
}
