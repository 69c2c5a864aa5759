/**
 * Of purchases on one day, those in IRAs and health accounts first: the order of execution across accounts is often not in the records, and this one is the
 * worst (Reg. 1.1091-1(c) takes replacements in order of acquisition; Rev. Rul. 2008-5 loses what an IRA replaces). Everything else keeps its place.
 */
import type { BookingEvent, Treatment } from './event.ts'

export function shelteredFirst(events: readonly BookingEvent[], treatmentOf: (account: string) => Treatment): BookingEvent[] {
  const isFirst = (event: BookingEvent) => event.kind === 'acquire' && event.purchase && treatmentOf(event.account) === 'sheltered'
  const trades = new Set<BookingEvent['kind']>(['acquire', 'dispose', 'move'])
  const rank = (event: BookingEvent) => (isFirst(event) ? 1 : trades.has(event.kind) ? 2 : 0)
  return events.toSorted((a, b) => a.day - b.day || rank(a) - rank(b))
}
