/**
 * Spin-offs: every lot gives the stated part of its basis to the new shares that came on it (IRC section 358(b)(2), (c); Reg. 1.358-2(a)(2)(iv)), and they count as
 * held since the old shares were (section 1223(1)). Wash adjustments and the value of a gift are parts of that basis and go with it. Shares received in
 * a spin-off are neither bought nor taxed, so they replace no loss shares (Reg. 1.1091-1(f)); the old shares stay what they were.
 */
import { type Books, holdingOf, openPiece, piecesOf, refuse } from './books.ts'
import type { SpinOff } from './corporate.ts'
import { holdFrom, type Lot, type Piece, rateOf, reprice } from './holding.ts'
import { proportion } from './proportion.ts'
import { noteMoved, noteRebased } from './steps.ts'

export function spinOff(books: Books, event: SpinOff): void {
  const from = holdingOf(books, event.account, event.security)
  if (from.shares === 0) return refuse(books, 'nothing_held', event)
  const { counter } = event
  const to = counter.stated ? null : holdingOf(books, event.account, counter.security)
  const lots = new Map<Lot, Lot>()
  let before = from.shares
  let after = proportion(before, counter.numerator, counter.denominator)
  for (const piece of [...piecesOf(from)]) {
    const shares = proportion(after, piece.shares, before)
    after -= shares
    before -= piece.shares
    if (to !== null && shares === 0) continue
    const had = piece.basis
    const given = give(piece, event)
    if (to === null) {
      noteRebased(books, piece, had, 'spin-off', event)
      continue
    }
    const lot = lots.get(piece.lot) ?? spunLot(books, piece.lot, event, lots.size)
    lots.set(piece.lot, lot)
    const spun = openPiece(lot, to, shares, given.basis, given.giftValue)
    spun.adjustment = given.adjustment
    holdFrom(spun, piece.heldFrom)
    spun.carried = piece.carried
    const { lot: old, carried } = piece
    noteMoved(books, spun, { lot: old, carried, shares: 0, basis: given.basis }, 'spin-off', event)
  }
}

/** Takes the part that goes to the new shares out of the old ones. */
function give(piece: Piece, { allocation: { part, whole } }: SpinOff) {
  const basis = piece.basis === null ? null : proportion(piece.basis, part, whole)
  const adjustment = proportion(piece.adjustment, part, whole)
  const giftValue = piece.giftValue === null ? null : proportion(piece.giftValue, part, whole)
  if (piece.basis !== null && basis !== null) piece.basis -= basis
  if (piece.giftValue !== null && giftValue !== null) piece.giftValue -= giftValue
  piece.adjustment -= adjustment
  reprice(piece, rateOf(piece.basis, piece.shares))
  return { basis, adjustment, giftValue }
}

function spunLot(books: Books, old: Lot, { id, counter }: SpinOff, part: number): Lot {
  const name = part === 0 ? id : `${id}.${part + 1}`
  return {
    ...old,
    id: name,
    security: counter.security,
    order: books.order,
    identity: name,
    right: null,
    origin: 'spin-off',
    orderGroup: null,
    statedOn: null,
  }
}
