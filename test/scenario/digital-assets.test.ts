/**
 * Digital assets that are only property stand outside of section 1091, which speaks of stock or securities (RULES 1.9): no match, no lock, no verdict beyond
 * that sentence, whatever surrounds the sale. The firm may read them like stock, as a bill before Congress would have it.
 */
import { expect, test } from 'vitest'
import { runReview } from '../../src/main/engine/review.ts'
import { compareSale } from '../../src/main/engine/sale.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { whyBarred } from '../../src/main/engine/substitute/rank.ts'
import { tryTrade } from '../../src/main/engine/timeline/try.ts'
import { washLedger } from '../../src/main/engine/wash/ledger.ts'
import { purchaseVerdict } from '../../src/main/engine/wash/purchase-verdict.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { lawChoicesShape } from '../../src/shared/model/settings.ts'
import { bookOf, sharesOf } from '../fixtures/snapshot.ts'
import { yearViewOf } from '../fixtures/tax-year.ts'

const likeStock = lawChoicesShape.parse({
  digitalAssets: { option: 'like-stock', author: 'Ana Ruiz', date: '2026-01-02', reason: 'as the bill would have it' },
})

const coins = (law?: typeof likeStock) => {
  const book = bookOf('2026-09-18')
    .account('own')
    .account('ira', { type: 'traditional-ira' })
    .security('COIN', '40.00', { kind: 'digital-asset' })
    .security('XYZ', '40.00')
  return law === undefined ? book : book.settings({ law })
}

const held = (law?: typeof likeStock) =>
  coins(law).buy('own', 'COIN', '2026-01-05', '100', '5000').buy('own', 'COIN', '2026-09-10', '50', '2100')

const soldBefore = (law?: typeof likeStock) =>
  coins(law)
    .buy('own', 'COIN', '2026-01-05', '100', '5000')
    .sell('own', 'COIN', '2026-09-08', '100', '4000')
    .buy('ira', 'COIN', '2026-09-10', '60', '2400')

test('a loss in a digital asset is allowed whatever was bought beside it; like stock it is washed, in an IRA for good', () => {
  const asProperty = standingOf(soldBefore().snapshot()).projection
  expect(asProperty.realized).toMatchObject([{ gain: -100_000, disallowed: 0, permanent: 0, recognized: -100_000 }])
  expect(asProperty.matches).toEqual([])
  const asStock = standingOf(soldBefore(likeStock).snapshot()).projection
  expect(asStock.realized).toMatchObject([{ gain: -100_000, disallowed: 60_000, permanent: 60_000 }])
})

test('a sale is clear with the sentence of the law, and prices the whole loss', () => {
  const asked = { account: id<'account'>('own'), security: id<'security'>('COIN'), shares: sharesOf('100') }
  const view = compareSale(held().snapshot(), null, asked)
  const fifo = view.ok ? view.value.methods.find(result => result.method === 'FIFO') : undefined
  expect(fifo).toMatchObject({ washed: 0, permanent: 0, wash: { state: 'clear', washedShares: 0 } })
  expect(fifo?.wash.reasons.map(reason => [reason.what, reason.rule])).toEqual([
    ['COIN is a digital asset held as property: §1091 speaks of stock or securities', 'IRC §1091(a)'],
  ])
  const washed = compareSale(held(likeStock).snapshot(), null, asked)
  expect(washed.ok && washed.value.methods.find(result => result.method === 'FIFO')).toMatchObject({ washed: 50_000 })
})

test('it locks nothing, and a purchase after its loss is clear', () => {
  const standing = standingOf(soldBefore().snapshot())
  expect(standing.locks).toEqual([])
  const purchase = {
    account: id<'account'>('own'),
    security: id<'security'>('COIN'),
    date: civilDate('2026-09-18'),
    shares: sharesOf('10'),
  }
  expect(purchaseVerdict(purchase, standing.evidence)).toMatchObject({ state: 'clear', washedShares: 0, clearOn: '2026-09-18' })
  expect(standingOf(soldBefore(likeStock).snapshot()).locks).toHaveLength(1)
})

test('declared identical to a fund, it is no replacement for the fund, and the fund none for it', () => {
  const pair = () =>
    coins()
      .relation('identical', 'COIN', 'XYZ')
      .buy('own', 'XYZ', '2026-01-05', '100', '5000')
      .buy('own', 'COIN', '2026-01-06', '100', '5000')
      .sell('own', 'XYZ', '2026-09-08', '100', '4000')
      .buy('ira', 'COIN', '2026-09-09', '100', '4000')
      .sell('own', 'COIN', '2026-09-10', '100', '4000')
  const standing = standingOf(pair().snapshot())
  expect(standing.projection.realized.map(row => row.disallowed)).toEqual([0, 0])
  expect(standing.locks.map(lock => lock.security)).toEqual(['XYZ'])
  expect(standingOf(pair().settings({ law: likeStock }).snapshot()).projection.realized.map(row => row.disallowed)).toEqual([100_000, 0])
})

test('the wash ledger and the tax year wait for nothing, and the form takes the boxes of digital assets by the kind', () => {
  const snapshot = soldBefore().snapshot()
  expect(washLedger(standingOf(snapshot)).losses).toMatchObject([{ disallowed: 0, provisionalUntil: null, near: [] }])
  const [row] = yearViewOf(soldBefore()).rows
  expect(row).toMatchObject({ provisional: null, box: 'G' })
  expect(yearViewOf(soldBefore(likeStock)).rows[0]?.provisional?.until).toBe('2026-10-08')
})

test('an asset class that says digital while the kind does not is told', () => {
  const flags = (kind: 'other' | 'etf' | 'digital-asset') =>
    runReview(bookOf('2026-09-18').account('own').security('COIN', '40.00', { kind, assetClass: 'Crypto' }).snapshot(), 'hash')
      .quality.filter(flag => flag.code === 'security/kind-digital')
      .map(flag => [flag.weight, flag.where])
  expect(flags('other')).toEqual([['note', 'COIN']])
  // a fund that holds them is a fund
  expect(flags('etf')).toEqual([])
  expect(flags('digital-asset')).toEqual([])
})

test('a ticket and the timeline say that nothing is locked, and what is declared identical is free to be bought', () => {
  const snapshot = held().relation('identical', 'COIN', 'XYZ').relation('substitute', 'COIN', 'XYZ').snapshot()
  const standing = standingOf(snapshot)
  expect(whyBarred(standing, id('own'), id('COIN'), id('XYZ'))).toBeNull()
  const asked = { account: id<'account'>('own'), security: id<'security'>('COIN'), date: civilDate('2026-09-18') }
  const sale = tryTrade(snapshot, { ...asked, side: 'sell', lots: { take: 'losses' } })
  expect(sale.ok && sale.value).toMatchObject({
    headline: 'COIN is a digital asset held as property: §1091 speaks of stock or securities.',
    locks: null,
    disallowed: 0,
  })
  const buy = tryTrade(snapshot, { ...asked, side: 'buy', lots: { take: 'shares', shares: sharesOf('10'), method: 'FIFO' } })
  expect(buy.ok && buy.value).toMatchObject({ locks: null, collisions: [] })
})

test('a transfer in near its loss asks nobody anything', () => {
  const moved = (law?: typeof likeStock) =>
    soldBefore(law).buy('own', 'COIN', '2026-09-15', '10', '400', { kind: 'transfer-in', acquired: civilDate('2026-09-01') })
  expect(standingOf(moved().snapshot()).projection.boughtElsewhere).toEqual([])
  expect(standingOf(moved(likeStock).snapshot()).projection.boughtElsewhere).toHaveLength(1)
})
