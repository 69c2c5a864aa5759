/**
 * Dollars of one lot's loss that section 1091 takes, match by match: each match takes its part of what is left of the loss, as a booked sale does (match.ts), so
 * that the row of a lot, a basket, a try on the timeline and the books agree to the cent. Reg. 1.1091-1(c), (h).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { proportion } from '../lots/proportion.ts'
import type { WashedPart } from './verdict.ts'

/** `loss` positive cents of `shares` (millionths). `tell` hears each match with its dollars. */
export function washedLossOf(
  loss: number,
  shares: number,
  parts: readonly WashedPart[],
  tell: (part: WashedPart, disallowed: Cents) => void = () => {},
): Cents {
  let [left, open] = [loss, shares]
  for (const part of parts) {
    const disallowed = proportion(left, part.shares, open)
    left -= disallowed
    open -= part.shares
    tell(part, cents(disallowed))
  }
  return cents(loss - left)
}
