/** Naming the limits that clash, and looking for what gives way, end where their work does: what is asked of a person's time holds for accounts without a plan, too. */
import { describe, expect, test } from 'vitest'
import { elasticPlan } from '../../../../../src/main/engine/optimize/elastic.ts'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { cheapestRelaxations } from '../../../../../src/main/engine/optimize/relaxation.ts'
import type { Allowance } from '../../../../../src/main/engine/solve/search/allowance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { problemOf, small } from '../../../../fixtures/problem.ts'

const quiet = { advance: () => {} }
const drawn = randomInstance(5, small)
const untrackable = problemOf({ ...drawn, also: { trackingError: 1e-4 } })
/** The last step begun is ended: the roots of a search, or three proofs. */
const lastStep = 2500

describe('where there is no plan', () => {
  test('a limit that gives way is looked for within the work allowed', () => {
    const { conflict } = optimize(untrackable, { gap: 1e-3, seconds: 1, expired: () => false }, quiet)
    const spentOf = (left: number) => {
      const allowance: Allowance = { left, expired: () => false }
      cheapestRelaxations(untrackable, conflict, allowance)
      return left - allowance.left
    }
    const all = spentOf(1e9)
    expect(all).toBeGreaterThan(1500)
    expect(spentOf(300)).toBeLessThan(Math.min(all, 300 + lastStep))
    expect(spentOf(0)).toBe(0)
  })

  test('past the time asked for nothing is looked for', () => {
    let asked = 0
    const expired = () => {
      asked += 1
      return true
    }
    const found = optimize(untrackable, { gap: 1e-3, seconds: 1, expired }, quiet)
    expect(found.status).toBe('infeasible')
    expect(elasticPlan(untrackable, found, { gap: 1e-3, seconds: 1, expired }, quiet)).toBeUndefined()
    expect(found.work).toBeLessThan(lastStep)
    expect(asked).toBeGreaterThan(0)
  })
})
