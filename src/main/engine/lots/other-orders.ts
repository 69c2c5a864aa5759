/**
 * The same records with the trades of one day in another order between accounts. Files count a day's trades account by account, so between accounts the order of
 * execution that Reg. 1.1091-1(c), (d) ask for is not in them. Inside an account nothing moves, nor does what changes shares before the open; days with a
 * transfer between accounts are left as they are.
 */
import { type Booking, book } from './book.ts'
import type { BookingEvent, Treatment } from './event.ts'
import { shelteredFirst } from './ira-first.ts'
import type { LedgerInput } from './ledger-input.ts'
import type { BookingPolicy } from './policy.ts'
import { prepared } from './project.ts'

type TreatmentOf = (account: string) => Treatment

/** The ledger as it stands, and in other orders. `isTied`: events of a day and group with purchases in several accounts. */
export function bookedInOtherOrders(
  input: LedgerInput,
  policy: BookingPolicy,
  isTied: (event: BookingEvent) => boolean,
): { booked: Booking; others: Booking[] } {
  const { ledger, events, context } = prepared(input, policy)
  const ranked = (order: readonly BookingEvent[]) => (policy.iraFirst ? shelteredFirst(order, context.treatmentOf) : order)
  const others = otherOrders(ledger.events, isTied, context.treatmentOf)
  return { booked: book(events, context), others: others.map(order => book(ranked(order), context)) }
}

/** Accounts the other way round, sheltered ones first, sheltered ones last. */
function otherOrders(
  events: readonly BookingEvent[],
  isTied: (event: BookingEvent) => boolean,
  treatmentOf: TreatmentOf,
): BookingEvent[][] {
  const sheltered = (account: string) => Number(treatmentOf(account) === 'sheltered')
  const backwards = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0)
  const orders: ((a: string, b: string) => number)[] = [
    backwards,
    (a, b) => sheltered(b) - sheltered(a) || backwards(b, a),
    (a, b) => sheltered(a) - sheltered(b) || backwards(b, a),
  ]
  return orders.map(order => reordered(events, isTied, order))
}

function reordered(
  events: readonly BookingEvent[],
  isTied: (event: BookingEvent) => boolean,
  order: (a: string, b: string) => number,
): BookingEvent[] {
  const found: BookingEvent[] = []
  for (let from = 0; from < events.length; ) {
    const first = events[from] as BookingEvent
    let until = from
    while (until < events.length && events[until]?.day === first.day) until += 1
    const day = events.slice(from, until)
    const trades = new Set(day.filter(event => (event.kind === 'acquire' || event.kind === 'dispose') && isTied(event)))
    const moves = day.some(event => event.kind === 'move')
    const sorted = moves ? [...trades] : [...trades].sort((a, b) => order(a.account ?? '', b.account ?? ''))
    let next = 0
    for (const event of day) {
      found.push(trades.has(event) ? (sorted[next] as BookingEvent) : event)
      if (trades.has(event)) next += 1
    }
    from = until
  }
  return found
}
