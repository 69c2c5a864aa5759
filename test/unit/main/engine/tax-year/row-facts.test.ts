/** What a row of the year says beside its figures: the box after a move, purchases in plans, calls and moved shares in the reasons, and separate returns. */
import { describe, expect, test } from 'vitest'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { LedgerEntry } from '../../../../../src/shared/model/ledger.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'
import { lineOf, yearViewOf } from '../../../../fixtures/tax-year.ts'

type Book = ReturnType<typeof bookOf>
const home = () => bookOf('2026-11-20').account('own').account('other').security('X', '50').security('C', '3', { kind: 'option' })

function moved(book: Book, from: string, to: string, day: string, shares: string): Book {
  const plain: Partial<LedgerEntry> = { amount: null, basis: null, price: null }
  return book
    .buy(from, 'X', day, shares, '0', { ...plain, kind: 'transfer-out' })
    .buy(to, 'X', day, shares, '0', { ...plain, kind: 'transfer-in' })
}
const rowOf = (book: Book, account = 'own') => yearViewOf(book).rows.find(row => row.account === account)

test('shares bought here and moved between own accounts stay covered (IRC §6045A)', () => {
  const book = moved(home().buy('other', 'X', '2023-02-01', '100', '3000'), 'other', 'own', '2025-05-05', '100')
  expect(rowOf(book.sell('own', 'X', '2026-06-01', '100', '4000'))).toMatchObject({ box: 'D', acquired: '2023-02-01' })
})

describe('a purchase in a plan of which no ruling speaks (RULES 2.2)', () => {
  const plan = (type: '401k' | 'hsa', day: string, sold = '6000') =>
    home()
      .account('plan', { type })
      .buy('own', 'X', '2025-01-06', '100', '9000')
      .sell('own', 'X', '2026-06-01', '100', sold)
      .buy('plan', 'X', day, '100', '6000')

  test('stands on the row of the loss, on the form and in a notice; the loss stays allowed', () => {
    const view = yearViewOf(plan('401k', '2026-06-10'))
    const [row] = view.rows
    expect(row).toMatchObject({ recognized: -300_000, disallowed: 0 })
    expect(row?.undecidedWhy).toContain('plan bought 100 sh of X on Jun 10, 2026: no ruling says')
    expect(view.boxes[0]?.lines[0]?.notes.join()).toContain('no ruling says')
    expect(view.notices.map(notice => notice.code)).toContain('undecided')
  })

  test('outside of the window, beside a gain, or lost by the firm’s reading it does not', () => {
    for (const book of [plan('401k', '2026-07-02'), plan('401k', '2026-06-10', '9500'), plan('hsa', '2026-06-10')])
      expect(yearViewOf(book).rows[0]?.undecidedWhy).toBeNull()
  })
})

describe('why return and custodian differ', () => {
  const lost = () => home().buy('own', 'X', '2025-01-06', '100', '10000').sell('own', 'X', '2026-06-01', '100', '6000')

  test('a call is a right to the shares, not shares declared identical', () => {
    const book = lost().buy('other', 'C', '2026-06-15', '1', '300', { counter: id('X'), ratio: [100, 1] })
    expect(rowOf(book)?.differenceWhy).toEqual([
      'other bought C, a right to 100 sh of X (IRC §1091(a)), on Jun 15, 2026: the broker cannot see it',
    ])
  })

  test('a replacement that was bought elsewhere and moved in before the loss has its reason', () => {
    const book = moved(
      home().buy('own', 'X', '2025-01-06', '100', '10000').buy('other', 'X', '2026-05-20', '50', '3000'),
      'other',
      'own',
      '2026-05-25',
      '50',
    ).sell('own', 'X', '2026-06-01', '100', '6000')
    const row = rowOf(book)
    expect(row).toMatchObject({ disallowed: 200_000, difference: 200_000 })
    expect(row?.differenceWhy).toEqual(['own received 50 sh of X, bought elsewhere on May 20, 2026: the broker cannot see it'])
  })

  test('a lot that took a loss and was moved afterwards still says whose loss its basis holds', () => {
    const book = moved(lost().buy('other', 'X', '2026-06-10', '100', '6000'), 'other', 'own', '2026-07-01', '100')
    const row = yearViewOf(book.sell('own', 'X', '2026-08-03', '100', '10500')).rows.at(-1)
    expect(row).toMatchObject({ carriedIn: 400_000, recognized: 50_000 })
    expect(row?.differenceWhy.join()).toContain("the basis holds $4,000.00 of own's loss on X of Jun 1, 2026")
  })
})

describe('spouses who file separately', () => {
  const spouses = (filingStatus: 'mfs' | 'mfj') =>
    bookOf('2026-11-20')
      .person('ana')
      .person('leo', 'spouse')
      .account('own', { owner: id('ana') })
      .account('spouse', { owner: id('leo') })
      .security('X', '50')
      .profile({ filingStatus, carryforwardLong: amountOf('1000') })
      .buy('own', 'X', '2025-01-06', '100', '10000')
      .sell('own', 'X', '2026-06-01', '100', '6000')
  const apart = (filingStatus: 'mfs' | 'mfj') =>
    spouses(filingStatus).buy('spouse', 'X', '2026-08-03', '100', '6000').sell('spouse', 'X', '2026-09-15', '100', '9000')

  test('each return nets its own sales and deducts up to its own limit; no sum is shown as one return', () => {
    const view = yearViewOf(apart('mfs'))
    expect(view.returns).toEqual([
      { owner: 'ana', name: 'ana', sales: 1, unknown: 0, short: 0, long: -400_000, net: -400_000, lossAllowed: 150_000 },
      { owner: 'leo', name: 'leo', sales: 1, unknown: 0, short: 300_000, long: 0, net: 300_000, lossAllowed: 0 },
    ])
    expect(view.notices.map(notice => notice.code)).toContain('no-one-return')
    expect([view.tax, view.carryover, view.handOvers]).toEqual([null, null, []])
    for (const line of ['6', '7', '15', '16', '21', '1040 7a']) expect(lineOf(view, line)).toBeNull()
    const sixteen = view.schedule.find(line => line.line === '16')
    expect(view.schedule.find(line => line.line === '8b')?.note).toBe('sales of all returns together')
    expect(sixteen?.note).toBe('spouses file separately: a line of each return')
  })

  test('dollars of tax elsewhere say that they mix two returns', () => {
    const flags = (filingStatus: 'mfs' | 'mfj') => runReview(apart(filingStatus).snapshot(), 'hash').quality.map(flag => flag.code)
    expect(flags('mfs')).toContain('tax/separate-returns')
    expect(flags('mfj')).not.toContain('tax/separate-returns')
  })

  test('together, or where one of them has all the sales, it is one return', () => {
    for (const view of [yearViewOf(apart('mfj')), yearViewOf(spouses('mfs'))]) {
      expect(view.returns).toEqual([])
      expect(view.tax).not.toBeNull()
    }
  })

  test('what the other bought takes the loss into no basis until a person decides, and no ruling on IRAs is named', () => {
    const view = yearViewOf(spouses('mfs').buy('spouse', 'X', '2026-06-10', '100', '6000'))
    const [row] = view.rows
    expect(row).toMatchObject({ disallowed: 400_000, permanent: 400_000 })
    const said = [row?.permanentWhy, ...(row?.differenceWhy ?? []), ...view.chains.map(chain => chain.became)].join('; ')
    expect(said).toContain('no basis takes it until a person decides (Pub. 550, Wash Sales; IRC §1091(d))')
    expect(said).toContain('in no basis until a person decides')
    expect(said).not.toContain('2008-5')
    expect(said).not.toContain('lost for good')
  })
})
