/** Hypothetical trades: the Roth that bought twelve days ago, weekends, expected dividends, the year end, purchases after a loss. Single filer, 24 %, 2026. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../../src/main/engine/basket.ts'
import { explain } from '../../../../../src/main/engine/explain.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { timelineOf } from '../../../../../src/main/engine/timeline/timeline.ts'
import { type TrialQuestion, tryTrade } from '../../../../../src/main/engine/timeline/try.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Trial } from '../../../../../src/shared/model/timeline.ts'
import { exactMoney } from '../../../../../src/shared/present/format.ts'
import { amountOf, bookOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const friday = '2026-11-20'

function home(asOf = friday) {
  return bookOf(asOf)
    .account('joint', { type: 'joint' })
    .account('Roth', { type: 'roth-ira' })
    .security('VTI', '270.00')
    .buy('joint', 'VTI', '2023-03-14', '80', '23768.00')
}

type Book = ReturnType<typeof home>

function tried(book: Book, more: Partial<Omit<TrialQuestion, 'date'>> & { readonly date?: string } = {}): Trial {
  const { date = friday, ...rest } = more
  const question: TrialQuestion = {
    side: 'sell',
    account: id('joint'),
    security: id('VTI'),
    lots: { take: 'losses' },
    ...rest,
    date: civilDate(date),
  }
  const outcome = tryTrade(book.snapshot(), question)
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}

describe('a sale', () => {
  // 80 sh, loss 2,168; the Roth's 40 take half of it: 1,084 lost for good; 1,084 x 24 % = 260.16 is saved of 520.32
  const collides = () => home().buy('Roth', 'VTI', '2026-11-09', '40', '10800.00')

  test('names shares, dollars, account, day and rule of a permanent loss', () => {
    const trial = tried(collides())
    expect(trial.headline).toBe('Permanent loss: the loss on 40 sh, $1,084.00, would be lost for good.')
    expect([trial.disallowed, trial.permanent, trial.saved, trial.savedIfClear]).toEqual([108_400, 108_400, 26_016, 52_032])
    expect(trial.collisions).toEqual([
      expect.objectContaining({
        date: '2026-11-09',
        accountName: 'Roth',
        shares: sharesOf('40'),
        loss: 108_400,
        permanent: true,
        rule: 'Rev. Rul. 2008-5',
      }),
    ])
  })

  test('is clear from the thirty-first day after the purchase', () => {
    expect(tried(collides()).clearOn).toBe('2026-12-10')
    expect(tried(collides(), { date: '2026-12-09' }).wash.state).toBe('ira-risk')
    const clear = tried(collides(), { date: '2026-12-10' })
    expect([clear.wash.state, clear.saved, clear.collisions]).toEqual(['clear', 52_032, []])
    expect(clear.headline).toBe('Clear on the records: no purchase of the household would wash a sale on Dec 10, 2026.')
  })

  test('asked for a holiday or a weekend it trades on the next day the exchange is open, and that is said', () => {
    const trial = tried(collides(), { date: '2026-11-26' })
    expect([trial.asked, trial.date]).toEqual(['2026-11-26', '2026-11-27'])
    expect(trial.rolled).toBe('The exchange is closed on Nov 26, 2026: it trades on Nov 27, 2026.')
    expect(tried(home(), { date: '2026-12-05' }).locks).toMatchObject({ from: '2026-12-07', until: '2027-01-06' })
  })

  test('meets a dividend that is expected, within a week of its estimated day, and is clear between two', () => {
    const book = () => home().reinvest('Roth', 'VTI', '2026-06-24', '1', '270.00').reinvest('Roth', 'VTI', '2026-09-24', '1', '270.00')
    // next est. Dec 25, 92 days on, shown for the first open day after it; then Mar 27
    const now = tried(book())
    expect(now.wash.state).toBe('ira-risk')
    expect(now.headline).toBe(
      'A dividend that is expected to buy shares within 30 days would mean a permanent loss of part of it: how many shares nobody knows yet.',
    )
    expect(now.collisions).toEqual([expect.objectContaining({ date: '2026-12-28', estimated: true, shares: null, permanent: true })])
    expect(now.clearOn).toBe('2027-02-01')
    const clear = tried(book(), { date: '2027-02-01' })
    expect(clear.wash.state).toBe('clear')
    expect(clear.lastClear).toMatchObject({ date: '2027-02-17' })
    expect(tried(book(), { date: '2027-02-18' }).wash.state).toBe('ira-risk')
  })

  test('a position sold whole reinvests no more, so its own dividend is no collision', () => {
    const book = home().reinvest('joint', 'VTI', '2026-06-10', '1', '280.00').reinvest('joint', 'VTI', '2026-09-10', '1', '280.00')
    const whole = tried(book, { lots: { take: 'all' } })
    expect([whole.wash.state, whole.collisions, whole.lastClear]).toEqual(['clear', [], null])
    const part = tried(book, { lots: { take: 'shares', shares: sharesOf('80'), method: 'FIFO' } })
    expect(part.collisions).toEqual([expect.objectContaining({ date: '2026-12-11', estimated: true, permanent: false })])
  })

  test('in a year that cannot be reckoned has no dollars of tax, and says why', () => {
    const trial = tried(home(), { date: '2027-01-04' })
    expect([trial.saved, trial.savedIfClear]).toEqual([null, null])
    expect(trial.taxUnknown).toBe('Jan 4, 2027 is of tax year 2027: the book cannot reckon that year’s tax yet.')
  })

  test('cannot be clear while an account has no trades for the window, and can once the window begins later', () => {
    const book = () => home().account('Old', { coverageTo: civilDate('2026-11-18') })
    expect(tried(book()).wash.state).toBe('coverage-incomplete')
    expect(tried(book()).clearOn).toBe('2026-12-21')
    expect(tried(book(), { date: '2026-12-21' }).wash.state).toBe('clear')
  })

  test('beside an account that never had trades in the book is clear on no day, sold or bought', () => {
    const book = () => home().account('401(k)', { type: '401k', coverageFrom: null, coverageTo: null })
    for (const side of ['sell', 'buy'] as const) {
      expect(tried(book(), { side }).clearOn).toBeNull()
      const later = tried(book(), { side, date: '2027-03-01' })
      expect([later.wash.state, later.clearOn]).toEqual(['coverage-incomplete', null])
      expect(later.wash.reasons.map(reason => reason.what)).toEqual([
        '401(k) has no trades in the book, so nobody can say what it buys around Mar 1, 2027',
      ])
      expect(later.headline).not.toContain('Clear')
    }
  })

  test('before the day of the review, or of what is not held, is refused by name', () => {
    const refused = (more: object) =>
      tryTrade(home().snapshot(), {
        side: 'sell',
        account: id('joint'),
        security: id('VTI'),
        lots: { take: 'all' },
        date: civilDate(friday),
        ...more,
      })
    expect(refused({ date: civilDate('2026-11-19') })).toMatchObject({ refusal: { code: 'input/past-date' } })
    expect(refused({ account: id('Roth') })).toMatchObject({ refusal: { code: 'rule/nothing-held' } })
    expect(refused({ lots: { take: 'shares', shares: sharesOf('81'), method: 'FIFO' } })).toMatchObject({
      refusal: { code: 'rule/short-of-lots' },
    })
  })

  test('of lots at a loss is refused where none is, instead of selling the whole position', () => {
    const gaining = bookOf(friday).account('joint').security('VTI', '270.00').buy('joint', 'VTI', '2023-03-14', '80', '8000.00')
    expect(() => tried(gaining)).toThrow('rule/nothing-at-loss')
    expect(timelineOf(gaining.snapshot()).rows[0]?.holdings[0]?.hasLoss).toBe(false)
    expect(tried(gaining, { lots: { take: 'all' } }).gainLong).toBe(1_360_000)
  })

  test('that saves nothing this year says how much of the loss is carried on; a gain, how much of it is used up', () => {
    const full = home().profile({ otherLong: amountOf('-3000') })
    expect(tried(full)).toMatchObject({ saved: 0, carried: 216_800, gainLong: -216_800 })
    const gaining = bookOf(friday).account('joint').security('VTI', '270.00').buy('joint', 'VTI', '2023-03-14', '80', '8000.00')
    const carried = gaining.profile({ carryforwardLong: amountOf('20000') })
    expect(tried(carried, { lots: { take: 'all' } })).toMatchObject({ saved: 0, carried: -1_360_000 })
  })

  test('against a restriction is said, through its last day, on the side it bars', () => {
    const barred = (kind: 'never-sell' | 'never-buy' | 'do-not-trade', expires: string | null = null) => ({
      id: id<'restriction'>('r'),
      household: id<'household'>('home'),
      account: null,
      security: id<'security'>('VTI'),
      kind,
      reason: 'a legacy of her mother',
      expires: expires === null ? null : civilDate(expires),
    })
    const words = (kind: Parameters<typeof barred>[0], side: 'sell' | 'buy', date = friday, expires: string | null = null) => {
      const snapshot = { ...home().snapshot(), restrictions: [barred(kind, expires)] }
      const lots = side === 'sell' ? ({ take: 'losses' } as const) : ({ take: 'all' } as const)
      const trial = tryTrade(snapshot, { side, account: id('joint'), security: id('VTI'), lots, date: civilDate(date) })
      return trial.ok ? trial.value.barred : trial.refusal.code
    }
    expect(words('never-sell', 'sell')).toEqual(['Never sell: a legacy of her mother'])
    expect(words('do-not-trade', 'sell', friday, '2026-12-01')).toEqual(['Do not trade: a legacy of her mother (through Dec 1, 2026)'])
    expect(words('do-not-trade', 'sell', '2026-12-02', '2026-12-01')).toEqual([])
    expect([words('never-sell', 'buy'), words('never-buy', 'sell')]).toEqual([[], []])
    expect(words('never-buy', 'buy')).toEqual(['Never buy: a legacy of her mother'])
  })

  test('in an IRA is not taxed and not washed', () => {
    const trial = tried(collides(), { account: id('Roth'), lots: { take: 'all' } })
    expect([trial.saved, trial.disallowed, trial.collisions, trial.locks]).toEqual([0, 0, [], null])
  })

  test('an HSA that bought is called one', () => {
    const trial = tried(home().account('HSA', { type: 'hsa' }).buy('HSA', 'VTI', '2026-11-09', '40', '10800.00'))
    expect(trial.collisions[0]?.rule).toBe('Rev. Rul. 2008-5, read for an HSA as for an IRA')
  })
})

describe('a purchase', () => {
  const sold = () => home().sell('joint', 'VTI', '2026-11-05', '80', '21600.00')
  const buying = { side: 'buy', lots: { take: 'shares', shares: sharesOf('20'), method: 'FIFO' } } as const

  test('in an IRA after a loss sale destroys a part of it', () => {
    const trial = tried(sold(), { ...buying, account: id('Roth') })
    // a quarter of 2,168
    expect(trial.headline).toBe('Permanent loss: buying would destroy the loss on 20 sh, $542.00, sold before.')
    expect([trial.disallowed, trial.permanent, trial.clearOn]).toEqual([54_200, 54_200, '2026-12-07'])
    expect(tried(sold(), { ...buying, account: id('Roth'), date: '2026-12-07' }).wash.state).toBe('clear')
  })

  test('bars loss sales for thirty days', () => {
    expect(tried(sold(), buying).locks).toMatchObject({ from: friday, until: '2026-12-20' })
  })
})

describe('the same sale elsewhere', () => {
  const book = () =>
    home()
      .buy('joint', 'VTI', '2026-01-05', '30', '9000.00')
      .buy('Roth', 'VTI', '2026-11-09', '33', '8910.00')
      .buy('joint', 'VTI', '2026-11-12', '7', '1900.00')

  test('is worth and loses in the basket what it does on the timeline', () => {
    const snapshot = book().snapshot()
    const trial = tried(book())
    const choice = {
      account: id<'account'>('joint'),
      security: id<'security'>('VTI'),
      method: trial.method,
      picks: trial.picks,
      replacement: null,
      override: '',
    }
    const basket = priceBasket(snapshot, null, [choice])
    if (!basket.ok) throw new Error(basket.refusal.code)
    const { washed, permanent, savedNow } = basket.value.basket
    expect([trial.disallowed, trial.permanent, trial.saved]).toEqual([washed, permanent, savedNow])
    expect(trial.permanent).toBeGreaterThan(0)
    expect(trial.collisions.reduce((sum, one) => sum + (one.loss ?? 0), 0)).toBe((trial.disallowed ?? 0) - (trial.passedOn ?? 0))
  })

  test('has a trail for each figure, down to the purchase and its rule', () => {
    const snapshot = book().snapshot()
    const trial = tried(book())
    const choice = {
      account: id<'account'>('joint'),
      security: id<'security'>('VTI'),
      method: trial.method,
      picks: trial.picks,
      replacement: null,
      override: '',
    }
    const opened = (figure: string) => {
      const ids = ['sell', 'joint', 'VTI', trial.date]
      const trace = explain(snapshot, runReview(snapshot, 'hash'), { subject: 'trial', ids, figure }, [choice])
      if (!trace.ok) throw new Error(figure)
      return trace.value
    }
    const values = ['disallowed', 'permanent', 'saved', 'savedIfClear', 'carried'] as const
    for (const figure of values) expect(opened(figure).value, figure).toBe(exactMoney(trial[figure]))
    expect(opened('permanent').inputs).toEqual([expect.objectContaining({ rule: 'Rev. Rul. 2008-5', value: exactMoney(trial.permanent) })])
  })

  test('what waiting saves opens into both years', () => {
    const snapshot = home().buy('joint', 'VTI', '2025-12-01', '10', '2000.00').snapshot()
    const trace = explain(
      snapshot,
      runReview(snapshot, 'hash'),
      { subject: 'waiting', ids: ['joint', 'VTI', '2026-12-02'], figure: 'saved' },
      [],
    )
    expect(trace.ok && [trace.value.value, trace.value.inputs.map(input => input.value)]).toEqual(['$63.00', ['−$105.00', '−$168.00']])
  })

  test('by average basis needs the owner’s election, and says so', () => {
    const lots = { take: 'shares', shares: sharesOf('10'), method: 'AVERAGE' } as const
    const question = {
      side: 'sell',
      account: id<'account'>('joint'),
      security: id<'security'>('VTI'),
      lots,
      date: civilDate(friday),
    } as const
    expect(tryTrade(home().snapshot(), question)).toMatchObject({ refusal: { code: 'rule/average-not-allowed' } })
  })
})

test('what an issued ticket is about to buy is met on its day', () => {
  const purchase = {
    ticket: id<'ticket'>('T-1'),
    account: id<'account'>('Roth'),
    security: id<'security'>('VTI'),
    date: civilDate('2026-11-23'),
    shares: sharesOf('5'),
  }
  const trial = tried(home().with({ plannedPurchases: [purchase] }))
  expect(trial.collisions).toEqual([expect.objectContaining({ date: '2026-11-23', shares: sharesOf('5'), permanent: true })])
  expect(trial.collisions[0]?.what).toContain('on ticket T-1')
})
