/**
 * A million random trades in forty books: shares and cents conserve, no more is disallowed than was lost, a share replaces once, raw gains are recognized gains
 * less open adjustments less what is lost for good (RULES D7), a book booked again is the same book, and so is one whose rows come in another order.
 */
import { describe, expect, test } from 'vitest'
import { type Booking, book } from '../../src/main/engine/lots/book.ts'
import type { BookingEvent } from '../../src/main/engine/lots/event.ts'
import { defaultPolicy } from '../../src/main/engine/lots/policy.ts'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { dateOfDay } from '../../src/shared/kernel/civil-date.ts'
import { shares } from '../../src/shared/kernel/shares.ts'
import type { LedgerEntry } from '../../src/shared/model/ledger.ts'
import { seededRandom } from '../fixtures/random.ts'
import { bookOf } from '../fixtures/snapshot.ts'
import { groupOf, randomBook, treatmentOf } from './random-book.ts'

const books = 40
const trades = 25_000

const booked = (events: readonly BookingEvent[]): Booking => book(events, { policy: defaultPolicy, treatmentOf, groupOf })
const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number => items.reduce((total, item) => total + of(item), 0)
const add = <Key>(sums: Map<Key, number>, key: Key, amount: number): void => void sums.set(key, (sums.get(key) ?? 0) + amount)

describe('a million random trades', () => {
  const seen = { trades: 0, sales: 0, matches: 0, permanent: 0, splits: 0 }

  test.each(Array.from({ length: books }, (_, seed) => seed))('book %i', seed => {
    const events = randomBook(seed, trades)
    const booking = booked(events)
    expect(booking.problems).toEqual([])
    expect(sharesLost(events, booking)).toEqual([])
    expect(centsLost(events, booking)).toBe(0)
    expect(booking.rows.filter(row => row.disallowed > Math.max(0, -(row.gain ?? 0)) || row.permanent > row.disallowed)).toEqual([])
    expect(replacedTwice(events, booking)).toEqual([])
    const raw = sum(booking.rows, row => (row.gain ?? 0) + row.adjustment)
    const recognized = sum(booking.rows, row => (row.gain ?? 0) + row.disallowed)
    const open = sum(booking.open, piece => piece.adjustment)
    expect(raw).toBe(recognized - open - sum(booking.rows, row => row.permanent))
    if (seed % 4 === 0) expect(firstDifference(booking, booked(events))).toBeNull()
    seen.trades += events.length
    seen.sales += booking.rows.length
    seen.matches += booking.matches.length
    seen.permanent += booking.matches.filter(match => match.permanent).length
    seen.splits += events.filter(event => event.kind === 'split').length
  })

  test('they were a million, and washed again and again', () => {
    expect(seen.trades).toBe(1_000_000)
    expect(seen.matches).toBeGreaterThan(300_000)
    expect(seen.permanent).toBeGreaterThan(30_000)
    expect(seen.splits).toBeGreaterThan(300)
  })
})

test('twenty thousand rows of a household in three other orders give the same lots', () => {
  const ledger = bookOf('2100-01-01').relation('identical', 'A', 'B').relation('identical', 'C', 'D')
  for (const [name, type] of Object.entries(types)) ledger.account(name, { type })
  for (const event of randomBook(7, 20_000)) {
    if (event.kind !== 'acquire' && event.kind !== 'dispose') continue
    const { account, security, day, orderGroup } = { orderGroup: null, ...event }
    const facts = { shares: shares(event.shares), orderGroup }
    if (event.kind === 'acquire') {
      const basis = cents(event.basis ?? 0)
      ledger.buy(account, security, dateOfDay(day), '1', '1', { ...facts, basis, amount: cents(-basis) })
    } else ledger.sell(account, security, dateOfDay(day), '1', '1', { ...facts, amount: cents(event.proceeds ?? 0) })
  }
  const snapshot = ledger.snapshot()
  const expected = projectLots(snapshot)
  expect(expected.matches.length).toBeGreaterThan(5000)
  const random = seededRandom(3)
  const places = new Map(snapshot.entries.map(entry => [entry.id, random.fraction()]))
  const byChance = (a: LedgerEntry, b: LedgerEntry): number => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)
  for (const order of [byChance, byId, (a: LedgerEntry, b: LedgerEntry): number => byId(b, a)]) {
    const { open, realized, matches, issues } = projectLots({ ...snapshot, entries: snapshot.entries.toSorted(order) })
    expect(JSON.stringify({ open, realized, matches, issues })).toBe(
      JSON.stringify({ open: expected.open, realized: expected.realized, matches: expected.matches, issues: expected.issues }),
    )
  }
})

const types = {
  joint: 'joint',
  own: 'taxable',
  spouse: 'taxable',
  trust: 'trust',
  ira: 'traditional-ira',
  roth: 'roth-ira',
  plan: '401k',
} as const

function byId(a: LedgerEntry, b: LedgerEntry): number {
  return a.id < b.id ? -1 : 1
}

/** Holdings whose shares are not what came in, restated, less what left. */
function sharesLost(events: readonly BookingEvent[], booking: Booking): string[] {
  const held = new Map<string, number>()
  for (const event of events) {
    if (event.kind === 'acquire') add(held, `${event.account} ${event.security}`, event.shares)
    if (event.kind === 'dispose') add(held, `${event.account} ${event.security}`, -event.shares)
    if (event.kind === 'split') for (const [key, count] of held) if (key.endsWith(` ${event.security}`)) held.set(key, count * 2)
  }
  for (const piece of booking.open) add(held, `${piece.lot.account} ${piece.lot.security}`, -piece.shares)
  return [...held].filter(([, left]) => left !== 0).map(([key]) => key)
}

/** Basis that came in and losses carried, less basis that is open or was sold. */
function centsLost(events: readonly BookingEvent[], booking: Booking): number {
  const isTaxed = (account: string) => treatmentOf(account) === 'taxable'
  const bought = events.reduce((total, event) => total + (event.kind === 'acquire' && isTaxed(event.account) ? (event.basis ?? 0) : 0), 0)
  const carried = sum(booking.rows, row => row.disallowed - row.permanent)
  const open = sum(booking.open, piece => (isTaxed(piece.lot.account) ? (piece.basis ?? 0) : 0))
  return bought + carried - open - sum(booking.rows, row => row.basis ?? 0)
}

/** Lots that replaced more shares than they have, and sales replaced more often than they sold or by other amounts than disallowed. */
function replacedTwice(events: readonly BookingEvent[], booking: Booking): string[] {
  const [used, washed, disallowed] = [new Map<string, number>(), new Map<unknown, number>(), new Map<unknown, number>()]
  for (const match of booking.matches) {
    add(used, match.replacement.id, match.shares)
    add(washed, match.row, match.saleShares)
    add(disallowed, match.row, match.disallowed)
  }
  // shares are counted as of the match: each split since the purchase doubles what a lot may replace
  const doubled = new Map<string, number>()
  const found: string[] = []
  for (const event of events.toReversed()) {
    if (event.kind === 'split') doubled.set(event.security, (doubled.get(event.security) ?? 1) * 2)
    if (event.kind !== 'acquire') continue
    if ((used.get(event.id) ?? 0) > event.shares * (doubled.get(event.security) ?? 1)) found.push(event.id)
  }
  for (const row of booking.rows) {
    if ((washed.get(row) ?? 0) > row.shares || (disallowed.get(row) ?? 0) !== row.disallowed) found.push(row.sale)
  }
  return found
}

function firstDifference(one: Booking, other: Booking): string | null {
  if (one.rows.length !== other.rows.length || one.matches.length !== other.matches.length || one.open.length !== other.open.length)
    return 'length'
  for (const [at, row] of one.rows.entries()) {
    const twin = other.rows[at]
    const same =
      twin && row.sale === twin.sale && row.lot.id === twin.lot.id && row.gain === twin.gain && row.disallowed === twin.disallowed
    if (!same) return `row ${at}`
  }
  for (const [at, match] of one.matches.entries()) {
    const twin = other.matches[at]
    if (match.replacement.id !== twin?.replacement.id || match.shares !== twin.shares || match.disallowed !== twin.disallowed)
      return `match ${at}`
  }
  for (const [at, piece] of one.open.entries()) {
    const twin = other.open[at]
    const same =
      twin && piece.lot.id === twin.lot.id && piece.shares === twin.shares && piece.basis === twin.basis && piece.heldFrom === twin.heldFrom
    if (!same) return `piece ${at}`
  }
  return null
}
