/** Branch and bound against trying everything, and what a caller relies on: the same answer, counted work, a way to stop. */
import { describe, expect, test } from 'vitest'
import { boundAt, unrestricted } from '../../src/main/engine/solve/oracle/oracle.ts'
import { Allow } from '../../src/main/engine/solve/oracle/working.ts'
import { withoutBeaten } from '../../src/main/engine/solve/search/reduced-cost.ts'
import { type SearchSettings, search } from '../../src/main/engine/solve/search/search.ts'
import { bestOfAll } from '../fixtures/every-pattern.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { medium, problemOf, randomProblem, tiny } from '../fixtures/problem.ts'
import { oracleIn } from '../fixtures/solver.ts'

const settings: SearchSettings = { gap: 1e-6, mostNodes: 1e5, mostWork: 2e4, expired: () => false }
const quiet = { advance: () => {} }

describe('fixing by reduced cost', () => {
  test('bars a mode exactly where its own bound passes the best plan', () => {
    let barred = 0
    for (let seed = 0; seed < 20; seed++) {
      const problem = randomProblem(seed)
      const { best, roots } = search(problem, settings, quiet)
      if (!best) continue
      for (const { regime, price } of roots) {
        const oracle = oracleIn(problem, regime)
        const kept = withoutBeaten(oracle, price, unrestricted(problem), best.evaluation.objective)
        kept.securities.forEach((bits, i) => {
          for (const bit of [Allow.rest, Allow.sell, Allow.buy].filter(
            each => (each & (oracle.open[i] ?? 0)) !== 0 && oracle.grouped[i] === 0,
          )) {
            const only = unrestricted(problem)
            only.securities[i] = bit
            const passes = boundAt(oracle, price, only) - best.evaluation.objective
            if (Math.abs(passes) > 1e-12) expect([seed, i, (bits & bit) === 0]).toEqual([seed, i, passes > 0])
            if ((bits & bit) === 0) barred += 1
          }
        })
      }
    }
    expect(barred).toBeGreaterThan(100)
  })
})

describe('branch and bound', () => {
  test.each([
    ['five securities', tiny, 24],
    ['seven securities of which two may trade', { securities: 7, lots: 18, factors: 5, trades: 2 }, 40],
    ['six securities of which four may trade', { securities: 6, lots: 20, factors: 5, trades: 4 }, 12],
  ])(
    'agrees with trying every direction of %s, and on which have no plan',
    (_, size, draws) => {
      let solved = 0
      for (let seed = 100; seed < 100 + draws; seed++) {
        const problem = randomProblem(seed, size)
        const { best, bound } = search(problem, settings, quiet)
        const least = bestOfAll(problem)?.objective ?? Infinity
        if (least === Infinity) expect([seed, best, bound]).toEqual([seed, undefined, Infinity])
        else {
          solved += 1
          expect(best?.evaluation.objective, `seed ${seed}`).toBeCloseTo(least, 7)
          expect(bound).toBeLessThanOrEqual(least + 1e-9)
          expect(bound).toBeGreaterThan(least - 2e-6 * (best?.evaluation.gross ?? 1) - 2e-9)
        }
      }
      expect(solved).toBeGreaterThan(draws / 6)
    },
    120_000,
  )

  test('gives the same bits every time', () => {
    const problem = randomProblem(8, medium)
    const [one, two] = [search(problem, settings, quiet), search(problem, settings, quiet)]
    expect(one).toEqual(two)
  })

  test('proves a tenth of a per cent on accounts of a hundred securities, and every plan keeps every limit', () => {
    for (let seed = 0; seed < 12; seed++) {
      const { best, bound } = search(randomProblem(seed, medium), { ...settings, gap: 1e-3 }, quiet)
      if (!best) continue
      expect(best.evaluation.worst).toBeLessThanOrEqual(2e-7)
      expect(best.evaluation.objective - bound).toBeLessThanOrEqual(1e-3 * best.evaluation.gross)
    }
  })

  test('proves as much where gains or the tax have a budget', () => {
    for (let seed = 0; seed < 6; seed++) {
      const account = randomInstance(seed, medium)
      const { tax, nav } = account
      for (const also of [{ shortGain: tax.ytdS - 0.002 * nav }, { tax: -0.001 * nav }]) {
        const { best, bound } = search(problemOf({ ...account, also }), { ...settings, gap: 1e-3, mostWork: 3e3 }, quiet)
        if (best) expect([seed, best.evaluation.objective - bound <= 1e-3 * best.evaluation.gross]).toEqual([seed, true])
      }
    }
  })

  test('counts work: with little of it the bound still holds', () => {
    const problem = randomProblem(3, medium)
    const short = search(problem, { ...settings, mostWork: 1 }, quiet)
    const long = search(problem, settings, quiet)
    expect(short.evaluations).toBeLessThan(long.evaluations)
    expect(short.bound).toBeLessThanOrEqual(long.best?.evaluation.objective ?? Infinity)
  })

  test('stops where the checkpoint throws, and within one node of the time', () => {
    const problem = randomProblem(3, medium)
    let steps = 0
    const stop = () => {
      steps += 1
      if (steps === 2) throw new Error('stopped')
    }
    expect(() => search(problem, settings, { advance: stop })).toThrow('stopped')
    const { nodes } = search(problem, { ...settings, gap: 0, expired: () => true }, quiet)
    expect(nodes).toBeLessThanOrEqual(3)
  })
})
