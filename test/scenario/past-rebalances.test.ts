/** A year of one household with a split, a reinvested dividend, a deposit and a missing price in it: every figure of its past by hand. */
import { describe, expect, test } from 'vitest'
import { householdPerformance } from '../../src/main/engine/performance/household-performance.ts'
import { measure } from '../../src/main/engine/performance/measured.ts'
import { performanceTrace } from '../../src/main/engine/performance/performance-trace.ts'
import type { PastTicket } from '../../src/main/engine/performance/rebalances.ts'
import { periodsOf } from '../../src/main/engine/performance/returns.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { LedgerEntry } from '../../src/shared/model/ledger.ts'
import type { TicketOrder, TicketPage } from '../../src/shared/model/ticket.ts'
import { pastInput, pricesFrom } from '../fixtures/past.ts'
import { amountOf, bookOf, priceOf, sharesOf } from '../fixtures/snapshot.ts'

const start = '2026-03-02'
const asOf = '2026-03-13'
const cash = { cash: amountOf('1000'), cashAsOf: civilDate(asOf), coverageFrom: civilDate(start), model: id<'model portfolio'>('half') }

/** A at 10 until it splits two for one on Mar 5, B at 20, missing on Mar 10; from Mar 9 on A rises a tenth. */
const prices = [
  pricesFrom('A', start, [10, 10, 10, 5, 5, 5.5, 5.5, 5.5, 5.5, 5.5]),
  pricesFrom('B', start, [20, 20, 20, 20, 20, 20, null, 20, 20, 20]),
]

/** Today 300 A and 51 B: 100 A and 100 B, split, 50 of B sold and 100 of A bought on Mar 6, 1 B reinvested on Mar 4, 500 paid in on Mar 11. */
function household(more: readonly LedgerEntry[] = []) {
  const book = bookOf(asOf)
    .account('joint', cash)
    .security('A', '5.5')
    .security('B', '20')
    .model('half', [
      ['A', 5000, 500],
      ['B', 5000, 500],
    ])
    .lot('joint', 'A', '2020-01-02', '300', '1500')
    .lot('joint', 'B', '2020-01-02', '51', '1020')
  return book.reinvest('joint', 'B', '2026-03-04', '1', '20').with({
    entries: [
      ...book.snapshot().entries,
      entry('split', 'A', '2026-03-05', { ratio: [2, 1] }),
      entry('sell', 'B', '2026-03-06', { shares: sharesOf('50'), price: priceOf('20'), amount: amountOf('999'), fees: amountOf('1') }),
      entry('buy', 'A', '2026-03-06', { shares: sharesOf('100'), price: priceOf('5'), amount: amountOf('-501'), fees: amountOf('1') }),
      entry('cash-in', null, '2026-03-11', { amount: amountOf('500') }),
      ...more,
    ],
  })
}

let sequence = 10
function entry(kind: LedgerEntry['kind'], security: string | null, date: string, more: Partial<LedgerEntry>): LedgerEntry {
  sequence += 1
  const [blank] = bookOf(asOf).buy('joint', 'B', date, '1', '1').snapshot().entries
  const none = { shares: sharesOf('0'), basis: null, amount: null }
  return {
    ...(blank as LedgerEntry),
    ...none,
    id: id(`x${sequence}`),
    kind,
    security: security === null ? null : id(security),
    sequence,
    fingerprint: `x${sequence}`,
    ...more,
  }
}

describe('what was held', () => {
  const measured = measure(pastInput(household(), prices), { risk: false })
  const worth = (day: string) => measured.days.find(each => each.day === Date.parse(day) / 86_400_000)?.value

  test('the records of today are rolled back through the trades, the split and the reinvestment', () => {
    // before everything: 100 A at 10, 100 B at 20, and 1,000 less what came since: 1,000 − 500 − 999 + 501 = 2
    expect(worth('2026-03-02')).toBe(100_000 + 200_000 + 200)
    // after the split 200 A at 5, 101 B at 20: only the reinvested share is more
    expect(worth('2026-03-05')).toBe(100_000 + 202_000 + 200)
    // after the trades: 300 A at 5, 51 B, 500 in cash
    expect(worth('2026-03-06')).toBe(150_000 + 102_000 + 50_000)
    expect(worth('2026-03-13')).toBe(165_000 + 102_000 + 100_000)
  })

  test('a day without a price of what is held has no value: nothing is carried forward', () => {
    expect(worth('2026-03-10')).toBeUndefined()
    expect(measured.days).toHaveLength(9)
  })

  test('money that came in is no return', () => {
    const gains = periodsOf(measured.days, measured.flows).map(({ gain }) => Math.round(gain * 1e6))
    // the reinvested share, nothing by the split, the two fees, A a tenth up, and over the missed day the deposit
    expect(gains).toEqual([0, 6662, 0, -662, 49669, 0, 0, 0])
  })
})

describe('the rebalance of Mar 6', () => {
  const view = householdPerformance(pastInput(household(), prices))
  const [row] = view.rebalances

  test('two trades of one day that turn over a quarter are one', () => {
    expect(view.rebalances).toHaveLength(1)
    expect(row).toMatchObject({ id: 'day 2026-03-06', trades: 2, sold: 100_000, bought: 50_000, state: 'filled' })
    // (1,000 + 500) ÷ 2 ÷ 3,022
    expect(row?.turnover).toBe(248_180)
    expect(row?.cost).toEqual({ planned: null, actual: 200, fees: 200, shortfall: null })
  })

  test('premium: 3,670 − 500 of 3,022 as it is, 200 A and 101 B left alone', () => {
    // as it is: (3,020 ÷ 3,022) · (3,170 ÷ 3,020) − 1; left alone 1,000 of 3,022 rose by a tenth
    expect(row?.returns.actual).toBe(Math.round((3170 / 3022 - 1) * 1e6))
    expect(row?.returns.leftAlone).toBe(Math.round((3122 / 3022 - 1) * 1e6))
    expect(row?.premium).toBe(Math.round((48 / 3022) * 1e6))
    expect(row?.premiumAmount).toBe(4800)
  })

  test('drift: A was 33.1 % and B 66.8 %, after it 49.7 % and 33.8 % beside 16.6 % of cash', () => {
    expect(row?.drift.before).toBe(Math.round(((Math.abs(1000 / 3022 - 0.5) + Math.abs(2020 / 3022 - 0.5) + 2 / 3022) / 2) * 1e6))
    expect(row?.drift.after).toBe(Math.round(((Math.abs(1500 / 3020 - 0.5) + Math.abs(1020 / 3020 - 0.5) + 500 / 3020) / 2) * 1e6))
  })

  test('five days are too short for a ratio, and it says so', () => {
    expect(row?.sharpe).toEqual({ actual: null, leftAlone: null, targetMonthly: null, targetHeld: null })
    expect(row?.sharpeWords).toMatch(/too short to say: \d of 60/)
  })

  test('the trail of the premium adds up to it', () => {
    const trace = performanceTrace(pastInput(household(), prices), { figure: 'premium', rebalance: 'day 2026-03-06' })
    expect(trace?.value).toBe('1.59 %')
    expect(trace?.inputs.map(({ label, value }) => [label, value])).toEqual([
      ['As it is', '4.9 %'],
      ['Had it not been rebalanced', '3.31 %'],
      ['In dollars', '+$48.00'],
      ['After tax', expect.any(String)],
    ])
    expect(performanceTrace(pastInput(household(), prices), { figure: 'premium', rebalance: 'day 2026-03-07' })).toBeUndefined()
  })
})

describe('tickets that carry out a plan', () => {
  const order = (sequence: number, side: 'buy' | 'sell', security: string, count: string, price: string) =>
    ({ sequence, side, security: id(security), symbol: security, shares: sharesOf(count), price: priceOf(price) }) as TicketOrder
  const ticket = (name: string, orders: readonly TicketOrder[], cost: string, savedNow: string | null): PastTicket => ({
    id: id(name),
    asOf: civilDate('2026-03-05'),
    pages: [{ account: id('joint'), orders, totals: { cost: amountOf(cost) } } as unknown as TicketPage],
    plan: { proposal: id('p1'), revision: 1, hash: 'h', words: '' },
    basket: { savedNow: savedNow === null ? null : amountOf(savedNow) } as PastTicket['basket'],
  })
  const seen = (...tickets: PastTicket[]) => householdPerformance(pastInput(household(), prices, tickets)).rebalances

  test('trades filled are held against the prices on the ticket: 50 sold 10 ct lower, 100 bought 2 ct higher, and two dollars of fees', () => {
    const [row, ...others] = seen(
      ticket('T-1', [order(1, 'sell', 'B', '50', '20.10')], '3', '-12'),
      ticket('T-2', [order(1, 'buy', 'A', '100', '4.98')], '1', '0'),
    )
    expect(others).toEqual([])
    expect(row).toMatchObject({
      kind: 'plan',
      first: '2026-03-06',
      state: 'filled',
      tickets: ['T-1', 'T-2'],
      plan: { proposal: 'p1', revision: 1 },
    })
    expect(row?.cost).toEqual({ planned: 400, actual: 500 + 200 + 200, fees: 200, shortfall: 700 })
    expect(row?.tax.planned).toBe(1200)
    expect(row?.title).toBe('Plan of tickets T-1, T-2')
  })

  test('more ordered than filled is partly filled; what the ticket did not order is the day’s own', () => {
    const [row] = seen(ticket('T-1', [order(1, 'sell', 'B', '60', '20')], '3', null))
    expect(row).toMatchObject({ state: 'partly', trades: 1, tax: { planned: null } })
    expect(row?.notes[0]).toMatch(/Only a part of its orders/)
  })

  test('a ticket whose trades are in no file yet is open, and nothing is said of what it brought', () => {
    const [open, day] = seen({ ...ticket('T-9', [order(1, 'sell', 'A', '5', '5.5')], '3', '-12'), asOf: civilDate('2026-03-12') })
    expect(open).toMatchObject({ state: 'open', premium: null, verdict: 'unknown', cost: { planned: 300, actual: null } })
    expect(open?.verdictWords).toMatch(/None of its trades is in the book yet/)
    expect(day?.kind).toBe('trades')
  })
})

describe('records that do not reach', () => {
  test('an account whose trades sold more than they brought is told no further, and why', () => {
    const book = household().lot('joint', 'A', '2026-03-09', '1', '5').buy('joint', 'A', '2026-03-12', '400', '2200')
    const view = householdPerformance(pastInput(book, prices))
    expect(view.from).toBe('2026-03-12')
    expect(view.before).toMatch(/nothing is told of joint before Mar 12, 2026: the trades .* more shares/)
  })

  test('cash that does not add up is left out of every day, and what is bought with it is no return', () => {
    const view = householdPerformance(pastInput(household([entry('cash-in', null, '2026-03-03', { amount: amountOf('5000') })]), prices))
    expect(view.notes.some(note => /The cash of joint is left out: it would have been −\$/.test(note))).toBe(true)
    expect(view.points.at(-1)?.value).toBe(165_000 + 102_000)
  })

  test('without any trade in the book there is nothing to tell, and the account is named', () => {
    const view = householdPerformance(
      pastInput(bookOf(asOf).account('joint', { coverageFrom: null, coverageTo: null }).security('A', '5'), prices),
    )
    expect(view).toMatchObject({ points: [], from: null, leftOut: [{ name: 'joint', why: 'no trades of it were imported' }] })
  })

  test('what never has a price lies outside: buying it is money that leaves', () => {
    const book = household().security('C', null).lot('joint', 'C', '2026-03-12', '10', '300').buy('joint', 'C', '2026-03-12', '10', '300')
    const measured = measure(pastInput(book, prices), { risk: false })
    const gains = periodsOf(measured.days, measured.flows)
    expect(measured.unpricedNames).toEqual(['C'])
    expect(gains.slice(-2).map(({ gain }) => Math.round(gain * 1e9))).toEqual([0, 0])
  })
})
