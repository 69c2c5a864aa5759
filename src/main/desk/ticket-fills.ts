/**
 * Which trades of the book filled which orders of issued tickets, and what of each order is open. Told anew from the trades that stand, so an import that is undone or a
 * trade that a custodian takes back opens its order again. A sale fills the order whose lots it was booked with (import/ticket-picks.ts); a purchase, or a sale at average
 * basis, the order of the same account and security (or the same one under another name) traded from the ticket's day through seven calendar days later, or seven after the
 * last day of its schedule. One of as many shares as an order has fills that order first; one of more shares than are left of any fills none.
 */
import { addDays, type CivilDate } from '../../shared/kernel/civil-date.ts'
import type { AccountId, HouseholdId } from '../../shared/kernel/id.ts'
import { type Shares, shares } from '../../shared/kernel/shares.ts'
import type { LedgerEntry, LotPick } from '../../shared/model/ledger.ts'
import type { Ticket, TicketLot, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import { sharesHeld } from '../../shared/present/format.ts'
import { familyOf } from '../engine/standing/lot-parts.ts'
import type { GroupOf } from '../engine/wash/identical.ts'
import type { ReadableBook } from '../store/database.ts'
import { listTickets, readTicket, type StoredTicket } from '../store/tickets.ts'

const daysToFill = 7

export interface IssuedOrder {
  readonly ticket: Ticket
  readonly history: StoredTicket['history']
  readonly page: TicketPage
  readonly order: TicketOrder
}

/** What of a lot of a ticket is still to be sold. */
export interface LeftOfLot extends LotPick {
  readonly of: TicketLot
}

export interface OrderFill {
  /** Shares that no trade has filled. */
  readonly open: Shares
  /** Of a sale, in keying order; of a purchase none. */
  readonly lots: readonly LeftOfLot[]
  /** Oldest first. */
  readonly by: readonly LedgerEntry[]
}

export type OrderFills = ReadonlyMap<IssuedOrder, OrderFill>

/** Oldest ticket first. Drafts are not stored; a cancelled ticket was not placed. */
export function issuedOrders(book: ReadableBook, household: HouseholdId): IssuedOrder[] {
  return listTickets(book, household)
    .toReversed()
    .filter(row => row.status !== 'cancelled' && row.status !== 'draft')
    .flatMap(row => readTicket(book, row.id) ?? [])
    .flatMap(ordersOf)
}

export function ordersOf({ ticket, history }: StoredTicket): IssuedOrder[] {
  return ticket.pages.flatMap(page => page.orders.map(order => ({ ticket, history, page, order })))
}

/** The day an order is traded last: that of its ticket, or the end of its schedule. */
export function lastDayOf({ ticket, order }: Pick<IssuedOrder, 'order'> & { readonly ticket: Pick<Ticket, 'asOf'> }): CivilDate {
  return order.liquidity?.schedule?.days.at(-1)?.date ?? ticket.asOf
}

/** Whether a trade may be of an order by its account, its security and its day. */
export function mayFill(each: IssuedOrder, trade: Pick<LedgerEntry, 'account' | 'security' | 'tradeDate'>, same: GroupOf): boolean {
  return (
    trade.security !== null &&
    each.page.account === trade.account &&
    same(each.order.security) === same(trade.security) &&
    trade.tradeDate >= each.ticket.asOf &&
    trade.tradeDate <= addDays(lastDayOf(each), daysToFill)
  )
}

/** `entries`: those that stand. */
export function fillsOf(entries: readonly LedgerEntry[], orders: readonly IssuedOrder[], same: GroupOf): OrderFills {
  const fills = new Map<IssuedOrder, OrderFill>(orders.map(each => [each, nothingFilled(each)]))
  if (orders.length === 0) return fills
  const first = orders.map(({ ticket }) => ticket.asOf).toSorted()[0] as CivilDate
  const accounts = new Set<AccountId>(orders.map(({ page }) => page.account))
  const trades = entries
    .filter(({ kind, account, tradeDate }) => (kind === 'sell' || kind === 'buy') && accounts.has(account) && tradeDate >= first)
    .toSorted(byTime)
  const done = new Set<LedgerEntry>()
  const fill = (of: IssuedOrder | undefined, entry: LedgerEntry) => {
    if (of === undefined) return
    done.add(entry)
    fills.set(of, filledBy(openOf(fills, of), entry))
  }
  for (const entry of trades) if (entry.picks !== null) fill(orderOfPicks(fills, orders, entry), entry)
  for (const whole of [true, false])
    for (const entry of trades) {
      if (done.has(entry) || entry.picks !== null) continue
      const isOf = (each: IssuedOrder) =>
        each.order.side === entry.kind && !namesLots(each) && mayFill(each, entry, same) && isOpenFor(fills, each, entry.shares, whole)
      fill(orders.find(isOf), entry)
    }
  return fills
}

export function openOf(fills: OrderFills, each: IssuedOrder): OrderFill {
  return fills.get(each) ?? nothingFilled(each)
}

/** Lots are identified by a sale unless it is at average basis. */
export function namesLots({ order }: IssuedOrder): boolean {
  return order.side === 'sell' && order.method !== 'AVERAGE'
}

/** `whole`: the order is untouched and of just so many shares. */
export function isOpenFor(fills: OrderFills, each: IssuedOrder, count: Shares, whole: boolean): boolean {
  const { open } = openOf(fills, each)
  return whole ? count === each.order.shares && count === open : count <= open
}

/** The lots that so many shares of an order take, in keying order, and what is left of all. */
export function takenOf(lots: readonly LeftOfLot[], wanted: number): { readonly taken: LeftOfLot[]; readonly rest: LeftOfLot[] } {
  const taken: LeftOfLot[] = []
  const rest: LeftOfLot[] = []
  let open = wanted
  for (const each of lots) {
    const count = Math.min(open, each.shares)
    if (count > 0) taken.push({ ...each, shares: shares(count) })
    if (count < each.shares) rest.push({ ...each, shares: shares(each.shares - count) })
    open -= count
  }
  return { taken, rest }
}

/** `2 sh of order 1 (ABC), 5 sh of order 3 (DEF)`; empty where all is filled. */
export function openInWords(fills: OrderFills, orders: readonly IssuedOrder[]): string {
  return orders
    .filter(each => openOf(fills, each).open > 0)
    .map(each => `${sharesHeld(openOf(fills, each).open)} of order ${each.order.sequence} (${each.order.symbol})`)
    .join(', ')
}

export function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return a.tradeDate < b.tradeDate ? -1 : a.tradeDate > b.tradeDate ? 1 : a.sequence - b.sequence
}

export function nothingFilled({ order }: IssuedOrder): OrderFill {
  return { open: order.shares, lots: order.lots.map(of => ({ lot: of.lot, shares: of.shares, of })), by: [] }
}

/** The order whose lots come next in just this way stands before one that only has them too. */
function orderOfPicks(fills: OrderFills, orders: readonly IssuedOrder[], entry: LedgerEntry): IssuedOrder | undefined {
  const named = byFamily(entry.picks ?? [])
  const may = orders.filter(each => namesLots(each) && each.page.account === entry.account && entry.tradeDate >= each.ticket.asOf)
  const isNext = (each: IssuedOrder) => isSame(byFamily(takenOf(openOf(fills, each).lots, entry.shares).taken), named)
  const has = (each: IssuedOrder) => {
    const left = byFamily(openOf(fills, each).lots)
    return [...named].every(([family, count]) => (left.get(family) ?? 0) >= count)
  }
  return (
    may.find(each => isNext(each) && openOf(fills, each).open === entry.shares) ??
    may.find(each => isNext(each) && openOf(fills, each).open > entry.shares) ??
    may.find(has)
  )
}

/** A part of a lot may have had another number when the order was made, so shares are counted lot by lot. */
function byFamily(picks: readonly LotPick[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { lot, shares: count } of picks) counts.set(familyOf(lot), (counts.get(familyOf(lot)) ?? 0) + count)
  return counts
}

function isSame(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([family, count]) => b.get(family) === count)
}

function filledBy({ open, lots, by }: OrderFill, entry: LedgerEntry): OrderFill {
  const counts = entry.picks === null ? null : byFamily(entry.picks)
  const isNext = counts === null || isSame(byFamily(takenOf(lots, entry.shares).taken), counts)
  return {
    open: shares(open - entry.shares),
    lots: isNext ? takenOf(lots, entry.shares).rest : lessBy(lots, counts),
    by: [...by, entry],
  }
}

/** Trades that came in another order than they were made. */
function lessBy(lots: readonly LeftOfLot[], counts: Map<string, number>): LeftOfLot[] {
  return lots.flatMap(each => {
    const family = familyOf(each.lot)
    const gone = Math.min(each.shares, counts.get(family) ?? 0)
    counts.set(family, (counts.get(family) ?? 0) - gone)
    return gone === each.shares ? [] : [{ ...each, shares: shares(each.shares - gone) }]
  })
}
