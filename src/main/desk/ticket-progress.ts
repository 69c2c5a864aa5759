/** How far tickets are filled, as their screens tell it: order by order with the trades that filled it, and in a list how many orders are. */
import type { HouseholdId } from '../../shared/kernel/id.ts'
import type { OrderFillTold, TicketRow } from '../../shared/model/ticket.ts'
import { sameSecurity } from '../engine/lots/ledger-input.ts'
import type { ReadableBook } from '../store/database.ts'
import { findImport } from '../store/imports.ts'
import { listEntries } from '../store/ledger.ts'
import { listRelations } from '../store/securities.ts'
import { type ListedTicket, listTickets, type StoredTicket } from '../store/tickets.ts'
import { fillsOf, type IssuedOrder, issuedOrders, type OrderFills, openOf } from './ticket-fills.ts'

/** What the trades that stand have filled of these orders, which are all of the household's. */
export function fillsNow(book: ReadableBook, household: HouseholdId, orders: readonly IssuedOrder[]): OrderFills {
  if (orders.length === 0) return new Map()
  const entries = listEntries(book, { household })
  return fillsOf(entries, orders, sameSecurity(listRelations(book), entries))
}

/** In the order of the sheets; none of a cancelled ticket. */
export function fillsTold(book: ReadableBook, { ticket }: StoredTicket): OrderFillTold[] {
  const orders = issuedOrders(book, ticket.household)
  const fills = fillsNow(book, ticket.household, orders)
  return orders
    .filter(each => each.ticket.id === ticket.id)
    .map(each => ({
      account: each.page.account,
      sequence: each.order.sequence,
      open: openOf(fills, each).open,
      by: openOf(fills, each).by.map(({ tradeDate, shares, price, source }) => ({
        day: tradeDate,
        shares,
        price,
        file:
          source.import === null ? 'entered by hand' : `${findImport(book, source.import)?.fileName ?? source.import} line ${source.line}`,
      })),
    }))
}

export function ticketRows(book: ReadableBook, household: HouseholdId | null): TicketRow[] {
  const rows = listTickets(book, household)
  const filled = new Map<string, number>()
  for (const home of new Set(rows.filter(mayBeBegun).map(row => row.household))) {
    const orders = issuedOrders(book, home)
    const fills = fillsNow(book, home, orders)
    for (const { ticket } of orders.filter(each => openOf(fills, each).open === 0)) filled.set(ticket.id, (filled.get(ticket.id) ?? 0) + 1)
  }
  return rows.map(row => ({
    ...row,
    filled: row.status === 'cancelled' ? null : row.status === 'filled' ? row.orders : (filled.get(row.id) ?? 0),
  }))
}

/** A filled or cancelled ticket is known without its trades. */
function mayBeBegun({ status }: ListedTicket): boolean {
  return status === 'issued' || status === 'exported'
}
