/** A full covariance as factors: nothing lost with all of them, what is lost measured with fewer, refused or repaired where it is none. */
import { describe, expect, test } from 'vitest'
import { type CovarianceFactors, factorsOfCovariance } from '../../../../../src/main/engine/optimize/covariance.ts'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import { randomProblem } from '../../../../fixtures/problem.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const size = 12
function covariance(seed: number): number[][] {
  const random = seededRandom(seed)
  const loads = Array.from({ length: size }, () => Array.from({ length: 20 }, (_, f) => (0.1 * random.bell()) / (f + 1)))
  return loads.map(one => loads.map(other => one.reduce((sum, load, f) => sum + load * (other[f] ?? 0), 0)))
}

function entry({ factors: { count, exposure, specific } }: CovarianceFactors, i: number, j: number): number {
  let sum = i === j ? (specific[i] ?? 0) : 0
  for (let f = 0; f < count; f++) sum += (exposure[i * count + f] ?? 0) * (exposure[j * count + f] ?? 0)
  return sum
}

describe('a full covariance', () => {
  test('is kept whole by as many factors as securities, and its tracking error is that of the matrix', () => {
    const matrix = covariance(7)
    const found = valueOrThrow(factorsOfCovariance(matrix, { mostFactors: size, repair: false }))
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) expect(entry(found, i, j)).toBeCloseTo(matrix[i]?.[j] ?? 0, 12)
    expect([found.leftOut < 1e-12, found.repaired]).toEqual([true, 0])
    const problem = { ...randomProblem(3), factors: found.factors }
    const { drift } = problem.securities
    const variance = matrix.reduce(
      (sum, row, i) => sum + row.reduce((all, each, j) => all + (drift[i] ?? 0) * each * (drift[j] ?? 0), 0),
      0,
    )
    const still = { sell: new Float64Array(problem.lots.count), buy: new Float64Array(size) }
    expect(evaluate(problem, still).terms.te ** 2).toBeCloseTo(variance, 12)
  })

  test('leaves each security the variance that is its own, so that the bound is near; a singular one is kept whole without any', () => {
    const random = seededRandom(5)
    const loads = Array.from({ length: 30 }, () => [0.16, 0.05 * random.bell(), 0.03 * random.bell()])
    const own = loads.map(() => (0.14 + 0.22 * random.fraction()) ** 2)
    const common = loads.map(one => loads.map(other => one.reduce((sum, load, f) => sum + load * (other[f] ?? 0), 0)))
    const matrix = common.map((row, i) => row.map((value, j) => (i === j ? value + (own[i] ?? 0) : value)))
    const { factors, leftOut } = valueOrThrow(factorsOfCovariance(matrix, { mostFactors: 30, repair: false }))
    const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0)
    expect(sum(factors.specific)).toBeGreaterThan(0.97 * sum(own))
    expect(leftOut).toBeLessThan(1e-12)
    const singular = valueOrThrow(factorsOfCovariance(common, { mostFactors: 30, repair: false }))
    expect(singular.factors.count).toBeLessThan(30)
    expect(singular.leftOut).toBeLessThan(1e-12)
  })

  test('loses only what it says with fewer factors, and no variance of any security', () => {
    const matrix = covariance(11)
    const found = valueOrThrow(factorsOfCovariance(matrix, { mostFactors: 3, repair: false }))
    expect(found.factors.count).toBe(3)
    let most = 0
    for (let i = 0; i < size; i++) {
      expect(entry(found, i, i)).toBeCloseTo(matrix[i]?.[i] ?? 0, 12)
      for (let j = 0; j < i; j++) most = Math.max(most, Math.abs(entry(found, i, j) - (matrix[i]?.[j] ?? 0)))
    }
    expect(found.leftOut).toBeCloseTo(most, 12)
    expect(most).toBeGreaterThan(0)
  })

  test('that is not positive semidefinite is refused, and repaired only when asked, with the size of the repair', () => {
    const matrix = [
      [0.04, 0.09, 0],
      [0.09, 0.04, 0],
      [0, 0, 0.01],
    ]
    const refusal = factorsOfCovariance(matrix, { mostFactors: 3, repair: false })
    expect(refusal.ok ? '' : refusal.refusal.code).toBe('input/covariance')
    const found = valueOrThrow(factorsOfCovariance(matrix, { mostFactors: 3, repair: true }))
    // eigenvalues 0.13 and −0.05 along (1, ±1)/√2: the repair adds a fortieth to each entry of the pair
    expect(found.repaired).toBeCloseTo(0.025, 12)
    expect(entry(found, 0, 0)).toBeCloseTo(0.065, 12)
    expect(entry(found, 0, 1)).toBeCloseTo(0.065, 12)
  })

  test('that is no matrix of numbers, or not symmetric, is refused by the entry', () => {
    const whatOf = (matrix: number[][]) => {
      const found = factorsOfCovariance(matrix, { mostFactors: 2, repair: true })
      return found.ok ? '' : found.refusal.what
    }
    expect(whatOf([[1, 2], [3]])).toContain('row 1')
    expect(
      whatOf([
        [1, 2],
        [3, 1],
      ]),
    ).toContain('differ')
    expect(
      whatOf([
        [1, Number.NaN],
        [Number.NaN, 1],
      ]),
    ).toContain('no number')
  })
})
