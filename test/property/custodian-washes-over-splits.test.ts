/**
 * Splits, groups of identical securities and custodians that wash inside their own account, together: lot files and realized files come to what the trades alone come to by
 * the law. The two examples are worked by hand: a loss of $1.00 on 6 March, which the law gives to Y (bought on the 4th) and the custodian to X (bought on the 5th for
 * $20.00); X splits 2:1, one of its two shares is sold at the custodian's $10.50, the other stands in the lot file at as much. Taken back, each cost $10.00.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { few, isDoubtful, projected, someAccount, sumsOf, tradeParts, tradingHousehold, withFiles } from './custodian-households.ts'

const trades = fc.array(fc.record({ account: someAccount, security: fc.constantFrom('X', 'X', 'Y'), ...tradeParts(12) }), few)

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
      const home = tradingHousehold()
      home.book.security('Y', '50').relation('identical', 'X', 'Y')
      let day = civilDate('2026-03-02')
      for (const [index, each] of made.entries()) {
        day = addDays(day, each.after)
        if (index === splitAfter) {
          home.split(day)
          day = addDays(day, 1)
        }
        home.trade(each, day, each.security)
      }
      const whole = home.book.snapshot()
      const { snapshot, rows } = withFiles(whole)
      if (isDoubtful(snapshot)) {
        doubtful += 1
        return
      }
      const projection = projected(snapshot)
      if (projection.takenBack.size > 0) restated += 1
      const [own, alone] = [sumsOf(projection), sumsOf(projected(whole))]
      own.forEach((sum, at) => expect(Math.abs(sum - (alone[at] ?? 0))).toBeLessThanOrEqual(2 * rows))
    }),
    { numRuns: 400, examples: workedByHand },
  )
  expect(restated).toBeGreaterThan(2)
  expect(restated).toBeGreaterThan(2 * doubtful)
})
