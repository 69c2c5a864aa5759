/**
 * Losses of sales on tickets that move into lots still held (IRC section 1091(d), 1223(3)). No record shows them before the trade is booked; the next sale of such a
 * lot must know them all the same. Where one such loss fills a whole lot, the lot stands with that basis and those days; a lot that takes it in a part of its shares, or
 * several, stands as in the records, and the sale says so (basket/chain-words.ts).
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { LotId, TicketId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { HeldLot } from '../wash/evidence.ts'

export interface MovedLoss {
  readonly ticket: TicketId
  readonly shares: Shares
  readonly amount: Cents
  /** Where the holding period of these shares counts from then; null: not known. */
  readonly heldFrom: CivilDate | null
  /** A lot file has taken up the sale already, and may hold the custodian's own wash. */
  readonly taken: boolean
}

/** By the lot that takes them over. */
export type MovedLosses = ReadonlyMap<LotId, readonly MovedLoss[]>

/** The loss that the whole lot takes over; null: none does. */
export function wholeLoss(lot: HeldLot, moved: MovedLosses): MovedLoss | null {
  const [only, second] = moved.get(lot.id) ?? []
  if (only === undefined || second !== undefined || only.taken || only.shares !== lot.shares) return null
  return lot.basis === null || lot.gift !== undefined || lot.right !== undefined ? null : only
}

/** As it will stand once that trade is booked. */
export function withMovedLoss<Lot extends HeldLot>(lot: Lot, moved: MovedLosses): Lot {
  const loss = moved.size === 0 ? null : wholeLoss(lot, moved)
  if (loss === null) return lot
  return {
    ...lot,
    basis: cents((lot.basis ?? 0) + loss.amount),
    washAdjustment: cents(lot.washAdjustment + loss.amount),
    holdingFrom: loss.heldFrom,
    replaced: true,
    ...(lot.matching === undefined ? {} : { matching: { ...lot.matching, replaces: false } }),
  }
}
