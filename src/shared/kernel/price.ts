/** Prices: millionths of a dollar for one share, as a branded integer. */
import { type Cents, cents, type Unit } from './cents.ts'
import { decimalFromScaled, divideHalfEven, scaledFromDecimal } from './decimal.ts'
import type { Shares } from './shares.ts'

export type Price = Unit<'millionths of a dollar a share'>

const places = 6

/** An integer of millionths of a dollar as a price. Throws where it is negative or no exact integer. */
export function price(millionths: number): Price {
  if (!Number.isSafeInteger(millionths) || millionths < 0) throw new RangeError(`not a price: ${millionths}`)
  return millionths as Price
}

/** `105.0736` as a price; undefined where it is no decimal, negative, or has more than six places. */
export function priceFromDecimal(text: string): Price | undefined {
  const scaled = scaledFromDecimal(text, places)
  return scaled === undefined || scaled < 0 ? undefined : (scaled as Price)
}

/** At least two places: `105.0736`, `42.00`. */
export function decimalFromPrice(value: Price): string {
  return decimalFromScaled(value, places, 2)
}

/** shares x price in cents, half to even. Millionths x millionths of a dollar are 10^-12 dollars, so cents are 10^-10 of the product. */
export function marketValue(held: Shares, at: Price): Cents {
  return cents(Number(divideHalfEven(BigInt(held) * BigInt(at), 10_000_000_000n)))
}

/** Amount for each share, rounded half to even to a millionth of a dollar; undefined for no shares. For display, never for basis. */
export function perShare(amount: Cents, over: Shares): Price | undefined {
  if (over === 0) return undefined
  return Number(divideHalfEven(BigInt(amount) * 10_000_000_000n, BigInt(over))) as Price
}
