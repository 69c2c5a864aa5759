/** The least tax and cost within a tracking error: proven, no worse for more room, no worse than any plan at hand, and what a search within the limit itself finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastWithin } from '../../src/main/engine/optimize/capped.ts'
import { evaluate } from '../../src/main/engine/optimize/evaluate.ts'
import { optimize } from '../../src/main/engine/optimize/optimize.ts'
import type { Problem } from '../../src/main/engine/optimize/problem.ts'
import { patient, randomProblem, small } from '../fixtures/problem.ts'

const settings = { gap: 1e-3, prices: 5, seconds: 0.2 }
const brief = { ...patient, seconds: 0.2 }
const idle = { advance: () => {} }
const rounding = 1e-9
const within = (problem: Problem, trackingError: number): Problem => ({
  ...problem,
  weights: { ...problem.weights, risk: 0 },
  limits: { ...problem.limits, trackingError },
})

test('a plan within a tracking error is proven, and no worse where there is more of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.02, max: 0.9, noNaN: true }), (seed, share) => {
      const problem = randomProblem(seed, small)
      const near = optimize({ ...problem, weights: { ...problem.weights, risk: 1e4 } }, brief, idle)
      const far = optimize({ ...problem, weights: { ...problem.weights, risk: 0.1 } }, brief, idle)
      if (near.evaluation.worst > 1e-7 || far.evaluation.worst > 1e-7) return
      const [least, most] = [near.evaluation.terms.te, far.evaluation.terms.te]
      const caps = [0, share, 1].map(part => least + part * Math.max(most - least, 1e-4))
      const found = leastWithin(problem, caps, [near.plan], settings, idle)
      found.forEach(({ cap, best, bound }, at) => {
        expect(best).toBeDefined()
        if (!best) return
        expect(best.evaluation.worst).toBeLessThanOrEqual(2e-7)
        expect(best.evaluation.terms.te).toBeLessThanOrEqual(cap + 2e-7)
        expect(best.evaluation.objective).toBeGreaterThanOrEqual(bound - rounding)
        expect(best.evaluation.objective).toBeLessThanOrEqual(evaluate(within(problem, cap), near.plan).objective + rounding)
        const tighter = found[at - 1]?.best?.evaluation.objective ?? Infinity
        expect(best.evaluation.objective).toBeLessThanOrEqual(tighter)
      })
    }),
    { numRuns: 10 },
  )
})

test('agrees with a search within the limit itself, as far as both are proven', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (seed, share) => {
      const problem = randomProblem(seed, small)
      const cap = share * optimize({ ...problem, weights: { ...problem.weights, risk: 0.1 } }, brief, idle).evaluation.terms.te
      const [found] = leastWithin(problem, [cap], [], settings, idle)
      const direct = optimize(within(problem, cap), brief, idle)
      const objective = direct.evaluation.worst <= 2e-7 ? direct.evaluation.objective : Infinity
      expect(found?.bound).toBeLessThanOrEqual(objective + rounding)
      if (found?.best) expect(direct.bound).toBeLessThanOrEqual(found.best.evaluation.objective + rounding)
    }),
    { numRuns: 8 },
  )
})
