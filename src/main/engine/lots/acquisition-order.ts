/**
 * The pieces of a holding in order of acquisition, and where in it shares that arrive with an older date belong. Most arrive as the youngest, or nearly; for the
 * others a large holding keeps every so many-th piece as a waymark, so that finding the place costs the square root of their number.
 */
import type { Holding, Lot, Piece } from './holding.ts'

/** Dates that nobody knows come first: a custodian sells such shares as its oldest. */
function sortDay(lot: Lot): number {
  return lot.acquiredDay ?? Number.NEGATIVE_INFINITY
}

/** Order of acquisition: by date, then by execution, then by place inside the lot. */
export function byAcquisition(a: Piece, b: Piece): number {
  const days = sortDay(a.lot) - sortDay(b.lot)
  if (days > 0 || days < 0) return days
  return a.lot.order - b.lot.order || a.place - b.place
}

const near = 64

/** The open piece behind which this one stands; null: it is the oldest. */
export function pieceBefore(piece: Piece): Piece | null {
  const { holding } = piece
  let before = holding.tail
  for (let steps = 0; before !== null && byAcquisition(before, piece) > 0; steps += 1) {
    if (steps === near) return walkedTo(piece)
    before = before.previous
  }
  return before
}

function walkedTo(piece: Piece): Piece | null {
  const { holding } = piece
  let before = waymarkBefore(piece)
  let steps = 0
  for (let next = before === null ? holding.head : before.next; next !== null && byAcquisition(next, piece) <= 0; next = next.next) {
    before = next
    steps += 1
  }
  const apart = Math.ceil(Math.sqrt(holding.pieces))
  if (steps > 4 * apart) setWaymarks(holding, apart)
  return before
}

/** The last waymark that is still open and not younger. Those that have left keep their dates, so the order among the waymarks stands. */
function waymarkBefore(piece: Piece): Piece | null {
  const { waymarks } = piece.holding
  let [low, high] = [0, waymarks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byAcquisition(waymarks[middle] as Piece, piece) <= 0) low = middle + 1
    else high = middle
  }
  while (low > 0 && waymarks[low - 1]?.open !== true) low -= 1
  return waymarks[low - 1] ?? null
}

function setWaymarks(holding: Holding, apart: number): void {
  holding.waymarks = []
  let count = 0
  for (let piece = holding.head; piece !== null; piece = piece.next) {
    if (count % apart === 0) holding.waymarks.push(piece)
    count += 1
  }
}
