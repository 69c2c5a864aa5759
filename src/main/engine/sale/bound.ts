/**
 * What no choice of lots can go below, where shares bought elsewhere wash losses: of the loss shares sold as many as were bought count for nothing, whatever is
 * sold, and at best those are the smallest losses. How they fall on short and long lots is tried in steps, each taken at its best for either term. The same
 * order and lots as the search itself (least-tax.ts) works on.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId } from '../../../shared/kernel/id.ts'
import type { Worthing } from '../tax/worth.ts'
import { cheapestSplit } from './cheapest-split.ts'

export interface KnownLot {
  readonly id: LotId
  readonly shares: number
  readonly gain: number
  readonly long: boolean
  readonly acquired: CivilDate | null
  /** Place among the lots of the holding. */
  readonly place: number
}

export interface Problem {
  readonly wanted: number
  readonly step: number
  readonly year: Worthing
}

/** Smallest gain a share first: the highest basis of what the sale gives. Exact: gains and shares are whole numbers, compared crosswise. */
export function cheapestFirst(a: KnownLot, b: KnownLot): number {
  const [left, right] = [a.gain * b.shares, b.gain * a.shares]
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right || a.place - b.place
  const exact = BigInt(a.gain) * BigInt(b.shares) - BigInt(b.gain) * BigInt(a.shares)
  return exact < 0n ? -1 : exact > 0n ? 1 : a.place - b.place
}

/** Short lots and long ones, highest basis first. */
export function asSides(lots: readonly KnownLot[]): readonly [KnownLot[], KnownLot[]] {
  const sideOf = (long: boolean): KnownLot[] => lots.filter(lot => lot.long === long && lot.shares > 0).sort(cheapestFirst)
  return [sideOf(false), sideOf(true)]
}

const mostSteps = 24

/** Cents of tax. `elsewhere`: shares bought in the window that can replace any of the lots; `found`: tax of a sale that is known, to stop at. */
export function leastPossible(lots: readonly KnownLot[], elsewhere: number, { wanted, step, year }: Problem, found: number): number {
  const [short, long] = asSides(lots)
  const lossShares = (side: readonly KnownLot[]) => side.reduce((sum, lot) => sum + (lot.gain < 0 ? lot.shares : 0), 0)
  const [inShort, inLong] = [lossShares(short), lossShares(long)]
  const washed = Math.min(elsewhere, inShort + inLong, wanted)
  const [low, high] = [Math.max(0, washed - inLong), Math.min(inShort, washed)]
  const boundIn = (steps: number): number => {
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < steps; at += 1) least = Math.min(least, boundAt(at, steps))
    return least
  }
  const boundAt = (at: number, steps: number): number => {
    // between these two numbers of short shares the fewest are taken off either side: no split between them is better than that
    const [from, to] = [low + Math.floor(((high - low) * at) / steps), low + Math.ceil(((high - low) * (at + 1)) / steps)]
    const sides = [without(short, from), without(long, washed - to)] as const
    const split = cheapestSplit({ lots: sides[0] }, { lots: sides[1] }, wanted - washed, step, year)
    return split?.tax ?? Number.NEGATIVE_INFINITY
  }
  const rough = boundIn(1)
  if (rough >= found || low === high) return rough
  return boundIn(Math.max(2, Math.min(mostSteps, Math.floor(4_000 / (lots.length + 80)))))
}

/** The lots of one term less so many of their loss shares, the smallest losses first. */
function without(side: readonly KnownLot[], count: number): KnownLot[] {
  const left: KnownLot[] = []
  let open = count
  for (const lot of side.toReversed()) {
    const gone = lot.gain < 0 ? Math.min(open, lot.shares) : 0
    open -= gone
    const kept = lot.shares - gone
    if (kept > 0) left.push(gone === 0 ? lot : { ...lot, shares: kept, gain: Math.floor((lot.gain * kept) / lot.shares) })
  }
  return left.reverse()
}
