/**
 * Money: whole cents of US dollars, as a branded integer. Products and quotients go through BigInt and round half to even;
 * parts of a sum are taken from what is left, so that they re-add exactly (`allocate`).
 */
import { decimalFromScaled, divideHalfEven, scaledFromDecimal } from './decimal.ts'

declare const unit: unique symbol
export type Unit<Name extends string> = number & { readonly [unit]: Name }

export type Cents = Unit<'cents'>

/** An integer as cents. Throws where it is not an exact integer: that is a bug, not bad input. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole cents: ${value}`)
  return (value === 0 ? 0 : value) as Cents
}

export const noCents = 0 as Cents

/** Decimal dollars (`-1234.5`) as cents; undefined where it is no decimal or has fractions of a cent. */
export function centsFromDecimal(text: string): Cents | undefined {
  return scaledFromDecimal(text, 2) as Cents | undefined
}

/** Cents as decimal dollars with two places, `-1234.50`. */
export function decimalFromCents(value: Cents): string {
  return decimalFromScaled(value, 2, 2)
}

/** The sum of a few named amounts. Lists go to `sumCents`: each argument stands on the stack, which overflows at about 100,000. */
export function addCents(...values: readonly Cents[]): Cents {
  return sumCents(values)
}

/** The sum of a list of any length; zero for an empty one. Throws where the sum is no exact integer. */
export function sumCents(values: Iterable<Cents>): Cents {
  let sum = 0
  for (const value of values) sum += value
  return cents(sum)
}

export function subtractCents(from: Cents, value: Cents): Cents {
  return cents(from - value)
}

export function negateCents(value: Cents): Cents {
  return cents(-value)
}

/** value x numerator / denominator, half to even. */
export function shareOfCents(value: Cents, numerator: number, denominator: number): Cents {
  return cents(Number(divideHalfEven(BigInt(value) * BigInt(numerator), BigInt(denominator))))
}

/**
 * `total` split over `parts` (any unit, none negative), in order; each piece takes its share of what is left, so the pieces
 * always re-add to `total`. All-zero parts give everything to the last piece.
 */
export function allocate(total: Cents, parts: readonly number[]): Cents[] {
  let left = BigInt(total)
  let of = parts.reduce((sum, part) => sum + BigInt(part), 0n)
  return parts.map((part, index) => {
    const piece = of === 0n ? (index === parts.length - 1 ? left : 0n) : divideHalfEven(left * BigInt(part), of)
    left -= piece
    of -= BigInt(part)
    return cents(Number(piece))
  })
}

/** value x rate (a fraction such as 0.238), half to even on the ten-billionth of the rate. Tax rates have at most that many places. */
export function rateOfCents(value: Cents, rate: number): Cents {
  const scaled = BigInt(Math.round(rate * 1e10))
  return cents(Number(divideHalfEven(BigInt(value) * scaled, 10_000_000_000n)))
}
