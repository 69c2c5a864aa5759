/**
 * Shares that cross the border of a retirement, health or education account. Out of one they are distributed: the holder has them at their value of that day
 * (IRC section 408(d)(1); Pub. 590-B; for a Roth Reg. 1.408A-6, Q&A-16), held from the day after, and has bought nothing. Into one is a contribution, for
 * which the law knows cash only (sections 408(a)(1), 219(e)(1)): it is taken as a sale at that value, with its gain taxed and its loss not allowed (section
 * 267(a)(1), (b)(4); Commissioner v. Keystone, 508 U.S. 152). Whether it was a rollover instead (section 408(d)(3)) no file says, so a person is told.
 */
import { withdraw } from '../wash/match.ts'
import { type Books, holdingOf, openPiece, refuse } from './books.ts'
import type { Move } from './event.ts'
import { type Lot, type Piece, removePiece } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { proportion } from './proportion.ts'
import { noteLeft, noteOpened, noteRealized } from './steps.ts'

/** `pieces` are whole and hold the shares of the event. */
export function moveInKind(books: Books, event: Move, pieces: readonly Piece[]): void {
  const leavesTaxable = books.context.treatmentOf(event.account) === 'taxable'
  if (leavesTaxable) refuse(books, 'contributed_in_kind', event)
  else if (event.value === null) refuse(books, 'distributed_value_unknown', event)
  let { shares, value } = event
  for (const piece of pieces) {
    const part = value === null ? null : proportion(value, piece.shares, shares)
    if (value !== null && part !== null) value -= part
    shares -= piece.shares
    withdraw(piece)
    removePiece(piece)
    if (leavesTaxable) contribute(books, event, piece, part)
    else noteLeft(books, piece, event)
  }
  receive(books, event, pieces[0]?.lot.right ?? null)
}

/** A gain is taxed; of a loss nothing is, so the basis counts as far as the value. */
function contribute(books: Books, event: Move, piece: Piece, value: number | null): void {
  const { lot, heldFrom, shares } = piece
  const basis = piece.basis === null || value === null ? piece.basis : Math.min(piece.basis, value)
  const row = {
    sale: event.id,
    lot,
    day: event.day,
    shares,
    proceeds: value,
    basis,
    gain: basis === null || value === null ? null : value - basis,
    adjustment: piece.adjustment,
    carried: piece.carried,
    heldFrom,
    term: lot.alwaysLong ? ('long' as const) : heldFrom === null ? null : termOfDays(heldFrom, event.day),
    longPart: 0,
    disallowed: 0,
    permanent: 0,
    contributed: (piece.basis ?? 0) - (basis ?? 0),
  }
  books.rows.push(row)
  noteRealized(books, piece, event, row)
}

/** One new lot at the day's value. It was received and not bought, so it replaces nothing (Reg. 1.1091-1(f)). */
function receive(books: Books, event: Move, right: string | null): void {
  const { id, to: account, security, day } = event
  const lot: Lot = {
    id,
    account,
    security,
    order: books.order,
    boughtDay: day,
    acquiredDay: day,
    identity: id,
    alwaysLong: false,
    sheltered: books.context.treatmentOf(account) === 'sheltered',
    right,
    origin: 'transfer',
    orderGroup: null,
    statedOn: null,
  }
  const piece = openPiece(lot, holdingOf(books, account, security), event.shares, event.value, null)
  noteOpened(books, piece, { id, day, purchase: false })
}
