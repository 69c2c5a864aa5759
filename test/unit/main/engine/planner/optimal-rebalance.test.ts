/** The note's cost-aware problem on 200 random instances: against a slow descent that shares nothing with it, and against its own proof. */
import { describe, expect, test } from 'vitest'
import { optimalRebalance, type RebalanceQuestion } from '../../../../../src/main/engine/planner/optimal-rebalance.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

function question(seed: number): RebalanceQuestion {
  const random = seededRandom(seed)
  const n = 2 + Math.floor(random.fraction() * 11)
  const spread = (zeros: number) => {
    const parts = Array.from({ length: n }, () => (random.fraction() < zeros ? 0 : random.fraction()))
    const total = parts.reduce((sum, part) => sum + part, 0)
    return total > 0 ? parts.map(part => part / total) : parts.map((_, i) => (i === 0 ? 1 : 0))
  }
  const loads = Array.from({ length: n }, () => Array.from({ length: n + 2 }, () => (0.2 * random.bell()) / Math.sqrt(n)))
  const whole = random.fraction() < 0.8
  return {
    current: spread(0.3).map(weight => (whole ? weight : weight * 0.9)),
    target: spread(0.2),
    covariance: loads.map(one => loads.map(other => one.reduce((sum, load, f) => sum + load * (other[f] ?? 0), 0))),
    costs: Array.from({ length: n }, () => (random.fraction() < 0.1 ? 0 : random.fraction() * 0.004)),
    lambda: 10 ** (random.fraction() * 3 - 1),
  }
}

function objective({ current, target, covariance, costs, lambda }: RebalanceQuestion, weights: readonly number[]): number {
  const apart = weights.map((weight, i) => weight - (target[i] ?? 0))
  const variance = covariance.reduce(
    (sum, row, i) => sum + row.reduce((all, each, j) => all + (apart[i] ?? 0) * each * (apart[j] ?? 0), 0),
    0,
  )
  return lambda * variance + weights.reduce((sum, weight, i) => sum + (costs[i] ?? 0) * Math.abs(weight - (current[i] ?? 0)), 0)
}

/** Moves weight between pairs, each by its best amount, until no pair gains: slow, and nothing of it is in the solver. */
function descend(asked: RebalanceQuestion): number {
  const { current, target, covariance, costs, lambda } = asked
  const n = current.length
  const weights = [...current]
  weights[0] = (weights[0] ?? 0) + 1 - weights.reduce((sum, weight) => sum + weight, 0)
  const of = (list: readonly number[], i: number) => list[i] ?? 0
  const pull = (i: number) => 2 * lambda * (covariance[i] ?? []).reduce((sum, each, j) => sum + each * (of(weights, j) - of(target, j)), 0)
  const cost = (i: number, weight: number) => of(costs, i) * Math.abs(weight - of(current, i))
  for (let round = 0; round < 4000; round++) {
    let gained = 0
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const most = Math.min(1 - of(weights, i), of(weights, j))
        if (i === j || most <= 0) continue
        const bend = lambda * (of(covariance[i] ?? [], i) + of(covariance[j] ?? [], j) - 2 * of(covariance[i] ?? [], j))
        const slope = pull(i) - pull(j)
        const worth = (amount: number) =>
          bend * amount ** 2 + slope * amount + cost(i, of(weights, i) + amount) + cost(j, of(weights, j) - amount)
        const kinks = [of(current, i) - of(weights, i), of(weights, j) - of(current, j)]
        const flats = [-1, 0, 1].flatMap(a => [-1, 0, 1].map(b => -(slope + a * of(costs, i) + b * of(costs, j)) / (2 * bend)))
        for (const amount of [most, ...kinks, ...flats]) {
          const gain = amount > 0 && amount <= most ? worth(0) - worth(amount) : 0
          if (gain <= 1e-17) continue
          gained += gain
          weights[i] = of(weights, i) + amount
          weights[j] = of(weights, j) - amount
          break
        }
      }
    }
    if (gained < 1e-15) break
  }
  return objective(asked, weights)
}

describe('optimal rebalancing (cost-aware)', () => {
  test('200 random problems: no worse than a slow descent, and proven to 1e-8 of the objective', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const asked = question(seed)
      const { weights, objective: stated, gap } = valueOrThrow(optimalRebalance(asked))
      expect(
        weights.reduce((sum, weight) => sum + weight, 0),
        `sum of ${seed}`,
      ).toBeCloseTo(1, 12)
      expect(
        weights.every(weight => weight >= -1e-12 && weight <= 1 + 1e-12),
        `bounds of ${seed}`,
      ).toBe(true)
      expect(Math.abs(stated - objective(asked, weights)), `value of ${seed}`).toBeLessThan(1e-12)
      expect(gap, `proof of ${seed}`).toBeLessThan(1e-8)
      expect(stated - descend(asked), `reference of ${seed}`).toBeLessThan(1e-8)
    }
  })

  test('two assets, by hand: the gain of the last unit traded is its cost', () => {
    // x moves from the first to the second: f(x) = λ · 0.08 · (0.1 − x)² + 0.004 · x, so x = 0.1 − 0.004 / (0.16 · λ), or 0 where that is below
    const asked = {
      current: [0.6, 0.4],
      target: [0.5, 0.5],
      covariance: [
        [0.04, 0],
        [0, 0.04],
      ],
      costs: [0.002, 0.002],
      lambda: 0.5,
    }
    const { weights } = valueOrThrow(optimalRebalance(asked))
    expect(weights[0]).toBeCloseTo(0.55, 12)
    expect(valueOrThrow(optimalRebalance({ ...asked, lambda: 0.2 })).weights).toEqual([0.6, 0.4])
  })

  test('what makes no sense is refused by name', () => {
    const asked = {
      current: [0.6, 0.4],
      target: [0.5, 0.5],
      covariance: [
        [0.04, 0],
        [0, 0.04],
      ],
      costs: [0, 0],
      lambda: 1,
    }
    const code = (more: object) => {
      const outcome = optimalRebalance({ ...asked, ...more })
      return outcome.ok ? 'none' : outcome.refusal.what
    }
    expect(code({ lambda: 0 })).toMatch('above zero')
    expect(code({ costs: [0] })).toMatch('length')
    expect(code({ costs: [-1, 0] })).toMatch('negative')
    expect(code({ current: [1.2, -0.2] })).toMatch('between 0 and 1')
    expect(code({ target: [Number.NaN, 0] })).toMatch('missing')
    expect(code({ current: [], target: [], covariance: [], costs: [] })).toMatch('no assets')
  })
})
