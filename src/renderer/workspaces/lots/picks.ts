/**
 * Lots chosen by hand: what stands in the quantity boxes, read exactly. A box that is no number, or asks more than its lot holds, is an
 * error beside the box and is never rounded or cut to fit.
 */
import type { LotId } from '../../../shared/kernel/id.ts'
import { type Shares, sumShares } from '../../../shared/kernel/shares.ts'
import type { LotPick, OpenLot } from '../../../shared/model/ledger.ts'
import { sharesHeld } from '../../../shared/present/format.ts'
import { sharesText, typedShares } from '../../parts/typed.ts'

/** Text of each quantity box, by lot; a box without text is empty. */
export type Boxes = Readonly<Record<string, string>>
type Lot = Pick<OpenLot, 'id' | 'shares'>

export interface Picked {
  readonly picks: readonly LotPick[]
  readonly total: Shares
  readonly errors: Readonly<Record<string, string>>
}

export function pickedOf(lots: readonly Lot[], boxes: Boxes): Picked {
  const picks: LotPick[] = []
  const errors: Record<string, string> = {}
  for (const lot of lots) {
    const read = typedShares(boxes[lot.id] ?? '')
    if (!read.ok) errors[lot.id] = read.error
    else if (read.value !== null && read.value > lot.shares) errors[lot.id] = `${sharesHeld(lot.shares)} can be sold.`
    else if (read.value !== null && read.value > 0) picks.push({ lot: lot.id, shares: read.value })
  }
  return { picks, total: sumShares(picks.map(pick => pick.shares)), errors }
}

export function boxesOf(picks: readonly LotPick[]): Boxes {
  return Object.fromEntries(picks.map(pick => [pick.lot, sharesText(pick.shares)]))
}

/** Empty becomes the whole lot; anything else becomes empty. */
export function toggled(boxes: Boxes, lot: Lot): Boxes {
  const { [lot.id]: now = '', ...rest } = boxes
  return now.trim() === '' ? { ...rest, [lot.id]: sharesText(lot.shares) } : rest
}

export function isWhole(boxes: Boxes, lot: Lot): boolean {
  const read = typedShares(boxes[lot.id] ?? '')
  return read.ok && read.value === lot.shares
}

/** The same shares of the same lots, in whatever order. */
export function samePicks(a: readonly LotPick[], b: readonly LotPick[]): boolean {
  const shares = new Map<LotId, Shares>(a.map(pick => [pick.lot, pick.shares]))
  return a.length === b.length && b.every(pick => shares.get(pick.lot) === pick.shares)
}

/** `12 sh to go`, `complete`, `3 sh more than wanted`. */
export function stillWanted(total: Shares, wanted: Shares | null): { readonly word: string; readonly complete: boolean } {
  if (wanted === null || total === wanted) return { word: 'as many as wanted', complete: true }
  const left = sharesHeld(Math.abs(wanted - total))
  return { word: total < wanted ? `${left} to go` : `${left} more than wanted`, complete: false }
}
