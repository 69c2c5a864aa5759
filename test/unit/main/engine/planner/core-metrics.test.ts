/** Core metrics of the rebalancing planner (US), one test a formula, each with numbers worked by hand. */
import { describe, expect, test } from 'vitest'
import { costBenefitRatio, optimalThreshold } from '../../../../../src/main/engine/planner/cost-benefit.ts'
import { portfolioDrift } from '../../../../../src/main/engine/planner/drift-metrics.ts'
import { daysToBreach, driftSpeed, percentileRanks } from '../../../../../src/main/engine/planner/drift-speed.ts'
import { countFlags } from '../../../../../src/main/engine/planner/flags.ts'
import { costsAreStale, rebalancingCost, transactionCost } from '../../../../../src/main/engine/planner/rebalancing-cost.ts'
import { fullTrackingError, simplifiedTrackingError } from '../../../../../src/main/engine/planner/tracking-error.ts'

const holding = (name: string, weight: number, target: number | null) => ({ name, weight, target })

describe('1. portfolio drift = Σ|Current − Target| / 2', () => {
  test('40/35/25 against 30/40/30: (10 + 5 + 5) / 2 = 10 points', () => {
    const { assets, portfolio, flags } = portfolioDrift([holding('A', 0.4, 0.3), holding('B', 0.35, 0.4), holding('C', 0.25, 0.3)])
    expect(portfolio).toBeCloseTo(0.1, 12)
    expect(assets.map(({ drift }) => Number(drift.toFixed(12)))).toEqual([0.1, -0.05, -0.05])
    expect(flags).toEqual([])
  })

  test('complete mismatch is 100 % where no single drift is cut off', () => {
    expect(portfolioDrift([holding('A', 0.5, 0), holding('B', 0.5, 0), holding('C', 0, 0.5), holding('D', 0, 0.5)]).portfolio).toBe(1)
  })

  test('outliers in drift: 80 points are cut off at 50 and flagged', () => {
    const { assets, flags } = portfolioDrift([holding('A', 0.9, 0.1), holding('B', 0.1, 0.9)])
    expect(assets.map(({ drift }) => drift)).toEqual([0.5, -0.5])
    expect(countFlags(flags)).toEqual([{ fallback: 'outlier-cap', label: 'drift cut off at 50 %', count: 2 }])
  })

  test('missing target allocation: equal weights, or the size of the markets; flagged', () => {
    const bare = [holding('A', 0.7, null), holding('B', 0.3, null)]
    expect(portfolioDrift(bare).assets.map(({ target }) => target)).toEqual([0.5, 0.5])
    expect(portfolioDrift(bare, [300, 100]).assets.map(({ target }) => target)).toEqual([0.75, 0.25])
    expect(portfolioDrift(bare).flags.map(({ fallback }) => fallback)).toEqual(['no-target'])
    const one = portfolioDrift([holding('A', 0.9, 1), holding('B', 0.1, null)])
    expect([one.assets[1]?.target, one.flags[0]?.about]).toEqual([0, 'B'])
    expect(portfolioDrift([])).toEqual({ assets: [], portfolio: 0, flags: [] })
  })

  test('negative weights: a short position counts by its size and is flagged', () => {
    const { assets, flags } = portfolioDrift([holding('A', -0.1, 0), holding('B', 1, 1)])
    expect([assets[0]?.drift, flags.map(({ fallback }) => fallback)]).toEqual([0.1, ['shorts']])
  })
})

describe('2. tracking error', () => {
  // drifts 10 and −10 points, volatilities 20 % and 10 %, correlation 0.5: 4e-4 + 1e-4 − 2·0.01·0.01 = 3e-4
  const covariance = [
    [0.04, 0.01],
    [0.01, 0.01],
  ]
  test('with cross terms: sqrt(3e-4) = 1.732 %', () => {
    expect(fullTrackingError([0.1, -0.1], covariance)).toEqual({ kind: 'full', value: expect.closeTo(Math.sqrt(3e-4), 14) })
  })
  test('simplified, labelled: sqrt(5e-4) = 2.236 %', () => {
    expect(simplifiedTrackingError([0.1, -0.1], [0.2, 0.1])).toEqual({ kind: 'simplified', value: expect.closeTo(Math.sqrt(5e-4), 14) })
  })
})

describe('3. rebalancing cost', () => {
  test('Σ|trade|·bp / value: ($10,000 at 8 bp + $5,000 at 20 bp) / $100,000 = 1.8 bp', () => {
    expect(rebalancingCost([10_000, -5000], [8, 20], 100_000)).toBeCloseTo(0.00018, 15)
  })
  test('transaction cost = spread + commission + impact', () => {
    expect(transactionCost({ name: 'A', size: 'large', spread: 4, commission: 1, impact: 3 })).toEqual({ basisPoints: 8, flags: [] })
  })
  test('missing cost data: 20, 50 and 100 bp by size, flagged as estimated; no size counts as small', () => {
    const bare = (size: 'large' | 'mid' | 'small' | null) =>
      transactionCost({ name: 'A', size, spread: null, commission: null, impact: null })
    expect([bare('large'), bare('mid'), bare('small'), bare(null)].map(({ basisPoints }) => basisPoints)).toEqual([20, 50, 100, 100])
    expect(bare('large').flags[0]?.fallback).toBe('no-costs')
  })
  test('no spread data: 5, 10 and 20 bp by size, flagged', () => {
    const bare = (size: 'large' | 'mid' | 'small') => transactionCost({ name: 'A', size, spread: null, commission: 1, impact: null })
    expect([bare('large'), bare('mid'), bare('small')].map(({ basisPoints }) => basisPoints)).toEqual([6, 11, 21])
    expect(bare('mid').flags.map(({ fallback }) => fallback)).toEqual(['no-spread'])
  })
  test('estimates are stale after 30 days', () => {
    expect([costsAreStale(30), costsAreStale(31)]).toEqual([false, true])
  })
})

describe('4. drift speed', () => {
  test('σ·sqrt(days/252): 20 % over 63 days is 10 %', () => {
    expect(driftSpeed(0.2, 63)).toBeCloseTo(0.1, 14)
  })
  test('percentile ranks: slowest 0, fastest 1, ties share', () => {
    expect(percentileRanks([0.1, 0.3, 0.2])).toEqual([0, 1, 0.5])
    expect(percentileRanks([0.2, 0.2, 0.1])).toEqual([0.75, 0.75, 0])
    expect(percentileRanks([0.4])).toEqual([0.5])
  })
  test('days to breach: 20 % held at 25 % volatility moves 1 point of 5 in (0.01/0.05)²·252 = 10.08 days', () => {
    expect(daysToBreach({ weight: 0.2, drift: 0.04, band: 0.05, volatility: 0.25 })).toBeCloseTo(10.08, 10)
    expect(daysToBreach({ weight: 0.2, drift: -0.06, band: 0.05, volatility: 0.25 })).toBe(0)
    expect(daysToBreach({ weight: 0, drift: 0, band: 0.05, volatility: 0.25 })).toBe(Infinity)
  })
})

describe('5. cost-benefit ratio = cost / expected reduction of tracking error', () => {
  test('20 bp for 1 % is 0.2; nothing gained is never worth it', () => {
    expect(costBenefitRatio(0.002, 0.01)).toBeCloseTo(0.2, 14)
    expect(costBenefitRatio(0.002, 0)).toBe(Infinity)
  })
})

describe('6. optimal rebalancing threshold = sqrt(2·cost / (σ²·years))', () => {
  test("the planner's example: 20 bp, 15 %, one year. Its formula gives 42.16 %; the 5 % it prints does not follow", () => {
    expect(optimalThreshold({ transactionCost: 0.002, volatility: 0.15, years: 1 })).toBeCloseTo(0.421637, 6)
  })
})
