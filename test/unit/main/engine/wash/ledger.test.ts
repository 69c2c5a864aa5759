/** The wash ledger on published examples and on the turns they do not take: chains over years, an IRA, splits, near purchases and their reasons. */
import { describe, expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { washChains, washLedger } from '../../../../../src/main/engine/wash/ledger.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const ledgerOf = (book: ReturnType<typeof bookOf>, year: number | null = null) => washLedger(standingOf(book.snapshot()), year)
const home = (asOf = '2026-12-31') =>
  bookOf(asOf)
    .person('Ana')
    .account('joint', { owner: id('Ana') })
    .security('X', '10.00')

test('Pub. 550: 100 shares bought for 1,000, sold for 750, bought again for 800: 250 go into the basis of the new shares', () => {
  const { entries, losses, identity, years } = ledgerOf(
    home()
      .buy('joint', 'X', '2025-01-06', '100', '1000')
      .sell('joint', 'X', '2026-06-15', '100', '750')
      .buy('joint', 'X', '2026-06-25', '100', '800'),
  )
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({
    disallowed: 250_00,
    status: 'deferred',
    daysApart: 10,
    provisionalUntil: null,
    tacked: { own: '2026-06-25', from: '2025-01-16', days: 525 },
    declared: null,
    brokerSees: true,
    fates: [{ kind: 'open', lot: 'e3', shares: 100_000_000, amount: 250_00 }],
  })
  expect(losses[0]).toMatchObject({ loss: 250_00, disallowed: 250_00, allowed: 0, brokerDisallowed: 250_00, unreplaced: 0, near: [] })
  expect(years).toEqual([
    {
      year: 2026,
      losses: 250_00,
      disallowed: 250_00,
      deferred: 250_00,
      released: 0,
      permanent: 0,
      brokerDisallowed: 250_00,
      provisional: 0,
    },
  ])
  expect(identity).toEqual({ raw: -250_00, recognized: 0, open: 250_00, left: 0, permanent: 0, holds: true })
})

test('Reg. 1.1091-1(h) ex. 2: 100 sold and 75 acquired; 750 of 1,000 is washed and the rest waits until the window ends', () => {
  const { entries, losses } = ledgerOf(
    home('2026-07-01')
      .buy('joint', 'X', '2025-01-06', '100', '2000')
      .sell('joint', 'X', '2026-06-15', '100', '1000')
      .buy('joint', 'X', '2026-06-20', '75', '800'),
  )
  expect(entries.map(entry => [entry.disallowed, entry.loss.shares, entry.provisionalUntil])).toEqual([[750_00, 75_000_000, '2026-07-15']])
  expect(losses[0]).toMatchObject({ allowed: 250_00, unreplaced: 25_000_000, provisionalUntil: '2026-07-15' })
})

test('a chain over three years: each loss is passed on, and released in the sale that ends it', () => {
  const standing = standingOf(
    home('2028-12-31')
      .buy('joint', 'X', '2025-01-06', '10', '1000')
      .sell('joint', 'X', '2025-12-15', '10', '900')
      .buy('joint', 'X', '2026-01-05', '10', '880')
      .sell('joint', 'X', '2026-12-20', '10', '800')
      .buy('joint', 'X', '2027-01-04', '10', '790')
      .sell('joint', 'X', '2028-06-01', '10', '1200')
      .snapshot(),
  )
  const { entries, years } = washLedger(standing)
  expect(entries.map(entry => [entry.disallowed, entry.status])).toEqual([
    [100_00, 'passed-on'],
    [180_00, 'realised'],
  ])
  expect(years.map(({ year, disallowed, released, deferred }) => [year, disallowed, released, deferred])).toEqual([
    [2028, 0, 180_00, 0],
    [2026, 180_00, 100_00, 0],
    [2025, 100_00, 0, 0],
  ])
  // the loss of 2026 is 180.00 with the 100.00 that came in: without section 1091 it is 80.00
  expect(years.map(({ year, losses }) => [year, losses])).toEqual([
    [2028, 0],
    [2026, 80_00],
    [2025, 100_00],
  ])
  expect(washChains(standing, 2028).map(chain => chain.map(entry => entry.id))).toEqual([['match 1', 'match 2']])
  expect(washChains(standing, 2027)).toEqual([])
})

test('Rev. Rul. 2008-5: a Roth of the spouse bought; the loss is gone for good, no days pass, and the broker does not see it', () => {
  const { entries, years, identity } = ledgerOf(
    home()
      .person('Dana', 'spouse')
      .account('roth', { type: 'roth-ira', owner: id('Dana') })
      .buy('joint', 'X', '2025-01-06', '100', '1000')
      .sell('joint', 'X', '2026-06-15', '100', '750')
      .buy('roth', 'X', '2026-06-27', '40', '300'),
  )
  expect(entries[0]).toMatchObject({
    disallowed: 100_00,
    status: 'permanent',
    tacked: null,
    brokerSees: false,
    replacement: { owner: 'Dana' },
  })
  expect(entries[0]?.rules.map(cited => cited.rule)).toEqual(expect.arrayContaining(['Rev. Rul. 2008-5', 'Pub. 550, Wash Sales']))
  expect(years[0]).toMatchObject({ permanent: 100_00, brokerDisallowed: 0 })
  expect(identity.holds).toBe(true)
})

test('declared identical: who declared it, when and why; shares counted then and now after a split; part sold, part held', () => {
  const { entries } = ledgerOf(
    home()
      .security('Y', '10.00')
      .relation('identical', 'X', 'Y')
      .buy('joint', 'X', '2025-01-06', '10', '1000')
      .sell('joint', 'X', '2026-06-15', '10', '900')
      .reinvest('joint', 'Y', '2026-06-20', '10', '100')
      .sell('joint', 'Y', '2026-07-01', '1', '0', { kind: 'split', ratio: [3, 1] })
      .sell('joint', 'Y', '2026-09-01', '12', '800'),
  )
  expect(entries[0]).toMatchObject({
    declared: { kind: 'identical', author: 'test', date: '2026-01-02', reason: 'test' },
    reinvested: true,
    brokerSees: false,
    status: 'partly',
    replacement: { shares: 10_000_000, sharesNow: 30_000_000 },
    fates: [
      { kind: 'sold', sale: 'e5', amount: 40_00 },
      { kind: 'open', amount: 60_00 },
    ],
  })
})

describe('a purchase near a loss that does not count, and why', () => {
  const reasons = (book: ReturnType<typeof bookOf>) => ledgerOf(book).losses.map(loss => loss.near.map(near => [near.lot, near.reason]))

  test('the rest of the same purchase (Rev. Rul. 56-602), a purchase 31 days off, and shares used by an earlier loss (Reg. (e))', () => {
    expect(
      reasons(
        home()
          .buy('joint', 'X', '2026-06-01', '20', '400')
          .sell('joint', 'X', '2026-06-15', '10', '150')
          .buy('joint', 'X', '2026-07-16', '5', '75'),
      ),
    ).toEqual([
      [
        ['e1', 'same-lot'],
        ['e3', 'outside'],
      ],
    ])
    expect(
      reasons(
        home()
          .buy('joint', 'X', '2025-01-06', '20', '400')
          .sell('joint', 'X', '2026-06-10', '10', '150')
          .sell('joint', 'X', '2026-06-11', '10', '150')
          .buy('joint', 'X', '2026-06-20', '10', '150'),
      ),
    ).toEqual([[], [['e4', 'used']]])
  })

  test('gone before the loss, received as a gift, and bought in a 401(k)', () => {
    expect(
      reasons(
        home()
          .account('plan', { type: '401k' })
          .buy('joint', 'X', '2025-01-06', '20', '400')
          .buy('joint', 'X', '2026-06-01', '5', '60', { id: id('brief') })
          .sell('joint', 'X', '2026-06-05', '5', '80', { picks: [{ lot: id('brief'), shares: 5_000_000 as never }] })
          .sell('joint', 'X', '2026-06-15', '20', '300')
          .buy('joint', 'X', '2026-06-20', '5', '60', { kind: 'gift-in' })
          .buy('plan', 'X', '2026-06-22', '5', '60'),
      ),
    ).toEqual([
      [
        ['brief', 'sold-before'],
        ['e5', 'no-acquisition'],
        ['e6', 'unsettled'],
      ],
    ])
  })
})

test('an empty household has an empty ledger, and its identity holds', () => {
  expect(ledgerOf(bookOf('2026-12-31'))).toMatchObject({ entries: [], losses: [], years: [], identity: { holds: true } })
})
