/** The desk's plan on each month's end of two real years, and the planner's rules on real funds. Needs the data beside the project; skipped by name without it. */
import { describe, expect, test } from 'vitest'
import { compareRules } from '../../src/main/engine/backtest/compare-rules.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { hasRealMarket, realFunds, realStocks } from '../fixtures/real-market.ts'
import { realYear } from '../fixtures/real-year.ts'

describe('real prices (data beside the project)', () => {
  test.skipIf(!hasRealMarket).each([2008, 2015])(
    'thirty stocks through %i: every plan is proven, checked and lowers tracking error',
    year => {
      const months = realYear(realStocks(`${year - 2}-12-01`, `${year}-12-31`, 30), year)
      expect(months).toHaveLength(12)
      expect(months.filter(({ verdict }) => verdict !== 'holds').map(({ day, broken }) => [day, broken])).toEqual([])
      expect(months.filter(({ status }) => status !== 'optimal').map(({ day }) => day)).toEqual([])
      expect(
        months.filter(month => month.trackingErrorAfter > month.trackingErrorBefore + 1e-9 && month.tax >= 0).map(({ day }) => day),
      ).toEqual([])
      if (process.env.LOTWRIGHT_SHOW) console.table(months)
    },
  )

  test.skipIf(!hasRealMarket)(
    '60/40 of stock and bond funds, 2006 to 2022: monthly trades more than a 5 % threshold, and never drifts furthest',
    () => {
      const { days, returns } = realFunds()
      const market = { days: days.map(civilDate), returns: ['VTI', 'AGG'].map(symbol => returns.get(symbol) as Float64Array), riskFree: 0 }
      const found = new Map(compareRules(market, [0.6, 0.4], [0.0005, 0.0005]).map(({ name, result }) => [name, result]))
      const of = (name: string) => found.get(name) as NonNullable<ReturnType<typeof found.get>>
      expect(of('monthly').turnover).toBeGreaterThan(of('5 % threshold').turnover)
      expect(of('never').trackingError).toBeGreaterThan(of('10 % threshold').trackingError)
      expect(of('10 % threshold').trackingError).toBeGreaterThan(of('5 % threshold').trackingError)
      if (process.env.LOTWRIGHT_SHOW) console.table(Object.fromEntries(found))
    },
  )
})
