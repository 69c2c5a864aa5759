/**
 * Custodians that wash inside their own accounts, of random households: their lot files and realized files, read together, come to what the trades alone come to
 * by the law, to the rounding of a cent a line; and where they do not, a point of quality says by name why.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Projection, projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { brokerProjection } from '../../src/main/engine/standing/broker.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { bookOf } from '../fixtures/snapshot.ts'

const tradesOfDays = fc.array(
  fc.record({
    account: fc.constantFrom('A', 'A', 'B', 'IRA'),
    after: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 20, max: 60 }),
    buys: fc.boolean(),
  }),
  { minLength: 4, maxLength: 12 },
)

/** What the year comes to: results, what is lost for good, and the cost that stands in the lots. */
function sumsOf({ realized, open }: Projection): number[] {
  const taxable = open.filter(lot => lot.account !== 'IRA')
  const total = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0)
  return [
    total(realized.map(row => row.recognized ?? 0)),
    total(realized.map(row => row.disallowed)),
    total(realized.map(row => row.permanent)),
    total(taxable.map(lot => lot.basis ?? 0)),
  ]
}

const doubts = ['wash/custodian-order', 'wash/custodian-unfiled', 'lots/purchase-not-shown']

test('lot file and realized file of custodians that wash on their own come to what the trades come to by the law', () => {
  let [restated, doubtful] = [0, 0]
  fc.assert(
    fc.property(tradesOfDays, fc.boolean(), (trades, alone) => {
      const book = bookOf('2026-12-31')
        .account('A', { type: 'joint' })
        .account('B')
        .account('IRA', { type: 'roth-ira' })
        .security('X', '50')
      const held = new Map<string, number>()
      let day = civilDate('2026-03-02')
      for (const { account, after, count, price, buys } of trades) {
        day = addDays(day, after)
        const shares = held.get(account) ?? 0
        if (buys) book.buy(account, 'X', day, String(count), String(count * price))
        else if (shares > 0) book.sell(account, 'X', day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
        held.set(account, buys ? shares + count : Math.max(0, shares - count))
      }
      const whole = book.snapshot()
      const seen = brokerProjection(whole)
      const source = { import: null, line: 0 }
      const snapshot = {
        ...whole,
        // the files alone tell of the taxable accounts, or stand beside their trades
        entries: alone ? whole.entries.filter(entry => entry.account === 'IRA') : whole.entries,
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
      const projection = projectLots(snapshot, policyOf(snapshot))
      expect(washLedger(standingOf(snapshot)).identity.holds).toBe(true)
      if (projection.takenBack.size > 0) restated += 1
      if (runReview(snapshot, 'hash').quality.some(flag => doubts.includes(flag.code))) {
        doubtful += 1
        return
      }
      const [own, byLaw] = [sumsOf(projection), sumsOf(projectLots(whole, policyOf(whole)))]
      own.forEach((sum, at) => expect(Math.abs(sum - (byLaw[at] ?? 0))).toBeLessThanOrEqual(2 * (seen.realized.length + seen.open.length)))
    }),
    { numRuns: 150 },
  )
  // most that a custodian washes otherwise than the law is taken back
  expect(restated).toBeGreaterThan(2 * doubtful)
})
