/**
 * What must hold before a ticket becomes paper or a file: the lots of each order are numbered from one, their running totals are right and
 * they add up to the order. A ticket that fails is a bug of whoever froze it, and must not reach a trading desk: this throws.
 */
import type { Ticket, TicketOrder } from '../../shared/model/ticket.ts'
import { shareCount } from '../../shared/present/format.ts'

function checkLots(order: TicketOrder, where: string): void {
  let running = 0
  for (const [index, lot] of order.lots.entries()) {
    running += lot.shares
    if (lot.sequence !== index + 1) throw new RangeError(`${where}: lot ${lot.sequence} stands at place ${index + 1}`)
    if (lot.running !== running)
      throw new RangeError(`${where}, lot ${lot.sequence}: running total ${shareCount(lot.running)} is not ${shareCount(running)}`)
  }
  if (order.lots.length > 0 && running !== order.shares) {
    throw new RangeError(`${where}: lots add up to ${shareCount(running)} shares, not ${shareCount(order.shares)}`)
  }
}

export function requireSound(ticket: Ticket): void {
  if (ticket.pages.length === 0) throw new RangeError(`ticket ${ticket.id} has no orders`)
  for (const page of ticket.pages) {
    for (const order of page.orders) checkLots(order, `ticket ${ticket.id}, order ${order.sequence} ${order.symbol}`)
  }
}

/** A ticket that was priced but not issued has no number yet. */
export function isDraft(ticket: Ticket): boolean {
  return ticket.id.startsWith('draft')
}
