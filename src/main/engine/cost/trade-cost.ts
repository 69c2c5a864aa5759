/**
 * What one trade is expected to cost: commission + spread + impact, the one model of harvests, tickets and the optimizer. Impact grows with the order as the firm chose: b·σ·x·√(x/V) (Boyd and others
 * 2017, b = 1: σ of a day, V the day's volume in money), or half the permanent and all the temporary impact of Almgren, Thum, Hauptmann and Li (2005), J = I/2 + K; where volume or volatility is not known it is a rate assumed for the size class. Shares of mutual and money-market funds
 * change hands at net asset value, so they bear the commission only. Every figure is an estimate and says of what.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CostAssumptions, CostParts } from '../../../shared/model/costs.ts'
import type { ImpactForm } from '../../../shared/model/lists.ts'
import { scaled } from '../exact.ts'
import { almgren, almgrenImpact, powerCost, usualTurnoverDays } from '../execution/impact.ts'
import type { CostFacts } from './facts.ts'

/** Hundredths of a basis point in one. */
const oneWayScale = 1_000_000
/** Exponents of impact in the value traded: x^1.5 (Boyd and others 2017); x^1.6 of the temporary part, beside x² of the permanent (`costTerms`). */
const impactPowers: Readonly<Record<ImpactForm, number>> = { 'square-root': 1.5, almgren: 1 + almgren.beta }

/** What the optimizer raises a trade to, by the firm's form. */
export function impactPowerOf({ impact = 'square-root' }: Pick<CostAssumptions, 'impact'>): number {
  return impactPowers[impact]
}

/** The parts of `tradeCost`; `value` in cents at the price, not below zero. */
export function costParts(value: Cents, facts: CostFacts): CostParts {
  const commission = commissionOf(value, facts)
  const rated = scaled(value, facts.spread + facts.assumedImpact, oneWayScale)
  const spread = cents(scaled(value, facts.spread, oneWayScale))
  return { commission, spread, impact: cents(rated - spread + impactOver(value, facts, 1)) }
}

export function tradeCost(value: Cents, facts: CostFacts): Cents {
  const { commission, spread, impact } = costParts(value, facts)
  return cents(commission + spread + impact)
}

/** Cents of impact by volume when the order is worked in equal parts over so many days; zero where volume is not known. */
export function impactOver(value: Cents, { liquid }: Pick<CostFacts, 'liquid'>, days: number): number {
  if (liquid === null) return 0
  return impactBy(liquid.form, value, liquid, days)
}

/** The same by a form that need not be the firm's. */
export function impactBy(form: ImpactForm, value: Cents, liquid: NonNullable<CostFacts['liquid']>, days: number): number {
  const { dailyVolatility, dailyValue, dailyVolume, turnoverDays } = liquid
  if (form === 'square-root')
    return Math.round(value * powerCost(value / days, { halfSpread: 0, dailyVolatility, dailyVolume: dailyValue }))
  const outstanding = turnoverDays === null ? null : turnoverDays * dailyVolume
  return Math.round(
    value * almgrenImpact({ shares: (value / dailyValue) * dailyVolume, dailyVolume, outstanding, dailyVolatility, days }).cost,
  )
}

/** The larger of the fee of an order and of its shares. */
function commissionOf(value: Cents, { commission, perShare, price }: CostFacts): Cents {
  if (perShare === 0 || price <= 0) return commission
  // shares = value ÷ price; hundredths of a cent
  return cents(Math.max(commission, Math.round((value * 10_000 * perShare) / price / 100)))
}

/** Selling for `value` and buying for as much: the round trip of a harvest. */
export function roundTripCost(value: Cents, sold: CostFacts, bought: CostFacts): Cents {
  return cents(tradeCost(value, sold) + tradeCost(value, bought))
}

/** The same from rates, as plain numbers, for columns of lots. */
export function roundTripOf(value: number, soldRate: number, boughtRate: number, commission: number): number {
  return commission * 2 + scaled(value, soldRate, oneWayScale) + scaled(value, boughtRate, oneWayScale)
}

/**
 * What the optimizer is told of one security of an account worth `nav` dollars: cost as a fraction of nav of a trade of x of it is fixed + linear·x + power·x^p + square·x², p of `impactPowerOf`, for a trade of any
 * size. The form of Almgren and others is such a sum, 1.6 the power of its temporary part; of the square root nothing is squared. What a plan shows is priced by the form itself, in whole cents.
 */
export function costTerms({ commission, perShare, price, spread, assumedImpact, liquid }: CostFacts, nav: number) {
  const aShare = perShare === 0 || price <= 0 ? 0 : perShare / 10_000 / (price / 1e6)
  return {
    fixed: commission / 100 / nav,
    linear: (spread + assumedImpact) / oneWayScale + aShare,
    ...(liquid === null ? { power: 0, square: 0 } : impactTerms(liquid, (nav * 100) / liquid.dailyValue)),
  }
}

/** `days`: of the security's volume that the whole account would be. */
function impactTerms({ form, dailyVolatility, turnoverDays }: NonNullable<CostFacts['liquid']>, days: number) {
  if (form === 'square-root') return { power: dailyVolatility * Math.sqrt(days), square: 0 }
  return {
    power: almgren.eta * dailyVolatility * days ** almgren.beta,
    square: (almgren.gamma / 2) * dailyVolatility * days * (turnoverDays ?? usualTurnoverDays) ** almgren.delta,
  }
}
