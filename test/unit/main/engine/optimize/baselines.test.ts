/** What others would do, by the same evaluator. */
import { describe, expect, test } from 'vitest'
import { baselinesOf } from '../../../../../src/main/engine/optimize/baselines.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, problemOf } from '../../../../fixtures/problem.ts'

const account = randomInstance(5, medium)
const problem = problemOf(account)

describe('baselines', () => {
  const baselines = baselinesOf(problem, account.lots.days)
  const termsOf = (name: string) => baselines.find(each => each.name === name)?.evaluation.terms

  test('a full rebalance ends nearer the targets than doing nothing, with the same trades whatever the lots', () => {
    const te = (name: string) => termsOf(name)?.te ?? 0
    expect(te('HIFO')).toBeLessThan(0.6 * te('do nothing'))
    expect(te('FIFO')).toBeCloseTo(te('HIFO'), 12)
    expect(termsOf('do nothing')?.tax).toBe(0)
  })

  test('HIFO is taxed less than FIFO, and least tax a share no more than HIFO by much', () => {
    const tax = (name: string) => termsOf(name)?.tax ?? 0
    expect(tax('HIFO')).toBeLessThan(tax('FIFO'))
    expect(tax('taxmin')).toBeLessThan(tax('HIFO') + 5e-4)
  })

  test('a loss is disallowed as far as identical securities are bought', () => {
    const pair = { ...problem, limits: { ...problem.limits, identicalGroups: [Int32Array.from(Array.from({ length: 100 }, (_, i) => i))] } }
    for (const { name, evaluation, lawfulTax } of baselinesOf(pair, account.lots.days)) {
      if (name === 'do nothing') expect(lawfulTax).toBe(0)
      else expect(lawfulTax).toBeGreaterThan(evaluation.terms.tax)
    }
    const alone = { ...problem, limits: { ...problem.limits, identicalGroups: [] } }
    for (const { evaluation, lawfulTax } of baselinesOf(alone, account.lots.days)) expect(lawfulTax).toBeCloseTo(evaluation.terms.tax, 14)
  })

  test('FIFO sells the oldest lot of a security before a younger one', () => {
    const { sell } = baselines.find(({ name }) => name === 'FIFO')?.plan ?? { sell: new Float64Array(0) }
    const { start, free } = problem.lots
    for (let i = 0; i < problem.securities.count; i++) {
      const lots = Array.from({ length: (start[i + 1] ?? 0) - (start[i] ?? 0) }, (_, at) => (start[i] ?? 0) + at).filter(
        l => (free[l] ?? 0) > 0,
      )
      lots.sort((a, b) => (account.lots.days[b] ?? 0) - (account.lots.days[a] ?? 0))
      const untouched = lots.findIndex(l => (sell[l] ?? 0) < (free[l] ?? 0))
      if (untouched >= 0) for (const l of lots.slice(untouched + 1)) expect(sell[l]).toBe(0)
    }
  })
})
