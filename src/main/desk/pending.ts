/**
 * Tickets that are issued and that no file shows as traded yet: the book knows their trades from the tickets alone. Their lots still look open, so selling them
 * again is refused; what they buy is not in the records of purchases, so selling it at a loss within thirty days of it is warned of (IRC section 1091(a)). A ticket
 * is settled for an account once trades through its day (of an order worked over days: the last of them), or a lot statement of a later day, are in the book; or it is
 * cancelled.
 */
import { type Cents, cents } from '../../shared/kernel/cents.ts'
import { addDays, type CivilDate, daysBetween } from '../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, TicketId } from '../../shared/kernel/id.ts'
import type { Refusal } from '../../shared/kernel/outcome.ts'
import { type Shares, shares } from '../../shared/kernel/shares.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import { date, sharesHeld } from '../../shared/present/format.ts'
import { tradingDayFrom, tradingDaysUntil } from '../engine/calendar/trading-days.ts'
import { sameSecurity, washGroups } from '../engine/lots/ledger-input.ts'
import { proportion } from '../engine/lots/proportion.ts'
import type { Standing } from '../engine/standing/standing.ts'
import { windowDays } from '../engine/wash/window.ts'
import type { ReadableBook } from '../store/database.ts'
import { fillsOf, issuedOrders, lastDayOf, nothingFilled, type OrderFill, type OrderFills, openOf } from './ticket-fills.ts'

export interface PendingOrder {
  readonly ticket: TicketId
  readonly page: TicketPage
  readonly order: TicketOrder
  /** Traded from this day on: the ticket's, or of an order worked over days the first whose trades are not known. */
  readonly from: CivilDate
  readonly asOf: CivilDate
  readonly open: OrderFill
  readonly lastDay: CivilDate
}

export function pendingOrders(book: ReadableBook, snapshot: Snapshot): PendingOrder[] {
  return ordersToCome(book, snapshot).filter(each => !isSettled(snapshot, each))
}

/** Orders of which trades may come that the book does not know. A day's order is over with its day; one worked over days with the last of them, and what of it is filled is filled. */
function ordersToCome(book: ReadableBook, snapshot: Snapshot): PendingOrder[] {
  const orders = issuedOrders(book, snapshot.household.id)
  const isWorked = orders.some(each => lastDayOf(each) !== each.ticket.asOf)
  // nothing is looked up for orders of a day
  const fills: OrderFills = isWorked ? fillsOf(snapshot.entries, orders, sameSecurity(snapshot.relations, snapshot.entries)) : new Map()
  const newestFirst = [...Map.groupBy(orders, each => each.ticket.id).values()].toReversed().flat()
  return newestFirst.flatMap(each => {
    const { ticket, page, order } = each
    const lastDay = lastDayOf(each)
    if (isTraded(snapshot, page.account, lastDay)) return []
    const known = lastDay === ticket.asOf ? null : coverageOf(snapshot, page.account)
    const begun = known !== null && known >= ticket.asOf
    const open = begun ? openOf(fills, each) : nothingFilled(each)
    if (open.open === 0) return []
    const from = begun ? tradingDayFrom(addDays(known, 1)) : ticket.asOf
    return [{ ticket: ticket.id, page, order, from, asOf: ticket.asOf, open, lastDay }]
  })
}

/** Of the sales, also those whose lots a file has taken up while their trade is not in the book: the loss of a wash window is known from the ticket alone. */
export function plannedSales(book: ReadableBook, snapshot: Snapshot): NonNullable<Snapshot['plannedSales']> {
  return ordersToCome(book, snapshot)
    .filter(({ order }) => order.side === 'sell')
    .flatMap(each => {
      const { ticket, page, order, from: date, open } = each
      const taken = isSettled(snapshot, each)
      return open.lots.map(({ lot, shares: count, of }) => {
        const { held, whole, moved, gain, term } = of
        const part = (amount: Cents) => cents(proportion(amount, count, of.shares))
        const less = (stood: Shares) => shares(stood - (of.shares - count))
        const stood = {
          held: held === undefined ? null : less(held),
          ...(whole === undefined ? {} : { whole: less(whole) }),
          ...(moved === undefined ? {} : { moved: part(moved) }),
        }
        return {
          ticket,
          account: page.account,
          security: order.security,
          date,
          lot,
          shares: count,
          ...stood,
          gain: gain === null ? null : part(gain),
          term,
          taken,
        }
      })
    })
}

/** A ticket of a weekend is traded on the next trading day, and the statement of a morning does not know the day's trades. */
function isSettled(snapshot: Snapshot, { page: { account }, order: { security }, lastDay }: PendingOrder): boolean {
  if (isTraded(snapshot, account, lastDay)) return true
  return snapshot.statementLots.some(lot => lot.account === account && lot.security === security && reaches(addDays(lot.asOf, -1), lastDay))
}

/** The trades of the day are in the book. */
function isTraded(snapshot: Snapshot, account: AccountId, day: CivilDate): boolean {
  const coverageTo = coverageOf(snapshot, account)
  return coverageTo !== null && reaches(coverageTo, day)
}

function coverageOf(snapshot: Snapshot, account: AccountId): CivilDate | null {
  return snapshot.accounts.find(each => each.id === account)?.coverageTo ?? null
}

function reaches(known: CivilDate, day: CivilDate): boolean {
  return (tradingDaysUntil(known, 1)[0] ?? known) >= day
}

/** The purchases among them, as the engine's wash windows see them. */
export function plannedPurchases(book: ReadableBook, snapshot: Snapshot): NonNullable<Snapshot['plannedPurchases']> {
  return pendingOrders(book, snapshot).flatMap(({ ticket, page, order, from, open }) =>
    order.side === 'buy' ? [{ ticket, account: page.account, security: order.security, date: from, shares: open.open }] : [],
  )
}

/** The refusal for the first lot of which the tickets on their way and the choices together sell more than it holds. */
export function soldAlready(
  pending: readonly PendingOrder[],
  choices: readonly SaleChoice[],
  { lots, onTickets }: Pick<Standing, 'lots' | 'onTickets'>,
): Refusal | null {
  const held = new Map(lots.map(lot => [lot.id, lot.shares]))
  const wanted = new Map<LotId, number>()
  for (const { lot, shares: count } of choices.flatMap(choice => choice.picks)) wanted.set(lot, (wanted.get(lot) ?? 0) + count)
  for (const choice of choices) {
    for (const { lot } of choice.picks) {
      const sold = onTickets.get(lot)
      const free = shares(Math.max(0, (held.get(lot) ?? 0) - (sold?.shares ?? 0)))
      if (sold === undefined || (wanted.get(lot) ?? 0) <= free) continue
      const named = pending.find(
        ({ ticket, page, order }) => sold.tickets.includes(ticket) && page.account === choice.account && order.side === 'sell',
      )
      if (named === undefined) continue
      const { ticket, page, order, asOf } = named
      return {
        code: 'conflict/lot-on-ticket',
        what: `Ticket ${ticket} of ${date(asOf)} sells lots of ${order.symbol} in ${page.accountName} that are chosen again; ${sharesHeld(free)} of this lot are left.`,
        where: `lot ${lot}`,
        remedy: 'Import the trades of that day first, or cancel that ticket if it was not placed.',
      }
    }
  }
  return null
}

/** One sentence a purchase on its way that would wash a chosen sale. */
export function boughtMeanwhile(pending: readonly PendingOrder[], choices: readonly SaleChoice[], snapshot: Snapshot): string[] {
  const groupOf = washGroups(snapshot.relations, snapshot.entries)
  const sold = new Set(choices.map(choice => groupOf(choice.security)))
  return pending.flatMap(({ ticket, page, order, asOf, from, open }) => {
    if (order.side !== 'buy' || !sold.has(groupOf(order.security)) || daysBetween(from, snapshot.asOf) > windowDays) return []
    return [
      `Ticket ${ticket} of ${date(asOf)} buys ${sharesHeld(open.open)} of ${order.symbol} in ${page.accountName}; no file shows it yet: selling at a loss within ${windowDays} days of it is a wash sale.`,
    ]
  })
}
