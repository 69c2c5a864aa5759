/**
 * Mergers. In a reorganization each lot goes over by itself: new shares, cash and basis follow every lot of the account's holding (Reg. 1.358-2(a)(2)), the
 * day of purchase stays (IRC section 1223(1)), a gain is recognized up to the cash and a loss never (section 356(a)(1), (c)), so a lot's basis becomes what it
 * was, less the cash, plus the gain (section 358(a)(1)). Purchases of the last thirty days go on standing for replacement, now as shares of the new security;
 * losses of the old one that still wait are counted in new shares where the two are declared identical. A taxable merger is a sale and a purchase.
 */
import { withdraw } from '../wash/match.ts'
import { type Books, holdingOf, piecesOf, refuse } from './books.ts'
import type { Counter, Exchange, TaxableExchange } from './corporate.ts'
import { dispose } from './dispose.ts'
import type { Acquire } from './event.ts'
import { type Holding, insertPiece, type Lot, linkInOrder, type Piece, rateOf, removePiece } from './holding.ts'
import { termOfDays } from './holding-period.ts'
import { inProportion, proportion } from './proportion.ts'
import { becomeStated } from './stated-merger.ts'
import { noteMoved, noteRebased } from './steps.ts'

/** `buy` opens what of a statement's lots no old share explains. */
export function exchange(books: Books, event: Exchange, buy: (books: Books, event: Acquire) => void): void {
  const from = holdingOf(books, event.account, event.security)
  const { counter } = event
  const refusal = from.shares === 0 ? 'nothing_held' : event.cash > 0 && event.worth === null ? 'unsupported' : null
  if (refusal !== null) {
    if (counter.stated) becomeStated(books, event, [], buy)
    return refuse(books, refusal, event)
  }
  const to = counter.stated ? null : holdingOf(books, event.account, counter.security)
  if (event.restatesLosses) restateLosses(books, event)
  const lots = new Map<Lot, Lot>()
  const stated: { piece: Piece; shares: number }[] = []
  let before = from.shares
  let after = proportion(before, counter.numerator, counter.denominator)
  let { cash } = event
  for (const piece of [...piecesOf(from)]) {
    const shares = proportion(after, piece.shares, before)
    const boot = proportion(cash, piece.shares, before)
    after -= shares
    before -= piece.shares
    cash -= boot
    if (boot > 0) recognize(books, event, piece, boot, shares)
    if (to === null) stated.push({ piece, shares })
    else noteMoved(books, convert(books, piece, shares, counter, to, lots), piece, 'merger', event)
  }
  if (to === null) becomeStated(books, event, stated, buy)
}

/**
 * Losses of the old security that wait for a replacement, and purchases of it that were sold again, in shares of the new one; only where it is a replacement at
 * all. From then on they are counted in it, through its splits and the next merger.
 */
function restateLosses(books: Books, { security, counter }: Exchange): void {
  const { groupOf } = books.context
  if (groupOf(security) !== groupOf(counter.security) || books.context.policy.scope === 'broker') return
  const group = books.groups.get(groupOf(security))
  for (const list of [group?.losses ?? [], group?.sold ?? []]) {
    const now = inProportion(counter.numerator, counter.denominator)
    for (const waiting of list) {
      if (waiting.shares === 0 || waiting.countedIn !== security) continue
      waiting.shares = now(waiting.shares)
      waiting.countedIn = counter.security
    }
  }
}

/** The gain of a lot up to the cash it brought; a loss is not recognized. The basis keeps what is not. */
function recognize(books: Books, event: Exchange, piece: Piece, boot: number, shares: number): void {
  const worth = event.worth ?? { money: 0, shares: 1 }
  const value = proportion(worth.money, shares, worth.shares)
  const gain = piece.basis === null ? null : Math.min(boot, Math.max(0, boot + value - piece.basis))
  const { lot, heldFrom } = piece
  if (piece.basis !== null && gain !== null) {
    const before = piece.basis
    piece.basis += gain - boot
    noteRebased(books, piece, before, 'merger', event)
    if (piece.giftValue !== null) piece.giftValue = Math.max(0, piece.giftValue + gain - boot)
  }
  if (books.context.treatmentOf(event.account) !== 'taxable') return
  books.rows.push({
    sale: event.id,
    lot,
    day: event.day,
    shares: 0,
    proceeds: boot,
    basis: gain === null ? null : boot - gain,
    gain,
    adjustment: 0,
    carried: null,
    heldFrom,
    term: lot.alwaysLong ? 'long' : heldFrom === null ? null : termOfDays(heldFrom, event.day),
    longPart: 0,
    disallowed: 0,
    permanent: 0,
  })
}

/** The same lot, under the new security: name, order, dates, identity and what it has replaced stay. */
function convert(books: Books, piece: Piece, shares: number, counter: Counter, to: Holding, lots: Map<Lot, Lot>): Piece {
  let lot = lots.get(piece.lot)
  if (lot === undefined) {
    lot = { ...piece.lot, security: counter.security }
    lots.set(piece.lot, lot)
  }
  removePiece(piece)
  const place = proportion(piece.place, counter.numerator, counter.denominator)
  const rate = rateOf(piece.basis, shares)
  const converted: Piece = { ...piece, lot, holding: to, shares, place, rate, open: true, previous: null, next: null }
  insertPiece(converted)
  const { candidate, right } = converted
  if (right !== null) right.piece = converted
  if (candidate === null) return converted
  candidate.piece = converted
  candidate.shares = shares
  if (to.group === piece.holding.group) return converted
  withdraw(converted)
  const { policy } = books.context
  // a broker's window ends at the security, the section at what is neither stock nor a security
  if (policy.scope === 'broker' || policy.outside.has(to.security) || shares === 0) return converted
  converted.candidate = { piece: converted, group: to.group, shares, contract: 0, previous: null, next: null }
  linkInOrder(converted.candidate)
  return converted
}

/** `buy` books the purchase of the stock received, as any other purchase. */
export function taxableExchange(books: Books, event: TaxableExchange, buy: (books: Books, event: Acquire) => void): void {
  const { id, account, security, day, counter, worth } = event
  const { shares } = holdingOf(books, account, security)
  if (shares === 0) return refuse(books, 'nothing_held', event)
  if (counter !== null && worth === null) return refuse(books, 'unsupported', event)
  const received = counter === null ? 0 : proportion(shares, counter.numerator, counter.denominator)
  const basis = worth === null ? 0 : proportion(worth.money, received, worth.shares)
  const proceeds = event.cash + basis
  dispose(books, { kind: 'dispose', id, account, security, day, shares, proceeds, method: 'FIFO', picks: null, realizes: true })
  if (counter === null || counter.stated || received === 0) return
  books.order += 1
  const purchase: Acquire = {
    kind: 'acquire',
    id: `${id}.1`,
    account,
    security: counter.security,
    day,
    shares: received,
    basis,
    acquiredDay: day,
    purchase: true,
    alwaysLong: false,
    giftValue: null,
    orderGroup: null,
    option: null,
    origin: 'purchase',
    statedOn: null,
  }
  books.received.push(purchase)
  buy(books, purchase)
}
