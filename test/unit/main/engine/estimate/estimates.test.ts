/** Estimates from prices: returns through splits, gaps and wrong prices; volatility; four covariance models; exposures. */
import { describe, expect, test } from 'vitest'
import { type CovarianceModel, estimateCovariance, riskMetricsDecay } from '../../../../../src/main/engine/estimate/covariance.ts'
import { factorExposure } from '../../../../../src/main/engine/estimate/factor-exposure.ts'
import { alignedReturns, type PriceHistory } from '../../../../../src/main/engine/estimate/returns.ts'
import { downsideRisk, realizedVolatility } from '../../../../../src/main/engine/estimate/volatility.ts'
import { type CivilDate, civilDate, dateOfDay, dayNumber } from '../../../../../src/shared/kernel/civil-date.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const first = dayNumber(civilDate('2026-01-01'))
const days = Array.from({ length: 60 }, (_, t) => dateOfDay(first + t))
function history(name: string, price: (t: number) => number, more: Partial<PriceHistory> = {}): PriceHistory {
  return { name, days, prices: days.map((_, t) => price(t)), splits: [], ...more }
}

describe('returns', () => {
  const steady = history('A', t => 100 * 1.01 ** t)
  test('a split is taken out by its ratio', () => {
    const split = { day: days[30] as CivilDate, ratio: 4 }
    const { returns, problems } = alignedReturns([history('A', t => (t < 30 ? 400 : 100) * 1.01 ** t, { splits: [split] })], 252)
    expect(problems).toEqual([])
    for (const each of returns[0] as Float64Array) expect(each).toBeCloseTo(0.01, 12)
  })
  test('the same jump without an entry is named with its day, not smoothed', () => {
    const { returns, problems } = alignedReturns([history('A', t => (t < 30 ? 400 : 100) * 1.01 ** t)], 252)
    expect(problems.map(({ code, day }) => [code, day])).toEqual([['unexplained-jump', days[30]]])
    expect(returns[0]?.[29]).toBeCloseTo(0.2525 - 1, 12)
  })
  test('only days that all have; a long hole is told; a bad price is left out by name', () => {
    const holes = history('B', t => 50 + t, {
      days: days.filter((_, t) => t < 20 || t > 30),
      prices: days.filter((_, t) => t < 20 || t > 30).map((_, t) => 50 + t),
    })
    const bad = history('C', t => (t === 5 ? -1 : 10 + t / 100))
    const { days: used, problems } = alignedReturns([steady, holes, bad], 252)
    expect(used.length).toBe(47)
    expect(used).not.toContain(days[5])
    expect(problems.map(({ name, code }) => `${name} ${code}`).sort()).toEqual(['A gap', 'C bad-price', 'C gap'])
  })
  test('the lookback keeps the latest; too little history is named and left out', () => {
    const short = history('S', t => 10 + t, { days: days.slice(0, 10), prices: days.slice(0, 10).map((_, t) => 10 + t) })
    const { names, returns, problems } = alignedReturns([steady, short], 20)
    expect([names, returns[0]?.length, problems.map(({ code }) => code)]).toEqual([['A'], 20, ['too-short']])
    expect(alignedReturns([], 20).returns).toEqual([])
  })
})

describe('volatility', () => {
  const swing = Float64Array.from({ length: 100 }, (_, t) => (t < 80 ? 0 : t % 2 ? 0.01 : -0.01))
  test('realized: ±1 % over 20 days is sqrt(20/19)·1 %·sqrt(252)', () => {
    expect(realizedVolatility(swing, 20)).toBeCloseTo(Math.sqrt(20 / 19) * 0.01 * Math.sqrt(252), 12)
    expect(realizedVolatility(swing, 100)).toBeLessThan(0.08)
    expect(realizedVolatility(new Float64Array([0.1]), 20)).toBeNull()
  })
  test('downside: half the days 1 % below: sqrt(0.5)·1 %·sqrt(252)', () => {
    expect(downsideRisk(swing.subarray(80))).toBeCloseTo(Math.sqrt(0.5) * 0.01 * Math.sqrt(252), 12)
    expect(downsideRisk(new Float64Array())).toBeNull()
  })
})

describe('covariance', () => {
  const random = seededRandom(4)
  const market = Array.from({ length: 500 }, () => 0.01 * random.bell())
  const returns = [1, 0.8, 1.2, 0.5].map(beta => Float64Array.from(market, each => beta * each + 0.005 * random.bell()))
  const estimate = (model: CovarianceModel) => estimateCovariance(returns, model)

  test('sample: two series by hand, and n − 1 below', () => {
    const { matrix } = estimateCovariance([new Float64Array([0.01, -0.01, 0]), new Float64Array([0.02, 0, -0.02])], { kind: 'sample' })
    const a = [
      [0.0001, 0.0001],
      [0.0001, 0.0004],
    ]
    expect(matrix.to2DArray()).toEqual(a.map(row => row.map(each => expect.closeTo(each * 252, 12))))
  })
  test('EWMA: the last day counts most; a decay of one is the plain mean of squares', () => {
    const shock = returns.map(series => Float64Array.from(series, (each, t) => (t === 499 ? 0.1 : each)))
    expect(estimateCovariance(shock, { kind: 'ewma', decay: riskMetricsDecay }).matrix.get(0, 0)).toBeGreaterThan(
      2 * estimateCovariance(shock, { kind: 'sample' }).matrix.get(0, 0),
    )
    expect(estimate({ kind: 'ewma', decay: 1 }).matrix.get(0, 1)).toBeCloseTo(
      (estimate({ kind: 'sample' }).matrix.get(0, 1) * 499) / 500,
      12,
    )
  })
  test('shrinkage: keeps variances, moves correlations toward their mean, more with fewer days', () => {
    const [few, many] = [
      estimateCovariance(
        returns.map(series => series.subarray(0, 30)),
        { kind: 'shrinkage' },
      ),
      estimate({ kind: 'shrinkage' }),
    ]
    expect(few.shrinkage).toBeGreaterThan(many.shrinkage as number)
    expect(many.matrix.get(2, 2)).toBeCloseTo(estimate({ kind: 'sample' }).matrix.get(2, 2), 12)
    expect([(few.shrinkage as number) <= 1, (many.shrinkage as number) >= 0, many.positiveDefinite]).toEqual([true, true, true])
  })
  test("statistical factors: one explains most, B·B' + D gives the matrix, variances stay whole", () => {
    const { matrix, factors } = estimate({ kind: 'factors', count: 1 })
    expect(factors?.explained).toBeGreaterThan(0.7)
    expect((factors?.exposures.get(0, 0) ?? 0) * (factors?.exposures.get(1, 0) ?? 0)).toBeCloseTo(matrix.get(0, 1), 12)
    expect(matrix.get(3, 3)).toBeCloseTo(estimate({ kind: 'sample' }).matrix.get(3, 3), 12)
  })
  test('positive definiteness is said: more securities than days is singular, shrunk it is not', () => {
    const short = returns.map(series => series.subarray(0, 3))
    expect(estimateCovariance(short, { kind: 'sample' }).positiveDefinite).toBe(false)
    expect(estimate({ kind: 'sample' }).positiveDefinite).toBe(true)
  })
})

test('factor exposures by least squares find the betas that made the series', () => {
  const random = seededRandom(9)
  const factors = [0, 1].map(() => Float64Array.from({ length: 300 }, () => 0.01 * random.bell()))
  const series = Float64Array.from({ length: 300 }, (_, t) => 0.001 + 1.3 * (factors[0]?.[t] ?? 0) - 0.4 * (factors[1]?.[t] ?? 0))
  const { betas, alpha, explained, restVolatility } = factorExposure(series, factors)
  expect(betas.map(each => Number(each.toFixed(9)))).toEqual([1.3, -0.4])
  expect([Number(alpha.toFixed(9)), Number(explained.toFixed(9)), Number(restVolatility.toFixed(9))]).toEqual([0.001, 1, 0])
})
