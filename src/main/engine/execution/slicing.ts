/**
 * A large order over days and within a day: TWAP (equal parts of time), VWAP (parts as the volume of the day falls), and a cap on the participation in the volume. Sources: rebalancing planner (US), workflow step
 * 8; portfolio rebalancing note, "mitigation: TWAP/VWAP, slice orders". Whole shares re-add to the order exactly.
 */
import { almgrenImpact, type OrderFacts } from './impact.ts'

export type SliceMethod = 'twap' | 'vwap'

export interface Slicing {
  /** Whole shares of each day. */
  readonly days: readonly number[]
  /** Whole shares of each part of a day, day by day. */
  readonly parts: readonly (readonly number[])[]
  /** Most that a part takes of the volume expected in it. */
  readonly participation: number
  /** Cost of impact as a fraction of the order, in one day and as sliced. */
  readonly impactAtOnce: number
  readonly impactSliced: number
}

/** The volume of a US trading day by half hours: high at the open and above all at the close. A rough U of our own, in thousandths; it sums to 1,000. */
export const volumeOfDay: readonly number[] = [125, 85, 70, 62, 56, 52, 50, 52, 56, 62, 75, 95, 160]

export interface SliceWish {
  readonly method: SliceMethod
  /** Most of the day's volume that one day takes, above 0. */
  readonly participation: number
  readonly mostDays: number
}

export function slice(order: Omit<OrderFacts, 'days'>, { method, participation, mostDays }: SliceWish): Slicing {
  const whole = Math.floor(order.shares)
  const needed = Math.max(1, Math.ceil(whole / Math.max(1, Math.floor(order.dailyVolume * participation))))
  const count = Math.min(needed, mostDays)
  const days = split(whole, new Array<number>(count).fill(1))
  const pattern = method === 'twap' ? volumeOfDay.map(() => 1) : volumeOfDay
  const parts = days.map(shares => split(shares, pattern))
  const total = volumeOfDay.reduce((sum, part) => sum + part, 0)
  const rate = (shares: number, part: number) => shares / ((order.dailyVolume * volumeOfDay[part]) / total)
  return {
    days,
    parts,
    participation: parts.flatMap(day => day.map(rate)).reduce((most, each) => Math.max(most, each), 0),
    impactAtOnce: almgrenImpact({ ...order, days: 1 }).cost,
    impactSliced: almgrenImpact({ ...order, days: count }).cost,
  }
}

/** `whole` in parts by weight, each a whole number, that sum to it: what rounding leaves goes to the largest remainders. */
function split(whole: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const exact = weights.map(weight => (whole * weight) / total)
  const parts = exact.map(Math.floor)
  const left = whole - parts.reduce((sum, part) => sum + part, 0)
  const order = exact.map((_, at) => at).sort((a, b) => exact[b] - parts[b] - (exact[a] - parts[a]) || a - b)
  for (const at of order.slice(0, left)) parts[at] += 1
  return parts
}
