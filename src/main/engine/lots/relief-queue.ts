/**
 * HIFO and LOFO without a sort at every sale. A holding of few pieces is looked through; one of many keeps its pieces in a heap by basis a share from the first
 * such sale on. A piece whose rate changes, or that is cut, is queued again; what has left or changed since it was queued is passed over.
 */
import { addTo, type Heap, takeFirst } from './heap.ts'
import { byAcquisition, type Holding, type Piece, type Queued } from './holding.ts'
import { byHighestRate, byLowestRate } from './relief.ts'

const rates = { HIFO: byHighestRate, LOFO: byLowestRate } as const
const orders = {
  HIFO: (a: Queued, b: Queued) => byHighestRate(a, b) || byAcquisition(a.piece, b.piece),
  LOFO: (a: Queued, b: Queued) => byLowestRate(a, b) || byAcquisition(a.piece, b.piece),
} as const

const few = 48

/** The next open piece in the order of the method that this sale has not chosen yet. */
export function nextByBasis(method: keyof typeof orders, holding: Holding, sale: number): Piece | null {
  if (holding.pieces > few) return nextQueued(queueBy(method, holding), holding, sale)
  holding.queue = null
  const byRate = rates[method]
  let first: Piece | null = null
  for (let piece = holding.head; piece !== null; piece = piece.next) {
    if (piece.mark !== sale && (first === null || byRate(piece, first) < 0)) first = piece
  }
  return first
}

/** A queue that holds mostly what has left is made anew. */
function queueBy(method: keyof typeof orders, holding: Holding): Heap<Queued> {
  const known = holding.queue
  if (known !== null && known.order === orders[method] && known.items.length <= 4 * holding.pieces) return known
  const queue: Heap<Queued> = { items: [], order: orders[method] }
  for (let piece = holding.head; piece !== null; piece = piece.next) addTo(queue, { piece, rate: piece.rate })
  holding.queue = queue
  return queue
}

function nextQueued(queue: Heap<Queued>, holding: Holding, sale: number): Piece | null {
  for (let entry = takeFirst(queue); entry !== undefined; entry = takeFirst(queue)) {
    const { piece, rate } = entry
    if (piece.open && piece.holding === holding && piece.mark !== sale && Object.is(piece.rate, rate)) return piece
  }
  return null
}
