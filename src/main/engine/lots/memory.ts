/**
 * Groups that have been booked, kept as long as there is room. A kept group is only used for the very same question: the key says everything the booking
 * depends on besides its events, and the events are compared one by one, so nothing kept can be out of date. What is kept is read and never changed.
 */
import type { Acquire, BookingEvent, Dispose } from './event.ts'

interface Kept {
  readonly events: readonly BookingEvent[]
}

/** Events in all groups kept, some fifty megabytes with what was booked of them: the household on the desk and a few dozen others. */
const room = 60_000
/** Oldest use first. */
const kept = new Map<string, Kept>()
let held = 0

export function recall<Group extends Kept>(key: string, events: readonly BookingEvent[]): Group | null {
  const group = kept.get(key)
  if (group === undefined || !sameEvents(group.events, events)) return null
  kept.delete(key)
  kept.set(key, group)
  return group as Group
}

export function remember<Group extends Kept>(key: string, group: Group): Group {
  forget(key)
  if (group.events.length > room / 4) return group
  kept.set(key, group)
  held += group.events.length
  for (const [oldest] of kept) {
    if (held <= room) break
    forget(oldest)
  }
  return group
}

function forget(key: string): void {
  held -= kept.get(key)?.events.length ?? 0
  kept.delete(key)
}

function sameEvents(known: readonly BookingEvent[], events: readonly BookingEvent[]): boolean {
  return known.length === events.length && known.every((event, index) => sameEvent(event, events[index] as BookingEvent))
}

export function sameEvent(a: BookingEvent, b: BookingEvent): boolean {
  if (a === b) return true
  if (a.kind === 'acquire') return b.kind === 'acquire' && sameAcquire(a, b)
  if (a.kind === 'dispose') return b.kind === 'dispose' && sameDispose(a, b)
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Field by field, for a household has thousands; the last to be written down are the rarest to differ. */
function sameAcquire(a: Acquire, b: Acquire): boolean {
  return (
    a.id === b.id &&
    a.account === b.account &&
    a.security === b.security &&
    a.day === b.day &&
    a.shares === b.shares &&
    a.basis === b.basis &&
    a.acquiredDay === b.acquiredDay &&
    a.purchase === b.purchase &&
    a.alwaysLong === b.alwaysLong &&
    a.giftValue === b.giftValue &&
    a.orderGroup === b.orderGroup &&
    a.origin === b.origin &&
    a.statedOn === b.statedOn &&
    a.option?.security === b.option?.security &&
    a.option?.shares === b.option?.shares
  )
}

function sameDispose(a: Dispose, b: Dispose): boolean {
  return (
    a.id === b.id &&
    a.account === b.account &&
    a.security === b.security &&
    a.day === b.day &&
    a.shares === b.shares &&
    a.proceeds === b.proceeds &&
    a.method === b.method &&
    a.realizes === b.realizes &&
    (a.picks === b.picks || JSON.stringify(a.picks) === JSON.stringify(b.picks))
  )
}
