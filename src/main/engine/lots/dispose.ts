/**
 * A sale: choose shares by the relief method, then realize them piece by piece in order of acquisition, as an untimed sale of several lots is treated
 * (Reg. 1.1091-1(b)); so a lot of the same sale can replace an older one, with the same totals. Proceeds are shared by shares, from what is left.
 */
import { seek, withdraw } from '../wash/match.ts'
import { type Books, holdingOf, piecesOf, refuse } from './books.ts'
import type { Dispose } from './event.ts'
import { basisForSale } from './gift.ts'
import { byAcquisition, type Holding, type Piece, type RealizedRow, removePiece, splitPiece } from './holding.ts'
import { termOfDays, withinSixMonths } from './holding-period.ts'
import { proportion } from './proportion.ts'
import { inReliefOrder, needsPrice, type Reliefable } from './relief.ts'

export function dispose(books: Books, sale: Dispose): void {
  const holding = holdingOf(books, sale.account, sale.security)
  if (sale.shares > holding.shares) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  const named = sale.picks?.reduce((sum, pick) => sum + pick.shares, 0) ?? sale.shares
  if (named !== sale.shares) return refuse(books, 'picks_do_not_add', sale, sale.shares, named)
  if (sale.method === 'AVERAGE' && sale.picks === null) averageBasis(holding)
  const chosen = sale.picks === null ? chosenByMethod(holding, sale) : chosenByName(holding, sale.picks)
  if (chosen === null) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  books.sales += 1
  for (const [piece, shares] of chosen) mark(piece, shares, books.sales)
  const oldestFirst = chosen.length > 1 ? chosen.map(([piece]) => piece).sort(byAcquisition) : chosen.map(([piece]) => piece)
  const left = { shares: sale.shares, proceeds: sale.proceeds }
  for (const first of oldestFirst) {
    // matching may have cut a chosen piece in two: the parts stand behind each other with the same mark
    for (let piece: Piece | null = first; piece?.open && piece.mark === books.sales; ) {
      const next: Piece | null = piece.next
      if (sale.realizes) realize(books, sale, piece, left)
      else leave(piece)
      piece = next
    }
  }
}

type Chosen = readonly (readonly [piece: Piece, shares: number])[]

function mark(piece: Piece, shares: number, sale: number): void {
  if (shares < piece.shares) splitPiece(piece, shares)
  piece.mark = sale
}

function leave(piece: Piece): void {
  withdraw(piece)
  removePiece(piece)
}

function realize(books: Books, sale: Dispose, piece: Piece, left: { shares: number; proceeds: number | null }): void {
  leave(piece)
  const proceeds = left.proceeds === null ? null : proportion(left.proceeds, piece.shares, left.shares)
  if (left.proceeds !== null && proceeds !== null) left.proceeds -= proceeds
  left.shares -= piece.shares
  const treatment = books.context.treatmentOf(sale.account)
  if (treatment !== 'taxable') return
  const { basis, heldFrom } = basisForSale(piece, proceeds)
  const gain = proceeds === null || basis === null ? null : proceeds - basis
  const term = piece.lot.alwaysLong ? 'long' : heldFrom === null ? null : termOfDays(heldFrom, sale.day)
  const longPart =
    gain !== null && gain < 0 && piece.capitalGains > 0 && heldFrom !== null && withinSixMonths(heldFrom, sale.day)
      ? Math.min(-gain, piece.capitalGains)
      : 0
  const row: RealizedRow = {
    sale: sale.id,
    lot: piece.lot,
    day: sale.day,
    shares: piece.shares,
    proceeds,
    basis,
    gain,
    adjustment: piece.adjustment,
    heldFrom,
    term,
    longPart,
    disallowed: 0,
    permanent: 0,
  }
  books.rows.push(row)
  if (gain === null || gain >= 0 || !books.context.policy.washSales) return
  const loss = { row, lot: piece.lot, day: sale.day, heldFrom, shares: piece.shares, saleShares: piece.shares, amount: -gain }
  seek(loss, piece.holding.group, books.context.policy, books.matches)
}

/** The whole position pooled, whatever the holding periods: Reg. 1.1012-1(e). A pool with an unknown basis has no average. */
function averageBasis(holding: Holding): void {
  let basis = 0
  for (const piece of piecesOf(holding)) {
    if (piece.basis === null) return
    basis += piece.basis
  }
  const rate = basis / holding.shares
  let shares = holding.shares
  for (const piece of piecesOf(holding)) {
    piece.basis = proportion(basis, piece.shares, shares)
    piece.rate = rate
    basis -= piece.basis
    shares -= piece.shares
  }
}

function chosenByMethod(holding: Holding, sale: Dispose): Chosen {
  const chosen: [Piece, number][] = []
  let wanted = sale.shares
  for (const piece of orderedPieces(holding, sale)) {
    if (wanted === 0) break
    const shares = Math.min(wanted, piece.shares)
    chosen.push([piece, shares])
    wanted -= shares
  }
  return chosen
}

function* orderedPieces(holding: Holding, sale: Dispose): Generator<Piece> {
  const price = sale.proceeds === null ? Number.NaN : sale.proceeds / sale.shares
  const method = needsPrice(sale.method) && Number.isNaN(price) ? 'FIFO' : sale.method
  if (method === 'LIFO') {
    for (let piece = holding.tail; piece !== null; piece = piece.previous) yield piece
  } else if (method === 'HIFO' || method === 'LOFO' || method === 'MINTAX') {
    const items: (Reliefable & { readonly piece: Piece })[] = []
    for (const piece of piecesOf(holding)) items.push({ age: items.length, rate: piece.rate, long: isLong(piece, sale.day), piece })
    for (const item of inReliefOrder(items, method, price)) yield item.piece
  } else {
    yield* piecesOf(holding)
  }
}

function isLong(piece: Piece, day: number): boolean | null {
  if (piece.lot.alwaysLong) return true
  return piece.heldFrom === null ? null : termOfDays(piece.heldFrom, day) === 'long'
}

/** A name takes the first shares of its lot; `name#2` those of the second open piece of it, and so on. null: a lot has too few. */
function chosenByName(holding: Holding, picks: NonNullable<Dispose['picks']>): Chosen | null {
  const taken = new Map<Piece, number>()
  for (const pick of picks) {
    const at = pick.lot.lastIndexOf('#')
    const from = at > 0 && /^\d+$/.test(pick.lot.slice(at + 1)) ? Number(pick.lot.slice(at + 1)) : 1
    let pieces = [...piecesOf(holding)].filter(piece => piece.lot.id === pick.lot)
    if (pieces.length === 0 && from > 1)
      pieces = [...piecesOf(holding)].filter(piece => piece.lot.id === pick.lot.slice(0, at)).slice(from - 1)
    let wanted = pick.shares
    for (const piece of pieces) {
      const shares = Math.min(wanted, piece.shares - (taken.get(piece) ?? 0))
      if (shares > 0) taken.set(piece, (taken.get(piece) ?? 0) + shares)
      wanted -= shares
    }
    if (wanted > 0) return null
  }
  return [...taken]
}
