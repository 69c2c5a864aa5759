/**
 * What one trade is expected to cost: commission and, for what trades at a spread, the one-way assumption of its size class. Shares of mutual
 * and money-market funds change hands at net asset value, so they bear the commission only. Every figure is an estimate and says of what.
 * Source: settings (resources/costs.json, after the rebalancing planner's fallback proxies).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { Security } from '../../../shared/model/book.ts'
import type { CostAssumptions } from '../../../shared/model/settings.ts'
import { scaled } from '../exact.ts'

export type CostClass = keyof CostAssumptions['oneWay'] | 'at-net-asset-value'

/** Hundredths of a basis point in one. */
const oneWayScale = 1_000_000

export function costClass(security: Security): CostClass {
  if (security.kind === 'mutual-fund' || security.kind === 'money-market') return 'at-net-asset-value'
  return security.capClass ?? 'unknown'
}

/** One way, hundredths of a basis point of value. */
export function oneWayRate(of: CostClass, costs: CostAssumptions): number {
  return of === 'at-net-asset-value' ? 0 : costs.oneWay[of]
}

export function tradeCost(value: Cents, security: Security, costs: CostAssumptions): Cents {
  return cents(costs.commission + scaled(value, oneWayRate(costClass(security), costs), oneWayScale))
}

/** Selling for `value` and buying for as much: the round trip of a harvest. */
export function roundTripCost(value: Cents, sold: Security, bought: Security, costs: CostAssumptions): Cents {
  return cents(tradeCost(value, sold, costs) + tradeCost(value, bought, costs))
}

/** The same from rates, as plain numbers, for columns of lots. */
export function roundTripOf(value: number, soldRate: number, boughtRate: number, commission: number): number {
  return commission * 2 + scaled(value, soldRate, oneWayScale) + scaled(value, boughtRate, oneWayScale)
}
