/** The interior point: its optimality conditions, its plan by the exact evaluator, and the bound at its own prices. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { bringInside, domainOf } from '../../../../../src/main/engine/solve/bundle/domain.ts'
import { planOf } from '../../../../../src/main/engine/solve/convex-plan.ts'
import { solveConvex } from '../../../../../src/main/engine/solve/interior/solve-convex.ts'
import { boundAt } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import type { Restriction } from '../../../../../src/main/engine/solve/oracle/working.ts'
import { Mode, spansOf } from '../../../../../src/main/engine/solve/pattern.ts'
import { regimeNames } from '../../../../../src/main/engine/solve/regime.ts'
import { bitOf } from '../../../../../src/main/engine/solve/search/branch.ts'
import { medium, randomProblem, small } from '../../../../fixtures/problem.ts'
import { seededRandom } from '../../../../fixtures/random.ts'
import { convexOf, oracleIn, randomPattern } from '../../../../fixtures/solver.ts'

const draws = Array.from({ length: 24 }, (_, seed) => seed)

describe('the interior point', () => {
  test.each(regimeNames)('meets the optimality conditions to 1e-8 (%s)', regime => {
    for (const seed of draws) {
      const problem = randomProblem(seed, seed % 4 === 0 ? medium : small)
      const pattern = randomPattern(problem, spansOf(problem), seededRandom(seed))
      const { status, residuals, steps } = solveConvex(convexOf(problem, pattern, regime), { tolerance: 1e-8 })
      expect([seed, status]).toEqual([seed, 'solved'])
      expect(residuals.primal).toBeLessThanOrEqual(1e-9)
      expect(residuals.dual).toBeLessThanOrEqual(1e-8)
      expect(residuals.complementarity).toBeLessThanOrEqual(1e-8 * Math.max(1e-3, Math.abs(residuals.objective)))
      expect(steps).toBeLessThan(60)
    }
  })

  test('says the objective the evaluator finds, and its prices bound the pattern from below by as much', () => {
    let compared = 0
    for (const seed of draws) {
      const problem = randomProblem(seed)
      const pattern = randomPattern(problem, spansOf(problem), seededRandom(seed))
      const convex = convexOf(problem, pattern, 'loss')
      const solution = solveConvex(convex, { tolerance: 1e-8 })
      if (solution.violation > 1e-9) continue
      compared += 1
      const { objective, terms } = evaluate(problem, planOf(problem, convex, solution))
      // the fixed costs of the pattern are no part of the convex problem
      expect(objective - problem.weights.cost * terms.fixed).toBeCloseTo(solution.objective, 8)
      const oracle = oracleIn(problem, 'loss')
      const price = new Float64Array(oracle.dimension)
      price.set(solution.price)
      bringInside(domainOf(oracle), price)
      const only: Restriction = { securities: pattern.map(bitOf), groups: new Uint8Array(problem.limits.identicalGroups.length).fill(3) }
      const bound = boundAt(oracle, price, only)
      expect(bound).toBeLessThanOrEqual(objective + 1e-9)
      expect(bound).toBeCloseTo(objective, 7)
    }
    expect(compared).toBeGreaterThan(3)
  })

  test('a pattern no plan can meet is seen by its priced violation', () => {
    const problem = randomProblem(4)
    const nothing = new Uint8Array(problem.securities.count).fill(Mode.none)
    const { limits } = problem
    const dear = { ...problem, limits: { ...limits, rowLow: limits.rowLow.map(() => 0.2), rowHigh: limits.rowHigh.map(() => 0.3) } }
    const { status, violation } = solveConvex(convexOf(dear, nothing, 'loss'), { tolerance: 1e-8 })
    expect(status).toBe('solved')
    expect(violation).toBeCloseTo(0.2 * limits.rowLow.length, 6)
  })
})
