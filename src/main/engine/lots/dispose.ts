/**
 * A sale: choose shares by the relief method, then realize them piece by piece in order of acquisition, as an untimed sale of several lots is treated
 * (Reg. 1.1091-1(b)); so a lot of the same sale can replace an older one, with the same totals. Proceeds are shared by shares, from what is left.
 */
import { rememberSold, seek, withdraw } from '../wash/match.ts'
import { averageOf } from './average-rounding.ts'
import { type Books, holdingOf, piecesOf, refuse } from './books.ts'
import { chooseByMethod, chooseByName } from './choose.ts'
import type { BookingContext, Dispose } from './event.ts'
import { basisForSale } from './gift.ts'
import { byAcquisition, type Holding, type Piece, type RealizedRow, rateOf, removePiece, reprice } from './holding.ts'
import { termOfDays, withinSixMonths } from './holding-period.ts'
import { proportion } from './proportion.ts'
import { takesOldestFirst } from './relief.ts'
import { noteLeft, noteRealized, noteRebased } from './steps.ts'

export function dispose(books: Books, sale: Dispose): void {
  const holding = holdingOf(books, sale.account, sale.security)
  if (sale.shares > holding.shares) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  const named = sale.picks?.reduce((sum, pick) => sum + pick.shares, 0) ?? sale.shares
  if (named !== sale.shares) return refuse(books, 'picks_do_not_add', sale, sale.shares, named)
  if (sale.method === 'AVERAGE' && sale.picks === null) averageBasis(books, holding, sale)
  books.sales += 1
  const chosen = sale.picks === null ? chooseByMethod(holding, sale, books.sales) : chooseByName(holding, sale.picks)
  if (chosen === null) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  for (const piece of chosen) piece.mark = books.sales
  if (sale.method === 'AVERAGE' && sale.picks === null && books.context.policy.averageRounding === 'irs-cents') {
    roundAverage(chosen, holding, books.context)
  }
  if (chosen.length > 1 && !(sale.picks === null && takesOldestFirst(sale.method))) chosen.sort(byAcquisition)
  const left = { shares: sale.shares, proceeds: sale.proceeds }
  for (const first of chosen) {
    // matching may have cut a chosen piece in two: the parts stand behind each other with the same mark
    for (let piece: Piece | null = first; piece?.open && piece.mark === books.sales; ) {
      const next: Piece | null = piece.next
      if (sale.realizes) realize(books, sale, piece, left)
      else {
        noteLeft(books, piece, sale)
        leave(piece)
      }
      piece = next
    }
  }
}

function leave(piece: Piece): void {
  withdraw(piece)
  removePiece(piece)
}

function realize(books: Books, sale: Dispose, piece: Piece, left: { shares: number; proceeds: number | null }): void {
  if (books.context.policy.soldSharesReplace) rememberSold(piece, sale.day)
  leave(piece)
  const proceeds = left.proceeds === null ? null : proportion(left.proceeds, piece.shares, left.shares)
  if (left.proceeds !== null && proceeds !== null) left.proceeds -= proceeds
  left.shares -= piece.shares
  const treatment = books.context.treatmentOf(sale.account)
  if (treatment !== 'taxable') return noteLeft(books, piece, sale)
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
    carried: piece.carried,
    heldFrom,
    term,
    longPart,
    disallowed: 0,
    permanent: 0,
  }
  books.rows.push(row)
  noteRealized(books, piece, sale, row)
  if (gain === null || gain >= 0 || !books.context.policy.washSales) return
  const { lot, shares } = piece
  const loss = { row, lot, day: sale.day, heldFrom, shares, countedIn: lot.security, saleShares: shares, amount: -gain }
  seek(loss, piece.holding.group, books.context.policy, books.matches)
}

/** The whole position pooled, whatever the holding periods: Reg. 1.1012-1(e). A pool with an unknown basis has no average. */
function averageBasis(books: Books, holding: Holding, sale: Dispose): void {
  let basis = 0
  for (const piece of piecesOf(holding)) {
    if (piece.basis === null) return
    basis += piece.basis
  }
  const rate = basis / holding.shares
  let shares = holding.shares
  for (const piece of piecesOf(holding)) {
    const before = piece.basis
    piece.basis = proportion(basis, piece.shares, shares)
    reprice(piece, rate)
    basis -= piece.basis
    shares -= piece.shares
    noteRebased(books, piece, before, 'average', sale)
  }
}

/** The shares sold at the average rounded to cents a share; the shares kept hold what is left of the pool, so that it re-adds. */
function roundAverage(chosen: readonly Piece[], holding: Holding, { places }: BookingContext): void {
  let [pool, sold] = [0, 0]
  for (const piece of piecesOf(holding)) {
    if (piece.basis === null) return
    pool += piece.basis
  }
  for (const piece of chosen) sold += piece.shares
  const parts = { sold: averageOf(pool, holding.shares, sold, 'irs-cents', places), kept: 0 }
  parts.kept = pool - parts.sold
  const counts = { sold, kept: holding.shares - sold }
  const mark = chosen[0]?.mark
  for (const piece of piecesOf(holding)) {
    const side = piece.mark === mark ? 'sold' : 'kept'
    piece.basis = proportion(parts[side], piece.shares, counts[side])
    parts[side] -= piece.basis
    counts[side] -= piece.shares
    reprice(piece, rateOf(piece.basis, piece.shares))
  }
}
