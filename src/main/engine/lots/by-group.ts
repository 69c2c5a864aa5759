/**
 * A household booked group by group: what is booked of one security touches another only through a declared identity (IRC section 1091), a merger, a spin-off or a
 * call, so groups that none of these joins are booked apart, and a group whose events are the same as last time is not booked again. The result is that
 * of one run over the whole stream, in the same order (test/property/by-group.test.ts).
 */
import type { Match } from '../wash/match.ts'
import { type Booking, bookEvent } from './book.ts'
import { newBooks, type Problem, piecesOf } from './books.ts'
import type { Acquire, BookingContext, BookingEvent } from './event.ts'
import type { Holding, Piece, RealizedRow } from './holding.ts'
import { recall, remember } from './memory.ts'

/** How rows and matches are told to the outside. */
export interface Telling<Row, Wash> {
  readonly row: (row: RealizedRow) => Row
  readonly match: (match: Match) => Wash
  /** The name under which a security is told. */
  readonly name: (security: string) => string
  /** Whatever else the booking depends on, in one text: the policy, the accounts and how they are treated. */
  readonly ground: string
}

export interface ToldBooking<Row, Wash> extends Pick<Booking, 'open' | 'problems' | 'received'> {
  readonly realized: readonly Row[]
  readonly washed: readonly Wash[]
  /** Rows of sales that were refused or have a row of unknown result, in no order. */
  readonly undecided: readonly RealizedRow[]
}

/** The lists of one group, and how long each was after every event, so that the lists of all groups can be told in the order of the whole stream. */
export interface BookedGroup<Row, Wash> {
  readonly events: readonly BookingEvent[]
  readonly realized: readonly Row[]
  readonly washed: readonly Wash[]
  readonly undecided: readonly RealizedRow[]
  readonly problems: readonly Problem[]
  readonly received: readonly Acquire[]
  readonly holdings: readonly Holding[]
  readonly counts: Uint32Array
}

export function bookByGroup<Row, Wash>(
  events: readonly BookingEvent[],
  context: Omit<BookingContext, 'keepSteps'>,
  telling: Telling<Row, Wash>,
): ToldBooking<Row, Wash> {
  const { parts, partOf } = apart(events, context.groupOf)
  const booked = parts.map(({ securities, events: own }) => {
    const names = securities.map(security => `${security} ${context.groupOf(security)} ${telling.name(security)}`)
    const key = `${telling.ground}\n${names.join('\n')}`
    return recall<BookedGroup<Row, Wash>>(key, own) ?? remember(key, bookGroup(own, context, telling))
  })
  return inOrder(events, partOf, booked)
}

interface Part {
  readonly securities: string[]
  readonly events: BookingEvent[]
}

/** The stream cut into parts that cannot touch each other, and for each event of the stream its part. */
function apart(events: readonly BookingEvent[], groupOf: BookingContext['groupOf']): { parts: Part[]; partOf: Uint32Array } {
  const joined = joinedGroups(events, groupOf)
  const places = new Map<string, number>()
  const ofSecurity = new Map<string, number>()
  const parts: Part[] = []
  const partOf = new Uint32Array(events.length)
  for (const [index, event] of events.entries()) {
    let place = ofSecurity.get(event.security)
    if (place === undefined) {
      const root = joined(groupOf(event.security))
      place = places.get(root) ?? parts.length
      places.set(root, place)
      ofSecurity.set(event.security, place)
      if (place === parts.length) parts.push({ securities: [], events: [] })
      parts[place]?.securities.push(event.security)
    }
    parts[place]?.events.push(event)
    partOf[index] = place
  }
  return { parts, partOf }
}

function joinedGroups(events: readonly BookingEvent[], groupOf: BookingContext['groupOf']): (group: string) => string {
  const above = new Map<string, string>()
  const root = (group: string): string => {
    let at = group
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up
    return at
  }
  for (const event of events) {
    const other = event.kind === 'acquire' ? event.option : 'counter' in event ? event.counter : null
    if (other === null) continue
    const [a, b] = [root(groupOf(event.security)), root(groupOf(other.security))]
    if (a !== b) above.set(a, b)
  }
  return root
}

/** Rows, matches, problems, stock received and holdings. */
const lists = 5

function bookGroup<Row, Wash>(
  events: readonly BookingEvent[],
  context: BookingContext,
  telling: Telling<Row, Wash>,
): BookedGroup<Row, Wash> {
  const books = newBooks(context)
  const counts = new Uint32Array((events.length + 1) * lists)
  for (const [index, event] of events.entries()) {
    bookEvent(books, event)
    const { rows, matches, problems, received, holdings } = books
    counts.set([rows.length, matches.length, problems.length, received.length, holdings.length], (index + 1) * lists)
  }
  const { rows, matches, problems, received, holdings } = books
  return {
    events,
    undecided: undecidedRows(books),
    realized: rows.map(telling.row),
    washed: matches.map(telling.match),
    problems,
    received,
    holdings,
    counts,
  }
}

/** The rows of sales that were refused or have a row of unknown result. */
export function undecidedRows({ rows, problems }: Pick<Booking, 'rows' | 'problems'>): RealizedRow[] {
  const sales = new Set(problems.map(problem => problem.event))
  for (const row of rows) if (row.gain === null) sales.add(row.sale)
  return sales.size === 0 ? [] : rows.filter(row => sales.has(row.sale))
}

function inOrder<Row, Wash>(
  events: readonly BookingEvent[],
  partOf: Uint32Array,
  parts: readonly BookedGroup<Row, Wash>[],
): ToldBooking<Row, Wash> {
  const told = {
    realized: [] as Row[],
    washed: [] as Wash[],
    problems: [] as Problem[],
    received: [] as Acquire[],
  }
  const accounts = new Map<string, Holding[]>()
  const next = new Uint32Array(parts.length)
  for (let index = 0; index < events.length; index += 1) {
    const place = partOf[index] ?? 0
    const part = parts[place] as BookedGroup<Row, Wash>
    const from = (next[place] ?? 0) * lists
    next[place] = from / lists + 1
    take(part.realized, told.realized, part.counts, from)
    take(part.washed, told.washed, part.counts, from + 1)
    take(part.problems, told.problems, part.counts, from + 2)
    take(part.received, told.received, part.counts, from + 3)
    for (let at = part.counts[from + 4] ?? 0; at < (part.counts[from + lists + 4] ?? 0); at += 1) {
      const holding = part.holdings[at] as Holding
      const known = accounts.get(holding.account)
      if (known === undefined) accounts.set(holding.account, [holding])
      else known.push(holding)
    }
  }
  const open: Piece[] = []
  for (const holdings of accounts.values()) for (const holding of holdings) for (const piece of piecesOf(holding)) open.push(piece)
  return { ...told, open, undecided: parts.flatMap(part => part.undecided) }
}

/** What one event added to a list. */
function take<Item>(from: readonly Item[], to: Item[], counts: Uint32Array, at: number): void {
  const end = counts[at + lists] ?? 0
  for (let index = counts[at] ?? 0; index < end; index += 1) to.push(from[index] as Item)
}
