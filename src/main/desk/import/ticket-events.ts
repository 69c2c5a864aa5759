/**
 * What a change of the book's trades makes of its tickets, for their history: an order is filled, in part or to the last share, by trades that came; or it is open again,
 * because the import that brought them was undone or the custodian took them back. A ticket is filled once every order on it is.
 */
import type { HouseholdId, TicketId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry } from '../../../shared/model/ledger.ts'
import type { TicketOrder } from '../../../shared/model/ticket.ts'
import { sharesHeld } from '../../../shared/present/format.ts'
import type { ReadableBook, WritableBook } from '../../store/database.ts'
import { appendTicketEvent, type TicketEvent } from '../../store/tickets.ts'
import { type IssuedOrder, issuedOrders, namesLots, type OrderFills, openInWords, openOf } from '../ticket-fills.ts'
import { fillsNow } from '../ticket-progress.ts'

export interface FilledTicket {
  readonly ticket: TicketId
  readonly event: Omit<TicketEvent, 'at'>
}

/** `before` and `after`: of the same orders. `came`: trades of one file, new in the book. `whyGone`: why trades went that had filled an order. */
export function fillEvents(
  { before, after }: { readonly before: OrderFills; readonly after: OrderFills },
  came: { readonly entries: readonly LedgerEntry[]; readonly fileName: string },
  whyGone: string,
): FilledTicket[] {
  const fresh = new Set(came.entries)
  return [...Map.groupBy(after.keys(), each => each.ticket.id)].flatMap(([ticket, orders]): FilledTicket[] => {
    const filled = orders
      .toSorted((a, b) => a.order.sequence - b.order.sequence)
      .flatMap(each => openOf(after, each).by.flatMap(entry => (fresh.has(entry) ? [{ each, entry }] : [])))
    const open = openInWords(after, orders)
    const still = open === '' ? '' : `; still to fill: ${open}`
    const [status, unfilled] = statusOf(orders)
    if (filled.length > 0) {
      const words = filled.map(({ each, entry }) => fillWords(each.order, entry.shares, `${came.fileName} line ${entry.source.line}`))
      const lots = filled.some(({ each }) => namesLots(each)) ? '; its lots are those the ticket names' : ''
      return [{ ticket, event: { status: open === '' ? 'filled' : unfilled, what: `filled: ${words.join('; ')}${lots}${still}` } }]
    }
    if (!orders.some(each => openOf(after, each).open > openOf(before, each).open)) return []
    const again = status === 'filled' ? 'no longer filled' : 'open again'
    return [{ ticket, event: { status: unfilled, what: `${again}: ${whyGone}${still}` } }]
  })
}

/** Each household's orders with what had filled them; asked for before trades go, told after. */
export function beforeTradesGo(
  book: ReadableBook,
  households: readonly HouseholdId[],
): (at: string, whyGone: string, told: WritableBook) => void {
  const known = households.flatMap(household => {
    const orders = issuedOrders(book, household)
    return orders.length === 0 ? [] : [{ household, orders, before: fillsNow(book, household, orders) }]
  })
  return (at, whyGone, told) => {
    for (const { household, orders, before } of known)
      for (const { ticket, event } of fillEvents(
        { before, after: fillsNow(told, household, orders) },
        { entries: [], fileName: '' },
        whyGone,
      ))
        appendTicketEvent(told, ticket, { at, ...event })
  }
}

/** As it is, and as it was before it was filled. */
function statusOf([first]: readonly IssuedOrder[]): readonly [TicketEvent['status'], TicketEvent['status']] {
  const before = first?.history.findLast(event => event.status !== 'filled')?.status ?? 'issued'
  return [first?.history.at(-1)?.status ?? before, before]
}

function fillWords(order: TicketOrder, count: Shares, by: string): string {
  const part = count === order.shares ? '' : `${sharesHeld(count)} of `
  return `${part}order ${order.sequence} (${order.symbol}) by ${by}`
}
