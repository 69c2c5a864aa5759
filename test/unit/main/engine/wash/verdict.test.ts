import { describe, expect, test } from 'vitest'
import { withPlans } from '../../../../../src/main/engine/wash/evidence.ts'
import { washVerdict } from '../../../../../src/main/engine/wash/verdict.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'
import { evidenceOf, saleOf } from './evidence-kit.ts'

const today = '2026-11-20'
const home = () =>
  bookOf(today)
    .account('Joint')
    .account('Second')
    .account('Dana’s Roth', { type: 'roth-ira' })
    .account('Plan', { type: '401k' })
    .security('VTI', '270')
    .security('ITOT', '120')
/** e1 is the lot to sell: 100 shares of 2023. */
const withOldLot = () => home().buy('Joint', 'VTI', '2023-03-14', '100', '30000')
const sale = saleOf('Joint', 'VTI', today, [['e1', '100']])

describe('looking back', () => {
  test('nothing bought: clear from today', () => {
    expect(washVerdict(sale, evidenceOf(withOldLot()))).toEqual({
      state: 'clear',
      washedShares: 0,
      permanentShares: 0,
      reasons: [],
      clearOn: today,
    })
  })

  test('a purchase in another account, and the first day without it', () => {
    const verdict = washVerdict(sale, evidenceOf(withOldLot().buy('Second', 'VTI', '2026-11-09', '40', '10000')))
    expect(verdict).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('40'), permanentShares: 0, clearOn: '2026-12-10' })
    expect(verdict.reasons).toMatchObject([
      {
        what: 'Second bought 40 sh of VTI on Nov 9, 2026: the loss moves into those shares',
        account: 'Second',
        date: '2026-11-09',
        rule: 'IRC §1091(a); Reg. §1.1091-1(a)',
      },
    ])
  })

  test.each([
    ['2026-10-21', 'potential-exact'],
    ['2026-10-20', 'clear'],
  ])('the window is thirty days: bought %s is %s', (bought, state) => {
    expect(washVerdict(sale, evidenceOf(withOldLot().buy('Joint', 'VTI', bought, '10', '2500'))).state).toBe(state)
  })

  test('a Roth that bought would lose the loss for good', () => {
    const verdict = washVerdict(sale, evidenceOf(withOldLot().buy('Dana’s Roth', 'VTI', '2026-11-09', '40', '10000')))
    expect(verdict).toMatchObject({ state: 'ira-risk', washedShares: sharesOf('40'), permanentShares: sharesOf('40') })
    expect(verdict.reasons[0]?.what).toBe('Dana’s Roth bought 40 sh of VTI on Nov 9, 2026: permanent loss, the loss would be lost for good')
    expect(verdict.reasons[0]?.rule).toBe('Rev. Rul. 2008-5')
  })

  test('the earlier purchase is used first, so the Roth takes only what is left', () => {
    const book = withOldLot().buy('Second', 'VTI', '2026-11-02', '70', '17500').buy('Dana’s Roth', 'VTI', '2026-11-09', '70', '17500')
    expect(washVerdict(sale, evidenceOf(book))).toMatchObject({
      state: 'ira-risk',
      washedShares: sharesOf('100'),
      permanentShares: sharesOf('30'),
    })
  })

  test('of purchases on one day nobody knows which came first: that of the book is, and what it would be were it the Roth is told', () => {
    const book = withOldLot().buy('Second', 'VTI', '2026-11-09', '100', '17500').buy('Dana’s Roth', 'VTI', '2026-11-09', '30', '17500')
    expect(washVerdict(sale, evidenceOf(book))).toMatchObject({
      state: 'ira-risk',
      washedShares: sharesOf('100'),
      permanentShares: sharesOf('0'),
      otherOrder: { lost: sharesOf('30') },
    })
    expect(washVerdict(sale, evidenceOf(book)).reasons.at(-1)?.what).toContain('the records do not say who bought first')
  })

  test('a part of the same purchase that was moved to another account replaces nothing (Rev. Rul. 56-602)', () => {
    const book = home()
      .buy('Joint', 'VTI', '2026-11-05', '100', '30000')
      .buy('Joint', 'VTI', '2026-11-10', '40', '0', { kind: 'transfer-out', amount: null, basis: null })
      .buy('Second', 'VTI', '2026-11-11', '40', '0', { kind: 'transfer-in', amount: null, basis: null })
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '60']]), evidenceOf(book))).toMatchObject({ state: 'clear', washedShares: 0 })
  })

  test('a declared identical security is related', () => {
    const book = withOldLot().relation('identical', 'VTI', 'ITOT').buy('Second', 'ITOT', '2026-11-09', '40', '5000')
    const verdict = washVerdict(sale, evidenceOf(book))
    expect(verdict).toMatchObject({ state: 'potential-related', washedShares: sharesOf('40') })
    expect(verdict.reasons[0]?.what).toBe('Second bought 40 sh of ITOT on Nov 9, 2026, declared identical to VTI')
  })

  test('a 401(k) purchase is shown and not counted', () => {
    expect(washVerdict(sale, evidenceOf(withOldLot().buy('Plan', 'VTI', '2026-11-09', '40', '10000')))).toMatchObject({
      state: 'ira-risk',
      washedShares: 0,
      permanentShares: 0,
    })
  })

  test('shares bought and sold again replace nothing', () => {
    const book = withOldLot().buy('Second', 'VTI', '2026-11-09', '40', '10000').sell('Second', 'VTI', '2026-11-12', '40', '11000')
    expect(washVerdict(sale, evidenceOf(book)).state).toBe('clear')
  })

  test('shares that have replaced another loss are used up', () => {
    const book = withOldLot()
      .buy('Second', 'VTI', '2023-05-04', '40', '14000')
      .sell('Second', 'VTI', '2026-11-02', '40', '10000')
      .buy('Second', 'VTI', '2026-11-09', '40', '10000')
    expect(washVerdict(sale, evidenceOf(book)).state).toBe('clear')
  })

  test('shares brought in by a transfer were bought by nobody knows whom: told with the day they state, and not counted, as in the books', () => {
    const moved = (acquired: string) =>
      withOldLot().buy('Second', 'VTI', '2026-11-18', '40', '10000', { kind: 'transfer-in', amount: null, acquired: civilDate(acquired) })
    const verdict = (acquired: string) => washVerdict(saleOf('Joint', 'VTI', '2026-11-20', [['e1', '40']]), evidenceOf(moved(acquired)))
    expect(verdict('2026-11-09')).toMatchObject({ state: 'coverage-incomplete', washedShares: 0, clearOn: '2026-12-10' })
    expect(verdict('2026-11-09').reasons.at(-1)?.what).toBe(
      'Second holds 40 sh of VTI from a transfer in, bought on Nov 9, 2026 outside the book: they may wash the loss',
    )
    expect(verdict('2026-10-01')).toMatchObject({ state: 'clear', washedShares: 0 })
  })

  test('a gift received is no purchase', () => {
    const book = withOldLot().buy('Second', 'VTI', '2026-11-09', '40', '10000', { kind: 'gift-in' })
    expect(washVerdict(sale, evidenceOf(book)).state).not.toBe('potential-exact')
  })
})

describe('the lots of the sale itself', () => {
  test('what is left of the lot that is sold replaces nothing', () => {
    const book = home().buy('Joint', 'VTI', '2026-11-09', '100', '30000')
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '60']]), evidenceOf(book)).state).toBe('clear')
  })

  test('another fill of the same order replaces nothing', () => {
    const book = home()
      .buy('Joint', 'VTI', '2026-11-09', '100', '30000', { orderGroup: 'o1' })
      .buy('Joint', 'VTI', '2026-11-09', '50', '15000', { orderGroup: 'o1' })
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '100']]), evidenceOf(book)).state).toBe('clear')
  })

  test('a newer lot sold whole in the same order replaces nothing, and sold in part what is left of it does', () => {
    const book = withOldLot().buy('Joint', 'VTI', '2026-11-09', '80', '25000')
    const selling = (count: string) =>
      washVerdict(
        saleOf('Joint', 'VTI', today, [
          ['e1', '100'],
          ['e2', count],
        ]),
        evidenceOf(book),
      )
    expect(selling('80').state).toBe('clear')
    expect(selling('50')).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('30') })
  })

  test('a gain is never washed', () => {
    const evidence = evidenceOf(withOldLot().buy('Second', 'VTI', '2026-11-09', '40', '10000'))
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '100']], 500), evidence).state).toBe('clear')
  })

  test('with an unknown basis nothing can be said', () => {
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '100']], null), evidenceOf(withOldLot())).state).toBe('not-evaluated')
  })
})

describe('looking ahead', () => {
  test('dividends reinvested in the Roth threaten the loss, without a day on which it is clear', () => {
    const verdict = washVerdict(sale, evidenceOf(withOldLot().position('Dana’s Roth', 'VTI', '10', { reinvest: true })))
    expect(verdict).toMatchObject({ state: 'ira-risk', washedShares: 0, clearOn: null })
    expect(verdict.reasons[0]?.what).toBe(
      'Dana’s Roth reinvests dividends of VTI: a dividend within 30 days would destroy part of the loss',
    )
  })

  test('reinvestment of the position itself matters only while some of it is left', () => {
    const evidence = evidenceOf(withOldLot().position('Joint', 'VTI', '100', { reinvest: true }))
    expect(washVerdict(sale, evidence).state).toBe('clear')
    expect(washVerdict(saleOf('Joint', 'VTI', today, [['e1', '60']]), evidence).state).toBe('potential-exact')
  })

  test('a purchase of the same plan', () => {
    const evidence = withPlans(evidenceOf(withOldLot()), {
      plannedBuys: [{ account: id('Second'), security: id('VTI'), date: civilDate('2026-12-20'), shares: sharesOf('25') }],
      plannedLossSales: [],
      groupOf: security => security,
    })
    expect(washVerdict(sale, evidence)).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('25') })
    expect(washVerdict(sale, evidence).reasons[0]?.what).toContain('Second is to buy 25 sh of VTI on Dec 20, 2026')
  })

  test('a purchase after the day of a sale that is looked at later', () => {
    const past = saleOf('Joint', 'VTI', '2026-10-30', [['e1', '100']])
    expect(washVerdict(past, evidenceOf(withOldLot().buy('Second', 'VTI', '2026-11-09', '40', '10000')))).toMatchObject({
      state: 'potential-exact',
      washedShares: sharesOf('40'),
    })
  })
})

describe('coverage', () => {
  test.each([
    [
      'no trades at all',
      { coverageFrom: null, coverageTo: null },
      'IRA2 has no trades in the book; the window needs Oct 21, 2026 to Nov 20, 2026',
    ],
    [
      'trades that begin inside the window',
      { coverageFrom: civilDate('2026-10-22') },
      'IRA2 has trades from Oct 22, 2026 to Nov 20, 2026 only; the window needs Oct 21, 2026 to Nov 20, 2026',
    ],
    [
      'trades that end before the records do',
      { coverageTo: civilDate('2026-11-18') },
      'IRA2 has trades from Jan 1, 2020 to Nov 18, 2026 only; the window needs Oct 21, 2026 to Nov 20, 2026',
    ],
  ])('clear cannot be said with %s', (_what, coverage, words) => {
    const verdict = washVerdict(sale, evidenceOf(withOldLot().account('IRA2', { type: 'traditional-ira', ...coverage })))
    expect(verdict).toMatchObject({ state: 'coverage-incomplete', clearOn: null })
    expect(verdict.reasons.map(reason => reason.what)).toEqual([words])
  })

  test('a statement lot of an unknown date leaves the window open', () => {
    const verdict = washVerdict(sale, evidenceOf(withOldLot().lot('Second', 'VTI', null, '10', '2500')))
    expect(verdict.state).toBe('coverage-incomplete')
    expect(verdict.reasons[0]?.what).toBe('Second holds VTI bought on a day the custodian does not know')
  })

  test('a known collision is graver than missing records', () => {
    const book = withOldLot().account('IRA2', { coverageFrom: null }).buy('Second', 'VTI', '2026-11-09', '40', '10000')
    const verdict = washVerdict(sale, evidenceOf(book))
    expect(verdict.state).toBe('potential-exact')
    expect(verdict.reasons).toHaveLength(2)
    expect(verdict.clearOn).toBeNull()
  })
})

test('each of thousands of recent lots of one holding gets its own verdict', () => {
  const count = 4000
  let book = home()
  for (let index = 0; index < count; index += 1) book = book.buy('Joint', 'VTI', '2026-11-09', '1', '300')
  const evidence = evidenceOf(book)
  const states = new Set<string>()
  for (let index = 1; index <= count; index += 1) {
    states.add(washVerdict(saleOf('Joint', 'VTI', today, [[`e${index}`, '1']]), evidence).state)
  }
  expect([...states]).toEqual(['potential-exact'])
})

describe('calls', () => {
  const call = { counter: id<'security'>('VTI'), ratio: [100, 1] as [number, number] }

  test('bought inside the window, a call would take the loss into its basis', () => {
    const book = withOldLot().buy('Second', 'VTIC', '2026-11-09', '1', '900', call)
    const verdict = washVerdict(sale, evidenceOf(book))
    expect(verdict).toMatchObject({ state: 'potential-exact', washedShares: sharesOf('100'), clearOn: '2026-12-10' })
    expect(verdict.reasons[0]?.what).toContain('Second bought calls on 100 sh of VTI on Nov 9, 2026')
  })

  test('thirty-one days ago, or used up by another loss, it would not', () => {
    expect(washVerdict(sale, evidenceOf(withOldLot().buy('Second', 'VTIC', '2026-10-20', '1', '900', call))).state).toBe('clear')
    const used = withOldLot().buy('Second', 'VTI', '2023-03-14', '100', '30000').sell('Second', 'VTI', '2026-11-05', '100', '20000')
    expect(washVerdict(sale, evidenceOf(used.buy('Second', 'VTIC', '2026-11-09', '1', '900', call))).washedShares).toBe(0)
  })
})
