/** Substitutes: the order of merit, and every reason to bar one. */
import { expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { bestSubstitute, rankedSubstitutes } from '../../../../../src/main/engine/substitute/rank.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
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

/** Twenty-five prices whose returns go up and down by `step`; VTI by one per cent. */
function history(security: string, step: number) {
  const first = Math.round(100_000_000)
  const days = Array.from({ length: 25 }, (_, at) => civilDate(`2026-10-${String(at + 1).padStart(2, '0')}`))
  let price = first
  const prices = days.map((_, at) => {
    if (at > 0) price *= 1 + (at % 2 === 1 ? step : -step)
    return Math.round(price)
  })
  return { security: id<'security'>(security), days, prices: prices as never[] }
}

test('less added tracking error first, whatever was stated; half the moves is correlation 1.00 and 8.11 % a year apart', () => {
  const found = ranked(book => book.with({ history: [history('VTI', 0.01), history('ITOT', 0.005), history('SPTM', 0.0099)] }))
  expect(found.map(({ symbol }) => symbol)).toEqual(['SPTM', 'ITOT', 'SCHB'])
  // differences of ±0.5 %, 24 of them: 0.5 % × √(24/23) × √252
  expect(found[1]?.estimate).toMatchObject({ correlation: 100, days: 24, until: '2026-10-25' })
  expect(Math.abs((found[1]?.estimate?.trackingError ?? 0) - 81_080)).toBeLessThan(20)
  expect(found[1]?.measures).toBe(
    'correlation 1.00 over 24 days (0.99 as stated), adds 8.11 % of tracking error a year on the part replaced, same expense',
  )
  expect(found[2]?.measures).toContain('correlation 0.99 as stated, added tracking error not known, expense 1')
})
