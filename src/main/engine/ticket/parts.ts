/**
 * A sale of many lots as several orders, because a custodian takes only so many lots an order. Every order but the last is a whole number of steps (shares,
 * or millionths where the account takes fractions): the odd part of its last lot leads the next order, with its part of proceeds, basis and gain to the cent.
 */
import { type Cents, cents, shareOfCents } from '../../../shared/kernel/cents.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { SoldPick } from '../basket/sold.ts'

export function orderParts(picks: readonly SoldPick[], most: number, step: number): SoldPick[][] {
  const parts: SoldPick[][] = []
  let rest = [...picks]
  while (rest.length > most) {
    const taken = wholeSteps(rest.slice(0, most), step)
    const count = taken.reduce((sum, pick) => sum + pick.sold.shares, 0)
    // less than one share in so many lots: nothing can be made whole
    if (count === 0) break
    parts.push(taken)
    rest = without(rest, count)
  }
  return rest.length === 0 ? parts : [...parts, ...chunks(rest, most)]
}

/** The picks less the odd part at their end. */
function wholeSteps(picks: readonly SoldPick[], step: number): SoldPick[] {
  let odd = picks.reduce((sum, pick) => sum + pick.sold.shares, 0) % step
  const kept = [...picks]
  for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
    if (last.sold.shares > odd) return [...kept, cut(last, last.sold.shares - odd)[0]]
    odd -= last.sold.shares
  }
  return []
}

/** The picks without their first so many shares. */
function without(picks: readonly SoldPick[], count: number): SoldPick[] {
  let left = count
  return picks.flatMap(pick => {
    const taken = Math.min(left, pick.sold.shares)
    left -= taken
    if (taken === pick.sold.shares) return []
    return taken === 0 ? [pick] : [cut(pick, taken)[1]]
  })
}

function cut(pick: SoldPick, count: number): [SoldPick, SoldPick] {
  const { sold } = pick
  const first = (amount: Cents | null) => (amount === null ? null : shareOfCents(amount, shares(count), sold.shares))
  const [proceeds, basis] = [first(sold.proceeds), first(sold.basis)]
  const less = (amount: Cents | null, part: Cents | null) => (amount === null || part === null ? null : cents(amount - part))
  const part = (of: Shares, received: Cents | null, cost: Cents | null): SoldPick => ({
    ...pick,
    sold: { ...sold, shares: of, proceeds: received, basis: cost, gain: less(received, cost) },
  })
  return [part(shares(count), proceeds, basis), part(shares(sold.shares - count), less(sold.proceeds, proceeds), less(sold.basis, basis))]
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = []
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size))
  return parts
}
