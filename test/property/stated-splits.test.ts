/**
 * A split between a loss and what replaces it, with lot files and realized files of a later day: statements count shares after the split, losses before it stand in old
 * shares. What the files and the trades say together is what the trades alone say.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Projection, projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { brokerProjection } from '../../src/main/engine/standing/broker.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const accounts = ['A', 'B', 'IRA'] as const
const trades = fc.array(
  fc.record({
    account: fc.constantFrom('A', 'A', 'B', 'IRA'),
    after: fc.integer({ min: 1, max: 12 }),
    count: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 20, max: 60 }),
    buys: fc.boolean(),
  }),
  { minLength: 4, maxLength: 12 },
)

function sumsOf({ realized, open }: Projection): number[] {
  const total = (list: readonly (number | null)[]) => list.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  const taxable = open.filter(lot => lot.account !== 'IRA')
  return [
    total(realized.map(row => row.recognized)),
    total(realized.map(row => row.disallowed)),
    total(realized.map(row => row.permanent)),
    total(taxable.map(lot => lot.basis)),
    total(open.map(lot => lot.shares)),
  ]
}

const doubts = ['wash/custodian-order', 'wash/custodian-unfiled', 'lots/purchase-not-shown']

test('a split inside the window changes nothing that lot file and realized file say beside the trades', () => {
  let [washed, doubtful] = [0, 0]
  fc.assert(
    fc.property(trades, fc.integer({ min: 1, max: 4 }), (made, splitAfter) => {
      const book = bookOf('2026-12-31')
        .account('A', { type: 'joint' })
        .account('B')
        .account('IRA', { type: 'roth-ira' })
        .security('X', '50')
      const held = new Map<string, number>()
      let day = civilDate('2026-03-02')
      for (const [index, { account, after, count, price, buys }] of made.entries()) {
        day = addDays(day, after)
        if (index === splitAfter)
          for (const each of accounts) {
            if ((held.get(each) ?? 0) > 0) book.buy(each, 'X', day, '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
            held.set(each, (held.get(each) ?? 0) * 2)
          }
        if (index === splitAfter) day = addDays(day, 1)
        const shares = held.get(account) ?? 0
        if (buys) book.buy(account, 'X', day, String(count), String(count * price))
        else if (shares > 0) book.sell(account, 'X', day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
        held.set(account, buys ? shares + count : Math.max(0, shares - count))
      }
      const whole = book.snapshot()
      const seen = brokerProjection(whole)
      const source = { import: null, line: 0 }
      const snapshot: Snapshot = {
        ...whole,
        statementLots: seen.open.map((lot, index) => ({
          ...lot,
          id: `s${index}` as typeof lot.id,
          asOf: whole.asOf,
          source: { ...source, line: index },
        })),
        realized: seen.realized.map((row, index) => ({
          account: row.account,
          security: row.security,
          opened: row.acquired,
          closed: row.sold,
          shares: row.shares,
          proceeds: row.proceeds ?? cents(0),
          basis: row.basis,
          term: row.term,
          disallowed: row.disallowed,
          source: { ...source, line: index + 1 },
        })),
      }
      if (runReview(snapshot, 'hash').quality.some(flag => doubts.includes(flag.code))) {
        doubtful += 1
        return
      }
      const [own, alone] = [sumsOf(projectLots(snapshot, policyOf(snapshot))), sumsOf(projectLots(whole, policyOf(whole)))]
      washed += Math.sign(alone[1] ?? 0)
      own.forEach((sum, at) => expect(Math.abs(sum - (alone[at] ?? 0))).toBeLessThanOrEqual(2 * (seen.realized.length + seen.open.length)))
    }),
    { numRuns: 300 },
  )
  expect(washed).toBeGreaterThan(40)
  expect(washed).toBeGreaterThan(5 * doubtful)
})
