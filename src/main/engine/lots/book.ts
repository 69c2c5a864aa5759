/**
 * The booking engine: an ordered stream of events over all accounts of a household becomes open pieces, realized rows and wash matches. It rebuilds
 * from raw trades and never layers on a broker's wash adjustments. An event that cannot be booked is a problem that names it; the others still are.
 * Work is n log n: linked lists for pieces and windows, each share matched once, a sort only where the relief method needs one.
 */
import { type Match, offer } from '../wash/match.ts'
import { type Books, groupNamed, holdingOf, holdingsOf, newBooks, openPiece, type Problem, piecesOf, refuse } from './books.ts'
import { sellShort } from './constructive.ts'
import { dispose } from './dispose.ts'
import type { Acquire, BookingContext, BookingEvent } from './event.ts'
import { exchange, taxableExchange } from './exchange.ts'
import { exercise } from './exercise.ts'
import type { Lot, Piece, RealizedRow } from './holding.ts'
import { move } from './move.ts'
import { writePools } from './pool.ts'
import { distribute, split } from './restate.ts'
import { spinOff } from './spin-off.ts'
import { type LotStep, noteOpened } from './steps.ts'

export interface Booking {
  /** By account and security in the order of their first event, oldest first inside. */
  readonly open: readonly Piece[]
  readonly rows: readonly RealizedRow[]
  readonly matches: readonly Match[]
  readonly problems: readonly Problem[]
  /** Purchases that no trade tells of: the stock of taxable mergers. */
  readonly received: readonly Acquire[]
  /** Empty unless the run keeps them (`BookingContext.keepSteps`). */
  readonly steps: readonly LotStep[]
}

export function book(events: Iterable<BookingEvent>, context: BookingContext): Booking {
  const books = newBooks(context, true)
  for (const event of events) bookEvent(books, event)
  writePools(books)
  const open: Piece[] = []
  for (const holding of holdingsOf(books)) for (const piece of piecesOf(holding)) open.push(piece)
  const { rows, matches, problems, received, steps } = books
  return { open, rows, matches, problems, received, steps: steps ?? [] }
}

/** The next event of the stream. */
export function bookEvent(books: Books, event: BookingEvent): void {
  books.order += 1
  if (!isBookable(books, event)) return
  if (event.kind !== 'acquire' && event.kind !== 'dispose') writePools(books)
  apply(books, event)
}

function apply(books: Books, event: BookingEvent): void {
  switch (event.kind) {
    case 'acquire':
      return acquire(books, event)
    case 'dispose':
      return dispose(books, event)
    case 'move':
      return move(books, event)
    case 'split':
      return split(books, event)
    case 'distribution':
      return distribute(books, event)
    case 'sell-short':
      return sellShort(books, event)
    case 'exchange':
      return exchange(books, event, acquire)
    case 'taxable-exchange':
      return taxableExchange(books, event, acquire)
    case 'spin-off':
      return spinOff(books, event)
    case 'exercise':
      return exercise(books, event)
  }
}

/** Quantities are whole units above zero. */
function isBookable(books: Books, event: BookingEvent): boolean {
  const quantity = quantityOf(event)
  if (Number.isSafeInteger(quantity) && quantity > 0) return true
  refuse(books, 'bad_quantity', event, quantity)
  return false
}

function quantityOf(event: BookingEvent): number {
  switch (event.kind) {
    case 'split':
      return event.numerator
    case 'distribution':
      return event.amount
    case 'exchange':
    case 'spin-off':
      return event.counter.numerator
    case 'taxable-exchange':
      return event.counter?.numerator ?? event.cash
    default:
      return event.shares
  }
}

function acquire(books: Books, event: Acquire): void {
  const { context } = books
  const treatment = context.treatmentOf(event.account)
  const holding = holdingOf(books, event.account, event.security)
  // one literal, without spreads: a million of them are made, and all have one layout
  const lot: Lot = {
    id: event.id,
    account: event.account,
    security: event.security,
    order: books.order,
    boughtDay: event.day,
    acquiredDay: event.acquiredDay,
    identity: identityOf(event, context.policy.sameDayIsOneLot),
    alwaysLong: event.alwaysLong,
    unvalued: event.unvalued,
    sheltered: treatment === 'sheltered',
    right: event.option?.security ?? null,
    origin: event.origin,
    orderGroup: event.orderGroup,
    statedOn: event.statedOn,
    takenOut: event.takenOut,
  }
  const piece = openPiece(lot, holding, event.shares, event.basis, event.giftValue)
  noteOpened(books, piece, event)
  if (!context.policy.washSales || !event.purchase || treatment === 'unsettled') return
  offer(piece, holding.group, null, context.policy, books.matches)
  if (event.option === null || context.policy.scope === 'broker' || piece.candidate === null) return
  const right = { shares: event.option.shares, contract: 10 ** (context.places?.shares ?? 6) }
  offer(piece, groupNamed(books, context.groupOf(event.option.security)), right, context.policy, books.matches)
}

/** What never replaces itself: a purchase with all its fills, and where orders of one day are one purchase, that day's. */
function identityOf({ id, account, security, day, orderGroup, purchase, identity }: Acquire, sameDayIsOneLot: boolean): string {
  if (sameDayIsOneLot && purchase) return `${account} ${security} day ${day}`
  if (identity !== undefined) return identity
  return orderGroup === null ? id : `${account} order ${orderGroup}`
}
