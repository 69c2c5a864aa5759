/** Impact by the published constants, liquidity and slicing; numbers worked by hand. */
import { describe, expect, test } from 'vitest'
import { almgrenImpact, delayCost, liquidityDays, powerCost } from '../../../../../src/main/engine/execution/impact.ts'
import { slice, volumeOfDay } from '../../../../../src/main/engine/execution/slicing.ts'

describe('impact', () => {
  // a tenth of the day's volume of 1 million, 256 days' volume outstanding (so the fourth root is 4), 2 % a day
  const order = { shares: 100_000, dailyVolume: 1_000_000, outstanding: 256_000_000, dailyVolatility: 0.02, days: 1 }
  test('Almgren: I = 0.314·0.02·0.1·4 = 25.12 bp, K = 0.142·0.02·0.1^0.6 = 7.134 bp, J = I/2 + K = 19.69 bp', () => {
    const { permanent, temporary, cost } = almgrenImpact(order)
    expect(permanent).toBeCloseTo(0.002512, 12)
    expect(temporary).toBeCloseTo(0.142 * 0.02 * 0.25118864315, 12)
    expect(cost * 10_000).toBeCloseTo(19.69, 2)
  })
  test('over more days the temporary part falls and the permanent one stays; nothing traded costs nothing', () => {
    const slow = almgrenImpact({ ...order, days: 4 })
    expect(slow.permanent).toBe(almgrenImpact(order).permanent)
    expect(slow.temporary).toBeCloseTo(almgrenImpact(order).temporary / 4 ** 0.6, 14)
    expect(almgrenImpact({ ...order, shares: 0 }).cost).toBe(0)
    expect(almgrenImpact({ ...order, outstanding: null }).permanent).toBeCloseTo(0.314 * 0.02 * 0.1 * 200 ** 0.25, 14)
  })
  test('power form: 2 bp and 0.01·sqrt(1/100) = 10 bp', () => {
    expect(powerCost(10_000, { halfSpread: 0.0002, dailyVolatility: 0.01, dailyVolume: 1_000_000 })).toBeCloseTo(0.0012, 14)
  })
  test('liquidity days: 500,000 shares at 10 % of a million a day are five; without volume there is no end', () => {
    expect([liquidityDays(500_000, 1_000_000, 0.1), liquidityDays(1, 0, 0.1)]).toEqual([5, Infinity])
  })
  test('delay: 2 % a day over 3 days at a price of 0.5 is 1 %', () => {
    expect(delayCost(0.02, 3, 0.5)).toBeCloseTo(0.01, 14)
  })
})

describe('slicing', () => {
  const order = { shares: 250_001, dailyVolume: 1_000_000, outstanding: null, dailyVolatility: 0.02 }
  const wish = { method: 'twap', participation: 0.1, mostDays: 20 } as const
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0)
  test('whole shares re-add to the order, each day within the participation', () => {
    const { days, parts } = slice(order, wish)
    expect([days.length, sum(days), Math.max(...days) - Math.min(...days) <= 1]).toEqual([3, 250_001, true])
    expect(parts.map(sum)).toEqual(days)
    expect(days.every(day => day <= 100_000)).toBe(true)
  })
  test('VWAP follows the volume of the day, so its highest participation is below that of TWAP', () => {
    const [vwap, twap] = [slice(order, { ...wish, method: 'vwap' }), slice(order, wish)]
    expect(vwap.participation).toBeLessThan(twap.participation)
    expect(vwap.participation).toBeCloseTo(0.0833, 3)
    expect(sum(volumeOfDay)).toBe(1000)
  })
  test('what slicing saves is the impact of one day less that of several; a cap on days is kept', () => {
    const { impactAtOnce, impactSliced } = slice(order, wish)
    expect(impactAtOnce).toBeGreaterThan(impactSliced)
    expect(slice(order, { ...wish, mostDays: 2 }).days).toEqual([125_001, 125_000])
    expect(slice({ ...order, shares: 10 }, wish).days).toEqual([10])
  })
})
