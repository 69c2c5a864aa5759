/** Shares that cross the border of a retirement account, gifts of unknown value, and average basis where the law does not open it: booked, and said by name. */
import { describe, expect, test } from 'vitest'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import type { Account } from '../../../../../src/shared/model/book.ts'
import type { LedgerEntry } from '../../../../../src/shared/model/ledger.ts'
import { bookOf, priceOf } from '../../../../fixtures/snapshot.ts'
import { yearViewOf } from '../../../../fixtures/tax-year.ts'

type Book = ReturnType<typeof bookOf>
const home = () =>
  bookOf('2026-11-20')
    .account('own')
    .account('ira', { type: 'traditional-ira' })
    .account('roth', { type: 'roth-ira' })
    .security('X', '50', { kind: 'stock' })

function moved(book: Book, from: string, to: string, day: string, shares: string, more: Partial<LedgerEntry> = {}): Book {
  const plain = { amount: null, basis: null, price: null }
  return book
    .buy(from, 'X', day, shares, '0', { ...plain, kind: 'transfer-out' })
    .buy(to, 'X', day, shares, '0', { ...plain, kind: 'transfer-in', ...more })
}
const projected = (book: Book) => projectLots(book.snapshot())
const codes = (book: Book) => projected(book).issues.map(issue => issue.code)

describe('out of a retirement account (Pub. 590-B)', () => {
  const out = (sold: string, more: Partial<LedgerEntry>) =>
    moved(home().buy('ira', 'X', '2020-01-06', '100', '10000'), 'ira', 'own', '2026-03-02', '100', more).sell(
      'own',
      'X',
      '2026-06-01',
      '100',
      sold,
    )

  test.each([
    ['6000', 100_000],
    ['4000', -100_000],
  ])('the value of the day is the basis, and the day starts the holding period: sold for %s', (sold, gain) => {
    const book = out(sold, { price: priceOf('50') })
    expect(codes(book)).toEqual([])
    expect(projected(book).realized).toMatchObject([
      { basis: 500_000, gain, term: 'short', acquired: '2026-03-02', holdingFrom: '2026-03-02' },
    ])
  })

  test('without a value the basis is unknown, by name, and so is the result', () => {
    const book = out('6000', {})
    expect(codes(book)).toEqual(['data/distributed-value-unknown'])
    expect(projected(book).realized).toMatchObject([{ basis: null, gain: null, holdingFrom: '2026-03-02' }])
  })

  test('what was distributed replaces no loss, and a loss on it is washed like any other', () => {
    const book = home().buy('ira', 'X', '2026-02-20', '100', '4000').buy('own', 'X', '2025-01-06', '100', '9000')
    moved(book, 'ira', 'own', '2026-03-02', '100', { price: priceOf('40') }).sell('own', 'X', '2026-04-15', '100', '5000')
    expect(projected(book).realized).toMatchObject([{ gain: -400_000, disallowed: 0 }])
    book.buy('own', 'X', '2026-05-01', '100', '5000')
    expect(projected(book).realized).toMatchObject([{ gain: -400_000, disallowed: 400_000 }])
  })

  test('from one retirement account to another nothing is realized and the lot goes on', () => {
    const book = moved(home().buy('ira', 'X', '2020-01-06', '100', '10000'), 'ira', 'roth', '2026-03-02', '100')
    expect(codes(book)).toEqual([])
    expect(projected(book).open).toMatchObject([{ account: 'roth', acquired: '2020-01-06', basis: 1_000_000 }])
  })
})

describe('into a retirement account', () => {
  const into = (basis: string, more: Partial<LedgerEntry>) =>
    moved(home().buy('own', 'X', '2020-01-06', '150', basis), 'own', 'ira', '2026-03-02', '100', more)

  test('a gain is taxed at the value of the day, and a person is told (IRC §408(a)(1))', () => {
    const book = into('1500', { price: priceOf('50') })
    const projection = projected(book)
    expect(codes(book)).toEqual(['rule/contributed-in-kind'])
    expect(projection.realized).toMatchObject([{ account: 'own', proceeds: 500_000, basis: 100_000, recognized: 400_000, term: 'long' }])
    expect(projection.open).toMatchObject([
      { account: 'own', basis: 50_000, acquired: '2020-01-06' },
      { account: 'ira', basis: 500_000, acquired: '2026-03-02' },
    ])
  })

  test('a loss is not allowed (IRC §267), and without a value the result is unknown', () => {
    const book = into('15000', { price: priceOf('50') })
    expect(projected(book).realized).toMatchObject([{ proceeds: 500_000, recognized: 0, disallowed: 0 }])
    expect(projected(into('15000', {})).realized).toMatchObject([{ proceeds: null, recognized: null }])
  })

  test('the year and Form 8949 show the loss whole and take it back with code L; no Form 1099-B is expected', () => {
    const view = yearViewOf(into('15000', { price: priceOf('50') }))
    const [row] = view.rows
    expect(row).toMatchObject({ box: 'F', codes: 'L', proceeds: 500_000, columnE: 1_000_000, adjustment: 500_000, recognized: 0 })
    expect(row?.undecidedWhy).toContain('the loss of $5,000.00 is not deductible (IRC §267(a)(1), (b)(4))')
    expect(view.boxes.find(box => box.box === 'F')?.totals).toEqual({
      proceeds: 500_000,
      basis: 1_000_000,
      adjustment: 500_000,
      gain: 0,
    })
    expect(view.identity.holds).toBe(true)
    expect(yearViewOf(into('1500', { price: priceOf('50') })).rows[0]).toMatchObject({ codes: '', columnE: 100_000, recognized: 400_000 })
  })
})

describe('a gift sold below the donor’s basis (IRC §1015(a))', () => {
  const gift = (sold: string, more: Partial<LedgerEntry>) =>
    home()
      .buy('own', 'X', '2026-01-05', '100', '10000', { kind: 'gift-in', amount: null, acquired: civilDate('2020-01-06'), ...more })
      .sell('own', 'X', '2026-06-01', '100', sold)

  test('of unknown value: the loss is not decided, by name, in the lots and in the year', () => {
    const book = gift('4000', {})
    expect(codes(book)).toEqual(['data/gift-value-unknown'])
    expect(projected(book).realized).toMatchObject([{ basis: null, gain: null, term: null }])
    expect(projected(book).undecided.map(sale => sale.sale)).toEqual(['e2'])
    const view = yearViewOf(book)
    expect(view.notices.map(notice => notice.code)).toContain('unknown')
    expect(view.totals.taxpayer).toMatchObject({ short: 0, long: 0, unknown: 1 })
  })

  test('a gain needs no value', () => {
    expect(codes(gift('11000', {}))).toEqual([])
    expect(projected(gift('11000', {})).realized).toMatchObject([{ gain: 100_000, term: 'long' }])
  })

  test('sold on its value, column (b) shows the day of the gift', () => {
    const [row] = yearViewOf(gift('4000', { price: priceOf('60') })).rows
    expect(row).toMatchObject({ recognized: -200_000, term: 'short', acquired: '2026-01-05' })
  })
})

describe('average basis that the law does not open (Reg. §1.1012-1(e))', () => {
  const sold = (kind: 'stock' | 'mutual-fund', more: Partial<Account>, buy: 'buy' | 'reinvest' = 'buy') => {
    const book = bookOf('2026-11-20').account('own', more).account('ira', { type: 'traditional-ira', defaultMethod: 'AVERAGE' })
    book.security('Y', '15', { kind })
    book[buy]('own', 'Y', '2024-01-02', '100', '1000')
    book[buy]('own', 'Y', '2024-06-03', '100', '2000')
    return book.sell('own', 'Y', '2026-06-01', '100', '1500')
  }

  test.each([
    ['stock', { defaultMethod: 'AVERAGE' }, 'buy', 50_000],
    ['stock', { defaultMethod: 'AVERAGE' }, 'reinvest', 0],
    ['mutual-fund', { defaultMethod: 'AVERAGE' }, 'buy', 0],
  ] as const)('%s in an account %j, %s: a gain of %i', (kind, account, buy, gain) => {
    const book = sold(kind, account, buy)
    expect(projected(book).realized).toMatchObject([{ gain }])
    expect(codes(book)).toEqual(gain === 0 ? [] : ['rule/average-not-open'])
    expect(projected(book).undecided).toEqual([])
  })

  test('an order at average basis needs an election of its day', () => {
    const ordered = (electedOn: string | null) =>
      bookOf('2026-11-20')
        .account('own', { averageElectedOn: electedOn === null ? null : civilDate(electedOn) })
        .security('Y', '15', { kind: 'mutual-fund' })
        .buy('own', 'Y', '2024-01-02', '100', '1000')
        .buy('own', 'Y', '2024-06-03', '100', '2000')
        .sell('own', 'Y', '2026-06-01', '100', '1500', { method: 'AVERAGE' })
    expect(projected(ordered('2026-06-01')).realized).toMatchObject([{ gain: 0 }])
    for (const electedOn of [null, '2026-06-02']) {
      const book = ordered(electedOn)
      expect([codes(book), projected(book).realized[0]?.gain]).toEqual([['rule/average-not-open'], 50_000])
    }
  })

  test('an IRA averages as it likes', () => {
    const book = sold('stock', {}).buy('ira', 'Y', '2024-01-02', '10', '100').sell('ira', 'Y', '2026-06-01', '5', '60')
    expect(codes(book)).toEqual([])
  })
})
