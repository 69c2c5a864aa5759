/**
 * Of purchases on one day, those in IRAs and health accounts first: the order of execution across accounts is often not in the records, and this one is the
 * worst (Reg. 1.1091-1(c) takes replacements in order of acquisition; Rev. Rul. 2008-5 loses what an IRA replaces). Such a purchase moves up to the first
 * purchase of its day and nothing else moves, so that sales, exercises and distributions find the shares the records say they found; what changes shares
 * before the open stays before it.
 */
import type { BookingEvent, Treatment } from './event.ts'

export function shelteredFirst(events: readonly BookingEvent[], treatmentOf: (account: string) => Treatment): BookingEvent[] {
  const isPurchase = (event: BookingEvent) => event.kind === 'exercise' || (event.kind === 'acquire' && event.purchase)
  const isSheltered = (event: BookingEvent) => event.kind === 'acquire' && event.purchase && treatmentOf(event.account) === 'sheltered'
  const ordered: BookingEvent[] = []
  for (let from = 0; from < events.length; ) {
    let until = from
    while (until < events.length && events[until]?.day === events[from]?.day) until += 1
    const day = events.slice(from, until)
    const other = day.findIndex(event => isPurchase(event) && !isSheltered(event))
    const first = other < 0 ? day.length : Math.max(other, day.findLastIndex(beforeTheOpen) + 1)
    const later = day.slice(first)
    for (const event of day.slice(0, first)) ordered.push(event)
    for (const event of later) if (isSheltered(event)) ordered.push(event)
    for (const event of later) if (!isSheltered(event)) ordered.push(event)
    from = until
  }
  return ordered
}

function beforeTheOpen({ kind }: BookingEvent): boolean {
  return kind === 'split' || kind === 'exchange' || kind === 'taxable-exchange' || kind === 'spin-off'
}
