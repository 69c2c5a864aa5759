/**
 * Lots, their pieces and holdings. A lot is shares acquired together and never changes; a piece is a run of its shares with one basis per share.
 * A holding (account and security) keeps its pieces as a linked list in order of acquisition, so FIFO reads from the head, LIFO from the tail, and
 * splitting or removing a piece touches its neighbours only. A piece keeps its *total* basis; parts take their share of what is left.
 */
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { Match } from '../wash/match.ts'
import { pieceBefore } from './acquisition-order.ts'
import { addTo, type Heap } from './heap.ts'
import { proportion } from './proportion.ts'

export interface Lot {
  readonly id: string
  readonly account: string
  readonly security: string
  /** Place in the order of execution. */
  readonly order: number
  /** The day on which the shares came in: what the 61-day window looks at, never a tacked date. */
  readonly boughtDay: number
  /** Actual acquisition date for FIFO and LIFO; null is unknown. */
  readonly acquiredDay: number | null
  /** The same for fills of one order and for moved parts of one lot; lots with one identity never replace each other (Rev. Rul. 56-602). */
  readonly identity: string
  readonly alwaysLong: boolean
  /** A gift whose value when given no record states: a loss on it cannot be told (section 1015(a)). */
  readonly unvalued?: true | undefined
  readonly sheltered: boolean
  /** An option: the security it is a right to. */
  readonly right: string | null
  readonly origin: OpenLot['origin']
  readonly orderGroup: string | null
  readonly statedOn: number | null
  /** Loss of the custodian's own wash that its stated basis held, for all shares of the lot, and that is taken back out. */
  readonly takenOut?: number | undefined
}

export interface Piece {
  readonly lot: Lot
  readonly holding: Holding
  shares: number
  /** Place inside the lot: shares of the lot before this piece. */
  place: number
  /** Total, adjusted for wash sales; null is unknown. */
  basis: number | null
  /** Disallowed loss inside `basis`. */
  adjustment: number
  /** basis / shares as a float, for ordering only. Equal fractions give equal floats. NaN is unknown. `reprice` sets it. */
  readonly rate: number
  /** Where the holding period counts from: tacked after a wash. */
  heldFrom: number | null
  /** Value when given, the basis for a loss on a gift; null where the dual basis does not apply. */
  giftValue: number | null
  /** Long-term capital gain distributions received on these shares. */
  capitalGains: number
  /** The match by which these shares replaced loss shares, with the loss they took over; null: none. */
  carried: Match | null
  /** Has replaced loss shares; a share does so once: Reg. 1.1091-1(e). */
  replaced: boolean
  open: boolean
  /** The sale that has chosen it; 0 is none. */
  mark: number
  /** Its basis is still in the pool of the holding: `basis` and `rate` are not its own. */
  pooled: boolean
  previous: Piece | null
  next: Piece | null
  /** Places in the wash windows: as shares of its own security, and as a right to those of another. */
  candidate: Candidate | null
  right: Candidate | null
}

export interface Holding {
  readonly account: string
  readonly security: string
  readonly group: WashGroup
  shares: number
  /** Open pieces. */
  pieces: number
  /** Has had a gift whose value when given is known: what a loss on it is goes by another basis than a gain. */
  gifts?: true
  head: Piece | null
  tail: Piece | null
  /** After a sale by average: the basis of the shares left, not yet put on the pieces (pool.ts). */
  pool: Pool | null
  /** Every so many-th piece of a large holding, some of which may have left (acquisition-order.ts). */
  waymarks: Piece[]
  /** Order of a relief method that goes by basis, once such a sale has come (relief-queue.ts). */
  queue: ReliefQueue | null
  /** Pieces by the id of their lot, once a sale has named lots; some may have left (choose.ts). */
  named: Map<string, Piece[]> | null
}

export interface Pool {
  basis: number
  shares: number
  /** Basis a share at the last sale. */
  readonly rate: number
  /** Pieces that have come, or were cut, since: they have a basis of their own until the next sale. */
  readonly joining: Piece[]
}

/** A piece as it stood when it was queued. */
export interface Queued {
  readonly piece: Piece
  readonly rate: number
  /** Where its holding period counts from; infinities: held long-term whatever the day, or nobody knows. */
  readonly heldFrom: number
}

export interface ReliefQueue {
  readonly method: 'HIFO' | 'LOFO' | 'MINTAX'
  readonly byRate: Heap<Queued>
  /** For MINTAX: the pieces that were long-term at the last sale, by basis a share, and all others by the day on which they will be. */
  readonly terms: { readonly long: Heap<Queued>; readonly turning: Heap<Queued>; day: number } | null
}

/** Shares that can replace loss shares: held, bought in the window, not used yet. Linked in order of purchase. */
export interface Candidate {
  piece: Piece
  readonly group: WashGroup
  /** For a right: shares of the other security it still stands for. Otherwise those of the piece. */
  shares: number
  /** Of a right: one contract in the unit in which its piece is counted; 0 for shares. */
  readonly contract: number
  previous: Candidate | null
  next: Candidate | null
}

/** Loss shares that wait for a replacement, restated for splits and mergers. */
export interface Loss {
  readonly row: RealizedRow
  readonly lot: Lot
  readonly day: number
  readonly heldFrom: number | null
  shares: number
  /** The security whose shares `shares` counts: that of the lot, or what mergers have made of it since. */
  countedIn: string
  /** The same shares as they were counted on the day of sale. */
  saleShares: number
  /** Loss not yet disallowed, positive. */
  amount: number
  /** The sale lies before a lot statement: what the custodian washed of it stands in that statement's basis. `filed`: washed, by its realized file. */
  inside?: 'filed' | 'unfiled' | undefined
}

/** Substantially identical shares: the candidates and the waiting losses, both oldest first; `served` losses are done or too old. */
export interface WashGroup {
  first: Candidate | null
  last: Candidate | null
  losses: Loss[]
  served: number
  /** Before `until`, in the whole list where it is null, every candidate has this identity: what a loss of the same purchase need not look at again. */
  passed: { readonly identity: string; until: Candidate | null } | null
  /** Whether the candidates do not stand in the order of execution. */
  unordered: boolean
  /** Purchases that were sold again, where they count all the same (BookingPolicy.soldSharesReplace). */
  sold?: { readonly lot: Lot; readonly day: number; shares: number; countedIn: string }[]
}

export interface RealizedRow {
  readonly sale: string
  readonly lot: Lot
  readonly day: number
  readonly shares: number
  readonly proceeds: number | null
  readonly basis: number | null
  /** Proceeds less basis; null where either is unknown. */
  readonly gain: number | null
  /** Disallowed loss of earlier sales inside `basis`. */
  readonly adjustment: number
  /** The match that `adjustment` came by. */
  readonly carried: Match | null
  readonly heldFrom: number | null
  readonly term: 'short' | 'long' | null
  /** Part of the loss that is long-term although the shares were not: IRC section 852(b)(4)(A). */
  readonly longPart: number
  disallowed: number
  permanent: number
  /** Put into a retirement account in kind: the loss that is not deductible, nought of a gain (IRC section 267). `basis` is without it. */
  readonly contributed?: number
  /** Of a sale a custodian's file tells of: the part that file has washed and for which the records show no replacement yet. It is in `disallowed`. */
  filed?: { shares: number; amount: number }
}

export function insertPiece(piece: Piece): void {
  const { holding } = piece
  const before = pieceBefore(piece)
  piece.previous = before
  piece.next = before === null ? holding.head : before.next
  link(piece)
  if (piece.giftValue !== null) holding.gifts = true
  holding.shares += piece.shares
}

/** Basis a share has changed: whatever is ordered by it hears of it. */
export function reprice(piece: Piece, rate: number): void {
  ;(piece as { rate: number }).rate = rate
  enqueue(piece)
}

/** The holding period has another start: whatever is ordered by it hears of it. */
export function holdFrom(piece: Piece, day: number | null): void {
  piece.heldFrom = day
  enqueue(piece)
}

function enqueue(piece: Piece): void {
  const { queue } = piece.holding
  if (queue === null) return
  const entry = queued(piece)
  addTo(queue.byRate, entry)
  if (queue.terms !== null) addTo(queue.terms.turning, entry)
}

export function queued(piece: Piece): Queued {
  const { lot, rate, heldFrom } = piece
  return { piece, rate, heldFrom: lot.alwaysLong ? Number.NEGATIVE_INFINITY : (heldFrom ?? Number.POSITIVE_INFINITY) }
}

function link(piece: Piece): void {
  const { holding, previous, next } = piece
  if (previous === null) holding.head = piece
  else previous.next = piece
  if (next === null) holding.tail = piece
  else next.previous = piece
  holding.pieces += 1
  holding.pool?.joining.push(piece)
  enqueue(piece)
  if (holding.named === null) return
  const known = holding.named.get(piece.lot.id)
  if (known === undefined) holding.named.set(piece.lot.id, [piece])
  else known.push(piece)
}

export function removePiece(piece: Piece): void {
  const { holding, previous, next } = piece
  if (previous === null) holding.head = next
  else previous.next = next
  if (next === null) holding.tail = previous
  else next.previous = previous
  holding.shares -= piece.shares
  holding.pieces -= 1
  piece.open = false
  // a piece that has left must not keep its neighbours in memory
  piece.previous = null
  piece.next = null
}

/** Leaves the first `shares` in the piece and puts the rest behind it as a piece of its own. */
export function splitPiece(piece: Piece, shares: number): Piece {
  const take = (total: number): number => proportion(total, shares, piece.shares)
  const basis = piece.basis === null ? null : take(piece.basis)
  const giftValue = piece.giftValue === null ? null : take(piece.giftValue)
  const adjustment = take(piece.adjustment)
  const capitalGains = take(piece.capitalGains)
  const rest: Piece = {
    lot: piece.lot,
    holding: piece.holding,
    shares: piece.shares - shares,
    place: piece.place + shares,
    basis: piece.basis === null || basis === null ? null : piece.basis - basis,
    adjustment: piece.adjustment - adjustment,
    rate: piece.rate,
    heldFrom: piece.heldFrom,
    giftValue: piece.giftValue === null || giftValue === null ? null : piece.giftValue - giftValue,
    capitalGains: piece.capitalGains - capitalGains,
    carried: piece.carried,
    replaced: piece.replaced,
    open: piece.open,
    mark: piece.mark,
    pooled: false,
    previous: piece,
    next: piece.next,
    candidate: null,
    right: null,
  }
  piece.shares = shares
  piece.basis = basis
  piece.adjustment = adjustment
  piece.giftValue = giftValue
  piece.capitalGains = capitalGains
  link(rest)
  if (piece.candidate !== null) rest.candidate = splitCandidate(piece.candidate, rest, shares)
  if (piece.right !== null) rest.right = splitCandidate(piece.right, rest, proportion(piece.right.shares, shares, shares + rest.shares))
  return rest
}

function splitCandidate(candidate: Candidate, rest: Piece, shares: number): Candidate {
  const behind: Candidate = {
    piece: rest,
    group: candidate.group,
    shares: candidate.shares - shares,
    contract: candidate.contract,
    previous: candidate,
    next: candidate.next,
  }
  candidate.shares = shares
  linkCandidate(behind)
  return behind
}

export function rateOf(basis: number | null, shares: number): number {
  return basis === null ? Number.NaN : basis / shares
}

export function linkCandidate(candidate: Candidate): void {
  const { group, previous, next, piece } = candidate
  if (previous === null) group.first = candidate
  else previous.next = candidate
  if (next === null) group.last = candidate
  else next.previous = candidate
  const { order, identity } = piece.lot
  if ((previous?.piece.lot.order ?? order) > order || (next?.piece.lot.order ?? order) < order) group.unordered = true
  if (group.passed === null) return
  if (next === null) group.passed.until ??= candidate
  else if (previous?.piece.lot.identity !== identity) group.passed = null
}

export function appendCandidate(candidate: Candidate): void {
  candidate.previous = candidate.group.last
  candidate.next = null
  linkCandidate(candidate)
}

/** Among the other purchases of the group, by day and execution. */
export function linkInOrder(candidate: Candidate): void {
  const { lot } = candidate.piece
  let before = candidate.group.last
  while (before !== null && isLater(before.piece.lot, lot)) before = before.previous
  candidate.previous = before
  candidate.next = before === null ? candidate.group.first : before.next
  linkCandidate(candidate)
}

function isLater(a: Lot, b: Lot): boolean {
  return a.boughtDay > b.boughtDay || (a.boughtDay === b.boughtDay && a.order > b.order)
}

export function unlinkCandidate(candidate: Candidate): void {
  const { group, previous, next, piece } = candidate
  if (previous === null) group.first = next
  else previous.next = next
  if (next === null) group.last = previous
  else next.previous = previous
  if (group.passed?.until === candidate) group.passed.until = next
  candidate.previous = null
  candidate.next = null
  if (piece.candidate === candidate) piece.candidate = null
  if (piece.right === candidate) piece.right = null
}
