/**
 * Custodians that wash inside their own accounts, of random households: their lot files and realized files, read together, come to what the trades alone come to
 * by the law, to the rounding of a cent a line; and where they do not, a point of quality says by name why.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { addDays, civilDate } from '../../src/shared/kernel/civil-date.ts'
import { few, isDoubtful, projected, someAccount, sumsOf, tradeParts, tradingHousehold, withFiles } from './custodian-households.ts'

const tradesOfDays = fc.array(fc.record({ account: someAccount, ...tradeParts(9) }), few)

test('lot file and realized file of custodians that wash on their own come to what the trades come to by the law', () => {
  let [restated, doubtful] = [0, 0]
  fc.assert(
    fc.property(tradesOfDays, fc.boolean(), (trades, alone) => {
      const home = tradingHousehold()
      let day = civilDate('2026-03-02')
      for (const each of trades) {
        day = addDays(day, each.after)
        home.trade(each, day)
      }
      const whole = home.book.snapshot()
      const { snapshot: both, rows } = withFiles(whole)
      // the files alone tell of the taxable accounts, or stand beside their trades
      const snapshot = { ...both, entries: alone ? whole.entries.filter(entry => entry.account === 'IRA') : whole.entries }
      const projection = projected(snapshot)
      expect(washLedger(standingOf(snapshot)).identity.holds).toBe(true)
      if (projection.takenBack.size > 0) restated += 1
      if (isDoubtful(snapshot)) {
        doubtful += 1
        return
      }
      const [own, byLaw] = [sumsOf(projection), sumsOf(projected(whole))]
      own.forEach((sum, at) => expect(Math.abs(sum - (byLaw[at] ?? 0))).toBeLessThanOrEqual(2 * rows))
    }),
    { numRuns: 150 },
  )
  // most that a custodian washes otherwise than the law is taken back
  expect(restated).toBeGreaterThan(2 * doubtful)
})
