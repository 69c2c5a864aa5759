/** Pairs of moves in whole shares that settling passes over: none of them gains anything, also where limits give way at a price; and most are passed over. */
import { describe, expect, test } from 'vitest'
import { isIdlePair, type PairedMove, timesOf } from '../../../../../src/main/engine/optimize/idle-pairs.ts'
import { weightOf } from '../../../../../src/main/engine/optimize/lines.ts'
import { marketOf } from '../../../../../src/main/engine/optimize/market.ts'
import { recount, tallyOf, worthOf } from '../../../../../src/main/engine/optimize/tally.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf, small } from '../../../../fixtures/problem.ts'

/** Each account holds one group just at the limit that gives way, and a style at a penalty. */
function account(seed: number): Instance {
  const drawn = randomInstance(seed, small)
  const all = drawn.sec.price.map((_, i) => i)
  const half = all.filter(i => i % 2 === 0)
  const weight = (of: readonly number[]) => of.reduce((sum, i) => sum + heldIn(drawn, i) + bought, 0)
  const ones = (of: readonly number[]) => of.map(() => 1)
  const row = { low: null, high: null }
  return {
    ...drawn,
    sec: { ...drawn.sec, group: drawn.sec.group.map(() => -1) },
    also: {
      rows: [
        { ...row, name: 'gives way', securities: half, coefficients: ones(half), of: 'weight', high: weight(half), excess: 0.05 },
        { ...row, name: 'style', securities: all, coefficients: all.map(i => (i % 3) - 1), of: 'active', penalty: 20, centre: 0 },
      ],
    },
  }
}

const bought = 0.02
const heldIn = ({ lots, sec, nav }: Instance, i: number) =>
  lots.sec.reduce((sum, each, l) => sum + (each === i ? ((lots.shares[l] ?? 0) * (sec.price[i] ?? 0)) / nav : 0), 0)

describe('a pair that is passed over', () => {
  test.each([1, 2, 3, 4, 5, 6])('gains nothing (account %i)', seed => {
    const instance = account(seed)
    const problem = problemOf(instance)
    const market = valueOrThrow(marketOf(instance))
    const { count } = problem.securities
    const plan = { sell: new Float64Array(problem.lots.count), buy: new Float64Array(count).fill(bought) }
    const tally = tallyOf(problem, plan)
    const now = worthOf(tally).objective
    const add = (i: number, by: number) =>
      recount(tally, i, () => {
        plan.buy[i] = (plan.buy[i] ?? 0) + by
      })
    const changed = (moves: readonly (readonly [number, number])[]) => {
      for (const [i, by] of moves) add(i, by)
      const { objective } = worthOf(tally)
      for (const [i, by] of moves) add(i, -by)
      return objective - now
    }
    const moveOf = (security: number, way: number): PairedMove => {
      const change = way * weightOf(market, security) * 1e6
      return { security, change, objective: changed([[security, change]]) }
    }
    const moves = Array.from({ length: count }, (_, i) => [moveOf(i, 1), moveOf(i, -1)]).flat()
    let [idle, gaining] = [0, 0]
    for (const one of moves) {
      for (const other of moves) {
        if (one.security === other.security) continue
        const gains = timesOf(market, one.security, other.security).map(times =>
          changed([
            [one.security, one.change],
            [other.security, times * other.change],
          ]),
        )
        const passed = isIdlePair(problem, market, tally.rows, one, other)
        if (passed) for (const gain of gains) expect(gain).toBeGreaterThan(-1e-14)
        if (passed) idle += 1
        if (gains.some(gain => gain < 0)) gaining += 1
      }
    }
    // moves against each other gain although each of them loses, and not everything is tried for that
    expect(gaining).toBeGreaterThan(0)
    expect(idle).toBeGreaterThan(0.1 * moves.length * moves.length)
  })

  test('not where the two take risk off each other', () => {
    const instance = randomInstance(1, small)
    const problem = problemOf(instance)
    const market = valueOrThrow(marketOf(instance))
    const rows = new Float64Array(problem.limits.rowLow.length)
    const move = (security: number, change: number): PairedMove => ({ security, change, objective: 1e-12 })
    expect(isIdlePair(problem, market, rows, move(0, 1e-4), move(1, -1e-4))).toBe(false)
    expect(isIdlePair(problem, market, rows, move(0, 1e-4), move(1, 1e-4))).toBe(true)
  })
})
