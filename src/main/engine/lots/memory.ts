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
  if (known.length !== events.length) return false
  for (let index = 0; index < events.length; index += 1)
    if (!sameEvent(known[index] as BookingEvent, events[index] as BookingEvent)) return false
  return true
}

/** Whether two events are booked alike: every field of them counts. */
export function sameEvent(a: BookingEvent, b: BookingEvent): boolean {
  if (a === b) return true
  if (a.kind === 'acquire') return b.kind === 'acquire' && acquireFields.every(same => same(a, b))
  if (a.kind === 'dispose') return b.kind === 'dispose' && disposeFields.every(same => same(a, b))
  return alike(a, b)
}

/** A comparison for every field: one that is added to an event and not here does not compile. */
type FieldByField<Event> = { readonly [Field in keyof Event]-?: (a: Event, b: Event) => boolean }

/** The two kinds of which a household has thousands; the fields that differ most often first. */
const acquire: FieldByField<Acquire> = {
  id: (a, b) => a.id === b.id,
  shares: (a, b) => a.shares === b.shares,
  basis: (a, b) => a.basis === b.basis,
  day: (a, b) => a.day === b.day,
  account: (a, b) => a.account === b.account,
  security: (a, b) => a.security === b.security,
  acquiredDay: (a, b) => a.acquiredDay === b.acquiredDay,
  purchase: (a, b) => a.purchase === b.purchase,
  alwaysLong: (a, b) => a.alwaysLong === b.alwaysLong,
  giftValue: (a, b) => a.giftValue === b.giftValue,
  unvalued: (a, b) => a.unvalued === b.unvalued,
  orderGroup: (a, b) => a.orderGroup === b.orderGroup,
  option: (a, b) => alike(a.option, b.option),
  origin: (a, b) => a.origin === b.origin,
  statedOn: (a, b) => a.statedOn === b.statedOn,
  identity: (a, b) => a.identity === b.identity,
  takenOut: (a, b) => a.takenOut === b.takenOut,
  kind: (a, b) => a.kind === b.kind,
}

const dispose: FieldByField<Dispose> = {
  id: (a, b) => a.id === b.id,
  shares: (a, b) => a.shares === b.shares,
  proceeds: (a, b) => a.proceeds === b.proceeds,
  day: (a, b) => a.day === b.day,
  account: (a, b) => a.account === b.account,
  security: (a, b) => a.security === b.security,
  method: (a, b) => a.method === b.method,
  averaging: (a, b) => a.averaging === b.averaging,
  picks: (a, b) => alike(a.picks, b.picks),
  realizes: (a, b) => a.realizes === b.realizes,
  inside: (a, b) => alike(a.inside, b.inside),
  untimed: (a, b) => a.untimed === b.untimed,
  kind: (a, b) => a.kind === b.kind,
}

const acquireFields = Object.values(acquire)
const disposeFields = Object.values(dispose)

/** Plain values, lists and records through all they hold; a field left out is one of `undefined`. */
function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  for (const field in one) if (!alike(one[field], other[field])) return false
  for (const field in other) if (one[field] === undefined && other[field] !== undefined) return false
  return Array.isArray(a) === Array.isArray(b)
}
