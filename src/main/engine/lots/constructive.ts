/**
 * A short sale of shares that are held at a gain is a constructive sale: the gain is recognized on that day, the basis steps up by it and a new holding
 * period begins. IRC section 1259(a); Pub. 550 p. 85. Other short sales (none held, held at a loss, the closing of a short) are outside of the engine.
 */
import { type Books, holdingOf, piecesOf, refuse } from './books.ts'
import type { SellShort } from './event.ts'
import { holdFrom, type Piece, type RealizedRow, rateOf, reprice, splitPiece } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { proportion } from './proportion.ts'
import { noteSteppedUp } from './steps.ts'

export function sellShort(books: Books, event: SellShort): void {
  const holding = holdingOf(books, event.account, event.security)
  const chosen: [piece: Piece, shares: number, proceeds: number][] = []
  let { shares, proceeds } = event
  for (const piece of piecesOf(holding)) {
    if (shares === 0) break
    const part = Math.min(shares, piece.shares)
    const amount = proportion(proceeds, part, shares)
    chosen.push([piece, part, amount])
    shares -= part
    proceeds -= amount
  }
  const appreciated = chosen.every(([piece, part, amount]) => piece.basis !== null && amount > proportion(piece.basis, part, piece.shares))
  if (shares > 0 || !appreciated || books.context.treatmentOf(event.account) !== 'taxable') {
    return refuse(books, 'unsupported', event, event.shares, holding.shares)
  }
  for (const [piece, part, amount] of chosen) recognize(books, event, piece, part, amount)
}

function recognize(books: Books, event: SellShort, piece: Piece, shares: number, proceeds: number): void {
  if (shares < piece.shares) splitPiece(piece, shares)
  const { basis, heldFrom, lot } = piece
  const term = lot.alwaysLong ? 'long' : heldFrom === null ? null : termOfDays(heldFrom, event.day)
  const row: RealizedRow = {
    sale: event.id,
    lot,
    day: event.day,
    shares,
    proceeds,
    basis,
    gain: basis === null ? null : proceeds - basis,
    adjustment: piece.adjustment,
    carried: piece.carried,
    heldFrom,
    term,
    longPart: 0,
    disallowed: 0,
    permanent: 0,
  }
  books.rows.push(row)
  piece.basis = proceeds
  // from here the shares are held as if bought that day: neither a gift's second basis nor gains the fund paid before go with them
  piece.giftValue = null
  piece.capitalGains = 0
  piece.adjustment = 0
  piece.carried = null
  reprice(piece, rateOf(proceeds, shares))
  holdFrom(piece, event.day)
  noteSteppedUp(books, piece, row, event)
}
