/**
 * Shares that move from an account told by its trades into one told by its lot file, before, on or after the day of a split: the file counts shares after the split, the
 * trades as they were counted on their day. What file and trades say together is what the trades alone say (IRC section 307; Reg. 1.1091-1(f)).
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
const places = fc.record({
  split: fc.integer({ min: 1, max: 5 }),
  move: fc.integer({ min: 1, max: 6 }),
  part: fc.integer({ min: 1, max: 5 }),
})

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

type Made = readonly { account: string; after: number; count: number; price: number; buys: boolean }[]

/** The trades alone; null: nothing moved. `sameDay`: the transfer is made on the day of the split, after the open. */
function bookWith(made: Made, at: { split: number; move: number; part: number }, sameDay: boolean): Snapshot | null {
  const book = bookOf('2026-12-31').account('A', { type: 'joint' }).account('B').account('IRA', { type: 'roth-ira' }).security('X', '50')
  const held = new Map<string, number>()
  let [day, moved] = [civilDate('2026-03-02'), false]
  const move = () => {
    const whole = held.get('A') ?? 0
    const count = Math.min(whole, at.part)
    if (count === 0 || moved) return
    moved = true
    book.buy('A', 'X', day, String(count), '0', { kind: 'transfer-out', amount: null })
    book.buy('B', 'X', day, String(count), '0', { kind: 'transfer-in', amount: null })
    held.set('A', whole - count)
    held.set('B', (held.get('B') ?? 0) + count)
  }
  for (const [index, { account, after, count, price, buys: asked }] of made.entries()) {
    // what a file tells as sold is another matter: here the question is how many shares came
    const buys = asked || account === 'B'
    day = addDays(day, after)
    if (index === at.split) {
      for (const each of accounts) {
        if ((held.get(each) ?? 0) > 0) book.buy(each, 'X', day, '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
        held.set(each, (held.get(each) ?? 0) * 2)
      }
      if (sameDay) move()
      day = addDays(day, 1)
    } else if (index === at.move && !sameDay) {
      move()
      day = addDays(day, 1)
    }
    const shares = held.get(account) ?? 0
    if (buys) book.buy(account, 'X', day, String(count), String(count * price))
    else if (shares > 0) book.sell(account, 'X', day, String(Math.min(count, shares)), String(Math.min(count, shares) * price))
    held.set(account, buys ? shares + count : Math.max(0, shares - count))
  }
  return moved ? book.snapshot() : null
}

/** With the lot file and the realized file of the account that shares moved into, as its custodian reckons. */
function withFilesOfB(whole: Snapshot): { snapshot: Snapshot; rows: number } {
  const seen = brokerProjection(whole)
  const source = { import: null, line: 0 }
  const [open, realized] = [seen.open.filter(lot => lot.account === 'B'), seen.realized.filter(row => row.account === 'B')]
  const snapshot: Snapshot = {
    ...whole,
    statementLots: open.map((lot, index) => ({
      ...lot,
      id: `s${index}` as typeof lot.id,
      asOf: whole.asOf,
      source: { ...source, line: index },
    })),
    realized: realized.map((row, index) => ({
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
  return { snapshot, rows: open.length + realized.length }
}

const doubts = ['wash/custodian-order', 'wash/custodian-unfiled', 'lots/purchase-not-shown']

test.each([false, true])(
  'shares moved into an account with a lot file are counted as its splits count them (on the day of the split: %s)',
  sameDay => {
    let [washed, doubtful, compared] = [0, 0, 0]
    fc.assert(
      fc.property(trades, places, (made, at) => {
        const whole = bookWith(made, at, sameDay)
        if (whole === null) return
        const { snapshot, rows } = withFilesOfB(whole)
        // a file without a lot states nothing of the holding
        if (snapshot.statementLots.length === 0) return
        if (runReview(snapshot, 'hash').quality.some(flag => doubts.includes(flag.code))) {
          doubtful += 1
          return
        }
        compared += 1
        const [own, alone] = [sumsOf(projectLots(snapshot, policyOf(snapshot))), sumsOf(projectLots(whole, policyOf(whole)))]
        washed += Math.sign(alone[1] ?? 0)
        own.forEach((sum, index) => expect(Math.abs(sum - (alone[index] ?? 0))).toBeLessThanOrEqual(2 * rows))
      }),
      { numRuns: 300 },
    )
    expect(compared).toBeGreaterThan(40)
    expect(washed).toBeGreaterThan(10)
    expect(compared).toBeGreaterThan(5 * doubtful)
  },
)
