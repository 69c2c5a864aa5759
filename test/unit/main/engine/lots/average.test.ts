/** Where average basis may be used, and in which words it is refused: Reg. 1.1012-1(e), IRC section 1012(d). */
import { describe, expect, test } from 'vitest'
import { whyNotAverage } from '../../../../../src/main/engine/lots/average.ts'
import { averageOf } from '../../../../../src/main/engine/lots/average-rounding.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'

const sold = civilDate('2026-11-20')
const none = { name: 'Joint', defaultMethod: 'FIFO' as const }
const elected = { ...none, averageElectedOn: civilDate('2020-05-04') }
const fund = { symbol: 'VTSAX', kind: 'mutual-fund' as const }
const stock = { symbol: 'KO', kind: 'stock' as const }
const bought = [{ origin: 'purchase' as const, acquired: civilDate('2019-01-02') }]
const reinvested = (acquired: string) => [{ origin: 'drip' as const, acquired: civilDate(acquired) }]

describe('average basis', () => {
  test('for fund shares, also of exchange-traded funds, in an account whose owner elected it', () => {
    expect(whyNotAverage(elected, fund, bought, sold)).toBeNull()
    expect(whyNotAverage(elected, { symbol: 'VTI', kind: 'etf' }, bought, sold)).toBeNull()
    expect(whyNotAverage({ ...none, defaultMethod: 'AVERAGE' }, fund, bought, sold)).toBeNull()
  })

  test('not without the election, nor before its day', () => {
    expect(whyNotAverage(none, fund, bought, sold)).toContain("needs the owner's written election")
    expect(whyNotAverage({ ...none, averageElectedOn: null }, fund, bought, sold)).toContain('none is entered for Joint')
    expect(whyNotAverage({ ...none, averageElectedOn: civilDate('2026-11-21') }, fund, bought, sold)).toContain('Nov 21, 2026')
  })

  test('of other securities only shares a plan bought after 2011', () => {
    expect(whyNotAverage(elected, stock, bought, sold)).toContain('KO is neither')
    expect(whyNotAverage(elected, stock, [...bought, ...reinvested('2015-01-02')], sold)).toContain('KO is neither')
    expect(whyNotAverage(elected, stock, reinvested('2012-01-01'), sold)).toBeNull()
    expect(whyNotAverage(elected, stock, reinvested('2011-12-31'), sold)).toContain('after 2011')
  })

  test('rounded to cents a share as the table of Pub. 550 does, and never more than the pool', () => {
    // 310 shares for 6,880.49: 22.1951 a share
    const shares = (count: number) => count * 1_000_000
    expect(averageOf(688_049, shares(310), shares(210), 'exact')).toBe(466_098)
    expect(averageOf(688_049, shares(310), shares(210), 'irs-cents')).toBe(466_200)
    expect(averageOf(688_049, shares(310), shares(310), 'irs-cents')).toBe(688_049)
    expect(averageOf(68_804_900, 310_000, 210_000, 'irs-cents', { money: 4, shares: 3 })).toBe(46_620_000)
  })
})
