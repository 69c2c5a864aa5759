/** The frontier: more weight on risk never buys more of it, as far as the points are proven. */
import { describe, expect, test } from 'vitest'
import { frontier } from '../../../../../src/main/engine/optimize/frontier.ts'
import { medium, patient, randomProblem } from '../../../../fixtures/problem.ts'

const riskWeights = [1, 2, 5, 10, 20, 50, 100]

describe('the frontier', () => {
  test('falls: what is gained in tracking error is paid for, within the gaps stated', () => {
    for (const seed of [1, 3, 5]) {
      const points = frontier(randomProblem(seed, medium), riskWeights, patient, { advance: () => {} })
      expect(points.map(point => point.riskWeight)).toEqual(riskWeights)
      points.slice(1).forEach((point, at) => {
        const before = points[at] as (typeof points)[number]
        const slack = [before, point].reduce((sum, { found }) => sum + found.evaluation.objective - found.bound, 0)
        const fall = before.found.evaluation.terms.te ** 2 - point.found.evaluation.terms.te ** 2
        expect((point.riskWeight - before.riskWeight) * fall).toBeGreaterThanOrEqual(-slack - 1e-12)
      })
      expect(points.at(-1)?.found.evaluation.terms.te).toBeLessThan(points[0]?.found.evaluation.terms.te ?? 0)
    }
  })

  test('can be stopped between points', () => {
    const stop = (done: number) => {
      if (done === 2) throw new Error('stopped')
    }
    expect(() => frontier(randomProblem(1), riskWeights, patient, { advance: stop })).toThrow('stopped')
  })
})
