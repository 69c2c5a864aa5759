/**
 * The basis of shares sold from an averaged pool: their part of it, or, as the table of the IRS does it, the average rounded to cents a share times the shares
 * (Pub. 550 Table 4-2: 22.20 x 210 = 4,662 where the exact part is 4,660.98). Never more than the pool holds.
 */
import { divideHalfEven } from '../../../shared/kernel/decimal.ts'
import type { Law } from '../../../shared/model/law.ts'
import { proportion } from './proportion.ts'

/** `pool` and the result in units of 10^-money dollars, shares in units of 10^-shares: cents and millionths where left out. */
export function averageOf(
  pool: number,
  held: number,
  sold: number,
  rounding: Law['averageRounding'],
  places: { readonly money: number; readonly shares: number } = { money: 2, shares: 6 },
): number {
  if (rounding === 'exact' || sold === held) return proportion(pool, sold, held)
  const [cent, share] = [10n ** BigInt(places.money - 2), 10n ** BigInt(places.shares)]
  const centsAShare = divideHalfEven(BigInt(pool) * share, BigInt(held) * cent)
  return Math.min(pool, Number(divideHalfEven(centsAShare * cent * BigInt(sold), share)))
}
