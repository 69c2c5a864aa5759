/**
 * The dual basis of gifts: the donor's basis decides a gain; for a loss the value when given, if lower, and then the holding period starts with the
 * gift; between the two there is neither gain nor loss. IRC section 1015(a), 1223(2); Pub. 550 p. 60 (10,000 / 9,000 / 9,500), p. 82.
 */
import type { Piece } from './holding.ts'

export interface BasisForSale {
  readonly basis: number | null
  readonly heldFrom: number | null
}

export function basisForSale(piece: Piece, proceeds: number | null): BasisForSale {
  const { basis, giftValue, heldFrom } = piece
  if (giftValue === null || basis === null || proceeds === null || giftValue >= basis || proceeds >= basis) return { basis, heldFrom }
  return proceeds < giftValue ? { basis: giftValue, heldFrom: piece.lot.boughtDay } : { basis: proceeds, heldFrom }
}
