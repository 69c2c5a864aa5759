import { describe, expect, test } from 'vitest'
import { type Projection, projectLots } from '../../../../../src/main/engine/lots/project.ts'
import { decimalFromCents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { decimalFromShares } from '../../../../../src/shared/kernel/shares.ts'
import type { LedgerEntry } from '../../../../../src/shared/model/ledger.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

type Book = ReturnType<typeof bookOf>

function project(book: Book): Projection {
  return projectLots(book.snapshot())
}

/** `account security shares basis held-from`, sorted. */
function openLots(projection: Projection): string[] {
  return projection.open
    .map(lot =>
      [
        lot.account,
        lot.security,
        decimalFromShares(lot.shares),
        lot.basis === null ? 'unknown' : decimalFromCents(lot.basis),
        lot.holdingFrom,
      ].join(' '),
    )
    .sort()
}

function sales(projection: Projection): string[] {
  return projection.realized.map(row =>
    [row.sale, row.gain === null ? 'unknown' : decimalFromCents(row.gain), decimalFromCents(row.disallowed), row.term].join(' '),
  )
}

const household = () =>
  bookOf('2026-11-20')
    .account('joint')
    .account('second')
    .account('ira', { type: 'traditional-ira' })
    .security('VTI', '270')
    .security('ITOT', '120')

describe('statements and trades', () => {
  test('trades alone, relieved by the default method of the account', () => {
    const book = bookOf('2026-11-20').account('joint', { defaultMethod: 'HIFO' })
    book
      .buy('joint', 'VTI', '2024-01-10', '10', '1000')
      .buy('joint', 'VTI', '2024-02-10', '10', '2000')
      .sell('joint', 'VTI', '2026-03-02', '5', '900')
    expect(openLots(project(book))).toEqual(['joint VTI 10 1000.00 2024-01-10', 'joint VTI 5 1000.00 2024-02-10'])
    expect(sales(project(book))).toEqual(['e3 -100.00 0.00 long'])
  })

  test('a statement stands for everything until its day, and later trades follow it', () => {
    const book = household().lot('joint', 'VTI', '2020-05-04', '30', '6000', { asOf: civilDate('2026-06-30') })
    book
      .buy('joint', 'VTI', '2021-01-04', '99', '9900')
      .sell('joint', 'VTI', '2026-06-30', '69', '6900')
      .sell('joint', 'VTI', '2026-07-01', '10', '2500')
    const projection = project(book)
    expect(openLots(projection)).toEqual(['joint VTI 20 4000.00 2020-05-04'])
    // the lot of 2020 is still held, so the sale before the statement took what the ledger says was bought in 2021
    expect(sales(projection)).toEqual(['e2 0.00 0.00 long', 'e3 500.00 0.00 long'])
    expect(projection.issues).toEqual([])
  })

  test('of two statements the later one stands', () => {
    const book = household().lot('joint', 'VTI', '2020-05-04', '30', '6000', { asOf: civilDate('2026-03-31') })
    book.lot('joint', 'VTI', '2020-05-04', '12', '2400', { asOf: civilDate('2026-06-30') })
    expect(openLots(project(book))).toEqual(['joint VTI 12 2400.00 2020-05-04'])
  })

  test('nothing after the as-of day is looked at', () => {
    const book = household().buy('joint', 'VTI', '2026-11-19', '10', '1000').buy('joint', 'VTI', '2026-11-21', '10', '1000')
    expect(openLots(project(book))).toEqual(['joint VTI 10 1000.00 2026-11-19'])
  })

  test('a reversed entry and its reversal leave no trace', () => {
    const book = household().buy('joint', 'VTI', '2024-01-10', '10', '1000')
    book.buy('joint', 'VTI', '2024-01-10', '10', '1000', { reverses: id('e1') })
    expect(openLots(project(book))).toEqual([])
  })

  test('unknown basis stays unknown, and so does the gain', () => {
    const book = household()
      .lot('joint', 'VTI', null, '30', null, { asOf: civilDate('2026-06-30') })
      .sell('joint', 'VTI', '2026-07-01', '10', '2500')
    const projection = project(book)
    expect(openLots(projection)).toEqual(['joint VTI 20 unknown '])
    expect(projection.realized.map(({ gain, recognized, term, basis }) => ({ gain, recognized, term, basis }))).toEqual([
      { gain: null, recognized: null, term: null, basis: null },
    ])
  })
})

describe('over all accounts of the household', () => {
  test('a purchase in another account washes the loss and carries its basis and days', () => {
    const book = household().lot('joint', 'VTI', '2020-05-04', '30', '9000', { asOf: civilDate('2026-06-30') })
    book.sell('joint', 'VTI', '2026-07-01', '30', '8000').buy('second', 'VTI', '2026-07-11', '30', '8100')
    const projection = project(book)
    expect(sales(projection)).toEqual(['e1 -1000.00 1000.00 long'])
    expect(openLots(projection)).toEqual(['second VTI 30 9100.00 2020-05-14'])
    expect(projection.open[0]).toMatchObject({ acquired: '2026-07-11', washAdjustment: 100_000, replaced: true })
    expect(projection.matches).toMatchObject([
      { sale: 'e1', replacementLot: 'e2', replacementAccount: 'second', permanent: false, disallowed: 100_000 },
    ])
  })

  test('a lot of a later statement, bought in the window, is the replacement of a loss elsewhere', () => {
    const book = household().lot('second', 'VTI', '2026-06-20', '30', '8100', { asOf: civilDate('2026-09-30') })
    book.buy('joint', 'VTI', '2020-05-04', '30', '9000').sell('joint', 'VTI', '2026-07-01', '30', '8000')
    expect(openLots(project(book))).toEqual(['second VTI 30 9100.00 2020-04-23'])
  })

  test('an IRA that buys destroys the loss and keeps its own basis', () => {
    const book = household().buy('joint', 'VTI', '2020-05-04', '30', '9000').sell('joint', 'VTI', '2026-07-01', '30', '8000')
    book.reinvest('ira', 'VTI', '2026-07-11', '3', '810')
    const projection = project(book)
    expect(projection.realized[0]).toMatchObject({ disallowed: 10_000, permanent: 10_000, recognized: -90_000 })
    expect(openLots(projection)).toEqual(['ira VTI 3 810.00 2026-07-11'])
    expect(projection.open[0]?.replaced).toBe(true)
  })

  test('only declared securities are identical', () => {
    const book = household()
      .buy('joint', 'VTI', '2020-05-04', '30', '9000')
      .sell('joint', 'VTI', '2026-07-01', '30', '8000')
      .buy('joint', 'ITOT', '2026-07-11', '30', '8100')
    expect(sales(project(book))).toEqual(['e2 -1000.00 0.00 long'])
    expect(sales(project(book.relation('substitute', 'VTI', 'ITOT')))).toEqual(['e2 -1000.00 0.00 long'])
    expect(sales(project(book.relation('identical', 'VTI', 'ITOT')))).toEqual(['e2 -1000.00 1000.00 long'])
  })

  test('one security under two names is one holding, shown under the later name', () => {
    const book = household()
      .relation('same', 'FB', 'META')
      .buy('joint', 'FB', '2021-05-04', '10', '3000')
      .buy('joint', 'META', '2023-05-04', '10', '2000')
    book.sell('joint', 'META', '2026-07-01', '15', '9000')
    expect(openLots(project(book))).toEqual(['joint META 5 1000.00 2023-05-04'])
  })

  test('a transfer between own accounts is no sale and no purchase', () => {
    const book = household().buy('joint', 'VTI', '2026-06-20', '30', '9000')
    book.with({
      entries: [
        ...book.snapshot().entries,
        transfer('out', 'joint', 'transfer-out', '2026-06-25'),
        transfer('in', 'second', 'transfer-in', '2026-06-27'),
      ],
    })
    const projection = project(book)
    expect(openLots(projection)).toEqual(['second VTI 20 6000.00 2026-06-20', 'joint VTI 10 3000.00 2026-06-20'].sort())
    expect(projection.open.every(lot => lot.origin === 'purchase')).toBe(true)
    expect(projection.realized).toEqual([])
  })

  function transfer(name: string, account: string, kind: 'transfer-in' | 'transfer-out', date: string) {
    const [entry] = household().buy(account, 'VTI', date, '20', '1').snapshot().entries
    return { ...(entry as LedgerEntry), id: id<'ledger entry'>(name), kind, basis: null, amount: null }
  }
})

describe('splits', () => {
  test('each account tells of its split; losses that wait are restated once', () => {
    const book = household().buy('joint', 'VTI', '2023-01-10', '100', '6000').buy('second', 'VTI', '2023-01-10', '10', '600')
    book.sell('joint', 'VTI', '2026-03-20', '90', '4500', {})
    const split = (name: string, account: string) => ({
      ...(book.snapshot().entries[0] as LedgerEntry),
      id: id<'ledger entry'>(name),
      account: id<'account'>(account),
      kind: 'split' as const,
      tradeDate: civilDate('2026-03-25'),
      ratio: [2, 1] as [number, number],
    })
    book.with({ entries: [...book.snapshot().entries, split('x', 'joint'), split('y', 'second')] })
    book.buy('second', 'VTI', '2026-04-01', '90', '2250')
    const projection = project(book)
    // 90 new shares replace 45 old ones, which lost 10 each
    expect(projection.matches).toMatchObject([{ shares: sharesOf('45'), disallowed: 45_000 }])
    expect(openLots(projection)).toEqual([
      'joint VTI 20 600.00 2023-01-10',
      'second VTI 20 600.00 2023-01-10',
      'second VTI 90 2700.00 2023-01-22',
    ])
  })

  test('an account that tells of a split again, days later, tells of another one: what waits is restated twice', () => {
    const book = household().buy('joint', 'VTI', '2023-01-10', '100', '6000').buy('second', 'VTI', '2023-01-10', '10', '600')
    book.sell('joint', 'VTI', '2026-03-20', '100', '5000', {})
    const split = (name: string, day: string) => ({
      ...(book.snapshot().entries[0] as LedgerEntry),
      id: id<'ledger entry'>(name),
      account: id<'account'>('second'),
      kind: 'split' as const,
      tradeDate: civilDate(day),
      ratio: [2, 1] as [number, number],
    })
    book.with({ entries: [...book.snapshot().entries, split('x', '2026-03-25'), split('y', '2026-03-30')] })
    book.buy('second', 'VTI', '2026-04-01', '100', '1250')
    // 100 new shares replace 25 old ones, which lost 10 each
    expect(project(book).matches).toMatchObject([{ shares: sharesOf('25'), disallowed: 25_000 }])
  })
})

describe('what cannot be booked', () => {
  test('a sale beyond the lots is an issue of its holding, and the rest of the book stands', () => {
    const book = household()
      .buy('joint', 'VTI', '2024-01-10', '10', '1000')
      .sell('joint', 'VTI', '2026-03-02', '11', '1100')
      .buy('second', 'VTI', '2024-01-10', '5', '500')
    const projection = project(book)
    expect(openLots(projection)).toEqual(['joint VTI 10 1000.00 2024-01-10', 'second VTI 5 500.00 2024-01-10'])
    expect(projection.issues).toMatchObject([
      {
        code: 'rule/short-of-lots',
        what: 'More shares leave than the lots hold: 11 asked, 10 open.',
        where: 'ledger entry e2',
        account: 'joint',
        security: 'VTI',
        entry: 'e2',
      },
    ])
  })

  test.each([
    ['a movement nobody can read', { kind: 'other' as const }, 'data/entry-not-booked'],
    ['a split without a ratio', { kind: 'split' as const }, 'data/entry-not-booked'],
    ['no shares', { shares: sharesOf('0') }, 'data/bad-quantity'],
    ['negative shares', { shares: sharesOf('-3') }, 'data/bad-quantity'],
    ['an id that was used', { id: id<'ledger entry'>('e1') }, 'data/duplicate-id'],
    ['an account of nobody', { account: id<'account'>('elsewhere') }, 'data/entry-not-booked'],
    [
      'lots that do not add up',
      { kind: 'sell' as const, amount: amountOf('1000'), picks: [{ lot: id<'lot'>('e1'), shares: sharesOf('2') }] },
      'rule/picks-do-not-add',
    ],
    [
      'a lot that is not there',
      { kind: 'sell' as const, amount: amountOf('100'), picks: [{ lot: id<'lot'>('e9'), shares: sharesOf('1') }], shares: sharesOf('1') },
      'rule/short-of-lots',
    ],
  ])('%s', (_what, damage, code) => {
    const book = household().buy('joint', 'VTI', '2024-01-10', '10', '1000').buy('joint', 'VTI', '2024-01-11', '10', '1000', damage)
    const projection = project(book)
    expect(projection.issues.map(issue => issue.code)).toEqual([code])
    expect(openLots(projection)).toEqual(['joint VTI 10 1000.00 2024-01-10'])
  })

  test('interest and dividends in cash move no lots', () => {
    const book = household()
      .buy('joint', 'VTI', '2024-01-10', '10', '1000')
      .buy('joint', 'VTI', '2024-01-11', '0', '10', { kind: 'dividend' })
    expect(project(book).issues).toEqual([])
  })
})

describe('names of pieces', () => {
  const washed = () =>
    household()
      .buy('joint', 'VTI', '2020-05-04', '10', '3000')
      .sell('joint', 'VTI', '2026-07-01', '10', '2500')
      .buy('joint', 'VTI', '2026-07-11', '30', '7500')

  test('a lot adjusted in part is two rows with ids of their own', () => {
    expect(project(washed()).open.map(lot => [lot.id, decimalFromShares(lot.shares), lot.basis])).toEqual([
      ['e3', '10', 300_000],
      ['e3#2', '20', 500_000],
    ])
  })

  test('an order can name the second row', () => {
    const book = washed().sell('joint', 'VTI', '2026-09-01', '20', '5200', { picks: [{ lot: id('e3#2'), shares: sharesOf('20') }] })
    expect(project(book).open.map(lot => [lot.id, decimalFromShares(lot.shares), lot.basis])).toEqual([['e3', '10', 300_000]])
  })
})
