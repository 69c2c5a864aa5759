/** Two rebalances of thirty real stocks through 2008, told from trades alone: the engine's past against one kept share by share. Needs the data beside the project; skipped by name without it. */
import { expect, test } from 'vitest'
import { householdPerformance } from '../../src/main/engine/performance/household-performance.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { hasRealMarket, realStocks } from '../fixtures/real-market.ts'
import { amountOf, bookOf, priceOf } from '../fixtures/snapshot.ts'

const asOf = '2008-12-31'

test.skipIf(!hasRealMarket)('real prices 2008: value, premium and drift of a rebalanced household are those of its own arithmetic', () => {
  const stocks = realStocks('2008-01-02', asOf, 60)
    .filter(({ splits }) => splits.length === 0)
    .slice(0, 10)
  const days = stocks[0]?.days ?? []
  const at = 120
  const day = days[at] as string
  const price = (stock: (typeof stocks)[number], on: number) => Math.round((stock.close[on] as number) * 1e6) / 1e6
  const first = stocks.map(stock => Math.floor(10_000 / price(stock, 0)))
  // in the middle of the year back to equal parts, whole shares, at the close
  const half = first.reduce((sum, count, i) => sum + count * price(stocks[i] as never, at), 0)
  const second = stocks.map(stock => Math.floor(half / stocks.length / price(stock, at)))
  const book = bookOf(asOf).account('ira', {
    type: 'traditional-ira',
    coverageFrom: civilDate(days[0] as string),
    cash: amountOf('100'),
    cashAsOf: civilDate(asOf),
    model: id('equal'),
  })
  stocks.forEach(({ symbol }, i) => void book.security(symbol, '1').lot('ira', symbol, '2007-01-02', `${second[i]}`, '1'))
  book.model(
    'equal',
    stocks.map(({ symbol }) => [symbol, 10_000 / stocks.length, 200]),
  )
  stocks.forEach((stock, i) => {
    const more = (second[i] as number) - (first[i] as number)
    const total = (Math.abs(more) * price(stock, at)).toFixed(2)
    if (more > 0) book.buy('ira', stock.symbol, day, `${more}`, total)
    if (more < 0) book.sell('ira', stock.symbol, day, `${-more}`, total)
  })
  const prices = stocks.map(stock => ({
    security: id<'security'>(stock.symbol),
    days: days.map(civilDate),
    prices: stock.close.map((_, on) => priceOf(price(stock, on).toFixed(6))),
  }))
  const view = householdPerformance({ snapshot: book.snapshot(), prices, tickets: [] })
  const [row] = view.rebalances
  const worth = (counts: readonly number[], on: number) => counts.reduce((sum, count, i) => sum + count * price(stocks[i] as never, on), 0)
  const traded = worth(second, at) - worth(first, at)
  const [before, end] = [at - 1, days.length - 1]
  const own = (worth(second, end) + 100) / (worth(first, before) + 100 + traded)
  const alone = (worth(first, end) + 100 + traded) / (worth(first, before) + 100 + traded)
  expect(view.points.at(-1)?.value).toBe(Math.round((worth(second, end) + 100) * 100))
  expect(Math.abs((row?.returns.actual ?? 0) - (own - 1) * 1e6)).toBeLessThan(5)
  expect(Math.abs((row?.returns.leftAlone ?? 0) - (alone - 1) * 1e6)).toBeLessThan(5)
  expect(Math.abs((row?.premium ?? 0) - (own - alone) * 1e6)).toBeLessThan(5)
  expect(row?.drift.after).toBeLessThan((row?.drift.before ?? 0) / 5)
  // ten stocks of the third quarter of 2008: a ratio there is, and it is below zero
  expect(row?.days).toBeGreaterThan(100)
  expect(row?.sharpe.actual).toBeLessThan(0)
  expect(row?.sharpe.leftAlone).not.toBeNull()
  if (process.env.LOTWRIGHT_SHOW) console.table({ own, alone, premium: row?.premium, drift: row?.drift, sharpe: row?.sharpe })
})
