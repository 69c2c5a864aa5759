/**
 * Shares that move from an account told by its trades into one told by its lot file, before, on or after the day of a split: the file counts shares after the split, the
 * trades as they were counted on their day. What file and trades say together is what the trades alone say (IRC section 307; Reg. 1.1091-1(f)).
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import type { Snapshot } from '../../src/shared/model/snapshot.ts'
import { few, isDoubtful, projected, someAccount, sumsOf, tradeParts, tradingHousehold, withFiles } from './custodian-households.ts'

const trades = fc.array(fc.record({ account: someAccount, ...tradeParts(12) }), few)
const places = fc.record({
  split: fc.integer({ min: 1, max: 5 }),
  move: fc.integer({ min: 1, max: 6 }),
  part: fc.integer({ min: 1, max: 5 }),
})

type Made = readonly { account: string; after: number; count: number; price: number; buys: boolean }[]

/** The trades alone; null: nothing moved. `sameDay`: the transfer is made on the day of the split, after the open. */
function bookWith(made: Made, at: { split: number; move: number; part: number }, sameDay: boolean): Snapshot | null {
  const home = tradingHousehold()
  let [day, moved] = [civilDate('2026-03-02'), false]
  const move = () => {
    const whole = home.held('A', 'X')
    const count = Math.min(whole, at.part)
    if (count === 0 || moved) return
    moved = true
    home.book.buy('A', 'X', day, String(count), '0', { kind: 'transfer-out', amount: null })
    home.book.buy('B', 'X', day, String(count), '0', { kind: 'transfer-in', amount: null })
    home.hold('A', 'X', whole - count)
    home.hold('B', 'X', home.held('B', 'X') + count)
  }
  for (const [index, each] of made.entries()) {
    day = addDays(day, each.after)
    if (index === at.split) {
      home.split(day)
      if (sameDay) move()
      day = addDays(day, 1)
    } else if (index === at.move && !sameDay) {
      move()
      day = addDays(day, 1)
    }
    // what a file tells as sold is another matter: here the question is how many shares came
    home.trade({ ...each, buys: each.buys || each.account === 'B' }, day)
  }
  return moved ? home.book.snapshot() : null
}

test.each([false, true])(
  'shares moved into an account with a lot file are counted as its splits count them (on the day of the split: %s)',
  sameDay => {
    let [washed, doubtful, compared] = [0, 0, 0]
    fc.assert(
      fc.property(trades, places, (made, at) => {
        const whole = bookWith(made, at, sameDay)
        if (whole === null) return
        const { snapshot, rows } = withFiles(whole, 'B')
        // a file without a lot states nothing of the holding
        if (snapshot.statementLots.length === 0) return
        if (isDoubtful(snapshot)) {
          doubtful += 1
          return
        }
        compared += 1
        const [own, alone] = [sumsOf(projected(snapshot)), sumsOf(projected(whole))]
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
