/** Locks, loss sales and acquisitions: what the records say before any verdict. */
import { describe, expect, test } from 'vitest'
import { washGroups } from '../../../../../src/main/engine/lots/ledger-input.ts'
import { projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { timelineOf } from '../../../../../src/main/engine/timeline/timeline.ts'
import { acquisitionsOf } from '../../../../../src/main/engine/wash/acquisitions.ts'
import { identicalGroups } from '../../../../../src/main/engine/wash/identical.ts'
import { locksFrom } from '../../../../../src/main/engine/wash/locks.ts'
import { lossSalesOf } from '../../../../../src/main/engine/wash/loss-sale.ts'
import { washVerdict } from '../../../../../src/main/engine/wash/verdict.ts'
import { clearAfter, inWindow, windowEnd, windowStart } from '../../../../../src/main/engine/wash/window.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { decimalFromShares } from '../../../../../src/shared/kernel/shares.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>
const home = () =>
  bookOf('2026-11-20').account('Joint').account('Second').security('VTI', '270').security('ITOT', '120').security('BND', '70')
const withLoss = () => home().buy('Joint', 'VTI', '2023-03-14', '40', '11000').sell('Joint', 'VTI', '2026-11-02', '40', '10000')

function lossSales(book: Book) {
  const snapshot = book.snapshot()
  return lossSalesOf(projectLots(snapshot), snapshot.realized)
}

function locks(book: Book, asOf = '2026-11-20') {
  const snapshot = book.snapshot()
  return locksFrom(lossSales(book), {
    household: snapshot.household.id,
    asOf: civilDate(asOf),
    securities: snapshot.securities.map(security => security.id),
    groupOf: washGroups(snapshot.relations, snapshot.entries),
    symbolOf: security => security,
  })
}

describe('the window', () => {
  test('of a sale on June 15, 2026 is May 16 through July 15, and free from July 16', () => {
    const sold = civilDate('2026-06-15')
    expect([windowStart(sold), windowEnd(sold), clearAfter(sold)]).toEqual(['2026-05-16', '2026-07-15', '2026-07-16'])
  })
  test.each([
    ['2028-01-31', true],
    ['2028-03-31', true],
    ['2028-01-30', false],
    ['2028-04-01', false],
  ])('of a sale on March 1, 2028 holds %s: %s', (day, inside) => {
    expect(inWindow(civilDate('2028-03-01'), civilDate(day))).toBe(inside)
  })
})

describe('groups of identical securities', () => {
  test('declarations join, in any order', () => {
    const declared = [
      ['B', 'C'],
      ['A', 'B'],
      ['X', 'Y'],
    ]
    for (const groups of [declared, declared.toReversed()]) {
      const groupOf = identicalGroups(groups)
      expect([groupOf('A'), groupOf('B'), groupOf('C'), groupOf('X'), groupOf('Y'), groupOf('Z')]).toEqual(['A', 'A', 'A', 'X', 'X', 'Z'])
    }
  })
})

describe('loss sales', () => {
  test('one a sale, with the shares that still wait for a replacement', () => {
    const book = home()
      .buy('Joint', 'VTI', '2023-03-14', '40', '12000')
      .buy('Joint', 'VTI', '2023-04-14', '40', '11000')
      .sell('Joint', 'VTI', '2026-11-02', '80', '20000')
    expect(lossSales(book.buy('Second', 'VTI', '2026-11-09', '30', '7800'))).toEqual([
      {
        id: 'e3',
        account: 'Joint',
        security: 'VTI',
        date: '2026-11-02',
        shares: 80_000_000,
        loss: amountOf('3000'),
        unreplaced: 50_000_000,
      },
    ])
  })
  test('the custodian’s file fills in what the ledger does not tell, and is not counted twice', () => {
    const book = withLoss()
      .realized('Joint', 'VTI', '2023-03-14', '2026-11-02', '40', '10000', '11000')
      .realized('Second', 'BND', '2023-03-14', '2026-11-03', '5', '300', '400')
    expect(lossSales(book).map(sale => [sale.account, sale.security, sale.loss])).toEqual([
      ['Joint', 'VTI', amountOf('1000')],
      ['Second', 'BND', amountOf('100')],
    ])
  })
  test('gains and losses disallowed in full wait for nothing', () => {
    expect(lossSales(home().realized('Second', 'BND', '2023-03-14', '2026-11-03', '5', '500', '400'))).toEqual([])
    const washed = home().realized('Second', 'BND', '2023-03-14', '2026-11-03', '5', '300', '400', { disallowed: amountOf('100') })
    expect(lossSales(washed).map(sale => sale.unreplaced)).toEqual([0])
  })
})

describe('sales whose result the records cannot tell', () => {
  const contained = () => home().sell('Joint', 'VTI', '2026-11-02', '40', '10000').lot('Joint', 'VTI', '2020-01-06', '5', '500')
  test('sold before the statement, beyond the lots, or without a basis', () => {
    const told = (book: Book) => lossSales(book).map(sale => [sale.id, sale.loss, sale.unreplaced])
    expect(told(contained())).toEqual([['e1', null, 40_000_000]])
    expect(told(home().sell('Joint', 'VTI', '2026-11-02', '40', '10000'))).toEqual([['e1', null, 40_000_000]])
    const blank = home().lot('Joint', 'VTI', '2020-01-06', '5', null, { asOf: civilDate('2026-06-30') })
    expect(told(blank.sell('Joint', 'VTI', '2026-11-02', '4', '1000'))).toEqual([['e1', null, 4_000_000]])
  })
  test('are settled by the custodian’s realized file', () => {
    expect(lossSales(contained().realized('Joint', 'VTI', '2020-01-06', '2026-11-02', '40', '10000', '9000'))).toEqual([])
    expect(
      lossSales(contained().realized('Joint', 'VTI', '2020-01-06', '2026-11-02', '40', '10000', '11000')).map(sale => sale.loss),
    ).toEqual([amountOf('1000')])
  })
  test('of lots without a basis are settled by the custodian, or stay unknown where it has none either', () => {
    const blank = () => home().buy('Joint', 'VTI', '2023-03-14', '40', '1', { basis: null, amount: null })
    const sold = () => blank().sell('Joint', 'VTI', '2026-11-02', '40', '10000')
    const stated = (book: Book, basis: string | null) => book.realized('Joint', 'VTI', '2023-03-14', '2026-11-02', '40', '10000', basis)
    expect(lossSales(stated(sold(), '11000')).map(sale => sale.loss)).toEqual([amountOf('1000')])
    expect(lossSales(stated(sold(), '9000'))).toEqual([])
    expect(lossSales(stated(sold(), null)).map(sale => [sale.id, sale.loss])).toEqual([['e2', null]])
    expect(lossSales(stated(home(), null)).map(sale => sale.loss)).toEqual([null])
  })
  test('in part: the known loss and the rest are told apart', () => {
    const part = home()
      .buy('Joint', 'VTI', '2023-03-14', '10', '3000')
      .buy('Joint', 'VTI', '2023-03-15', '10', '1', { basis: null, amount: null })
      .sell('Joint', 'VTI', '2026-11-02', '20', '5000')
    expect(lossSales(part).map(sale => [sale.loss, sale.shares])).toEqual([
      [amountOf('500'), 10_000_000],
      [null, 20_000_000],
    ])
  })
  test('bar nothing by themselves', () => {
    expect(locks(contained())).toEqual([])
  })
})

describe('locks', () => {
  test('bar the security through the thirtieth day and end by themselves', () => {
    expect(locks(withLoss())).toMatchObject([
      {
        security: 'VTI',
        from: '2026-11-02',
        until: '2026-12-02',
        reason: '40 sh of VTI sold at a loss of $1,000.00 on Nov 2, 2026 (IRC §1091)',
      },
    ])
    expect(locks(withLoss(), '2026-12-02')).toHaveLength(1)
    expect(locks(withLoss(), '2026-12-03')).toEqual([])
    expect(locks(withLoss(), '2026-11-01')).toEqual([])
  })
  test('bar declared identical securities as well', () => {
    expect(locks(withLoss().relation('identical', 'VTI', 'ITOT')).map(lock => lock.security)).toEqual(['ITOT', 'VTI'])
  })
  test('a loss inside an IRA bars nothing: it is not recognized', () => {
    const book = home().account('IRA', { type: 'roth-ira' }).realized('IRA', 'VTI', '2023-03-14', '2026-11-02', '40', '10000', '11000')
    expect(standingOf(book.snapshot()).locks).toEqual([])
    expect(standingOf(book.realized('Joint', 'VTI', '2023-03-14', '2026-11-02', '40', '10000', '11000').snapshot()).locks).toHaveLength(1)
  })
  test('bar nothing once every loss share has its replacement', () => {
    expect(locks(withLoss().buy('Second', 'VTI', '2026-11-09', '40', '10400'))).toEqual([])
  })
})

describe('acquisitions', () => {
  const told = (book: Book) => {
    const snapshot = book.snapshot()
    return acquisitionsOf(snapshot, projectLots(snapshot).received).map(({ account, security, date, shares, source }) =>
      [account, security, date, decimalFromShares(shares), source].join(' '),
    )
  }
  test('the stock that a taxable merger brings is a purchase of its day, whatever became of it', () => {
    const merged = (kind: 'merger' | 'taxable-merger') =>
      home()
        .buy('Joint', 'BND', '2024-01-10', '30', '2000')
        .sell('Joint', 'BND', '2026-11-02', '0', '0', {
          kind,
          amount: null,
          counter: id('VTI'),
          ratio: [1, 3],
          counterPrice: priceOf('260'),
        })
        .sell('Joint', 'VTI', '2026-11-05', '4', '1000')
    expect(told(merged('taxable-merger'))).toEqual(['Joint BND 2024-01-10 30 buy', 'Joint VTI 2026-11-02 10 merger'])
    // a reorganization is no purchase
    expect(told(merged('merger'))).toEqual(['Joint BND 2024-01-10 30 buy'])
    // a loss sale of the days before meets it, in the verdict and on the timeline
    const standing = standingOf(merged('taxable-merger').buy('Second', 'VTI', '2023-03-14', '8', '9000').snapshot())
    const lots = [{ lot: id<'lot'>('e4'), shares: sharesOf('8'), gain: cents(-100) }]
    const sale = { account: id<'account'>('Second'), security: id<'security'>('VTI'), date: civilDate('2026-10-30'), lots }
    const { washedShares, reasons } = washVerdict(sale, standing.evidence)
    expect(washedShares).toBe(sharesOf('8'))
    expect(reasons.map(reason => reason.what)).toContain('Joint received 10 sh of VTI on Nov 2, 2026: the loss moves into those shares')
    const marks = timelineOf(merged('taxable-merger').snapshot())
    expect(JSON.stringify(marks)).toContain('Joint received 10 sh of VTI in a taxable merger, a purchase')
  })
  test('a statement lot that a buy explains is told once, and its excess is told', () => {
    const book = home()
      .buy('Joint', 'VTI', '2026-11-02', '10', '2600')
      .buy('Joint', 'VTI', '2026-11-02', '20', '5200')
      .reinvest('Joint', 'BND', '2026-11-05', '1.5', '105')
    book.lot('Joint', 'VTI', '2026-11-02', '30', '7800').lot('Joint', 'BND', '2026-11-05', '2', '140').lot('Second', 'VTI', null, '4', null)
    expect(told(book)).toEqual([
      'Joint VTI 2026-11-02 10 buy',
      'Joint VTI 2026-11-02 20 buy',
      'Joint BND 2026-11-05 1.5 reinvest',
      'Joint BND 2026-11-05 0.5 statement',
      'Second VTI  4 statement',
    ])
  })
  test('neither sales nor gifts nor reversed buys are acquisitions', () => {
    const book = home()
      .buy('Joint', 'VTI', '2026-11-02', '10', '2600')
      .buy('Joint', 'VTI', '2026-11-02', '10', '2600', { reverses: id('e1') })
    book.buy('Joint', 'VTI', '2026-11-03', '5', '1', { kind: 'gift-in' }).sell('Joint', 'VTI', '2026-11-04', '1', '260')
    expect(told(book)).toEqual([])
  })
})
