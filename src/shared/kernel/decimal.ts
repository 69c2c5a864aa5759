/**
 * Exact decimal text to scaled integers and back, and the one rounding rule (half to even).
 * Nothing is rounded on the way in: text with more places than the scale is refused by returning undefined.
 */
const plainDecimal = /^([+-])?(\d+)(?:\.(\d*))?$|^([+-])?\.(\d+)$/

/** `text` as an integer of units of 10^-places; undefined where it is no plain decimal, too precise, or too large to be exact. */
export function scaledFromDecimal(text: string, places: number): number | undefined {
  const match = plainDecimal.exec(text.trim())
  if (!match) return undefined
  const negative = (match[1] ?? match[4]) === '-'
  const whole = match[2] ?? '0'
  const fraction = (match[3] ?? match[5] ?? '').replace(/0+$/, '')
  if (fraction.length > places) return undefined
  const scaled = Number(whole + fraction.padEnd(places, '0'))
  if (!Number.isSafeInteger(scaled)) return undefined
  return negative && scaled !== 0 ? -scaled : scaled
}

/** A plain decimal of any length with at most so many places, half to even; text that is none stays as it is, to be refused where it is read. */
export function roundedDecimal(text: string, places: number): string {
  const match = plainDecimal.exec(text.trim())
  const fraction = match?.[3] ?? match?.[5] ?? ''
  if (!match || fraction.length <= places) return text
  const scaled = divideHalfEven(BigInt((match[2] ?? '0') + fraction), 10n ** BigInt(fraction.length - places))
  const digits = scaled.toString().padStart(places + 1, '0')
  const sign = (match[1] ?? match[4]) === '-' && scaled !== 0n ? '-' : ''
  return `${sign}${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`
}

/** The shortest exact decimal text with at least `least` places after the point. */
export function decimalFromScaled(value: number, places: number, least = 0): string {
  const digits = Math.abs(value)
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits
    .slice(digits.length - places)
    .replace(/0+$/, '')
    .padEnd(least, '0')
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** numerator / denominator rounded half to even; exact for every size. `denominator` must not be zero. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const quotient = n / d
  const remainder = n % d
  const twice = (remainder < 0n ? -remainder : remainder) * 2n
  if (twice < d || (twice === d && quotient % 2n === 0n)) return quotient
  return quotient + (n < 0n ? -1n : 1n)
}
