/** A transfer in kind between accounts of one household: no sale and no purchase. The parts keep dates, basis and their place in the wash window. */
import { withdraw } from '../wash/match.ts'
import { type Books, holdingOf, refuse } from './books.ts'
import type { Move } from './event.ts'
import { type Holding, insertPiece, type Lot, type Piece, removePiece, splitPiece } from './holding.ts'
import { noteMoved } from './steps.ts'

export function move(books: Books, event: Move): void {
  const from = holdingOf(books, event.account, event.security)
  if (event.shares > from.shares) return refuse(books, 'insufficient_lots', event, event.shares, from.shares)
  const to = holdingOf(books, event.to, event.security)
  const sheltered = books.context.treatmentOf(event.to) === 'sheltered'
  let wanted = event.shares
  for (let part = 1; wanted > 0 && from.head !== null; part += 1) {
    const piece = from.head
    if (wanted < piece.shares) splitPiece(piece, wanted)
    wanted -= piece.shares
    const id = part === 1 ? event.id : `${event.id}.${part}`
    const moved = transplant(piece, { ...piece.lot, id, account: event.to, sheltered, statedOn: null }, to)
    noteMoved(books, moved, piece, 'transfer', event)
  }
}

function transplant(piece: Piece, lot: Lot, to: Holding): Piece {
  removePiece(piece)
  const moved: Piece = { ...piece, lot, holding: to, place: 0, open: true, previous: null, next: null }
  insertPiece(moved)
  if (moved.candidate !== null) moved.candidate.piece = moved
  if (moved.right !== null) moved.right.piece = moved
  // a broker's window ends at the account
  if (to.group !== piece.holding.group) withdraw(moved)
  return moved
}
