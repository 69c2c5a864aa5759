/** The bundle: its master against a slow but plain minimization, its domain, and that the bound it reaches is where no step helps. */
import { describe, expect, test } from 'vitest'
import { bringInside, domainOf, slackAt } from '../../../../../src/main/engine/solve/bundle/domain.ts'
import { fillSlot, type Master, masterOf, solveMaster, stepOf } from '../../../../../src/main/engine/solve/bundle/master.ts'
import { maximizeBound, sharesOf } from '../../../../../src/main/engine/solve/bundle/maximize.ts'
import { boundAt, unrestricted } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { modes } from '../../../../../src/main/engine/solve/oracle/working.ts'
import { spansOf } from '../../../../../src/main/engine/solve/pattern.ts'
import { regimeNames } from '../../../../../src/main/engine/solve/regime.ts'
import { rowsOf } from '../../../../../src/main/engine/solve/rows.ts'
import { rootOf } from '../../../../../src/main/engine/solve/search/root.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf, randomProblem, small } from '../../../../fixtures/problem.ts'
import { type Random, seededRandom } from '../../../../fixtures/random.ts'
import { oracleIn } from '../../../../fixtures/solver.ts'

const dimension = 6

function randomMaster(random: Random, cuts: number, bounds: number): { master: Master; vectors: Float64Array[] } {
  const master = masterOf(dimension, cuts + bounds)
  const vectors = Array.from({ length: cuts + bounds }, () => Float64Array.from({ length: dimension }, () => random.bell()))
  vectors.forEach((vector, slot) => {
    fillSlot(master, slot, vector, slot < cuts)
    master.error[slot] = 0.5 * random.fraction()
  })
  return { master, vectors }
}

/** What the model promises at a step: the least cut, less the length of the step; −∞ outside the bounds. */
function promise({ error }: Master, vectors: readonly Float64Array[], cuts: number, t: number, step: Float64Array): number {
  const values = vectors.map((vector, slot) => (error[slot] ?? 0) + vector.reduce((sum, entry, r) => sum + entry * (step[r] ?? 0), 0))
  if (values.slice(cuts).some(slack => slack < -1e-7)) return -Infinity
  return Math.min(...values.slice(0, cuts)) - step.reduce((sum, entry) => sum + entry * entry, 0) / (2 * t)
}

describe('the master problem', () => {
  test('finds the step of most promise, warm or cold', () => {
    const random = seededRandom(41)
    for (let draw = 0; draw < 60; draw++) {
      const cuts = random.whole(1, 14)
      const { master, vectors } = randomMaster(random, cuts, random.whole(0, 3))
      for (const t of [1, 0.2, 30]) {
        const level = solveMaster(master, t, 1e-12)
        const step = stepOf(master, t)
        const best = promise(master, vectors, cuts, t, step)
        expect(level - step.reduce((sum, entry) => sum + entry * entry, 0) / (2 * t)).toBeCloseTo(best, 6)
        for (let nudge = 0; nudge < 60; nudge++) {
          const other = step.map(entry => entry + 0.05 * random.bell())
          expect(promise(master, vectors, cuts, t, other)).toBeLessThanOrEqual(best + 1e-7)
        }
      }
    }
  })

  test('weighs its cuts with weights that add to one', () => {
    const { master } = randomMaster(seededRandom(43), 9, 2)
    solveMaster(master, 1, 1e-12)
    expect(master.weight.slice(0, 9).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
    expect(Math.min(...master.weight)).toBeGreaterThanOrEqual(0)
  })

  test('takes the same cut twice without harm', () => {
    const master = masterOf(dimension, 3)
    const vector = Float64Array.from([1, 0, 0, 0, 0, 0])
    for (const slot of [0, 1, 2]) fillSlot(master, slot, slot === 2 ? vector.map(entry => -entry) : vector, true)
    expect(solveMaster(master, 1, 1e-12)).toBeCloseTo(0, 8)
  })
})

describe('the domain', () => {
  test.each(regimeNames)('brings any price inside (%s)', name => {
    const random = seededRandom(47)
    const oracle = oracleIn(randomProblem(2), name)
    const domain = domainOf(oracle)
    expect(domain.length).toBeGreaterThan(0)
    for (let draw = 0; draw < 50; draw++) {
      const price = Float64Array.from({ length: oracle.dimension }, () => random.bell())
      bringInside(domain, price)
      for (const space of domain) expect(slackAt(space, price)).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('the domain where gains and tax have budgets', () => {
  const account = randomInstance(2, small)
  const problem = problemOf({ ...account, also: { shortGain: account.tax.ytdS, tax: 0 } })

  test.each(regimeNames)('a price on its corners is brought to where the bound is finite, however it is added up (%s)', name => {
    const random = seededRandom(59)
    const oracle = oracleIn(problem, name)
    const domain = domainOf(oracle)
    for (let draw = 0; draw < 200; draw++) {
      const price = Float64Array.from({ length: oracle.dimension }, () => 10 ** random.whole(-3, 1) * random.bell())
      bringInside(domain, price)
      // onto a boundary, where rounding decides
      const { row, coefficient, otherRow, otherCoefficient, least } = random.pick(domain)
      price[row] = (least - otherCoefficient * (price[otherRow] ?? 0)) / coefficient
      bringInside(domain, price)
      for (const space of domain) expect(slackAt(space, price)).toBeGreaterThan(0)
      expect(boundAt(oracle, price, unrestricted(problem))).toBeGreaterThan(-Infinity)
    }
  })
})

describe('the bundle', () => {
  test.each(regimeNames)('ends where no small step raises the bound (%s)', name => {
    const random = seededRandom(53)
    for (let seed = 0; seed < 6; seed++) {
      const problem = randomProblem(seed)
      const { oracle, metric, domain, price } = rootOf(problem, rowsOf(problem), spansOf(problem), name)
      const start = { price, restriction: unrestricted(problem), cuts: [] }
      const result = maximizeBound(oracle, metric, domain, start, { tolerance: 1e-8, enough: 1, mostEvaluations: 3000 })
      if (result.status === 'enough') continue
      expect(result.status).toBe('converged')
      expect(boundAt(oracle, result.price, start.restriction)).toBe(result.bound)
      for (let nudge = 0; nudge < 100; nudge++) {
        const other = result.price.map(value => value + 10 ** -random.whole(2, 5) * random.bell())
        bringInside(domain, other)
        expect(boundAt(oracle, other, start.restriction)).toBeLessThanOrEqual(result.bound + 1e-7)
      }
      const shares = sharesOf(result, problem.securities.count)
      for (let i = 0; i < problem.securities.count; i++)
        expect(shares.slice(modes * i, modes * i + modes).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
  })
})
