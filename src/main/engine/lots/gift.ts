/**
 * The dual basis of gifts: the donor's basis decides a gain; for a loss the value when given, if lower, and then the holding period starts with the
 * gift; between the two there is neither gain nor loss. IRC section 1015(a), 1223(2); Pub. 550 p. 60 (10,000 / 9,000 / 9,500), p. 82.
 */
import { type Cents, cents, shareOfCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { Piece } from './holding.ts'

export interface BasisForSale {
  readonly basis: number | null
  readonly heldFrom: number | null
}

export function basisForSale(piece: Piece, proceeds: number | null): BasisForSale {
  const { basis, giftValue, heldFrom } = piece
  if (isLossUndecided(piece, proceeds)) return { basis: null, heldFrom: null }
  if (giftValue === null || basis === null || proceeds === null || giftValue >= basis || proceeds >= basis) return { basis, heldFrom }
  return proceeds < giftValue ? { basis: giftValue, heldFrom: piece.lot.boughtDay } : { basis: proceeds, heldFrom }
}

/** A gift sold below the donor's basis, whose value when given nobody stated: that value may be the basis, and then the days count from the gift. */
export function isLossUndecided({ lot, basis }: Piece, proceeds: number | null): boolean {
  return lot.unvalued === true && basis !== null && proceeds !== null && proceeds < basis
}

/** What was given: its value on the day of the gift, which a book without the gift's price does not know. */
export interface Gift {
  readonly value: Cents
  readonly day: CivilDate
}

/** An open lot, and for a gift of which the book knows the value, the gift. */
export type GiftableLot = OpenLot & { readonly gift?: Gift }

/** Basis and holding period for selling these shares of a lot: the same rule for a sale that is only thought of. */
export function basisForShares(
  lot: GiftableLot,
  shares: Shares,
  proceeds: Cents | null,
): { readonly basis: Cents | null; readonly holdingFrom: CivilDate | null } {
  const basis = lot.basis === null ? null : shareOfCents(lot.basis, shares, lot.shares)
  const { gift, holdingFrom } = lot
  if (gift === undefined || basis === null || proceeds === null) return { basis, holdingFrom }
  const value = shareOfCents(gift.value, shares, lot.shares)
  if (value >= basis || proceeds >= basis) return { basis, holdingFrom }
  return proceeds < value ? { basis: value, holdingFrom: gift.day } : { basis: cents(proceeds), holdingFrom }
}

/** Whether the basis for a loss cannot be told: the value when given, if lower, would be it, and the book does not know it. */
export function isLossBasisUnknown(lot: GiftableLot): boolean {
  return lot.origin === 'gift' && lot.gift === undefined
}
