/** The step of room where tracking error is limited: with the price of variance found near to the one before the step, what is told is what that price found by halving makes of the moved limit. */
import { expect, test } from 'vitest'
import { type Evaluation, evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import type { Problem } from '../../../../../src/main/engine/optimize/problem.ts'
import { restrictedTo, variancePriceOf } from '../../../../../src/main/engine/optimize/restricted.ts'
import { type Effect, groundOf, roomOf } from '../../../../../src/main/engine/optimize/room.ts'
import { relaxablesOf } from '../../../../../src/main/engine/solve/search/relaxable.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { isSolved, optimized, problemOf, small, tiny } from '../../../../fixtures/problem.ts'

const kept = 2e-7

/** Each of an account whose tracking error may be so much of what its best plan has. */
test.each([
  [7, small, 0.9],
  [12, tiny, 0.75],
  [114, tiny, 0.75],
])('account %i: no effect of a step that does nothing, and the whole effect of one that does', (seed, size, part) => {
  const drawn = randomInstance(seed, size)
  const free = problemOf(drawn)
  const trackingError = part * evaluate(free, optimized(drawn).plan).terms.te
  const capped = { ...drawn, also: { trackingError } }
  const found = optimized(capped)
  expect(isSolved(found.status)).toBe(true)
  const problem = problemOf(capped)
  const ground = groundOf(problem, found.plan)
  if (ground === null) throw new Error('no ground')
  const byHalving = (moved: Problem): Evaluation | null => {
    const evaluation = evaluate(moved, restrictedTo(moved, found.plan, variancePriceOf(moved, found.plan)).plan)
    return evaluation.worst > kept ? null : evaluation
  }
  let moved = 0
  for (const limit of ['tracking error', 'turnover', 'cash']) {
    const { widened } = relaxablesOf(problem).find(({ name }) => name === limit) ?? {}
    const room = roomOf(ground, limit, 1e-3)
    if (widened === undefined || room === null) continue
    const told: readonly (readonly [number, Effect | null])[] = [
      [1e-3, room.more],
      [-1e-3, room.less],
    ]
    for (const [by, effect] of told) {
      const then = byHalving(widened(problem, by))
      expect(effect === null).toBe(then === null)
      if (effect === null || then === null) continue
      const objective = then.objective - ground.now.objective
      const te = then.terms.te - ground.now.terms.te
      if (Math.abs(objective) > 1e-6) moved += 1
      expect(Math.abs(effect.objective - objective)).toBeLessThan(2e-7 + 0.005 * Math.abs(objective))
      expect(Math.abs(effect.te - te)).toBeLessThan(2e-7)
    }
  }
  expect(moved).toBeGreaterThan(0)
})
