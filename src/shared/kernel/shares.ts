/** Quantities: millionths of a share, as a branded integer. A file with more places is an import issue, never rounded. */
import type { Unit } from './cents.ts'
import { decimalFromScaled, scaledFromDecimal } from './decimal.ts'

export type Shares = Unit<'millionths of a share'>

const places = 6
export const oneShare = 1_000_000 as Shares
export const noShares = 0 as Shares

/** An integer of millionths as shares. Throws where it is no exact integer. */
export function shares(millionths: number): Shares {
  if (!Number.isSafeInteger(millionths)) throw new RangeError(`not whole millionths of a share: ${millionths}`)
  return (millionths === 0 ? 0 : millionths) as Shares
}

/** `12.4877` as shares; undefined where it is no decimal or has more than six places. */
export function sharesFromDecimal(text: string): Shares | undefined {
  return scaledFromDecimal(text, places) as Shares | undefined
}

/** Shortest exact text: `12.4877`, `100`. */
export function decimalFromShares(value: Shares): string {
  return decimalFromScaled(value, places)
}

/** The sum of a few named quantities. Lists go to `sumShares`: each argument stands on the stack, which overflows at about 100,000. */
export function addShares(...values: readonly Shares[]): Shares {
  return sumShares(values)
}

/** The sum of a list of any length; zero for an empty one. Throws where the sum is no exact integer. */
export function sumShares(values: Iterable<Shares>): Shares {
  let sum = 0
  for (const value of values) sum += value
  return shares(sum)
}

export function subtractShares(from: Shares, value: Shares): Shares {
  return shares(from - value)
}

export function isWholeShares(value: Shares): boolean {
  return value % oneShare === 0
}
