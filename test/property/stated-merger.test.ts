/**
 * Households through a merger: with a lot statement of the day after it, which shows the new shares under the days of their purchase, the books come to what the
 * trades alone come to. No loss washed before the merger gets lost in it, and no purchase replaces twice.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Projection, projectLots } from '../../src/main/engine/lots/project.ts'
import { brokerProjection } from '../../src/main/engine/standing/broker.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const accounts = ['A', 'B', 'IRA'] as const
const trade = fc.record({
  account: fc.constantFrom('A', 'A', 'B', 'IRA'),
  after: fc.integer({ min: 1, max: 9 }),
  count: fc.integer({ min: 1, max: 5 }),
  price: fc.integer({ min: 20, max: 60 }),
  buys: fc.boolean(),
})
const before = fc.array(trade, { minLength: 3, maxLength: 10 })
const later = fc.array(trade, { maxLength: 5 })

function bookThrough(
  first: readonly (typeof trade extends fc.Arbitrary<infer One> ? One : never)[],
  second: typeof first,
  identical: boolean,
) {
  const book = bookOf('2026-12-31').account('A', { type: 'joint' }).account('B').account('IRA', { type: 'roth-ira' })
  book.security('OLD', '50', { kind: 'stock' }).security('NEW', '50', { kind: 'stock' })
  if (identical) book.relation('identical', 'OLD', 'NEW')
  const held = new Map<string, number>()
  let day = civilDate('2026-03-02')
  const make = (symbol: string, trades: typeof first) => {
    for (const { account, after, count, price, buys } of trades) {
      day = addDays(day, after)
      const shares = held.get(account) ?? 0
      if (buys) book.buy(account, symbol, day, String(count), String(count * price))
      else if (shares > 0) book.sell(account, symbol, day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
      held.set(account, buys ? shares + count : Math.max(0, shares - count))
    }
  }
  make('OLD', first)
  day = addDays(day, 1)
  for (const account of accounts)
    if ((held.get(account) ?? 0) > 0)
      book.buy(account, 'OLD', day, '0', '0', { kind: 'merger', counter: 'NEW' as never, ratio: [3, 1], amount: null })
  const merged = day
  for (const account of accounts) held.set(account, (held.get(account) ?? 0) * 3)
  day = addDays(day, 2)
  make('NEW', second)
  return { whole: book.snapshot(), merged }
}

function sumsOf({ realized, open, issues }: Projection) {
  const total = (list: readonly (number | null)[]) => list.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const of = (term: string) => total(realized.map(row => (row.term === term ? row.recognized : 0)))
  const [disallowed, permanent] = [realized.map(row => row.disallowed), realized.map(row => row.permanent)]
  // a statement may show in two lots what one purchase brought
  const days = Map.groupBy(open, lot => `${lot.account} ${lot.security} ${lot.acquired} ${lot.holdingFrom}`)
  const lots = [...days].map(([key, own]) => {
    return [key, total(own.map(lot => lot.shares)), total(own.map(lot => lot.basis)), total(own.map(lot => lot.washAdjustment))].join(' ')
  })
  lots.sort()
  return { short: of('short'), long: of('long'), disallowed: total(disallowed), permanent: total(permanent), lots, issues: issues.length }
}

test('a statement after a merger changes nothing that the trades tell', () => {
  let washed = 0
  fc.assert(
    fc.property(before, later, fc.boolean(), (first, second, identical) => {
      const { whole, merged } = bookThrough(first, second, identical)
      const asOf = addDays(merged, 1)
      const stated = brokerProjection({ ...whole, asOf }).open
      const snapshot: Snapshot = {
        ...whole,
        statementLots: stated.map((lot, index) => ({
          ...lot,
          id: `s${index}` as typeof lot.id,
          asOf,
          source: { import: null, line: index },
        })),
      }
      const alone = sumsOf(projectLots(whole, policyOf(whole)))
      washed += Math.sign(alone.disallowed)
      expect(sumsOf(projectLots(snapshot, policyOf(snapshot)))).toEqual(alone)
    }),
    { numRuns: 250 },
  )
  expect(washed).toBeGreaterThan(40)
})
