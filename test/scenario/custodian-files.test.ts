/**
 * What custodians' files say beside the ledger: lot statements that contain sales and purchases, realized files that tell of the same sales, transfers told by both
 * accounts, purchases of one day in several accounts. Each loss is matched, each sale is counted once, and what a person should look at is said.
 * IRC section 1091; Rev. Rul. 2008-5 (IRAs), 56-602 (one purchase); Reg. 1.1091-1(c) to (e); Pub. 550 (trade dates).
 */
import { describe, expect, test } from 'vitest'
import { lineageOf } from '../../src/main/engine/lineage/lineage.ts'
import { projectLots } from '../../src/main/engine/lots/project.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { policyOf } from '../../src/main/engine/standing/policy.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { amountOf, bookOf } from '../fixtures/snapshot.ts'
import { yearViewOf } from '../fixtures/tax-year.ts'

type Book = ReturnType<typeof bookOf>

function home(asOf = '2026-11-20'): Book {
  return bookOf(asOf)
    .account('A', { type: 'joint' })
    .account('B')
    .account('IRA', { type: 'roth-ira' })
    .security('X', '50', { kind: 'stock' })
}

const moved = (kind: 'transfer-in' | 'transfer-out') => ({ kind, amount: null, basis: null })
const project = (book: Book) => projectLots(book.snapshot(), policyOf(book.snapshot()))
const openOf = (book: Book) =>
  project(book).open.map(lot => `${lot.account} ${lot.shares / 1e6} ${lot.basis} +${lot.washAdjustment} ${lot.holdingFrom}`)
const qualityOf = (book: Book) => runReview(book.snapshot(), 'hash').quality.map(flag => flag.code)
const rowsOf = (book: Book) => yearViewOf(book).rows.map(row => [row.shares / 1e6, row.recognized, row.disallowed, row.permanent])

describe('a loss that a realized file tells of, inside a lot statement', () => {
  const told = (asOf?: string) =>
    home(asOf)
      .lot('A', 'X', '2024-01-02', '50', '5000')
      .sell('A', 'X', '2026-10-20', '50', '2500')
      .realized('A', 'X', '2024-01-02', '2026-10-20', '50', '2500', '5000', { term: 'long' })

  test('an IRA that buys eight days later loses it for good, and every view says so', () => {
    const book = told().buy('IRA', 'X', '2026-10-28', '50', '2500')
    expect(rowsOf(book)).toEqual([[50, 0, 250_000, 250_000]])
    const { identity, rows } = yearViewOf(book)
    expect(identity.holds).toBe(true)
    expect(rows[0]?.differenceWhy.join()).toContain('IRA bought 50 sh of X')
    const ledger = washLedger(standingOf(book.snapshot()), 2026)
    expect(ledger.entries.map(entry => [entry.disallowed, entry.status])).toEqual([[250_000, 'permanent']])
    expect(ledger.entries[0]?.sources.sale).toBe('import:import-1#4')
    expect(ledger.identity.holds).toBe(true)
    expect(lineageOf(standingOf(book.snapshot()), rows[0]?.lot ?? '').ok).toBe(true)
  })

  test('a purchase in another account takes it into its basis, with the days; the rest is provisional and locks the security', () => {
    const book = told('2026-11-16').buy('B', 'X', '2026-11-02', '20', '1000')
    expect(rowsOf(book)).toEqual([[50, -150_000, 100_000, 0]])
    expect(openOf(book)).toContain('B 20 200000 +100000 2024-01-15')
    expect(yearViewOf(book).rows[0]?.provisional).toMatchObject({ open: true, until: '2026-11-19' })
    expect(runReview(book.snapshot(), 'hash').locks.map(lock => lock.until)).toEqual(['2026-11-19'])
  })

  test.each([2, 9])('lines of one sale are taken oldest lot first, whatever the line they stand on: %i', line => {
    const book = home().account('P').security('Q', '1')
    for (let day = 2; day < line; day += 1) book.realized('P', 'Q', '2025-01-02', `2026-01-0${day}`, '1', '10', '10', { term: 'long' })
    book.realized('A', 'X', '2025-01-02', '2026-09-01', '100', '5000', '10000', { term: 'long', disallowed: amountOf('5000') })
    book.realized('A', 'X', '2026-08-11', '2026-09-01', '100', '5000', '11000', { term: 'long', disallowed: amountOf('3000') })
    book.lot('A', 'X', '2026-09-07', '50', '5500', { asOf: civilDate('2026-11-15') })
    expect(
      project(book)
        .realized.filter(row => row.account === 'A')
        .map(row => [row.recognized, row.term]),
    ).toEqual([
      [0, 'long'],
      [-300_000, 'long'],
    ])
  })

  test('what the custodian has washed itself stands in the basis of its statement and is not washed again', () => {
    const book = home()
      .lot('A', 'X', '2026-10-25', '20', '2000')
      .realized('A', 'X', '2024-01-02', '2026-10-20', '50', '2500', '5000', { term: 'long', disallowed: amountOf('1000') })
      .buy('IRA', 'X', '2026-10-28', '50', '2500')
    // 20 of 50 shares found theirs in A, whose basis of 2,000 holds 1,000 of loss; the IRA takes the other 30
    expect(rowsOf(book)).toEqual([[50, 0, 250_000, 150_000]])
    expect(openOf(book)).toContain('A 20 200000 +100000 2024-01-07')
    expect(yearViewOf(book).identity.holds).toBe(true)
  })

  test('a wash of the custodian whose shares nobody shows is neither lost nor matched twice', () => {
    const book = home()
      .lot('A', 'X', null, '20', '2000')
      .realized('A', 'X', '2024-01-02', '2026-10-20', '50', '2500', '5000', { term: 'long', disallowed: amountOf('2500') })
      .buy('IRA', 'X', '2026-10-28', '50', '2500')
    expect(rowsOf(book)).toEqual([[50, 0, 250_000, 0]])
    expect(washLedger(standingOf(book.snapshot()), 2026).identity.holds).toBe(true)
  })

  test('what is left of the very lot never replaces its loss', () => {
    const book = home()
      .lot('A', 'X', '2026-10-10', '50', '5000')
      .realized('A', 'X', '2026-10-10', '2026-10-20', '50', '2500', '5000', { term: 'short' })
    expect(rowsOf(book)).toEqual([[50, -250_000, 0, 0]])
  })

  test('a purchase the file tells of washes another account’s loss, whose dollars the file cannot hold', () => {
    const book = home()
      .buy('A', 'X', '2025-01-02', '100', '10000')
      .sell('A', 'X', '2026-10-01', '100', '5000')
      .lot('B', 'X', '2024-01-02', '500', '9000')
      .realized('B', 'X', '2026-10-10', '2026-10-20', '100', '5200', '5100', { term: 'short' })
    expect(rowsOf(book)).toEqual([
      [100, 0, 500_000, 0],
      [100, -490_000, 0, 0],
    ])
    expect(yearViewOf(book).rows[1]?.differenceWhy.join()).toContain("A's loss on X")
  })

  test('a loss only the file tells of, after the lots of the book, is said to be unmatched', () => {
    const book = home().lot('A', 'X', '2024-01-02', '50', '5000', { asOf: civilDate('2026-06-30') })
    book.realized('A', 'X', '2024-01-02', '2026-10-20', '50', '2500', '5000', { term: 'long' })
    expect(qualityOf(book)).toContain('realized/not-matched')
  })
})

describe('a purchase that a lot statement contains and no longer shows', () => {
  const sold = () => home().buy('A', 'X', '2025-01-02', '100', '10000').sell('A', 'X', '2026-10-01', '100', '5000')
  const stated = { asOf: civilDate('2026-11-15') }

  test('in an IRA it has lost the loss for good, whatever became of it', () => {
    const book = sold().lot('IRA', 'X', '2024-01-02', '500', '9000', stated).buy('IRA', 'X', '2026-10-10', '100', '5100')
    expect(rowsOf(book.sell('IRA', 'X', '2026-10-20', '100', '5200'))).toEqual([[100, 0, 500_000, 500_000]])
    expect(openOf(book)).toEqual(['IRA 500 900000 +0 2024-01-02'])
  })

  test('in a taxable account its own sale takes the loss up', () => {
    const book = sold().lot('B', 'X', '2024-01-02', '500', '9000', stated).buy('B', 'X', '2026-10-10', '100', '5100')
    expect(rowsOf(book.sell('B', 'X', '2026-10-20', '100', '5200'))).toEqual([
      [100, 0, 500_000, 0],
      [100, -490_000, 0, 0],
    ])
  })

  test('the shares the statement still shows are counted once', () => {
    const book = sold().lot('IRA', 'X', '2026-10-10', '40', '2040', stated).buy('IRA', 'X', '2026-10-10', '100', '5100')
    expect(rowsOf(book.sell('IRA', 'X', '2026-10-20', '60', '3120'))).toEqual([[100, 0, 500_000, 500_000]])
    expect(project(book).matches.map(match => match.shares / 1e6)).toEqual([60, 40])
  })

  test('sold before the loss it replaces nothing', () => {
    const book = sold().lot('IRA', 'X', '2024-01-02', '500', '9000', stated).buy('IRA', 'X', '2026-09-10', '100', '5100')
    expect(rowsOf(book.sell('IRA', 'X', '2026-09-20', '100', '5200'))).toEqual([[100, -500_000, 0, 0]])
  })

  test.each([
    ['no split', '30', '10'],
    ['a split that day', '60', '20'],
  ])('of one day with shares still shown, it takes the first loss, as with trades alone: %s', (name, count, left) => {
    const splits = name !== 'no split'
    const trades = (day = home()) => {
      const sells = day
        .buy('A', 'X', '2024-06-03', '30', '3000')
        .sell('A', 'X', '2026-08-08', '10', '900')
        .sell('A', 'X', '2026-08-13', '20', '1000')
      if (splits) sells.buy('A', 'X', '2026-08-17', '0', '0', { kind: 'split', ratio: [2, 1], amount: null })
      return sells.buy('A', 'X', '2026-08-17', count, '1500').sell('A', 'X', '2026-08-23', String(2 * Number(left)), '1200')
    }
    const sum = (book: Book) => rowsOf(book).reduce((total, row) => total + Number(row[1]), 0)
    const adjusted = (book: Book) => project(book).open.reduce((total, lot) => total + Number(lot.basis) + lot.washAdjustment, 0)
    const stated = trades().lot('A', 'X', '2026-08-17', left, '1000', { asOf: civilDate('2026-11-10') })
    expect([sum(trades()), adjusted(trades())]).toEqual([-40_000, 150_000])
    expect([sum(stated), adjusted(stated)]).toEqual([-40_000, 150_000])
  })

  test('where no trade says what became of it, it is named and decides nothing', () => {
    const book = sold().lot('IRA', 'X', '2024-01-02', '500', '9000', stated).buy('IRA', 'X', '2026-10-10', '100', '5100')
    expect([rowsOf(book), qualityOf(book).includes('lots/purchase-not-shown')]).toEqual([[[100, -500_000, 0, 0]], true])
  })
})

describe('file and ledger tell of one sale', () => {
  const bought = () => home().buy('A', 'X', '2024-01-02', '100', '10000')

  test('the ledger’s sales beyond the file’s shares stay', () => {
    const book = bought().sell('A', 'X', '2026-06-01', '30', '1500').sell('A', 'X', '2026-06-01', '30', '6000')
    book.realized('A', 'X', '2024-01-02', '2026-06-01', '30', '1500', '3000', { term: 'long' })
    expect(rowsOf(book).map(([, recognized]) => recognized)).toEqual(expect.arrayContaining([-150_000, 300_000]))
    expect([rowsOf(book).length, qualityOf(book).includes('realized/surplus')]).toEqual([2, true])
  })

  test.each(['2026-06-02', '2026-06-03', '2026-05-29'])('a file that dates it %s is the sale of June 1, once', day => {
    const book = bought()
      .sell('A', 'X', '2026-06-01', '100', '5000')
      .realized('A', 'X', '2024-01-02', day, '100', '5000', '10000', { term: 'long' })
    expect(rowsOf(book)).toEqual([[100, -500_000, 0, 0]])
    expect(yearViewOf(book).rows[0]).toMatchObject({ sold: '2026-06-01', differenceWhy: [expect.stringContaining('trade date')] })
    expect(qualityOf(book)).toContain('realized/other-day')
  })

  test.each([
    ['2026-06-04', '5000'],
    ['2026-06-02', '5100'],
  ])('another day or another sum is another sale: %s, %s', (day, proceeds) => {
    const book = bought()
      .sell('A', 'X', '2026-06-01', '50', '5000')
      .realized('A', 'X', '2024-01-02', day, '50', proceeds, '5000', { term: 'long' })
    expect(rowsOf(book)).toHaveLength(2)
  })

  const filedOn = (day: string, count: string, proceeds: string, basis: string, fees = '0') =>
    bought()
      .sell('A', 'X', '2026-06-01', '50', '2500', { fees: amountOf(fees) })
      .realized('A', 'X', '2024-01-02', day, count, proceeds, basis, { term: 'long' })

  test.each([
    ['a cent off by rounding', '2500.01', '0', -249_999],
    ['before fees', '2504', '4', -249_600],
  ])('a file of a neighbouring day may state it %s', (_, proceeds, fees, recognized) => {
    const book = filedOn('2026-06-02', '50', proceeds, '5000', fees)
    expect([rowsOf(book), qualityOf(book).includes('realized/other-day')]).toEqual([[[50, recognized, 0, 0]], true])
  })

  test.each([
    ['for fewer shares', '30', '1500', '3000', [-100_000, -150_000]],
    ['for another amount', '50', '2500.50', '5000', [-249_950]],
  ])('a line of a neighbouring day %s may be that sale: counted once and named', (_, count, proceeds, basis, recognized) => {
    const book = filedOn('2026-06-02', count, proceeds, basis)
    expect(rowsOf(book).map(row => row[1])).toEqual(recognized)
    expect(yearViewOf(book).rows.flatMap(row => row.differenceWhy)).toContainEqual(
      expect.stringContaining('may be the sale of Jun 1, 2026'),
    )
    expect(runReview(book.snapshot(), 'hash').quality).toContainEqual(
      expect.objectContaining({ code: 'realized/maybe-other-day', what: expect.stringContaining('may be the sale of Jun 1, 2026') }),
    )
  })

  test('a line stays another sale where the file tells of the neighbouring day itself', () => {
    const book = filedOn('2026-06-02', '50', '2500.01', '5000')
    book.realized('A', 'X', '2024-01-02', '2026-06-01', '50', '2490', '5000', { term: 'long' })
    expect(rowsOf(book)).toHaveLength(2)
  })

  test('a line without a basis does not hide the ledger’s result', () => {
    const book = bought().sell('A', 'X', '2026-06-01', '100', '5000').realized('A', 'X', '2024-01-02', '2026-06-01', '100', '5000', null)
    expect(rowsOf(book)).toEqual([[100, -500_000, 0, 0]])
    expect(qualityOf(book)).toContain('realized/no-basis')
  })
})

describe('transfers of which a statement contains one end', () => {
  test('shares that the receiver’s statement shows are still part of the sender’s purchase', () => {
    const book = home().buy('A', 'X', '2026-11-10', '200', '12000').buy('A', 'X', '2026-11-12', '100', '1', moved('transfer-out'))
    book
      .buy('B', 'X', '2026-11-12', '100', '1', moved('transfer-in'))
      .lot('B', 'X', '2026-11-10', '100', '6000', { asOf: civilDate('2026-11-15') })
    expect(rowsOf(book.sell('A', 'X', '2026-11-18', '100', '5000'))).toEqual([[100, -100_000, 0, 0]])
    expect(openOf(book)).toEqual(['B 100 600000 +0 2026-11-10'])
  })

  test('what the receiver bought itself that day is its own purchase; only the rest came by the transfer', () => {
    const book = home().buy('A', 'X', '2026-11-03', '100', '10000').buy('B', 'X', '2026-11-03', '50', '5000')
    book.buy('A', 'X', '2026-11-05', '40', '1', moved('transfer-out')).buy('B', 'X', '2026-11-05', '40', '1', moved('transfer-in'))
    book.lot('B', 'X', '2026-11-03', '90', '9000', { asOf: civilDate('2026-11-15') })
    expect(rowsOf(book.sell('A', 'X', '2026-11-18', '60', '3000'))).toEqual([[60, -50_000, 250_000, 0]])
    expect(openOf(book)).toEqual(['B 50 750000 +250000 2026-10-19', 'B 40 400000 +0 2026-11-03'])
  })

  test('what the sender’s statement no longer has goes on with its basis and date', () => {
    const book = home().buy('A', 'X', '2025-01-02', '200', '12000').buy('A', 'X', '2026-11-12', '100', '1', moved('transfer-out'))
    book
      .buy('B', 'X', '2026-11-12', '100', '1', moved('transfer-in'))
      .lot('A', 'X', '2025-01-02', '100', '6000', { asOf: civilDate('2026-11-15') })
    expect(rowsOf(book.sell('B', 'X', '2026-11-18', '100', '5000'))).toEqual([[100, -100_000, 0, 0]])
    expect(yearViewOf(book).rows[0]?.term).toBe('long')
  })

  test('the receiver may book it first: it moves on the earlier day', () => {
    const book = home().buy('A', 'X', '2025-01-02', '100', '10000').buy('B', 'X', '2026-06-01', '100', '1', moved('transfer-in'))
    book.sell('B', 'X', '2026-06-02', '100', '12000').buy('A', 'X', '2026-06-03', '100', '1', moved('transfer-out'))
    expect([rowsOf(book), project(book).issues]).toEqual([[[100, 200_000, 0, 0]], []])
  })
})

describe('purchases of one day in several accounts', () => {
  const tied = (first: string, second: string) =>
    home()
      .buy('A', 'X', '2025-01-02', '100', '10000')
      .sell('A', 'X', '2026-06-01', '100', '5000')
      .buy(first, 'X', '2026-06-10', '100', '5000')
      .buy(second, 'X', '2026-06-10', '100', '5000')

  test.each([
    ['IRA', 'B', '$0.00'],
    ['B', 'IRA', '$5,000.00'],
  ])('%s before %s in the records: year, wash ledger and quality say what the other order does', (first, second, otherwise) => {
    const book = tied(first, second)
    const view = yearViewOf(book)
    expect(view.rows[0]?.undecidedWhy).toContain(`in another order ${otherwise}`)
    expect(view.notices.map(notice => notice.code)).toContain('undecided')
    expect(qualityOf(book)).toContain('wash/same-day-order')
    expect(JSON.stringify(washLedger(standingOf(book.snapshot()), 2026).entries[0]?.rules)).toContain('Purchases of one day')
  })

  const three = (accounts: readonly string[]) => {
    const book = home().account('C').account('D').account('E').buy('A', 'X', '2025-01-02', '120', '12000')
    for (const account of accounts) book.buy(account, 'X', '2026-06-10', '60', '3000')
    return book.sell('A', 'X', '2026-06-11', '60', '3000').sell('A', 'X', '2026-06-12', '60', '3000')
  }

  test('of three accounts every order is worked out, also the one with the IRA in the middle', () => {
    // the second loss is lost where the IRA bought second, which no order with the IRA first or last shows
    const why = yearViewOf(three(['B', 'C', 'IRA'])).rows.map(row => row.undecidedWhy ?? '')
    expect(why[0]).toContain('in another order $3,000.00 of this loss would be lost for good, not $0.00')
    expect(why[1]).toContain('in another order $3,000.00 of this loss would be lost for good, not $0.00')
  })

  test('of five accounts not every order is, and that is said', () => {
    const [row] = yearViewOf(three(['B', 'C', 'D', 'E', 'IRA'])).rows
    expect(row?.undecidedWhy).toContain('not every order has been worked out')
    expect(yearViewOf(three(['B', 'C', 'IRA'])).rows[0]?.undecidedWhy).not.toContain('not every order')
  })

  test('where every order comes to the same, or the firm has decided, nothing is said', () => {
    const decided = { option: 'ira-first', author: 'test', date: civilDate('2026-01-02'), reason: 'test' } as const
    for (const book of [tied('IRA', 'B').settings({ law: { sameDayTies: decided } }), tied('A', 'A')])
      expect([yearViewOf(book).rows[0]?.undecidedWhy, qualityOf(book).includes('wash/same-day-order')]).toEqual([null, false])
  })
})
