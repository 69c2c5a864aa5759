/**
 * Which open pieces a sale takes: by name where the order names lots (Reg. 1.1012-1(c)), else by the relief method. The last piece is cut, so that chosen
 * pieces leave whole; of a lot its first shares leave.
 */

import { byAcquisition } from './acquisition-order.ts'
import { piecesOf } from './books.ts'
import type { Dispose } from './event.ts'
import { type Holding, type Piece, rateOf, splitPiece } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { inReliefOrder, needsPrice, type Reliefable } from './relief.ts'
import { few, isLong, nextByBasis, nextByCategory } from './relief-queue.ts'

/** In the order of the method, marked with the sale's number. The holding has at least the shares of the sale. */
export function chooseByMethod(holding: Holding, sale: Dispose, mark: number): Piece[] {
  const choice: Choice = { pieces: [], wanted: sale.shares, mark }
  const price = sale.proceeds === null ? Number.NaN : sale.proceeds / sale.shares
  const method = needsPrice(sale.method) && Number.isNaN(price) ? 'FIFO' : sale.method
  if (method === 'LIFO') {
    for (let last = holding.tail; last !== null && choice.wanted > 0; ) {
      const first = firstOfLot(last)
      const older = first.previous
      for (let piece: Piece | null = first; piece !== null && piece.lot === first.lot && choice.wanted > 0; piece = piece.next)
        take(piece, choice)
      last = older
    }
  } else if (method === 'HIFO' || method === 'LOFO') {
    while (choice.wanted > 0) take(nextByBasis(method, holding, mark) as Piece, choice)
  } else if (method === 'MINTAX' && holding.pieces > few && holding.gifts !== true) {
    const next = nextByCategory(holding, sale.day, price, mark)
    while (choice.wanted > 0) take(next() as Piece, choice)
  } else if (method === 'MINTAX') {
    for (const { piece } of inReliefOrder(reliefables(holding, sale.day), method, price)) {
      if (choice.wanted === 0) break
      take(piece, choice)
    }
  } else {
    for (let piece = holding.head; piece !== null && choice.wanted > 0; piece = piece.next) take(piece, choice)
  }
  return choice.pieces
}

interface Choice {
  readonly pieces: Piece[]
  wanted: number
  readonly mark: number
}

/** The piece, or as much of it as is wanted still. */
function take(piece: Piece, choice: Choice): void {
  if (choice.wanted < piece.shares) splitPiece(piece, choice.wanted)
  piece.mark = choice.mark
  choice.pieces.push(piece)
  choice.wanted -= piece.shares
}

function firstOfLot(piece: Piece): Piece {
  let first = piece
  while (first.previous?.lot === piece.lot) first = first.previous
  return first
}

function reliefables(holding: Holding, day: number): (Reliefable & { readonly piece: Piece })[] {
  const items: (Reliefable & { readonly piece: Piece })[] = []
  let age = 0
  for (let piece = holding.head; piece !== null; piece = piece.next) {
    if (piece.previous?.lot !== piece.lot) age += 1
    const { rate, giftValue, shares, lot } = piece
    const given = giftValue === null ? null : { rate: rateOf(giftValue, shares), long: termOfDays(lot.boughtDay, day) === 'long' }
    items.push({ age, rate, long: isLong(piece, day), given, piece })
  }
  return items
}

/**
 * A name takes the first shares of its lot; `name#2` those of the second open piece of it, and so on. A ticket names a piece that a sale booked later may cut, or that a
 * cancelled one never cut: where the pieces from the named one on have too few shares, the others of the very lot are taken, the last first. null: the lot has too few.
 */
export function chooseByName(holding: Holding, picks: NonNullable<Dispose['picks']>): Piece[] | null {
  const taken = new Map<Piece, number>()
  for (const pick of picks) {
    let wanted = pick.shares
    for (const piece of piecesNamed(holding, pick.lot)) {
      const shares = Math.min(wanted, piece.shares - (taken.get(piece) ?? 0))
      if (shares > 0) taken.set(piece, (taken.get(piece) ?? 0) + shares)
      wanted -= shares
    }
    if (wanted > 0) return null
  }
  for (const [piece, shares] of taken) if (shares < piece.shares) splitPiece(piece, shares)
  return [...taken.keys()]
}

function piecesNamed(holding: Holding, name: string): Piece[] {
  const whole = piecesOfLot(holding, name)
  const numbered = /^(.+)#(\d+)$/.exec(name)
  if (whole.length > 0 || numbered === null) return whole
  const pieces = piecesOfLot(holding, numbered[1] ?? '')
  const at = Number(numbered[2]) - 1
  return [...pieces.slice(at), ...pieces.slice(0, at).reverse()]
}

function piecesOfLot(holding: Holding, id: string): Piece[] {
  if (holding.pieces > few) return piecesKnown(holding, id)
  holding.named = null
  const found: Piece[] = []
  for (let piece = holding.head; piece !== null; piece = piece.next) if (piece.lot.id === id) found.push(piece)
  return found
}

/** A large holding is looked through once; from then on it is told of every piece. */
function piecesKnown(holding: Holding, id: string): Piece[] {
  holding.named ??= Map.groupBy(piecesOf(holding), piece => piece.lot.id)
  const found = (holding.named.get(id) ?? []).filter(piece => piece.open).sort(byAcquisition)
  if (found.length > 0) holding.named.set(id, found)
  else holding.named.delete(id)
  return found
}
