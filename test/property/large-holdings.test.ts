/**
 * Large holdings, in which the engine passes over what it has looked at before: the washes of hundreds of lots are those of a reference that looks at every share,
 * under each reading of the law that leaves purchases out; shares arrive in any order of age, and lots are named, as if they were few.
 */
import { describe, expect, test } from 'vitest'
import { book } from '../../src/main/engine/lots/book.ts'
import type { Acquire, BookingEvent, Dispose } from '../../src/main/engine/lots/event.ts'
import { type BookingPolicy, defaultPolicy } from '../../src/main/engine/lots/policy.ts'
import { type Random, seededRandom } from '../fixtures/random.ts'

const contextOf = (policy: BookingPolicy) => ({ policy, treatmentOf: () => 'taxable' as const, groupOf: (security: string) => security })

function purchase(id: string, day: number, shares: number, basis: number, more: Partial<Acquire> = {}): Acquire {
  const plain = {
    purchase: true,
    alwaysLong: false,
    giftValue: null,
    orderGroup: null,
    option: null,
    origin: 'purchase',
    statedOn: null,
  } as const
  return { kind: 'acquire', id, account: 'a', security: 'X', day, acquiredDay: day, shares, basis, ...plain, ...more }
}

function sale(id: string, day: number, shares: number, proceeds: number, more: Partial<Dispose> = {}): Dispose {
  return { kind: 'dispose', id, account: 'a', security: 'X', day, shares, proceeds, method: 'FIFO', picks: null, realizes: true, ...more }
}

interface Share {
  readonly lot: string
  readonly purchase: string
  readonly place: number
  readonly day: number
  basis: number
  held: boolean
  used: boolean
}

/** What was disallowed, by sale and lot: every share an object of its own, every rule a filter. */
function shareByShare(events: readonly (Acquire | Dispose)[], policy: BookingPolicy): Map<string, number> {
  const shares: Share[] = []
  const losses: { readonly share: Share; readonly sale: Dispose; readonly amount: number; open: boolean }[] = []
  const disallowed = new Map<string, number>()
  const purchaseOf = (lot: Acquire) => (policy.sameDayIsOneLot ? `day ${lot.day}` : (lot.orderGroup ?? lot.id))
  const fits = (share: Share, lost: Share) =>
    share.purchase !== lost.purchase && (policy.olderSharesReplace || share.place > lost.place) && share.held && !share.used
  const wash = (loss: (typeof losses)[number], share: Share) => {
    loss.open = false
    share.used = true
    share.basis += loss.amount
    const key = `${loss.sale.id} ${loss.share.lot}`
    disallowed.set(key, (disallowed.get(key) ?? 0) + loss.amount)
  }
  for (const [place, event] of events.entries()) {
    if (event.kind === 'acquire') {
      for (let count = 0; count < event.shares; count += 1) {
        const basis = (event.basis ?? 0) / event.shares
        const share = { lot: event.id, purchase: purchaseOf(event), place, day: event.day, basis, held: true, used: false }
        shares.push(share)
        const loss = losses.find(one => one.open && event.day - one.sale.day <= 30 && fits(share, one.share))
        if (loss !== undefined) wash(loss, share)
      }
      continue
    }
    const held = shares.filter(share => share.held)
    const inOrder = event.method === 'LIFO' ? held.toSorted((a, b) => b.place - a.place) : held
    const chosen = new Set(inOrder.slice(0, event.shares))
    for (const share of shares.filter(one => chosen.has(one))) {
      share.held = false
      const amount = share.basis - (event.proceeds ?? 0) / event.shares
      if (amount <= 0) continue
      const loss = { share, sale: event, amount, open: true }
      losses.push(loss)
      const replacement = shares.find(one => event.day - one.day <= 30 && fits(one, share))
      if (replacement !== undefined) wash(loss, replacement)
    }
  }
  return disallowed
}

/** A few orders of many fills each, and sales of some shares by the oldest or the youngest. */
function busyMonths(random: Random, method: 'FIFO' | 'LIFO'): (Acquire | Dispose)[] {
  const events: (Acquire | Dispose)[] = []
  let held = 0
  for (let index = 0; index < 600; index += 1) {
    const day = 20_000 + Math.floor(index / 8)
    const shares = random.whole(1, 3)
    if (held < shares || random.chance(index % 200 < 100 ? 0.8 : 0.35)) {
      const orderGroup = random.chance(0.7) ? `order ${Math.floor(index / 100)}` : null
      events.push(purchase(`b${index}`, day, shares, shares * random.whole(50, 60), { orderGroup }))
      held += shares
    } else {
      events.push(sale(`s${index}`, day, shares, shares * random.whole(30, 60), { method }))
      held -= shares
    }
  }
  return events
}

describe.each([
  ['as the law is mostly read', {}],
  ['orders of one day are one purchase', { sameDayIsOneLot: true }],
  ['older shares never replace', { olderSharesReplace: false }],
] as const)('%s', (_, reading) => {
  test.each([
    [1, 'FIFO'],
    [2, 'LIFO'],
    [3, 'FIFO'],
    [4, 'LIFO'],
  ] as const)('ledger %i, %s', (seed, method) => {
    const policy = { ...defaultPolicy, ...reading }
    const events = busyMonths(seededRandom(seed), method)
    const { rows, problems } = book(events, contextOf(policy))
    const disallowed = new Map<string, number>()
    for (const row of rows) {
      const key = `${row.sale} ${row.lot.id}`
      if (row.disallowed > 0) disallowed.set(key, (disallowed.get(key) ?? 0) + row.disallowed)
    }
    expect(problems).toEqual([])
    const expected = shareByShare(events, policy)
    expect(expected.size).toBeGreaterThan(40)
    expect([...disallowed].sort()).toEqual([...expected].sort())
  })
})

test('shares that arrive with older dates stand in order of acquisition, whatever has left in between', () => {
  const random = seededRandom(7)
  const events: BookingEvent[] = []
  for (let index = 0; index < 4000; index += 1) {
    const acquiredDay = random.chance(0.02) ? null : random.whole(10_000, 19_000)
    if (index > 1000 && random.chance(0.3)) events.push(sale(`s${index}`, 20_000, 1, 10))
    else events.push(purchase(`b${index}`, 20_000, 1, 10, { acquiredDay, purchase: false }))
  }
  const { open } = book(events, contextOf(defaultPolicy))
  const inOrder = open.toSorted((a, b) => (a.lot.acquiredDay ?? 0) - (b.lot.acquiredDay ?? 0) || a.lot.order - b.lot.order)
  expect(open.length).toBeGreaterThan(2000)
  expect(open.map(piece => piece.lot.id)).toEqual(inOrder.map(piece => piece.lot.id))
})

test('a lot that is named gives its own first shares, and its second piece when that is named', () => {
  const random = seededRandom(8)
  const lots = Array.from({ length: 300 }, (_, index) => purchase(`b${index}`, 20_000, 10, 1000 + index, { orderGroup: 'one' }))
  const sales = Array.from({ length: 900 }, (_, index) => {
    const lot = `b${random.whole(0, 299)}`
    return sale(`s${index}`, 20_100, 2, 200, { method: 'SPECID', picks: [{ lot, shares: 2 }] })
  })
  const { rows, open, problems } = book([...lots, ...sales], contextOf(defaultPolicy))
  const left = new Map(lots.map(lot => [lot.id, 10]))
  const refused: string[] = []
  for (const { id, picks } of sales) {
    const lot = picks?.[0]?.lot ?? ''
    const shares = left.get(lot) ?? 0
    if (shares < 2) refused.push(id)
    else left.set(lot, shares - 2)
  }
  expect(problems.map(problem => problem.event)).toEqual(refused)
  expect(rows.map(row => [row.sale, row.lot.id])).toEqual(
    sales.filter(({ id }) => !refused.includes(id)).map(({ id, picks }) => [id, picks?.[0]?.lot]),
  )
  expect(open.map(piece => [piece.lot.id, piece.shares])).toEqual([...left].filter(([, shares]) => shares > 0))
})

/** Two accounts trade one fund, mostly by average; shares come by gift with older dates, splits, returns of capital and sales by other methods come in between. */
function fundTrades(random: Random): BookingEvent[] {
  return Array.from({ length: 500 }, (_, index): BookingEvent => {
    const [id, account, day] = [`t${index}`, random.pick(['a', 'b']), 20_000 + Math.floor(index / 4)]
    const shares = random.whole(1, 40)
    const kind = random.whole(0, 99)
    if (kind < 45) return purchase(id, day, shares, random.whole(1, 9000), { account })
    if (kind < 50)
      return purchase(id, day, shares, random.whole(1, 9000), { account, purchase: false, acquiredDay: day - random.whole(1, 400) })
    if (kind === 50) return { kind: 'split', id, account: null, security: 'X', day, numerator: 3, denominator: 2, restatesLosses: true }
    if (kind === 51)
      return { kind: 'distribution', id, account, security: 'X', day, amount: random.whole(1, 500), nature: 'return-of-capital' }
    if (kind === 52) return { kind: 'move', id, account, to: 'b', security: 'X', day, shares, value: null }
    return sale(id, day, shares, random.whole(1, 9000), { account, method: kind < 58 ? 'HIFO' : 'AVERAGE' })
  })
}

test.each([1, 2, 3, 4, 5, 6])('a pool that waits has the cents of one put on every lot at every sale: ledger %i', seed => {
  const events = fundTrades(seededRandom(seed))
  const told = (keepSteps: boolean) => {
    const { rows, matches, open } = book(events, { ...contextOf(defaultPolicy), keepSteps })
    return {
      rows: rows.map(({ lot, carried, ...row }) => [lot.id, row]),
      matches: matches.map(({ replacement, basis, held, disallowed }) => [replacement.id, basis, held, disallowed]),
      open: open.map(({ lot, shares, basis, adjustment, rate }) => [lot.id, shares, basis, adjustment, rate]),
    }
  }
  const waited = told(false)
  expect(waited.matches.length).toBeGreaterThan(20)
  expect(waited).toEqual(told(true))
})
