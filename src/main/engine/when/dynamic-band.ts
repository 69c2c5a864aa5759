/**
 * The household reduced to one drift for the dynamic program (engine/dynamic/band-policy.ts): what is above its target is one basket, what is below it another, and the
 * weight of the first against the second is all that moves. A reduction: how drift is spread among securities is held as it is today, and cash counts as it does there.
 */

import { marketValue } from '../../../shared/kernel/price.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import { usualYears } from '../../../shared/model/usual-years.ts'
import { costFactsOf } from '../cost/facts.ts'
import { costTerms } from '../cost/trade-cost.ts'
import { type BandFacts, bandPolicy, gridFor } from '../dynamic/band-policy.ts'
import { carriedWorth, plainWishes } from '../rebalance/from-snapshot.ts'
import { yearRates } from '../rebalance/year-rates.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { accountFor, type Facts, worthOfRows } from './facts.ts'

export interface DynamicBand {
  /** Nothing is traded up to this drift, beyond it one trades to that; fractions. */
  readonly band: number
  readonly to: number
  readonly facts: BandFacts
  /** Of the drift of one: tracking error a year, share of the overweight basket at target, tax a dollar sold. */
  readonly unit: number
  readonly share: number
  readonly tax: number
  /** No profile or table of the year, though something is taxed. */
  readonly taxUnknown: boolean
  readonly weighing: Weighing
  readonly discountSource: string
}

/** A look every trading day. */
const look = 1 / 252
/** What counts, and from where it is known. */
export interface Weighing {
  /** Weights of squared tracking error, cost and tax, as in the wishes of a plan. */
  readonly weights: { readonly te: number; readonly tc: number; readonly tax: number }
  readonly source: string
}

/** As a plan begins where the household has kept none. */
export const plainWeighing: Weighing = { weights: plainWishes.weights, source: 'as a plan begins: this household has kept none' }
/** Below a hundredth of a point there is no direction in which the portfolio drifts. */
const noDrift = 1e-4

/** null: the household is on its targets, or nothing in it moves; then there is no drift to reduce it to. */
export function dynamicBand(standing: Standing, facts: Facts, weighing: Weighing = plainWeighing): DynamicBand | null {
  const { portfolio, trackingError, assets } = facts
  const unit = portfolio > noDrift ? trackingError.value / portfolio : 0
  if (!facts.targeted || !(unit > 0)) return null
  const over = assets.reduce((sum, { drift, target }) => (drift > 0 ? sum + target : sum), 0)
  const share = Math.min(0.95, Math.max(0.05, over))
  const { weights } = weighing
  const policy = standing.snapshot.settings.years ?? usualYears
  const fixed = commissionsOf(standing, facts)
  const tax = taxOfSelling(standing, facts)
  const band: BandFacts = {
    risk: weights.te * unit ** 2,
    volatility: share * (1 - share) * unit,
    proportional: (weights.tc * Math.max(0, facts.cost - fixed)) / portfolio + weights.tax * (tax ?? 0),
    fixed: weights.tc * fixed,
    discount: policy.discount / 10_000,
  }
  if (band.proportional + band.fixed <= 0 || band.risk <= 0) return null
  const { band: edge, to } = bandPolicy(band, gridFor(band, look))
  return {
    band: edge,
    to,
    facts: band,
    unit,
    share,
    tax: tax ?? 0,
    taxUnknown: tax === null,
    weighing,
    discountSource: policy.discountSource,
  }
}

function commissionsOf(standing: Standing, { securities, assets, drift }: Facts): number {
  const nav = worthOfRows(drift) / 100
  const held = holdingsOf(standing)
  return securities.reduce((sum, { id }, at) => {
    const account = Math.abs(assets[at]?.drift ?? 0) > noDrift ? accountFor(standing, held, id) : null
    return account === null || nav <= 0 ? sum : sum + costTerms(costFactsOf(standing, account, id), nav).fixed
  }, 0)
}

/** Long-term rate times the part of gain in a dollar of what is above its target, over all accounts. null: something is taxed and no rate is known. */
function taxOfSelling(standing: Standing, { securities, assets }: Facts): number | null {
  const over = new Set(securities.filter((_, at) => (assets[at]?.drift ?? 0) > 0).map(({ id }) => standing.sameOf(id)))
  let [value, gain] = [0, 0]
  for (const lot of standing.lots) {
    if (!over.has(standing.sameOf(lot.security))) continue
    const worth = marketValue(lot.shares, standing.priceOf(lot.security)?.price ?? (0 as never))
    value += worth
    if (isTaxable(standing.accountOf(lot.account).type) && lot.basis !== null) gain += Math.max(0, worth - lot.basis)
  }
  if (value <= 0 || gain <= 0) return 0
  const { year, snapshot } = standing
  if (!year || !snapshot.taxProfile) return null
  return yearRates(year, snapshot.taxProfile, carriedWorth).rL * (gain / value)
}
