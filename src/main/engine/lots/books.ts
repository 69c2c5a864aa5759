/** The state a booking run works on: holdings, wash groups and what has been realized so far; and the few steps every event needs. */

import { type Match, newWashGroup } from '../wash/match.ts'
import type { Acquire, BookingContext, BookingEvent } from './event.ts'
import { type Holding, insertPiece, type Lot, type Piece, type RealizedRow, rateOf, type WashGroup } from './holding.ts'
import { layout } from './layout.ts'
import type { LotStep } from './steps.ts'

/** What was booked all the same, in a way a person must know of. */
export type Doubt = 'average_not_open' | 'gift_value_unknown' | 'distributed_value_unknown' | 'contributed_in_kind'

/** An event that cannot be booked, or not as it was told. The rest of the stream still is. */
export interface Problem {
  readonly code: 'insufficient_lots' | 'picks_do_not_add' | 'bad_quantity' | 'nothing_held' | 'unsupported' | Doubt
  readonly event: string
  /** null: an event of every account. */
  readonly account: string | null
  readonly security: string
  /** Shares asked for and shares there were, for `insufficient_lots`. */
  readonly asked: number
  readonly open: number
}

export interface Books {
  readonly context: BookingContext
  readonly accounts: Map<string, Map<string, Holding>>
  /** In the order of their first event. */
  readonly holdings: Holding[]
  readonly groups: Map<string, WashGroup>
  readonly rows: RealizedRow[]
  readonly matches: Match[]
  readonly problems: Problem[]
  /** Purchases that no trade tells of: the stock of taxable mergers. */
  readonly received: Acquire[]
  /** null: nobody asked for the lots' history. */
  readonly steps: LotStep[] | null
  /** Holdings with a pool that is not yet put on their pieces; null: pools do not wait, because what happens to each lot is told or nobody ends the run. */
  readonly pooled: Set<Holding> | null
  /** Counts events: the order of execution. */
  order: number
  sales: number
  /** Kept, because V8 forgets a layout of which no record is left. */
  readonly layout: typeof layout
}

/** `ends`: the run is ended by `writePools`. */
export function newBooks(context: BookingContext, ends = false): Books {
  const steps = context.keepSteps === true ? [] : null
  return {
    context,
    accounts: new Map(),
    holdings: [],
    groups: new Map(),
    rows: [],
    matches: [],
    problems: [],
    received: [],
    steps,
    pooled: ends && steps === null ? new Set() : null,
    order: 0,
    sales: 0,
    layout,
  }
}

export function holdingOf(books: Books, account: string, security: string): Holding {
  let securities = books.accounts.get(account)
  if (securities === undefined) {
    securities = new Map()
    books.accounts.set(account, securities)
  }
  let holding = securities.get(security)
  if (holding === undefined) {
    const group = books.context.policy.scope === 'broker' ? newWashGroup() : groupNamed(books, books.context.groupOf(security))
    holding = { account, security, group, shares: 0, pieces: 0, head: null, tail: null, pool: null, waymarks: [], queue: null, named: null }
    securities.set(security, holding)
    books.holdings.push(holding)
  }
  return holding
}

export function groupNamed(books: Books, name: string): WashGroup {
  let group = books.groups.get(name)
  if (group === undefined) {
    group = newWashGroup()
    books.groups.set(name, group)
  }
  return group
}

/** Notes an event that cannot be booked. */
export function refuse(books: Books, code: Problem['code'], event: BookingEvent, asked = 0, open = 0): void {
  books.problems.push({ code, event: event.id, account: event.account, security: event.security, asked, open })
}

export function openPiece(lot: Lot, holding: Holding, shares: number, basis: number | null, giftValue: number | null): Piece {
  const piece: Piece = {
    lot,
    holding,
    shares,
    place: 0,
    basis,
    adjustment: 0,
    rate: rateOf(basis, shares),
    heldFrom: lot.acquiredDay,
    giftValue,
    capitalGains: 0,
    carried: null,
    replaced: false,
    open: true,
    mark: 0,
    pooled: false,
    previous: null,
    next: null,
    candidate: null,
    right: null,
  }
  insertPiece(piece)
  return piece
}

export function* piecesOf(holding: Holding): Generator<Piece> {
  for (let piece = holding.head; piece !== null; piece = piece.next) yield piece
}

export function* holdingsOf(books: Books): Generator<Holding> {
  for (const securities of books.accounts.values()) yield* securities.values()
}

/** The holdings of one security, in one account or, with null, in all. */
export function* holdingsIn(books: Books, security: string, account: string | null): Generator<Holding> {
  for (const securities of account === null ? books.accounts.values() : [books.accounts.get(account)]) {
    const holding = securities?.get(security)
    if (holding !== undefined) yield holding
  }
}

/** Where losses of this security wait: its group or, as a broker sees it, one for each account. */
export function groupsOf(books: Books, security: string): WashGroup[] {
  if (books.context.policy.scope !== 'broker') return [groupNamed(books, books.context.groupOf(security))]
  return [...holdingsIn(books, security, null)].map(holding => holding.group)
}
