/** A tax year as the engine sees it: two scopes and why they differ, what is provisional, what is unknown, years without a table or a profile. */
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { scopeGain } from '../../../../../src/shared/present/words.ts'
import { amountOf, bookOf, plainProfile } from '../../../../fixtures/snapshot.ts'
import { busyYear, lineOf, yearViewOf } from '../../../../fixtures/tax-year.ts'

const home = (asOf = '2026-11-21') =>
  bookOf(asOf)
    .account('Joint', { type: 'joint' })
    .account("Dana's Roth", { type: 'roth-ira' })
    .account('Trust', { type: 'trust' })
    .security('VTI', '270')

describe('two scopes', () => {
  const book = home().buy('Joint', 'VTI', '2025-01-06', '100', '30000').sell('Joint', 'VTI', '2026-10-26', '100', '27000')
  const washed = book.buy("Dana's Roth", 'VTI', '2026-11-09', '40', '10800')

  test('a purchase in the spouse’s Roth is a permanent loss that the broker cannot see, in words', () => {
    const view = yearViewOf(washed)
    expect(view.rows).toHaveLength(1)
    expect(view.rows[0]).toMatchObject({
      disallowed: 120_000,
      permanent: 120_000,
      deferred: 0,
      recognized: -180_000,
      codes: 'W',
      adjustment: 120_000,
      broker: { disallowed: 0, recognized: -300_000, term: 'long' },
      difference: 120_000,
    })
    expect(view.rows[0]?.differenceWhy).toEqual([
      "Dana's Roth bought 40 sh of VTI on Nov 9, 2026: the broker cannot see it; that loss is lost for good (Rev. Rul. 2008-5)",
    ])
    expect(view.totals).toMatchObject({ difference: 120_000, taxpayer: { long: -180_000, permanent: 120_000 }, broker: { long: -300_000 } })
    expect(view.chains[0]?.rules).toContain('Rev. Rul. 2008-5')
    expect(view.chains).toMatchObject([{ chain: 1, permanent: true, became: 'lost for good', disallowed: 120_000, brokerSees: false }])
  })

  test('a custodian’s figure lacks what another account put into the basis: code B corrects it', () => {
    const filed = home()
      .buy('Trust', 'VTI', '2025-01-06', '10', '4000')
      .sell('Trust', 'VTI', '2026-02-02', '10', '3000')
      .buy('Joint', 'VTI', '2026-02-10', '10', '3100')
      .sell('Joint', 'VTI', '2026-06-01', '10', '3500')
      .realized('Joint', 'VTI', '2026-02-10', '2026-06-01', '10', '3500', '3100', { term: 'short' })
    const row = yearViewOf(filed).rows.find(one => one.accountName === 'Joint')
    expect(row).toMatchObject({
      basis: 410_000,
      carriedIn: 100_000,
      recognized: -60_000,
      reported: { basis: 310_000, recognized: 40_000, term: 'short' },
      box: 'D',
      columnE: 310_000,
      codes: 'BT',
      adjustment: -100_000,
      term: 'long',
      difference: -100_000,
    })
  })

  test('a figure that a broker does not know is unknown, not zero, and so is the difference from it', () => {
    const told = home().realized('Joint', 'VTI', '2023-01-09', '2026-06-01', '10', '3500', '3100', { term: 'long' })
    const { rows, totals } = yearViewOf(told.realized('Joint', 'VTI', '2023-01-09', '2026-06-02', '10', '3600', '3100', { term: 'long' }))
    expect(rows.map(row => [row.recognized, row.broker])).toEqual([
      [40_000, null],
      [50_000, null],
    ])
    expect([scopeGain(totals.taxpayer, 'long'), scopeGain(totals.broker, 'long')]).toEqual(['+$900.00', 'unknown for 2 sales'])
    expect(totals.broker).toMatchObject({ sales: { short: 0, long: 2 }, untold: { short: 0, long: 2 } })
    const undecided = yearViewOf(home().lot('Joint', 'VTI', '2023-01-09', '10', '3100').sell('Joint', 'VTI', '2026-06-01', '4', '1400'))
    expect([undecided.totals.difference, undecided.totals.undecided]).toEqual([null, 1])
    const [none] = [yearViewOf(home())]
    expect([none.totals.difference, none.totals.undecided, scopeGain(none.totals.broker, 'long')]).toEqual([0, 0, '$0.00'])
  })

  test('where the custodian’s file and a broker’s rules disagree, both figures are said', () => {
    const filed = washed.realized('Joint', 'VTI', '2025-01-06', '2026-10-26', '100', '27000', '30000', { disallowed: amountOf('300') })
    const [row] = yearViewOf(filed).rows
    expect(row).toMatchObject({ disallowed: 120_000, reported: { disallowed: 30_000, recognized: -270_000 }, difference: 90_000 })
    expect(row?.differenceWhy.join()).toContain("the custodian's file disallows $300.00")
  })
})

describe('what is not final', () => {
  const sold = (on: string, asOf: string) =>
    home(asOf).buy('Joint', 'VTI', '2025-01-06', '100', '30000').sell('Joint', 'VTI', on, '100', '27000')

  test('a loss of December is provisional until January 30', () => {
    const view = yearViewOf(sold('2026-12-31', '2026-12-31'))
    expect(view.rows[0]?.provisional).toMatchObject({ until: '2027-01-30', open: true, why: expect.stringContaining('Jan 30, 2027') })
    expect(yearViewOf(sold('2026-12-31', '2027-01-30'), { year: 2026 }).rows[0]?.provisional?.open).toBe(true)
    expect(yearViewOf(sold('2026-12-31', '2027-01-31'), { year: 2026 }).rows[0]?.provisional).toBeNull()
  })

  test('a gain is final at once, and so is a loss that is wholly disallowed', () => {
    const gain = home('2026-12-31').buy('Joint', 'VTI', '2025-01-06', '10', '1000').sell('Joint', 'VTI', '2026-12-30', '10', '2000')
    expect(yearViewOf(gain).rows[0]?.provisional).toBeNull()
    const gone = sold('2026-11-02', '2026-11-21').buy("Dana's Roth", 'VTI', '2026-11-09', '100', '27000')
    expect(yearViewOf(gone).rows[0]).toMatchObject({ recognized: 0, provisional: null })
  })

  test('an account whose records end inside the window keeps it provisional, by name', () => {
    const book = sold('2026-03-02', '2026-11-21').account('IRA', { type: 'traditional-ira', coverageTo: civilDate('2026-03-20') })
    expect(yearViewOf(book).rows[0]?.provisional).toMatchObject({ open: false, why: expect.stringContaining('IRA has trades from') })
  })

  test('a loss of an open window says which accounts will keep it provisional after it', () => {
    const book = home()
      .account('Plan', { type: '401k', coverageFrom: null, coverageTo: null })
      .buy('Joint', 'VTI', '2025-01-06', '100', '30000')
      .sell('Joint', 'VTI', '2026-11-05', '10', '2700')
      .sell('Joint', 'VTI', '2026-08-10', '10', '2700')
    const { rows, notices } = yearViewOf(book)
    const [closed, open] = rows
    expect(open?.provisional).toEqual({
      until: '2026-12-05',
      open: true,
      missing: ['Plan'],
      why: 'provisional until Dec 5, 2026: a purchase up to then still washes it; and after that, for Plan has no trades in the book',
    })
    expect(closed?.provisional).toMatchObject({ open: false, missing: ['Plan'] })
    expect(notices.find(notice => notice.code === 'provisional')?.what).toBe(
      '2 losses may still change: 1 by a purchase, the last window closes on Dec 5, 2026; 2 by trades of Plan, which are not in the book.',
    )
  })

  test('on a weekend records through the last close are complete: only the purchase to come is open', () => {
    const friday = { coverageTo: civilDate('2026-11-20') }
    const book = bookOf('2026-11-21').account('Joint', friday).security('VTI', '270')
    const [row] = yearViewOf(book.buy('Joint', 'VTI', '2025-01-06', '100', '30000').sell('Joint', 'VTI', '2026-11-05', '10', '2700')).rows
    expect(row?.provisional).toMatchObject({ open: true, missing: [] })
  })

  test('a sale of unknown basis stays in the list and out of every sum', () => {
    const view = yearViewOf(home().lot('Joint', 'VTI', '2026-01-05', '5', '1000').sell('Joint', 'VTI', '2026-03-02', '3', '900'))
    expect(view.rows).toMatchObject([{ recognized: null, basis: null, proceeds: 90_000, box: null }])
    expect(view.totals.taxpayer).toMatchObject({ short: 0, long: 0, unknown: 1 })
    expect(view.notices.map(notice => notice.code)).toContain('unknown')
    expect(view.boxes).toEqual([])
  })
})

describe('years', () => {
  const twoYears = home()
    .buy('Joint', 'VTI', '2021-01-06', '100', '30000')
    .sell('Joint', 'VTI', '2023-06-01', '50', '10000')
    .sell('Joint', 'VTI', '2026-06-01', '50', '20000')

  test('any year from the first trade on can be looked at; each has its own sales', () => {
    expect(yearViewOf(twoYears).years).toEqual([2026, 2025, 2024, 2023, 2022, 2021])
    expect(yearViewOf(twoYears).totals.taxpayer.long).toBe(500_000)
    expect(yearViewOf(twoYears, { year: 2023 }).totals.taxpayer.long).toBe(-500_000)
  })

  test('a year without a federal table says so by name and shows no tax', () => {
    const view = yearViewOf(twoYears, { year: 2023, profiles: [{ ...plainProfile, year: 2023 }] })
    expect(view).toMatchObject({ tax: null, carryover: null, table: null })
    expect(view.notices.find(notice => notice.code === 'no-table')?.what).toContain('no federal table for 2023')
    expect([lineOf(view, '15'), lineOf(view, '21'), lineOf(view, '1040 7a')]).toEqual([-500_000, null, null])
  })

  test('a year without a profile asks for one: carryovers and nets are unknown, not zero', () => {
    const view = yearViewOf(twoYears, { profiles: [] })
    expect(view.notices.map(notice => notice.code)).toContain('no-profile')
    expect(['6', '7', '13', '14', '15', '16'].map(line => lineOf(view, line))).toEqual([null, null, null, null, null, null])
    expect(lineOf(view, '8b')).toBe(500_000)
  })

  test('losses carried out of one year are held against the next profile, both figures said', () => {
    const profiles = [
      { ...plainProfile, year: 2025, carryforwardLong: amountOf('10000') },
      { ...plainProfile, carryforwardLong: amountOf('6500') },
    ]
    const view = yearViewOf(twoYears, { profiles })
    expect(view.handOvers).toMatchObject([
      { from: 2025, to: 2026, computed: { short: 0, long: 700_000 }, entered: { long: 650_000 }, agrees: false },
    ])
    expect(view.notices.find(notice => notice.code === 'hand-over')?.what).toMatch(/\$7,000\.00.*\$6,500\.00/)
    const agreed = yearViewOf(twoYears, {
      profiles: [profiles[0] ?? plainProfile, { ...plainProfile, carryforwardLong: amountOf('7000') }],
    })
    expect(agreed.notices.map(notice => notice.code)).not.toContain('hand-over')
  })

  test('the tax table tells what the sales use up of the losses carried in', () => {
    // a gain of 5,000 against 20,000 carried in: no tax either way, 5,000 less is carried on
    const book = home().buy('Joint', 'VTI', '2021-01-06', '50', '15000').sell('Joint', 'VTI', '2026-06-01', '50', '20000')
    const view = yearViewOf(book.profile({ carryforwardLong: amountOf('20000') }))
    expect([view.tax?.difference, view.tax?.without.carried, view.tax?.with.carried]).toEqual([0, 1_700_000, 1_200_000])
  })

  test('entered lines of Schedule D stand on their lines and in the nets', () => {
    const view = yearViewOf(
      twoYears.profile({ line4: amountOf('10'), line12: amountOf('-20'), line13: amountOf('300'), otherLong: amountOf('5') }),
    )
    expect(['4', '5', '12', '13', '8–10', '7', '15'].map(line => lineOf(view, line))).toEqual([1000, 0, -2000, 30_000, 500, 1000, 528_500])
  })
})

describe('identity of raw gains, adjustments and losses', () => {
  test('holds over a chain, across accounts, to the cent', () => {
    const { identity } = yearViewOf(busyYear())
    expect(identity).toMatchObject({ holds: true, gone: 0, raw: -484_900, permanent: 108_400 })
    expect(identity.raw).toBe(identity.recognized - identity.openAdjustments - identity.permanent)
    const { year } = identity
    expect(year.raw + year.disallowed - year.carriedIn).toBe(year.recognized)
    expect(year.carriedIn).toBeGreaterThan(0)
  })

  test('names what left with shares that were given away', () => {
    const given = home()
      .buy('Joint', 'VTI', '2025-01-06', '10', '4000')
      .sell('Joint', 'VTI', '2026-02-02', '10', '3000')
      .buy('Joint', 'VTI', '2026-02-10', '10', '3100')
      .buy('Joint', 'VTI', '2026-03-10', '10', '3100', { kind: 'gift-out', basis: null, amount: null })
    expect(yearViewOf(given).identity).toMatchObject({ gone: 100_000, holds: true })
  })
})

test('ten thousand sales are worked out without overflow, and still add up', () => {
  const book = home().buy('Joint', 'VTI', '2020-01-06', '10000', '1000000')
  for (let sale = 0; sale < 10_000; sale += 1) {
    const day = String((sale % 28) + 1).padStart(2, '0')
    book.sell('Joint', 'VTI', `2026-0${(sale % 9) + 1}-${day}`, '1', '101')
  }
  const view = yearViewOf(book, { choices: { wholeDollars: true, combineLots: true } })
  expect(view.rows).toHaveLength(10_000)
  expect(view.totals.taxpayer.long).toBe(1_000_000)
  expect(view.boxes[0]?.totals.gain).toBe(1_000_000)
})
