/**
 * A sale: choose shares by the relief method, then realize them piece by piece in order of acquisition, as an untimed sale of several lots is treated
 * (Reg. 1.1091-1(b)); so a lot of the same sale can replace an older one, with the same totals. Proceeds are shared by shares, from what is left.
 */
import { rememberSold, seek, withdraw } from '../wash/match.ts'
import { byAcquisition } from './acquisition-order.ts'
import { mayAverage } from './average.ts'
import { averageOf } from './average-rounding.ts'
import { type Books, holdingOf, piecesOf, refuse } from './books.ts'
import { chooseByMethod, chooseByName } from './choose.ts'
import type { BookingContext, Dispose } from './event.ts'
import { basisForSale, isLossUndecided } from './gift.ts'
import { type Holding, type Lot, type Piece, type RealizedRow, rateOf, removePiece, reprice } from './holding.ts'
import { termOfDays, withinSixMonths } from './holding-period.ts'
import { lossesOf } from './loss-of-sale.ts'
import { averageBasis, writePool } from './pool.ts'
import { proportion } from './proportion.ts'
import { takesOldestFirst } from './relief.ts'
import { noteLeft, noteRealized } from './steps.ts'

export function dispose(books: Books, told: Dispose): void {
  const holding = holdingOf(books, told.account, told.security)
  const sale = averagedWhereOpen(books, holding, told)
  if (sale.shares > holding.shares) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  const less = sale.picks?.find(pick => !(pick.shares >= 0))
  if (less !== undefined) return refuse(books, 'bad_quantity', sale, less.shares)
  const named = sale.picks?.reduce((sum, pick) => sum + pick.shares, 0) ?? sale.shares
  if (named !== sale.shares) return refuse(books, 'picks_do_not_add', sale, sale.shares, named)
  if (sale.method === 'AVERAGE' && sale.picks === null) averageBasis(books, holding, sale)
  else writePool(holding)
  books.sales += 1
  const chosen = sale.picks === null ? chooseByMethod(holding, sale, books.sales) : chooseByName(holding, sale.picks)
  if (chosen === null) return refuse(books, 'insufficient_lots', sale, sale.shares, holding.shares)
  sellPieces(books, holding, sale, chosen)
}

/** The chosen pieces leave whole, oldest first, and what they realize is booked. */
export function sellPieces(books: Books, holding: Holding, sale: Dispose, chosen: Piece[]): void {
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

/** Where the law does not open average basis, the oldest shares are sold (Reg. 1.1012-1(c)(1)), and that is said. Gains of an IRA are nobody's question. */
function averagedWhereOpen(books: Books, holding: Holding, sale: Dispose): Dispose {
  const { method, picks, averaging = 'position' } = sale
  if (method !== 'AVERAGE' || picks !== null || mayAverage(averaging, lotsOf(holding))) return sale
  if (sale.realizes && books.context.treatmentOf(sale.account) === 'taxable') refuse(books, 'average_not_open', sale)
  return { ...sale, method: 'FIFO' }
}

function* lotsOf(holding: Holding): Generator<Lot> {
  for (const piece of piecesOf(holding)) yield piece.lot
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
  if (isLossUndecided(piece, proceeds)) refuse(books, 'gift_value_unknown', sale)
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
  if (gain === null || gain >= 0 || isRounding(gain, books.context) || !books.context.policy.washSales) return
  const { insideOnly = false } = books.context
  for (const loss of lossesOf(row, piece, sale))
    if (!insideOnly || loss.inside !== undefined) seek(loss, piece.holding.group, books.context.policy, books.matches)
}

/** Less than a millionth of a dollar is what parts of shares leave when they are rounded, and no loss; in whole cents there is no such part. */
function isRounding(gain: number, { places }: BookingContext): boolean {
  return places !== undefined && places.money > 6 && Math.abs(gain) < 10 ** (places.money - 6)
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
