/**
 * HIFO, LOFO and MINTAX without a sort at every sale. A holding of few pieces is looked through; one of many keeps its pieces in a heap by basis a share from the
 * first such sale on. For MINTAX those held long-term have a heap of their own, into which a piece goes on the day it becomes long-term: inside each category of
 * that method the highest basis leaves first, so what leaves next is the first of the one heap or of the other. A piece whose rate or holding period changes, or
 * that is cut, is queued again; what has left or changed since it was queued is passed over.
 */
import { byAcquisition } from './acquisition-order.ts'
import { addTo, type Heap, takeFirst } from './heap.ts'
import { type Holding, type Piece, type Queued, queued, type ReliefQueue } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { byHighestRate, byLowestRate, relief } from './relief.ts'

const highest = (a: Queued, b: Queued) => byHighestRate(a, b) || byAcquisition(a.piece, b.piece)
const lowest = (a: Queued, b: Queued) => byLowestRate(a, b) || byAcquisition(a.piece, b.piece)
const rates = { HIFO: byHighestRate, LOFO: byLowestRate } as const
const orders = { HIFO: highest, LOFO: lowest, MINTAX: highest } as const

/** So many pieces are looked through. */
export const few = 48

/** Whether a sale on the day is long-term; null is unknown. */
export function isLong({ lot, heldFrom }: Piece, day: number): boolean | null {
  if (lot.alwaysLong) return true
  return heldFrom === null ? null : termOfDays(heldFrom, day) === 'long'
}

/** The next open piece in the order of the method that this sale has not chosen yet. */
export function nextByBasis(method: 'HIFO' | 'LOFO', holding: Holding, sale: number): Piece | null {
  if (holding.pieces > few) {
    const { byRate } = queueBy(method, holding)
    const entry = firstFit(byRate, piece => piece.mark !== sale, holding)
    if (entry !== null) takeFirst(byRate)
    return entry?.piece ?? null
  }
  holding.queue = null
  const byRate = rates[method]
  const sign = method === 'HIFO' ? 1 : -1
  let first: Piece | null = null
  for (let piece = holding.head; piece !== null; piece = piece.next) {
    // most are not even ahead as floats
    if (piece.mark === sale || (first !== null && sign * (piece.rate - first.rate) <= 0)) continue
    if (first === null || byRate(piece, first) < 0) first = piece
  }
  return first
}

/** MINTAX for one sale: gives one piece after the other. */
export function nextByCategory(holding: Holding, day: number, price: number, sale: number): () => Piece | null {
  const { byRate, terms } = queueBy('MINTAX', holding, day)
  if (terms === null) return () => null
  turn(terms, holding, day)
  return () => {
    const short = firstFit(byRate, piece => piece.mark !== sale && isLong(piece, day) !== true, holding)
    const long = firstFit(terms.long, piece => piece.mark !== sale && isLong(piece, day) === true, holding)
    const isShortNext = long === null || (short !== null && comesFirst(short, long, price))
    takeFirst(isShortNext ? byRate : terms.long)
    return (isShortNext ? short : long)?.piece ?? null
  }
}

function comesFirst(short: Queued, long: Queued, price: number): boolean {
  const age = byAcquisition(short.piece, long.piece)
  return relief.MINTAX({ age, rate: short.rate, long: false }, { age: 0, rate: long.rate, long: true }, price) < 0
}

/** What has become long-term by the day. */
function turn(terms: NonNullable<ReliefQueue['terms']>, holding: Holding, day: number): void {
  const { turning, long } = terms
  terms.day = day
  for (let entry = turning.items[0]; entry !== undefined; entry = turning.items[0]) {
    const { piece, heldFrom } = entry
    const isIn = piece.open && piece.holding === holding
    if (isIn && heldFrom !== Number.NEGATIVE_INFINITY && (heldFrom === Number.POSITIVE_INFINITY || termOfDays(heldFrom, day) === 'short'))
      return
    takeFirst(turning)
    if (isIn) addTo(long, queued(piece))
  }
}

/** A queue that holds mostly what has left is made anew, and so is one of terms on a later day than the sale's. */
function queueBy(method: ReliefQueue['method'], holding: Holding, day = 0): ReliefQueue {
  const known = holding.queue
  if (known !== null && known.method === method && !isWorn(known, holding) && (known.terms?.day ?? day) <= day) return known
  const byRate = heapOf(orders[method])
  const terms = method === 'MINTAX' ? { long: heapOf(highest), turning: heapOf(byTurn), day } : null
  for (let piece = holding.head; piece !== null; piece = piece.next) {
    addTo(byRate, queued(piece))
    if (terms !== null) addTo(terms.turning, queued(piece))
  }
  const queue = { method, byRate, terms }
  holding.queue = queue
  return queue
}

function heapOf(order: Heap<Queued>['order']): Heap<Queued> {
  return { items: [], order }
}

function byTurn(a: Queued, b: Queued): number {
  return a.heldFrom < b.heldFrom ? -1 : Number(a.heldFrom > b.heldFrom)
}

function isWorn({ byRate, terms }: ReliefQueue, { pieces }: Holding): boolean {
  return [byRate, terms?.long, terms?.turning].some(heap => (heap?.items.length ?? 0) > 4 * pieces)
}

/** The first entry that still tells of its piece as it is, and that fits; those before it leave the heap. */
function firstFit(heap: Heap<Queued>, fits: (piece: Piece) => boolean, holding: Holding): Queued | null {
  for (let entry = heap.items[0]; entry !== undefined; entry = heap.items[0]) {
    const { piece, rate } = entry
    if (piece.open && piece.holding === holding && Object.is(piece.rate, rate) && fits(piece)) return entry
    takeFirst(heap)
  }
  return null
}
