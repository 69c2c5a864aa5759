/** Substitutes: the order of merit, and every reason to bar one. */
import { expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { pairEstimate } from '../../../../../src/main/engine/substitute/pair-estimate.ts'
import { bestSubstitute, rankedSubstitutes } from '../../../../../src/main/engine/substitute/rank.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { tradingDaysTo } from '../../../../fixtures/price-history.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

function ranked(change: (book: ReturnType<typeof bookOf>) => ReturnType<typeof bookOf> = book => book) {
  const book = bookOf('2026-11-20')
    .account('own')
    .security('VTI', '270', { expenseRatio: 300 })
    .security('ITOT', '120', { expenseRatio: 300 })
    .security('SCHB', '27', { expenseRatio: 200 })
    .security('SPTM', '70')
    .relation('substitute', 'VTI', 'SPTM', 98)
    .relation('substitute', 'ITOT', 'VTI', 99)
    .relation('substitute', 'VTI', 'SCHB', 99)
  return rankedSubstitutes(standingOf(change(book).snapshot()), id('own'), id('VTI'))
}

test('higher correlation first, then lower expense; relations read both ways', () => {
  expect(ranked().map(one => [one.symbol, one.correlation, one.expenseDifference, one.barred])).toEqual([
    ['SCHB', 99, -100, null],
    ['ITOT', 99, 0, null],
    ['SPTM', 98, null, null],
  ])
})

test('barred ones come last and say why', () => {
  const why = (change: Parameters<typeof ranked>[0]) => ranked(change).find(one => one.symbol === 'SCHB')?.barred
  expect(why(book => book.relation('identical', 'SCHB', 'VTI'))).toContain('substantially identical')
  expect(why(book => book.relation('same', 'SCHB', 'VTI'))).toBe('It is the same security.')
  expect(why(book => book.lock('SCHB', '2026-11-01', '2026-12-01'))).toContain('Locked through Dec 1, 2026')
  expect(why(book => book.lock('SCHB', '2026-10-01', '2026-10-31'))).toBeNull()
  expect(why(book => book.restrict('never-buy', 'SCHB'))).toContain('never buy')
  expect(why(book => book.restrict('never-sell', 'SCHB'))).toBeNull()
  expect(why(book => book.restrict('never-buy', 'SCHB', { expires: civilDate('2026-11-01') }))).toBeNull()
  expect(why(book => book.with({ prices: book.snapshot().prices.filter(row => row.security !== 'SCHB') }))).toContain('no price')
  expect(ranked(book => book.lock('SCHB', '2026-11-01', '2026-12-01')).map(one => one.symbol)).toEqual(['ITOT', 'SPTM', 'SCHB'])
  expect(bestSubstitute(ranked(book => book.lock('SCHB', '2026-11-01', '2026-12-01')))?.symbol).toBe('ITOT')
})

test('a security whose purchase would wash an earlier loss is locked', () => {
  const sold = ranked(book => book.buy('own', 'SCHB', '2025-01-06', '100', '3000').sell('own', 'SCHB', '2026-11-02', '100', '2600'))
  expect(sold.find(one => one.symbol === 'SCHB')?.barred).toContain('would wash an earlier loss')
})

/** Sixty-one prices whose returns go up and down by `step`; VTI by one per cent. */
function history(security: string, step: number, count = 61) {
  const first = Math.round(100_000_000)
  const days = tradingDaysTo('2026-11-20', count)
  let price = first
  const prices = days.map((_, at) => {
    if (at > 0) price *= 1 + (at % 2 === 1 ? step : -step)
    return Math.round(price)
  })
  return { security: id<'security'>(security), days, prices: prices as never[] }
}

test('less added tracking error first, whatever was stated; half the moves is correlation 1.00, beta 0.50 and 8 % a year apart', () => {
  const found = ranked(book => book.with({ history: [history('VTI', 0.01), history('ITOT', 0.005), history('SPTM', 0.0099)] }))
  expect(found.map(({ symbol }) => symbol)).toEqual(['SPTM', 'ITOT', 'SCHB'])
  // differences of ±0.5 %, 60 of them: 0.5 % × √(60/59) × √252; it moves half as much
  expect(found[1]?.estimate).toMatchObject({ correlation: 100, beta: 50, days: 60, until: '2026-11-20' })
  expect(Math.abs((found[1]?.estimate?.trackingError ?? 0) - 80_042)).toBeLessThan(20)
  expect(found[1]?.measures).toBe(
    'correlation 1.00 (0.99 as stated), beta 0.50 over 60 days to Nov 20, 2026, adds 8 % of tracking error a year on the part replaced, same expense',
  )
  expect(found[2]?.measures).toBe(
    'correlation 0.99 as stated by the firm, added tracking error not known: fewer than 60 common days of prices, expense 1 bp less a year',
  )
})

test('59 common days are too few, whichever has them; one of neither held nor targeted counts; a wrong price does not', () => {
  const estimates = (book: ReturnType<typeof bookOf>, change: object = {}) => {
    const snapshot = { ...book.snapshot(), ...change }
    return pairEstimate(snapshot, id('VTI'), id('ITOT'))
  }
  const book = bookOf('2026-11-20').account('own').security('VTI', '270').security('ITOT', '120')
  const [vti, itot] = [history('VTI', 0.01), history('ITOT', 0.005)]
  expect(estimates(book, { history: [vti, history('ITOT', 0.005, 60)] })).toBeNull()
  expect(estimates(book, { history: [vti], substituteHistory: [itot] })).toMatchObject({ days: 60, beta: 50 })
  const wrong = { ...itot, prices: itot.prices.map((price, at) => (at === 30 ? price * 3 : price)) as never[] }
  expect(estimates(book, { history: [vti, wrong] })).toBeNull()
  const long = [history('VTI', 0.01, 80), history('ITOT', 0.005, 80)].map(row => ({
    ...row,
    prices: row.prices.map((price, at) => (at === 30 && row.security === 'ITOT' ? price * 3 : price)) as never[],
  }))
  expect(estimates(book, { history: long })).toMatchObject({ days: 77, beta: 50 })
})
