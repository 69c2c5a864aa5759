/** The worth of a plan kept up to date share by share is what the evaluator reckons from nothing. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { recount, tallyOf, worthOf } from '../../../../../src/main/engine/optimize/tally.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf, small } from '../../../../fixtures/problem.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const also = ({ tax, nav, sec }: Instance): Instance['also'] => ({
  rows: [
    { name: 'style', securities: [0, 1, 2], coefficients: [1, -0.5, 0.3], of: 'active', low: -0.01, high: 0.01, penalty: 2, centre: 0.01 },
    { name: 'elastic', securities: [3, 4], coefficients: [1, 1], of: 'weight', low: 0.3, high: 0.4, excess: 0.02 },
  ],
  shortGain: tax.ytdS - 0.001 * nav,
  longGain: tax.ytdL,
  tax: 0,
  trackingError: 0.02,
  names: 6,
  sellMost: sec.price.map(() => 0.02),
  buyMost: sec.price.map(() => 0.02),
  absolute: 2,
  reward: sec.price.map((_, i) => 0.01 * i),
  rewardWeight: 0.4,
  proximity: sec.price.map(() => 0.5),
})

describe('a tally', () => {
  test.each([1, 2, 3, 4, 5])('of a hundred random moves, account %i', seed => {
    const account = randomInstance(seed, small)
    const problem = problemOf({ ...account, also: also(account) })
    const random = seededRandom(seed)
    const plan = { sell: new Float64Array(problem.lots.count), buy: new Float64Array(problem.securities.count) }
    const tally = tallyOf(problem, plan)
    for (let move = 0; move < 100; move++) {
      const i = random.whole(0, problem.securities.count - 1)
      recount(tally, i, () => {
        const sells = problem.securities.buyable[i] === 0 || random.chance(0.5)
        plan.buy[i] = sells ? 0 : 0.05 * random.fraction()
        for (let l = problem.lots.start[i] ?? 0; l < (problem.lots.start[i + 1] ?? 0); l++) {
          plan.sell[l] = sells ? (problem.lots.free[l] ?? 0) * random.fraction() : 0
        }
      })
      const { objective, excess } = evaluate(problem, plan)
      const wash = washes(problem, plan)
      expect(worthOf(tally).objective).toBeCloseTo(objective, 12)
      expect(worthOf(tally).shared).toBeCloseTo(excess.shared, 12)
      expect(tally.sums.own).toBeCloseTo(excess.own - wash, 12)
    }
  })
})

/** Settling never opens a wash sale, so the tally does not count them: one a group that both sells at a loss and buys. */
function washes({ limits, lots }: ReturnType<typeof problemOf>, { sell, buy }: { sell: Float64Array; buy: Float64Array }): number {
  const losing = (i: number) => {
    for (let l = lots.start[i] ?? 0; l < (lots.start[i + 1] ?? 0); l++) if ((lots.gain[l] ?? 0) < 0 && (sell[l] ?? 0) > 1e-7) return true
    return false
  }
  return limits.identicalGroups.filter(members => members.some(losing) && members.some(i => (buy[i] ?? 0) > 1e-7)).length
}
