/** A transfer in kind between accounts of one household: no sale and no purchase. The parts keep dates, basis and their place in the wash window. */
import { withdraw } from '../wash/match.ts'
import { type Books, holdingOf, refuse } from './books.ts'
import type { Move } from './event.ts'
import { type Holding, insertPiece, type Lot, type Piece, removePiece, splitPiece } from './holding.ts'
import { moveInKind } from './in-kind.ts'
import { noteMoved } from './steps.ts'

export function move(books: Books, event: Move): void {
  const from = holdingOf(books, event.account, event.security)
  if (event.shares > from.shares) return refuse(books, 'insufficient_lots', event, event.shares, from.shares)
  const isTaxed = (account: string) => books.context.treatmentOf(account) === 'taxable'
  const leaving = piecesLeaving(from, event)
  if (isTaxed(event.account) !== isTaxed(event.to)) return moveInKind(books, event, leaving)
  const to = holdingOf(books, event.to, event.security)
  const sheltered = books.context.treatmentOf(event.to) === 'sheltered'
  for (const [index, piece] of leaving.entries()) {
    const id = index === 0 ? event.id : `${event.id}.${index + 1}`
    const moved = transplant(piece, { ...piece.lot, id, account: event.to, sheltered, statedOn: null }, to)
    noteMoved(books, moved, piece, 'transfer', event)
  }
}

/** Whole pieces with the shares of the event: those the records name, then the oldest. */
function piecesLeaving(from: Holding, event: Move): Piece[] {
  const leaving = new Set<Piece>()
  let wanted = event.shares
  const take = (piece: Piece): void => {
    if (wanted === 0 || leaving.has(piece)) return
    if (wanted < piece.shares) splitPiece(piece, wanted)
    wanted -= piece.shares
    leaving.add(piece)
  }
  for (const piece of piecesTold(from, event)) take(piece)
  for (let piece = from.head; piece !== null && wanted > 0; piece = piece.next) take(piece)
  return [...leaving]
}

/** The shares the records name, each cut to what they say of it; what they do not name is taken from the oldest. */
function piecesTold(from: Holding, { parts = [] }: Move): Piece[] {
  const told: Piece[] = []
  for (const part of parts) {
    let wanted = part.shares
    for (let piece = from.head; piece !== null && wanted > 0; piece = piece.next) {
      const { lot } = piece
      if (told.includes(piece) || (part.lot === undefined ? lot.acquiredDay !== part.acquiredDay : lot.id !== part.lot)) continue
      if (wanted < piece.shares) splitPiece(piece, wanted)
      wanted -= piece.shares
      told.push(piece)
    }
  }
  return told
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
