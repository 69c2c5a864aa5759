/**
 * Splits, groups of identical securities and custodians that wash inside their own account, together: lot files and realized files come to what the trades alone come to by
 * the law. The two examples are worked by hand: a loss of $1.00 on 6 March, which the law gives to Y (bought on the 4th) and the custodian to X (bought on the 5th for
 * $20.00); X splits 2:1, one of its two shares is sold at the custodian's $10.50, the other stands in the lot file at as much. Taken back, each cost $10.00.
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
    security: fc.constantFrom('X', 'X', 'Y'),
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
type Trade = { account: string; security: string; after: number; count: number; price: number; buys: boolean }
const trade = (security: string, price: number, buys: boolean): Trade => ({ account: 'A', security, after: 1, count: 1, price, buys })
const boughtBefore = [trade('X', 21, true), trade('Y', 20, true), trade('X', 20, true), trade('X', 20, false), trade('X', 20, false)]
const workedByHand: [Trade[], number][] = [
  [[...boughtBefore, trade('X', 20, true)], 4],
  [
    [trade('Y', 20, true), trade('X', 21, true), trade('X', 20, true), trade('X', 20, false), trade('X', 20, false), trade('Y', 20, false)],
    4,
  ],
]

test('a wash of a custodian over a split, where the law looks at a whole group, comes to what the trades come to', () => {
  let [restated, doubtful] = [0, 0]
  fc.assert(
    fc.property(trades, fc.integer({ min: 1, max: 4 }), (made, splitAfter) => {
      const book = bookOf('2026-12-31')
        .account('A', { type: 'joint' })
        .account('B')
        .account('IRA', { type: 'roth-ira' })
        .security('X', '50')
        .security('Y', '50')
        .relation('identical', 'X', 'Y')
      const held = new Map<string, number>()
      let day = civilDate('2026-03-02')
      for (const [index, { account, security, after, count, price, buys }] of made.entries()) {
        day = addDays(day, after)
        if (index === splitAfter) {
          for (const each of accounts) {
            const key = `${each}X`
            if ((held.get(key) ?? 0) > 0) book.buy(each, 'X', day, '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
            held.set(key, (held.get(key) ?? 0) * 2)
          }
          day = addDays(day, 1)
        }
        const key = `${account}${security}`
        const shares = held.get(key) ?? 0
        if (buys) book.buy(account, security, day, String(count), String(count * price))
        else if (shares > 0) book.sell(account, security, day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
        held.set(key, buys ? shares + count : Math.max(0, shares - count))
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
      const projection = projectLots(snapshot, policyOf(snapshot))
      if (projection.takenBack.size > 0) restated += 1
      const [own, alone] = [sumsOf(projection), sumsOf(projectLots(whole, policyOf(whole)))]
      own.forEach((sum, at) => expect(Math.abs(sum - (alone[at] ?? 0))).toBeLessThanOrEqual(2 * (seen.realized.length + seen.open.length)))
    }),
    { numRuns: 400, examples: workedByHand },
  )
  expect(restated).toBeGreaterThan(2)
  expect(restated).toBeGreaterThan(2 * doubtful)
})
