/**
 * A part of a whole amount, on integers of any unit: total x part / whole, half to even. Callers take parts from what is left, never from
 * what there was, so pieces always re-add to the total. Products beyond 2^53 go through BigInt.
 */
import { divideHalfEven } from '../../../shared/kernel/decimal.ts'

export function proportion(total: number, part: number, whole: number): number {
  if (part === whole) return total
  if (part === 0 || total === 0) return 0
  const product = total * part
  if (!Number.isSafeInteger(product)) return Number(divideHalfEven(BigInt(total) * BigInt(part), BigInt(whole)))
  const quotient = Math.floor(product / whole)
  const remainder = product - quotient * whole
  if (remainder < 0 || remainder >= whole) return Number(divideHalfEven(BigInt(product), BigInt(whole)))
  const twice = remainder * 2
  return twice > whole || (twice === whole && quotient % 2 !== 0) ? quotient + 1 : quotient
}

/**
 * The same for one part after the other, each rounded where it ends in their sum: parts that add up to a whole number of new shares still do, and none is left over
 * that nobody holds.
 */
export function inProportion(numerator: number, denominator: number): (part: number) => number {
  let [before, after] = [0, 0]
  return part => {
    before += part
    const until = proportion(before, numerator, denominator)
    const own = until - after
    after = until
    return own
  }
}
