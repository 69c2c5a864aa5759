/**
 * A split between a loss and what replaces it, with lot files and realized files of a later day: statements count shares after the split, losses before it stand in old
 * shares. What the files and the trades say together is what the trades alone say.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { few, isDoubtful, projected, someAccount, sumsOf, tradeParts, tradingHousehold, withFiles } from './custodian-households.ts'

const trades = fc.array(fc.record({ account: someAccount, ...tradeParts(12) }), few)

test('a split inside the window changes nothing that lot file and realized file say beside the trades', () => {
  let [washed, doubtful] = [0, 0]
  fc.assert(
    fc.property(trades, fc.integer({ min: 1, max: 4 }), (made, splitAfter) => {
      const home = tradingHousehold()
      let day = civilDate('2026-03-02')
      for (const [index, each] of made.entries()) {
        day = addDays(day, each.after)
        if (index === splitAfter) {
          home.split(day)
          day = addDays(day, 1)
        }
        home.trade(each, day)
      }
      const whole = home.book.snapshot()
      const { snapshot, rows } = withFiles(whole)
      if (isDoubtful(snapshot)) {
        doubtful += 1
        return
      }
      const [own, alone] = [sumsOf(projected(snapshot)), sumsOf(projected(whole))]
      washed += Math.sign(alone[1] ?? 0)
      own.forEach((sum, at) => expect(Math.abs(sum - (alone[at] ?? 0))).toBeLessThanOrEqual(2 * rows))
    }),
    { numRuns: 300 },
  )
  expect(washed).toBeGreaterThan(40)
  expect(washed).toBeGreaterThan(5 * doubtful)
})
