/** The review as a whole: totals, the year so far, locks, anniversaries, cash, quality. */
import { describe, expect, test } from 'vitest'
import { runReview } from '../../../../src/main/engine/review.ts'
import { civilDate } from '../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../src/shared/kernel/id.ts'
import { reviewShape } from '../../../../src/shared/model/review.ts'
import { amountOf, bookOf } from '../../../fixtures/snapshot.ts'

const day = '2026-11-20'

function book() {
  return bookOf(day)
    .account('joint', { type: 'joint' })
    .account('own')
    .security('VTI', '270.00')
    .security('BND', '70.00')
    .lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    .lot('joint', 'VTI', '2026-07-02', '40', '12062.00')
}

function review(of: ReturnType<typeof bookOf>) {
  return runReview(of.snapshot(), 'hash')
}

function flags(of: ReturnType<typeof bookOf>) {
  return review(of).quality.map(flag => `${flag.weight} ${flag.code}`)
}

test('a review has its shape, its hash and the engine’s name', () => {
  const found = review(book())
  expect(reviewShape.safeParse(found).success).toBe(true)
  expect(found).toMatchObject({ snapshotHash: 'hash', household: 'home', asOf: day, pricesAsOf: day })
  expect(found.engine).toMatch(/^lotwright-engine \d/)
})

test('totals price the ready lots together', () => {
  expect(review(book()).totals).toEqual({
    ready: 2,
    lossShort: 126_200,
    lossLong: 216_800,
    savedNow: 72_000,
    carried: 43_000,
    cost: 3240,
    net: 68_760,
  })
})

describe('the year so far', () => {
  const bought = () => book().buy('own', 'BND', '2025-01-06', '100', '8000.00').sell('own', 'BND', '2026-03-02', '50', '3500.00')

  test('comes from the ledger where no custodian’s file is there', () => {
    expect(review(bought()).realized).toMatchObject({ year: 2026, short: 0, long: -50_000, source: 'ledger' })
  })

  test('comes from the custodian’s file for the sales it lists, and from the ledger for the others', () => {
    const filed = bought().realized('own', 'BND', '2025-01-06', '2026-03-02', '50', '3500.00', '4100.00')
    expect(review(filed).realized).toMatchObject({ long: -60_000, source: "custodian's realized file" })
    const later = filed.sell('own', 'BND', '2026-05-04', '10', '700.00')
    expect(review(later).realized).toMatchObject({ long: -60_000 - 10_000, source: "custodian's realized file + ledger" })
  })

  test('a realized file of other days or securities hides no sale of the ledger', () => {
    const part = bought().realized('own', 'BND', '2025-01-06', '2026-05-04', '10', '700.00', '900.00')
    expect(review(part).realized).toMatchObject({ long: -50_000 - 20_000 })
    const other = bought().security('AGG', '90').realized('own', 'AGG', '2025-01-06', '2026-03-02', '10', '700.00', '900.00')
    expect(review(other).realized).toMatchObject({ long: -50_000 - 20_000 })
  })

  test('what an IRA bought is lost for good, although the custodian’s file cannot know it', () => {
    const washed = (filed: boolean, broker = '0') => {
      const of = bought().account('roth', { type: 'roth-ira' }).buy('roth', 'BND', '2026-03-10', '20', '1400.00')
      if (filed) of.realized('own', 'BND', '2025-01-06', '2026-03-02', '50', '3500.00', '4000.00', { disallowed: amountOf(broker) })
      return review(of).realized
    }
    // 50 sold at a loss of 500, 20 of them replaced in the Roth: 200 are gone
    const lost = { long: -30_000, disallowed: 20_000, permanentlyDisallowed: 20_000 }
    expect(washed(false)).toMatchObject(lost)
    expect(washed(true)).toMatchObject(lost)
    expect(washed(true, '50.00')).toMatchObject(lost)
    expect(washed(true, '300.00')).toMatchObject({ long: -20_000, disallowed: 30_000, permanentlyDisallowed: 20_000 })
  })

  test('adds what was entered by hand, takes wash adjustments in, and leaves other years and IRAs out', () => {
    const of = book()
      .account('roth', { type: 'roth-ira' })
      .realized('own', 'BND', '2026-01-06', '2026-03-02', '50', '3500.00', '4100.00', { disallowed: amountOf('200') })
      .realized('own', 'BND', '2024-01-06', '2025-03-02', '50', '3500.00', '9100.00')
      .realized('roth', 'BND', '2026-01-06', '2026-03-02', '50', '3500.00', '9100.00')
      .profile({ otherShort: amountOf('1000'), otherLong: amountOf('-250') })
    expect(review(of).realized).toMatchObject({
      short: 100_000 - 40_000,
      long: -25_000,
      disallowed: 20_000,
      source: "custodian's realized file + entered by hand",
    })
  })

  test('what has no basis or term is flagged, not counted as zero', () => {
    const of = book().realized('own', 'BND', '2026-01-06', '2026-03-02', '50', '3500.00', null)
    expect(flags(of)).toContain('warning realized/unknown')
  })

  test('changes what a loss is worth', () => {
    const gains = review(book().profile({ otherShort: amountOf('50000') }))
    expect(gains.totals).toMatchObject({ savedNow: Math.round(3430 * 24), carried: 0 })
  })
})

test('locks come from loss sales of the ledger and from tickets, in force ones only', () => {
  const of = book()
    .security('AGG', '90')
    .relation('identical', 'BND', 'AGG')
    .buy('own', 'BND', '2025-01-06', '100', '8000.00')
    .sell('own', 'BND', '2026-11-02', '100', '7000.00')
    .lock('VTI', '2026-10-25', '2026-11-24', { ticket: id('T-2026-0001') })
    .lock('VTI', '2026-10-01', '2026-10-31')
  expect(review(of).locks.map(lock => [lock.security, lock.until])).toEqual([
    ['VTI', '2026-11-24'],
    ['AGG', '2026-12-02'],
    ['BND', '2026-12-02'],
  ])
})

test('lots turning long-term within 45 days, nearest first, taxable accounts only', () => {
  const of = book()
    .account('roth', { type: 'roth-ira' })
    .lot('own', 'VTI', '2026-01-05', '1', '200')
    .lot('own', 'VTI', '2025-12-22', '1', '200')
    .lot('own', 'VTI', '2025-11-20', '1', '200')
    .lot('roth', 'VTI', '2025-11-25', '1', '200')
  expect(review(of).turningLong.map(lot => [lot.longOn, lot.days])).toEqual([
    ['2026-11-21', 1],
    ['2026-12-23', 33],
  ])
})

test('cash to raise: needs less cash, an account’s need from its own cash first, no IRA cash for common needs; deposits before a need count, and needs up to the firm’s horizon', () => {
  const cash = (amount: string) => ({ cash: amountOf(amount) })
  const of = (need: (book: ReturnType<typeof bookOf>) => ReturnType<typeof bookOf>) =>
    review(
      need(
        bookOf(day)
          .account('joint', cash('10000'))
          .account('roth', { type: 'roth-ira', ...cash('90000') }),
      ),
    ).cashNeeded
  expect(of(found => found.cashNeed('40000', '2026-12-15'))).toBe(3_000_000)
  expect(of(found => found.cashNeed('40000', '2026-11-19'))).toBe(0)
  // 30 days unless the firm says otherwise: the last of them is December 20
  expect(of(found => found.cashNeed('40000', '2026-12-20'))).toBe(3_000_000)
  expect(of(found => found.cashNeed('40000', '2026-12-21'))).toBe(0)
  const deposit = (due: string) => ({ flow: 'deposit' as const, due })
  const withDeposit = (due: string) =>
    of(found => found.cashNeed('40000', '2026-12-15').cashNeed('12000', deposit(due).due, { flow: deposit(due).flow }))
  expect(withDeposit('2026-12-14')).toBe(1_800_000)
  expect(withDeposit('2026-12-15')).toBe(3_000_000)
  expect(of(found => found.cashNeed('8000', '2026-12-15', { account: id('joint') }).cashNeed('3000', '2026-12-15'))).toBe(100_000)
})

describe('quality flags', () => {
  test('a clean book has none', () => {
    expect(flags(book())).toEqual([])
  })

  test('prices, costs, coverage, basis, dates, profile', () => {
    expect(flags(book().price('VTI', '270', '2026-11-13'))).toEqual(['warning price/stale'])
    expect(flags(book().security('NEW', null).lot('own', 'NEW', '2024-01-02', '1', '1'))).toEqual(['warning price/missing'])
    const costs = book().snapshot().settings.costs
    expect(flags(book().settings({ costs: { ...costs, asOf: civilDate('2026-10-20') } }))).toEqual(['warning cost/stale'])
    expect(flags(book().settings({ costs: { ...costs, asOf: civilDate('2026-10-21') } }))).toEqual([])
    expect(flags(book().account('401k', { type: '401k', coverageFrom: null, coverageTo: null }))).toEqual(['warning coverage/missing'])
    expect(flags(book().lot('own', 'VTI', null, '1', null))).toEqual(['warning basis/unknown', 'warning date/unknown'])
    expect(flags(book().profile({ year: 2025 }))).toEqual(['warning tax/other-year'])
    expect(flags(book().profile(null))).toEqual(['warning tax/no-profile'])
  })

  test('positions: none of the lots is a warning, a difference a stop, a sweep fund nothing', () => {
    expect(flags(book().position('own', 'VTI', '5'))).toEqual(['warning position/no-lots'])
    expect(flags(book().position('joint', 'VTI', '119'))).toEqual(['stop position/unreconciled'])
    expect(flags(book().position('joint', 'VTI', '120'))).toEqual([])
    expect(flags(book().security('SWEEP', '1', { kind: 'money-market' }).position('own', 'SWEEP', '5'))).toEqual([])
  })

  test('trades of the lot file’s own day are told, unless it shows what they bought', () => {
    const sameDay = (of: ReturnType<typeof bookOf>) => review(of).quality.filter(flag => flag.code === 'lots/same-day-trades')
    expect(sameDay(book().sell('joint', 'VTI', day, '5', '1350.00'))).toMatchObject([
      { weight: 'warning', what: '1 trade of Nov 20, 2026 is taken as contained in the lot file of that day.' },
    ])
    expect(sameDay(book().sell('joint', 'VTI', '2026-11-19', '5', '1350.00'))).toEqual([])
    expect(sameDay(book().buy('joint', 'VTI', day, '5', '1350.00'))).toHaveLength(1)
    expect(sameDay(book().lot('joint', 'VTI', day, '5', '1350.00').buy('joint', 'VTI', day, '5', '1350.00'))).toEqual([])
    expect(sameDay(book().sell('own', 'VTI', day, '5', '1350.00'))).toEqual([])
  })

  test('a sale of shares that were never bought stops its holding and nothing else', () => {
    const of = book().buy('own', 'BND', '2025-01-06', '10', '800').sell('own', 'BND', '2026-03-02', '11', '770')
    expect(flags(of)).toEqual(['stop rule/short-of-lots'])
    expect(review(of).totals.ready).toBe(2)
  })
})
