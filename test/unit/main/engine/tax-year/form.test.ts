/** Form 8949 of a year: boxes by their rule, codes in order, VARIOUS and INHERITED, rounding, and lines 1a and 8a. */
import { describe, expect, test } from 'vitest'
import type { Security } from '../../../../../src/shared/model/book.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'
import { yearViewOf } from '../../../../fixtures/tax-year.ts'

const home = (more: Partial<Security> = {}) =>
  bookOf('2026-11-21').account('Joint').account('Loose', { number: '' }).security('VTI', '270', more)

describe('boxes', () => {
  const boxOf = (book: ReturnType<typeof home>) => yearViewOf(book).rows.map(row => row.box)
  const sale = (bought: string, more: Partial<Security> = {}, account = 'Joint') =>
    boxOf(home(more).buy(account, 'VTI', bought, '1', '100').sell(account, 'VTI', '2026-06-01', '1', '120'))

  test.each([
    ['a fund of 2012', '2012-01-01', {}, ['D']],
    ['a fund of the day before', '2011-12-31', {}, ['E']],
    ['a stock of 2011', '2011-01-01', { kind: 'stock' as const }, ['D']],
    ['a stock of the day before', '2010-12-31', { kind: 'stock' as const }, ['E']],
    ['short-term', '2026-01-05', {}, ['A']],
    ['a digital asset of 2026', '2026-01-05', { kind: 'digital-asset' as const }, ['G']],
    ['a digital asset of before', '2024-01-05', { kind: 'digital-asset' as const }, ['K']],
    ['what the firm only classes as one', '2026-01-05', { kind: 'other' as const, assetClass: 'crypto' }, ['A']],
  ])('%s', (_, bought, more, boxes) => {
    expect(sale(bought, more)).toEqual(boxes)
  })

  test('an account without a number has no Form 1099-B', () => {
    expect(sale('2026-01-05', {}, 'Loose')).toEqual(['C'])
    expect(sale('2024-01-05', { kind: 'digital-asset' }, 'Loose')).toEqual(['L'])
  })

  test('inherited shares are long-term, INHERITED, and not covered', () => {
    const book = home().buy('Joint', 'VTI', '2026-05-04', '1', '100', { kind: 'inherited' }).sell('Joint', 'VTI', '2026-06-01', '1', '120')
    const [box] = yearViewOf(book).boxes
    expect([box?.box, box?.lines[0]?.acquired]).toEqual(['E', 'INHERITED'])
  })
})

describe('rows', () => {
  const lots = home()
    .buy('Joint', 'VTI', '2023-01-05', '1', '100.10')
    .buy('Joint', 'VTI', '2024-01-05', '1', '110.20')
    .buy('Joint', 'VTI', '2026-01-05', '1', '130.30')
    .sell('Joint', 'VTI', '2026-06-01', '3', '360.60')

  test('lots of one sale become one row VARIOUS, long and short apart', () => {
    const { boxes } = yearViewOf(lots, { choices: { wholeDollars: false, combineLots: true } })
    const shown = boxes.map(box => [box.box, ...box.lines.map(line => `${line.acquired} ${line.rows.length} ${line.gain}`)])
    expect(shown).toEqual([
      ['A', '2026-01-05 1 -1010'],
      ['D', 'VARIOUS 2 3010'],
    ])
  })

  test('whole dollars: every amount, half up, column (h) and totals from exact cents (RULES 11.6)', () => {
    const book = home()
      .buy('Joint', 'VTI', '2024-01-05', '100', '5285.50')
      .sell('Joint', 'VTI', '2026-06-01', '100', '5872.31')
      .buy('Joint', 'VTI', '2024-02-05', '100', '1000.50')
      .sell('Joint', 'VTI', '2026-07-01', '100', '2000.00')
    const [box] = yearViewOf(book, { choices: { wholeDollars: true, combineLots: false } }).boxes
    expect(box?.lines.map(line => [line.proceeds, line.basis, line.gain])).toEqual([
      [587_200, 528_600, 58_700],
      [200_000, 100_100, 100_000],
    ])
    // 5,872.31 + 2,000.00 less 5,285.50 + 1,000.50 is 1,586.31
    expect(box?.totals).toEqual({ proceeds: 787_200, basis: 628_600, adjustment: 0, gain: 158_600 })
  })
})

describe('lines 1a and 8a', () => {
  const sold = () => home().buy('Joint', 'VTI', '2024-01-05', '10', '100').sell('Joint', 'VTI', '2026-06-01', '10', '120')
  const lineOfBox = (book: ReturnType<typeof home>) => yearViewOf(book).boxes.map(box => [box.box, box.line, box.needed])

  test('only where a file says that every basis was reported', () => {
    expect(lineOfBox(sold())).toEqual([['D', '8b', true]])
    expect(lineOfBox(sold().realized('Joint', 'VTI', '2024-01-05', '2026-06-01', '10', '120', '100'))).toEqual([['D', '8a', false]])
  })

  test('a box with one washed loss goes to the form as a whole', () => {
    const book = sold()
      .realized('Joint', 'VTI', '2024-01-05', '2026-06-01', '10', '120', '100', { term: 'long' })
      .buy('Joint', 'VTI', '2024-03-05', '10', '300')
      .sell('Joint', 'VTI', '2026-08-03', '10', '200')
      .realized('Joint', 'VTI', '2024-03-05', '2026-08-03', '10', '200', '300', { term: 'long' })
      .buy('Joint', 'VTI', '2026-08-10', '10', '210')
    const view = yearViewOf(book)
    expect(view.boxes.map(box => [box.box, box.line])).toEqual([['D', '8b']])
    expect(view.rows.map(row => row.codes)).toEqual(['', 'W'])
  })
})
