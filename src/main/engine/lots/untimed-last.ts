/**
 * Losses that only a custodian's realized file tells of have a day and no hour. Where the firm reads the day so that sales elsewhere came first (law.ts, `untimedLosses`),
 * they are made after everything else of it: what another account sold that day is held no more and replaces nothing. Sales of retirement accounts that only a file
 * tells of keep their place, for they are what was sold first.
 */
import type { BookingEvent, Treatment } from './event.ts'
import { shelteredFirst } from './ira-first.ts'
import type { BookingPolicy } from './policy.ts'

type TreatmentOf = (account: string) => Treatment

/** The events of each day in the order in which the firm reads a day whose hours are not known. */
export function inDayOrder(
  events: readonly BookingEvent[],
  { untimedLast: last, iraFirst }: Pick<BookingPolicy, 'untimedLast' | 'iraFirst'>,
  treatmentOf: TreatmentOf,
): readonly BookingEvent[] {
  const timed = last ? untimedLast(events, treatmentOf) : events
  return iraFirst ? shelteredFirst(timed, treatmentOf) : timed
}

function untimedLast(events: readonly BookingEvent[], treatmentOf: TreatmentOf): BookingEvent[] {
  const isUntimed = (event: BookingEvent) => event.kind === 'dispose' && event.untimed === true && treatmentOf(event.account) === 'taxable'
  if (!events.some(isUntimed)) return [...events]
  const ordered: BookingEvent[] = []
  for (let from = 0; from < events.length; ) {
    let until = from
    while (until < events.length && events[until]?.day === events[from]?.day) until += 1
    const day = events.slice(from, until)
    for (const event of day) if (!isUntimed(event)) ordered.push(event)
    for (const event of day) if (isUntimed(event)) ordered.push(event)
    from = until
  }
  return ordered
}
