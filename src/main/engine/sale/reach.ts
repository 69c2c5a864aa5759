/**
 * What one sale can reach: for each number of shares the least and the most gain that any choice of lots realizes. Lots of highest basis first give the
 * least, lowest first the most; between the ends of lots both are straight lines. Drawn as a region on the page; the present point lies in it.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { SaleView } from '../../../shared/model/views.ts'

/** Empty where a price or a gain is unknown: then nobody knows the region. */
export function reachOf(
  lots: readonly { readonly shares: Shares; readonly gain: number | null }[],
  price: Price | null,
): SaleView['reach'] {
  if (price === null || lots.length === 0 || lots.some(lot => lot.gain === null)) return []
  const known = lots.map(lot => ({ shares: lot.shares as number, gain: lot.gain as number }))
  const rising = known.toSorted((a, b) => a.gain / a.shares - b.gain / b.shares)
  const [least, most] = [steps(rising), steps(rising.toReversed())]
  const ends = [...new Set([...least.keys(), ...most.keys()])].sort((a, b) => a - b)
  const [lower, upper] = [lineThrough(least), lineThrough(most)]
  return ends.map(end => ({
    shares: shares(end),
    proceeds: marketValue(shares(end), price),
    least: cents(lower(end)),
    most: cents(upper(end)),
  }))
}

/** Shares sold -> gain, at the end of each lot. */
function steps(lots: readonly { readonly shares: number; readonly gain: number }[]): Map<number, number> {
  const found = new Map([[0, 0]])
  let [count, gain] = [0, 0]
  for (const lot of lots) {
    count += lot.shares
    gain += lot.gain
    found.set(count, gain)
  }
  return found
}

/** Asked with rising counts only. */
function lineThrough(points: ReadonlyMap<number, number>): (count: number) => number {
  const corners = [...points]
  let at = 0
  return count => {
    while (at + 2 < corners.length && (corners[at + 1]?.[0] ?? 0) < count) at += 1
    const [[from, start], [to, end]] = [corners[at] ?? [0, 0], corners[at + 1] ?? corners[at] ?? [0, 0]]
    return to === from ? start : Math.round(start + ((end - start) * (count - from)) / (to - from))
  }
}
