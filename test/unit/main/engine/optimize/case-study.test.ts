/** A plan of ours at little more tracking error than a full rebalance pays no more tax, and nobody could pay less than is said. */
import { describe, expect, test } from 'vitest'
import { addedErrors, type CaseStudy, caseStudy } from '../../../../../src/main/engine/optimize/case-study.ts'
import type { Problem } from '../../../../../src/main/engine/optimize/problem.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, problemOf } from '../../../../fixtures/problem.ts'

const settings = { gap: 2e-3, prices: 5, seconds: 1 }
const size = { securities: 40, lots: 160, factors: 5, trades: 16 }
const rounding = 1e-9

function studied(seed: number, of = size, changed = (problem: Problem) => problem): CaseStudy {
  const account = randomInstance(seed, of)
  return caseStudy(changed(problemOf(account)), account.lots.days, settings, { advance: () => {} })
}

function expectProvenSavings({ hifo, taxed, exempt }: CaseStudy): void {
  expect(taxed.map(({ added }) => added)).toEqual(addedErrors)
  for (const { added, plan, leastTax, leastTotal } of taxed) {
    expect(plan?.terms.te).toBeLessThanOrEqual(hifo.evaluation.terms.te + added + 2e-7)
    expect(plan?.terms.tax).toBeLessThanOrEqual(hifo.lawfulTax)
    expect(plan?.terms.tax).toBeGreaterThanOrEqual(leastTax - rounding)
    expect(plan?.objective).toBeGreaterThanOrEqual(leastTotal - rounding)
    expect(plan?.broken.wash).toBeUndefined()
  }
  const cost = ({ linear, impact, fixed }: { linear: number; impact: number; fixed: number }) => linear + impact + fixed
  for (const { plan, leastTotal } of exempt) {
    expect(plan?.objective).toBeLessThan(cost(hifo.evaluation.terms))
    expect(plan?.objective).toBeGreaterThanOrEqual(leastTotal - rounding)
  }
}

describe('the case study', () => {
  test('saves tax and, without tax, cost against HIFO, within what is proven possible', () => {
    for (const seed of [2, 5, 7]) expectProvenSavings(studied(seed))
    const large = studied(5, medium)
    expectProvenSavings(large)
    for (const { plan, leastTotal } of large.taxed)
      expect((plan?.objective ?? Infinity) - leastTotal).toBeLessThanOrEqual(2e-3 * (plan?.gross ?? 0))
  })

  test('more tracking error never costs more', () => {
    const { taxed, exempt } = studied(2)
    for (const points of [taxed, exempt]) {
      points.slice(1).forEach(({ plan }, at) => {
        expect(plan?.objective).toBeLessThanOrEqual(points[at]?.plan?.objective ?? -Infinity)
      })
    }
  })

  test('where no plan that keeps its minimum trades comes as near, that is proven', () => {
    const { hifo, taxed } = studied(8)
    expect(hifo.evaluation.broken['minimum trade']).toBeGreaterThan(0)
    expect(taxed[0]?.plan).toBeUndefined()
    expect(taxed[0]?.leastTotal).toBe(Infinity)
  })

  test('does not pay more tax to save a cost that is far above it', () => {
    const dear = (problem: Problem): Problem => ({
      ...problem,
      securities: { ...problem.securities, linearCost: problem.securities.linearCost.map(cost => 400 * cost) },
    })
    for (const seed of [1, 5]) expectProvenSavings(studied(seed, size, dear))
  })
})
