/**
 * The exercise of calls, oldest first: what they cost becomes part of the cost of the shares (Rev. Rul. 78-182), whose holding period begins the day after
 * (Pub. 550, "Holding Period"; a call is no share, so its own days do not count). Buying by exercise is a purchase (IRC section 1091(a)). Where the call
 * itself has already replaced loss shares, so many of the shares it buys have: they take up the loss in their basis and the loss shares' days
 * (section 1223(3), "or the contract or option to acquire which"), and replace no others (Reg. 1.1091-1(e)).
 */
import { offer, withdraw } from '../wash/match.ts'
import { windowDays } from '../wash/window.ts'
import { type Books, groupNamed, holdingOf, openPiece, piecesOf, refuse } from './books.ts'
import type { Exercise } from './corporate.ts'
import { holdFrom, type Lot, type Piece, rateOf, removePiece, reprice, splitPiece } from './holding.ts'
import { proportion } from './proportion.ts'
import { noteLeft, noteMoved } from './steps.ts'

export function exercise(books: Books, event: Exercise): void {
  const calls = holdingOf(books, event.account, event.security)
  if (event.shares > calls.shares) return refuse(books, 'insufficient_lots', event, event.shares, calls.shares)
  let [contracts, cost] = [event.shares, event.cost]
  for (let part = 1; contracts > 0 && calls.head !== null; part += 1) {
    const call = calls.head
    if (contracts < call.shares) splitPiece(call, contracts)
    const paid = cost === null ? null : proportion(cost, call.shares, contracts)
    if (cost !== null && paid !== null) cost -= paid
    contracts -= call.shares
    const unused = call.right?.shares ?? null
    withdraw(call)
    removePiece(call)
    if (event.counter.stated) {
      handOver(books, event, call, unused)
      noteLeft(books, call, event)
      continue
    }
    buy(books, event, call, paid, unused, part === 1 ? event.id : `${event.id}.${part}`)
  }
}

/**
 * A later lot statement shows the shares: those of the day take up the losses that the calls have replaced. A custodian sees no call there (another CUSIP); of a loss
 * of the same account and security within thirty days of the exercise it is taken to have washed it itself, so that the stated basis holds it.
 */
function handOver(books: Books, event: Exercise, call: Piece, unused: number | null): void {
  let used = call.replaced ? usedOf(call, proportion(call.shares, event.counter.numerator, event.counter.denominator), unused) : 0
  let { adjustment } = call
  const stated = [...piecesOf(holdingOf(books, event.account, event.counter.security))]
  for (const piece of stated) {
    if (used === 0 || piece.lot.statedOn === null || piece.lot.acquiredDay !== event.day || piece.replaced) continue
    if (used < piece.shares) splitPiece(piece, used)
    const part = proportion(adjustment, piece.shares, used)
    withdraw(piece)
    takeOver(piece, { ...call, adjustment: part }, event.day, isCustodians(call, event))
    adjustment -= part
    used -= piece.shares
  }
}

function isCustodians({ carried }: Piece, { account, counter, day }: Exercise): boolean {
  const row = carried?.row
  return row?.lot.account === account && row.lot.security === counter.security && day - row.day <= windowDays
}

function usedOf(call: Piece, shares: number, unused: number | null): number {
  return Math.min(shares, unused === null ? replacedBy(call) : Math.max(0, shares - unused))
}

/** `unused`: shares of the underlying for which the call has replaced none; null: it no longer says. */
function buy(books: Books, event: Exercise, call: Piece, paid: number | null, unused: number | null, id: string): void {
  const { context } = books
  const shares = proportion(call.shares, event.counter.numerator, event.counter.denominator)
  const treatment = context.treatmentOf(event.account)
  const holding = holdingOf(books, event.account, event.counter.security)
  const lot: Lot = {
    ...call.lot,
    id,
    security: event.counter.security,
    order: books.order,
    boughtDay: event.day,
    acquiredDay: event.day,
    identity: id,
    right: null,
    origin: 'purchase',
    orderGroup: null,
    statedOn: null,
  }
  const own = call.basis === null ? null : call.basis - call.adjustment
  const piece = openPiece(lot, holding, shares, own === null || paid === null ? null : own + paid, null)
  const used = call.replaced ? usedOf(call, shares, unused) : 0
  const fresh = used === 0 ? piece : used < shares ? splitPiece(piece, used) : null
  if (used > 0) takeOver(piece, call, event.day)
  noteMoved(books, piece, call, 'exercise', event)
  if (fresh !== null && fresh !== piece)
    noteMoved(books, fresh, { lot: call.lot, carried: call.carried, shares: 0, basis: 0 }, 'exercise', event)
  if (fresh === null || !context.policy.washSales || treatment === 'unsettled') return
  const group = context.policy.scope === 'broker' ? holding.group : groupNamed(books, context.groupOf(event.counter.security))
  offer(fresh, group, null, context.policy, books.matches)
}

/** Loss shares that the call has replaced, one match after the other. */
function replacedBy(call: Piece): number {
  let shares = 0
  for (let match = call.carried; match !== null; match = match.earlier) shares += match.shares
  return shares
}

/** `stated`: the basis of the shares holds the loss already. */
function takeOver(piece: Piece, call: Piece, day: number, stated = false): void {
  piece.replaced = true
  piece.adjustment = call.adjustment
  piece.carried = call.carried
  if (piece.basis !== null && !stated) {
    piece.basis += call.adjustment
    reprice(piece, rateOf(piece.basis, piece.shares))
  }
  const loss = call.carried?.row
  if (loss !== undefined && !call.lot.sheltered && call.adjustment > 0) {
    holdFrom(piece, loss.heldFrom === null ? null : day - (loss.day - loss.heldFrom))
  }
}
