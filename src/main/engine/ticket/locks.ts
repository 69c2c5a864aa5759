/**
 * What an issued ticket bars: purchases of what it sells at a loss, in every account of the household, through the thirtieth day after the last day on which the order can
 * still sell (IRC section 1091(a)). Whether the loss stands is the engine's verdict of the day; the lock only keeps later plans from touching it.
 */
import { addDays, type CivilDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { Ticket, TicketOrder } from '../../../shared/model/ticket.ts'
import { tradingDayFrom } from '../calendar/trading-days.ts'
import { windowDays } from '../wash/window.ts'

/**
 * One lock a security sold at a loss; the engine bars what is declared identical as well. A lot of unknown basis may be a loss. A loss inside a retirement or health
 * account is not recognized and bars nothing (IRC section 408(e)), nor does one `outside` of section 1091.
 */
export function locksOfTicket(ticket: Ticket, outside: ReadonlySet<string>): WashLock[] {
  const sold = new Map<SecurityId, { readonly symbol: string; readonly last: CivilDate }>()
  for (const page of ticket.pages) {
    if (!isTaxable(page.accountType)) continue
    for (const order of page.orders) {
      if (outside.has(order.security) || !mayBeLoss(order)) continue
      const last = laterDate(sold.get(order.security)?.last ?? ticket.asOf, lastDayOf(ticket, order))
      sold.set(order.security, { symbol: order.symbol, last })
    }
  }
  return [...sold].map(([security, { symbol, last }]) => ({
    id: `lock-${ticket.id}-${security}`.slice(0, 120),
    household: ticket.household,
    security,
    from: ticket.asOf,
    until: addDays(last, windowDays),
    reason: `${symbol} sold at a loss on ticket ${ticket.id}`,
    ticket: ticket.id,
  }))
}

function mayBeLoss({ side, lots }: TicketOrder): boolean {
  return side === 'sell' && lots.some(lot => lot.gain === null || lot.gain < 0)
}

/** A ticket of a Saturday trades on Monday; an order worked over days sells until the last of them. */
function lastDayOf(ticket: Ticket, { liquidity }: TicketOrder): CivilDate {
  return laterDate(tradingDayFrom(ticket.asOf), liquidity?.schedule?.days.at(-1)?.date ?? ticket.asOf)
}
