/**
 * Numbers of the checker: integers of 10⁻²⁴. A number of a document stands for its decimal text, so 0.1 is a tenth; sums are exact, products and roots are cut at the
 * last place. Shares no code with the optimizer on purpose.
 */
const places = 24

export const unit = 10n ** BigInt(places)

/** A finite number by its decimal text, or such a text, exactly to 24 places. */
export function exact(value: number | string): bigint {
  const [mantissa = '0', exponent = '0'] = value.toString().split('e')
  const negative = mantissa.startsWith('-')
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.')
  const shift = places + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
  return negative ? -size : size
}

export function product(...values: readonly bigint[]): bigint {
  return values.reduce((all, value) => (all * value) / unit, unit)
}

export function quotient(value: bigint, by: bigint): bigint {
  return (value * unit) / by
}

/** Newton's method on integers; the largest root whose square does not pass the value. */
export function squareRoot(value: bigint): bigint {
  if (value <= 0n) return 0n
  const scaled = value * unit
  let guess = 1n << BigInt(Math.ceil(scaled.toString(2).length / 2))
  for (;;) {
    const next = (guess + scaled / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}

export function approximately(value: bigint): number {
  return Number(value) / 1e24
}

export function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other
}

export function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}
