/**
 * Tickets that are issued and that no file shows as traded yet: the book knows their trades from the tickets alone. Their lots still look open, so selling them
 * again is refused; what they buy is not in the records of purchases, so selling it at a loss within thirty days of it is warned of (IRC section 1091(a)). A ticket
 * is settled for an account once trades through its day, or a lot statement of a later day, are in the book; or it is cancelled.
 */
import { addDays, type CivilDate, daysBetween } from '../../shared/kernel/civil-date.ts'
import type { AccountId, LotId, SecurityId, TicketId } from '../../shared/kernel/id.ts'
import type { Refusal } from '../../shared/kernel/outcome.ts'
import { shares } from '../../shared/kernel/shares.ts'
import type { Snapshot } from '../../shared/model/snapshot.ts'
import type { SaleChoice, TicketOrder, TicketPage } from '../../shared/model/ticket.ts'
import { date, sharesHeld } from '../../shared/present/format.ts'
import { tradingDaysUntil } from '../engine/calendar/trading-days.ts'
import { washGroups } from '../engine/lots/ledger-input.ts'
import type { Standing } from '../engine/standing/standing.ts'
import { windowDays } from '../engine/wash/window.ts'
import type { ReadableBook } from '../store/database.ts'
import { listTickets, readTicket } from '../store/tickets.ts'

export interface PendingOrder {
  readonly ticket: TicketId
  readonly page: TicketPage
  readonly order: TicketOrder
  readonly asOf: CivilDate
}

export function pendingOrders(book: ReadableBook, snapshot: Snapshot): PendingOrder[] {
  return issuedOrders(book, snapshot).filter(({ page, order, asOf }) => !isSettled(snapshot, page.account, order.security, asOf))
}

function issuedOrders(book: ReadableBook, snapshot: Snapshot): PendingOrder[] {
  return listTickets(book, snapshot.household.id)
    .filter(row => row.status === 'issued' || row.status === 'exported' || row.status === 'filled')
    .flatMap(row => readTicket(book, row.id)?.ticket ?? [])
    .flatMap(({ id: ticket, asOf, pages }) => pages.flatMap(page => page.orders.map(order => ({ ticket, page, order, asOf }))))
}

/** Of the sales, also those whose lots a file has taken up while their trade is not in the book: the loss of a wash window is known from the ticket alone. */
export function plannedSales(book: ReadableBook, snapshot: Snapshot): NonNullable<Snapshot['plannedSales']> {
  return issuedOrders(book, snapshot)
    .filter(({ page, order, asOf }) => order.side === 'sell' && !isTraded(snapshot, page.account, asOf))
    .flatMap(({ ticket, page, order, asOf: date }) => {
      const taken = isSettled(snapshot, page.account, order.security, date)
      return order.lots.map(({ lot, shares: count, held, whole, moved, gain, term }) => {
        const stood = { held: held ?? null, ...(whole === undefined ? {} : { whole }), ...(moved === undefined ? {} : { moved }) }
        return { ticket, account: page.account, security: order.security, date, lot, shares: count, ...stood, gain, term, taken }
      })
    })
}

/** A ticket of a weekend is traded on the next trading day, and the statement of a morning does not know the day's trades. */
function isSettled(snapshot: Snapshot, account: AccountId, security: SecurityId, day: CivilDate): boolean {
  if (isTraded(snapshot, account, day)) return true
  return snapshot.statementLots.some(lot => lot.account === account && lot.security === security && reaches(addDays(lot.asOf, -1), day))
}

/** The trades of the day are in the book. */
function isTraded(snapshot: Snapshot, account: AccountId, day: CivilDate): boolean {
  const coverageTo = snapshot.accounts.find(each => each.id === account)?.coverageTo ?? null
  return coverageTo !== null && reaches(coverageTo, day)
}

function reaches(known: CivilDate, day: CivilDate): boolean {
  return (tradingDaysUntil(known, 1)[0] ?? known) >= day
}

/** The purchases among them, as the engine's wash windows see them. */
export function plannedPurchases(book: ReadableBook, snapshot: Snapshot): NonNullable<Snapshot['plannedPurchases']> {
  return pendingOrders(book, snapshot).flatMap(({ ticket, page, order, asOf }) =>
    order.side === 'buy' ? [{ ticket, account: page.account, security: order.security, date: asOf, shares: order.shares }] : [],
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
  return pending.flatMap(({ ticket, page, order, asOf }) => {
    if (order.side !== 'buy' || !sold.has(groupOf(order.security)) || daysBetween(asOf, snapshot.asOf) > windowDays) return []
    return [
      `Ticket ${ticket} of ${date(asOf)} buys ${sharesHeld(order.shares)} of ${order.symbol} in ${page.accountName}; no file shows it yet: selling at a loss within ${windowDays} days of it is a wash sale.`,
    ]
  })
}
