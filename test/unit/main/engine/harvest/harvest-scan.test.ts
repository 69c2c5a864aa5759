/** Harvest scan: figures by hand, and one lot for every reason to be in or out. 2026, single filer, 24 % bracket; costs 0.05 % a side. */
import { describe, expect, test } from 'vitest'
import { priceBasket } from '../../../../../src/main/engine/basket.ts'
import { basisTrace } from '../../../../../src/main/engine/explain/lot-trace.ts'
import { because, stateOf } from '../../../../../src/main/engine/harvest/reasons.ts'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { permanentTakers } from '../../../../../src/shared/present/words.ts'
import { bookOf, priceOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'

function simple() {
  return bookOf(day)
    .account('joint', { type: 'joint' })
    .security('VTI', '270.00')
    .security('ITOT', '120.00')
    .relation('substitute', 'VTI', 'ITOT', 99)
}

type Book = ReturnType<typeof bookOf>

function candidates(book: Book) {
  return runReview(book.snapshot(), 'hash').candidates
}

function only(book: Book) {
  const [candidate] = candidates(book)
  if (candidate === undefined) throw new Error('no candidate')
  return candidate
}

function codes(book: Book) {
  return only(book).reasons.map(reason => reason.code)
}

describe('figures of a lot', () => {
  test('loss, percent, saved, cost and net by hand', () => {
    // 80 x 270 = 21,600; loss 2,168 = 9.1215 %; 2,168 x 24 % = 520.32; 21,600 x 0.05 % x 2 = 21.60
    const lot = only(simple().lot('joint', 'VTI', '2023-03-14', '80', '23768.00'))
    expect([lot.value, lot.gain, lot.gainPoints]).toEqual([2_160_000, -216_800, -912])
    expect([lot.savedNow, lot.carried, lot.cost, lot.net]).toEqual([52_032, 0, 2160, 49_872])
    expect([lot.state, lot.term, lot.longOn, lot.daysToLong]).toEqual(['ready', 'long', '2024-03-15', 0])
    expect(lot.reasons.map(reason => reason.code)).toEqual(['harvest/pays', 'cost/estimated'])
  })

  test('beyond the limit the loss is carried, and said so', () => {
    // loss 6,400: 3,000 x 24 % now, 3,400 carried
    const lot = only(simple().lot('joint', 'VTI', '2023-03-14', '80', '28000.00'))
    expect([lot.savedNow, lot.carried]).toEqual([72_000, 340_000])
    expect(lot.reasons.map(reason => reason.code)).toContain('tax/carried')
  })

  test('unknown size class costs as a small company, a fund at net asset value nothing', () => {
    const small = simple().security('XYZ', '10.00', { capClass: null }).lot('joint', 'XYZ', '2023-03-14', '1000', '12000.00')
    expect(only(small).cost).toBe(2 * 2000)
    const fund = simple().security('VFIAX', '10.00', { kind: 'mutual-fund' }).lot('joint', 'VFIAX', '2023-03-14', '1000', '12000.00')
    expect(only(fund).cost).toBe(0)
  })

  test('rows are ranked by net, rows without a net last', () => {
    const book = simple()
      .lot('joint', 'VTI', '2023-03-14', '10', '3000.00')
      .lot('joint', 'VTI', '2023-04-14', '20', '6600.00')
      .lot('joint', 'VTI', null, '1', null)
      .lot('joint', 'VTI', '2023-05-14', '10', '2000.00')
    expect(candidates(book).map(lot => lot.net)).toEqual([28_260, 6930, -10_770, null])
  })
})

describe('why a lot is out', () => {
  test('a gain names the price at which it would be a loss', () => {
    const lot = only(simple().lot('joint', 'VTI', '2023-03-14', '10', '2000.00'))
    expect([lot.state, lot.reasons[0]?.code, lot.reasons[0]?.change]).toEqual([
      'not-harvestable',
      'gain/not-a-loss',
      'A price of $199.99 or less.',
    ])
  })

  test('unknown basis, no price, sheltered account, view-only account', () => {
    const lot = (book: Book) => [only(book).state, ...codes(book)]
    expect(lot(simple().lot('joint', 'VTI', '2023-03-14', '10', null))).toEqual(['not-harvestable', 'basis/unknown'])
    expect(lot(simple().security('NEW', null).lot('joint', 'NEW', '2023-03-14', '10', '100'))).toEqual(['not-harvestable', 'price/missing'])
    const roth = bookOf(day).account('roth', { type: 'roth-ira' }).security('VTI', '270').lot('roth', 'VTI', '2023-03-14', '10', '3000')
    expect(lot(roth)).toEqual(['not-harvestable', 'account/sheltered'])
    const held = bookOf(day).account('away', { mode: 'view-only' }).security('VTI', '270').lot('away', 'VTI', '2023-03-14', '10', '3000')
    expect(lot(held)).toEqual(['not-harvestable', 'account/view-only'])
  })

  test('thresholds in dollars, percent and net, each with what would turn it', () => {
    // loss 150 of 2,850 (5.26 %), 36 saved less 2.70
    const small = only(simple().lot('joint', 'VTI', '2023-03-14', '10', '2850.00'))
    expect(small.state).toBe('not-worth')
    expect(small.reasons.find(reason => reason.code === 'threshold/loss')?.change).toBe('A price of $265.00 or less.')
    // loss 300 of 27,300 (1.1 %): 5 % would be 1,365, at (27,300 - 1,365) / 100
    const thin = only(simple().lot('joint', 'VTI', '2023-03-14', '100', '27300.00'))
    expect(thin.reasons.find(reason => reason.code === 'threshold/percent')?.change).toBe('A price of $259.35 or less.')
    const book = simple()
      .profile({ carryforwardLong: 10_000_000 as never })
      .lot('joint', 'VTI', '2023-03-14', '10', '3000.00')
    expect(only(book).reasons.find(reason => reason.code === 'threshold/net')?.what).toBe('The net benefit of −$2.70 is below $25.00.')
  })

  test('restrictions, of the account or the household, until they expire', () => {
    const lot = () => simple().lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    expect(only(lot().restrict('never-sell', 'VTI')).state).toBe('blocked')
    expect(codes(lot().restrict('do-not-trade', 'VTI'))).toContain('restriction/do-not-trade')
    expect(only(lot().restrict('never-buy', 'VTI')).state).toBe('ready')
    expect(only(lot().restrict('never-sell', 'VTI', { expires: civilDate('2026-11-19') })).state).toBe('ready')
    expect(
      only(
        lot()
          .account('other')
          .restrict('never-sell', 'VTI', { account: 'other' as never }),
      ).state,
    ).toBe('ready')
  })

  test('a position that does not reconcile blocks its lots', () => {
    const book = simple().lot('joint', 'VTI', '2023-03-14', '80', '23768.00').position('joint', 'VTI', '81')
    expect([only(book).state, only(book).reasons.find(reason => reason.code === 'position/unreconciled')?.what]).toEqual([
      'blocked',
      'The custodian’s position and the lots differ by 1 sh.',
    ])
    expect(runReview(book.snapshot(), '').quality.map(flag => [flag.code, flag.weight])).toContainEqual(['position/unreconciled', 'stop'])
  })
})

describe('wash sales', () => {
  const lossLot = () => simple().lot('joint', 'VTI', '2023-03-14', '80', '23768.00')

  test('a purchase in a spouse’s IRA blocks: the loss would be lost for good', () => {
    const lot = candidates(lossLot().account('ira', { type: 'traditional-ira' }).buy('ira', 'VTI', '2026-11-08', '80', '21000')).find(
      one => one.accountName === 'joint',
    )
    expect(lot?.state).toBe('blocked')
    expect(lot?.savedNow).toBe(0)
    expect(lot?.wash.permanentShares).toBe(80_000_000)
    const reason = lot?.reasons.find(one => one.code === 'wash/ira')
    expect(reason?.what).toContain('lost for good')
    expect(reason?.change).toBe('Sell on or after Dec 9, 2026: it then saves est. $520.32.')
  })

  test('a purchase in an HSA is called one, with the rule as it is read for it', () => {
    const lot = candidates(lossLot().account('health', { type: 'hsa' }).buy('health', 'VTI', '2026-11-08', '80', '21000')).find(
      one => one.accountName === 'joint',
    )
    expect(lot?.reasons.find(one => one.code === 'wash/ira')?.rule).toBe('Rev. Rul. 2008-5, read for an HSA as for an IRA')
    expect(lot && permanentTakers(lot.wash)).toBe('an HSA')
  })

  test('a smaller purchase washes its shares only: caution, and saved counts the rest', () => {
    // 20 of 80 shares: 3/4 of 2,168 = 1,626 allowed, x 24 %
    const lot = candidates(lossLot().account('own').buy('own', 'VTI', '2026-11-08', '20', '5400')).find(one => one.accountName === 'joint')
    expect([lot?.state, lot?.wash.washedShares, lot?.savedNow]).toEqual(['caution', 20_000_000, 39_024])
  })

  test('the later saving is that of the term the lot then has', () => {
    // a short-term loss of 1,262 that is long-term when the window is over on Dec 10: 15 % of the long-term gain
    const gains = simple()
      .profile({ otherShort: 1_000_000 as never, otherLong: 1_000_000 as never })
      .lot('joint', 'VTI', '2025-12-01', '40', '12062.00')
    const lot = candidates(gains.account('roth', { type: 'roth-ira' }).buy('roth', 'VTI', '2026-11-09', '40', '10800')).find(
      one => one.accountName === 'joint',
    )
    expect(lot?.reasons.find(one => one.code === 'wash/ira')?.change).toBe('Sell on or after Dec 10, 2026: it then saves est. $189.30.')
  })

  test('recent shares of the same account may be sold as well', () => {
    const lot = candidates(lossLot().lot('joint', 'VTI', '2026-11-08', '20', '5400')).find(one => one.lot.id === 'joint-VTI-1')
    expect(lot?.reasons.find(one => one.code === 'wash/partial')?.change).toBe(
      'Sell the 20 sh bought then as well, or sell on or after Dec 9, 2026: it then saves est. $520.32.',
    )
  })

  test('an identical security washes as well; a substitute does not', () => {
    const other = lossLot()
      .account('own')
      .security('VTSAX', '130', { kind: 'mutual-fund' })
      .buy('own', 'VTSAX', '2026-11-08', '200', '26000')
    const state = (book: Book) => candidates(book).find(one => one.accountName === 'joint')?.state
    expect(state(other)).toBe('ready')
    expect(state(other.relation('identical', 'VTI', 'VTSAX'))).toBe('blocked')
    expect(state(lossLot().account('own').buy('own', 'ITOT', '2026-11-08', '80', '9600'))).toBe('ready')
  })

  test('an account without data makes clear impossible', () => {
    const book = lossLot().account('held away', { type: '401k', mode: 'view-only', coverageFrom: null, coverageTo: null })
    const [lot] = candidates(book)
    expect([lot?.state, lot?.wash.state]).toEqual(['caution', 'coverage-incomplete'])
  })

  test('records through the last close are enough: the day itself is not yet in any file', () => {
    const yesterday = bookOf(day)
      .account('joint', { coverageTo: civilDate('2026-11-19') })
      .security('VTI', '270')
      .lot('joint', 'VTI', '2023-03-14', '80', '23768')
    expect(only(yesterday).wash.state).toBe('clear')
    const before = bookOf(day)
      .account('joint', { coverageTo: civilDate('2026-11-18') })
      .security('VTI', '270')
      .lot('joint', 'VTI', '2023-03-14', '80', '23768')
    expect(only(before).wash.state).toBe('coverage-incomplete')
  })

  test('dividend reinvestment is read first, with the next date', () => {
    const book = lossLot().account('own').reinvest('own', 'VTI', '2026-06-25', '1', '260').reinvest('own', 'VTI', '2026-09-24', '1', '265')
    const lot = candidates(book).find(one => one.accountName === 'joint')
    expect([lot?.drip, lot?.state]).toEqual([true, 'caution'])
    expect(lot?.reasons.find(reason => reason.code === 'drip/on')?.what).toContain('next about Dec 24, 2026')
    // a position that is gone pays no dividends any more, whatever the last file that listed it said
    const stated = (count: string) => lossLot().account('other').position('other', 'VTI', count, { reinvest: true })
    expect([only(stated('5')).drip, only(stated('0')).drip]).toEqual([true, false])
  })
})

describe('dates and prices', () => {
  test('a short-term loss near its anniversary is waiting, with the dollars of waiting', () => {
    // short-term gain of 10,000 this year: short loss 24 %; as a long-term loss it also meets the short-term gain, so nothing changes
    const same = simple()
      .profile({ otherShort: 1_000_000 as never })
      .lot('joint', 'VTI', '2025-11-25', '80', '23768.00')
    expect([only(same).state, codes(same)]).toEqual(['ready', expect.arrayContaining(['long/near-same'])])
    // with long-term gains beside: a long-term loss meets those at 15 % first
    const both = simple()
      .profile({ otherShort: 1_000_000 as never, otherLong: 1_000_000 as never })
      .lot('joint', 'VTI', '2025-11-25', '80', '23768.00')
    const reason = only(both).reasons.find(one => one.code === 'long/near')
    expect(only(both).state).toBe('waiting')
    // 2,168 x (24 % - 15 %) = 195.12
    expect(reason?.what).toBe(
      'Turns long-term on Nov 26, 2026, in 6 days. The loss saves $520.32 before that day and $325.20 from it on: waiting costs $195.12, gains $0.00.',
    )
  })

  test('a loss worth more as long-term waits for its day, and is not told to be sold before it', () => {
    const dollarsOf = (dollars: number) => cents(dollars * 100)
    const near = (short: number, long: number) => because.nearLong(civilDate('2026-11-26'), 6, dollarsOf(short), dollarsOf(long))
    expect(near(100, 150)).toMatchObject({ code: 'long/near-later', change: 'Sell from Nov 26, 2026 on: the loss saves more then.' })
    expect(near(150, 100)).toMatchObject({ code: 'long/near', change: 'Sell before Nov 26, 2026 to keep the loss short-term.' })
    expect([near(100, 150), near(150, 100)].map(reason => stateOf([reason]))).toEqual(['waiting', 'waiting'])
  })

  test('a short-term gain near its anniversary says what waiting saves', () => {
    // gain 1,600: 24 % - 15 % = 144
    const lot = only(simple().lot('joint', 'VTI', '2025-11-25', '80', '20000.00'))
    expect(lot.reasons.find(reason => reason.code === 'long/gain-near')?.what).toContain('Waiting with a sale saves $144.00.')
  })

  test('a price of the trading day before is fresh, an older one asks for a look', () => {
    const at = (date: string) => only(simple().price('VTI', '270', date).lot('joint', 'VTI', '2023-03-14', '80', '23768.00'))
    expect(at('2026-11-19').state).toBe('ready')
    expect([at('2026-11-18').state, at('2026-11-18').reasons.map(reason => reason.code)]).toEqual([
      'caution',
      expect.arrayContaining(['price/stale']),
    ])
  })

  test('an unknown purchase date counts the lesser worth', () => {
    const lot = only(
      simple()
        .profile({ otherShort: 1_000_000 as never, otherLong: 1_000_000 as never })
        .lot('joint', 'VTI', null, '80', '23768.00'),
    )
    expect([lot.term, lot.savedNow, lot.state]).toEqual([null, 32_520, 'caution'])
  })

  test('without a profile or a table nothing is guessed', () => {
    const lot = only(simple().profile(null).lot('joint', 'VTI', '2023-03-14', '80', '23768.00'))
    expect([lot.savedNow, lot.net, lot.cost, lot.state]).toEqual([null, null, 2160, 'caution'])
    const book = simple().with({ federal: null }).lot('joint', 'VTI', '2023-03-14', '80', '23768.00')
    expect(only(book).savedNow).toBeNull()
    expect(runReview(book.snapshot(), '').quality.map(flag => flag.code)).toContain('tax/no-table')
  })
})

describe('shares received as a gift', () => {
  // the donor paid 20,000 in 2023; the shares are worth 13,500 today
  const given = (price: string | null) =>
    simple().buy('joint', 'VTI', '2026-05-04', '50', '20000.00', {
      kind: 'gift-in',
      amount: null,
      acquired: civilDate('2023-03-14'),
      price: price === null ? null : priceOf(price),
    })

  test('a loss is no harvest while the value when given is unknown', () => {
    const lot = only(given(null))
    expect(lot.state).toBe('not-harvestable')
    expect(lot.reasons.find(reason => reason.code === 'basis/gift-value-unknown')?.change).toBe('Enter the value on the day of the gift.')
  })

  test('the lower value when given is the basis for a loss, held since the gift', () => {
    // 50 x 300 = 15,000 when given: loss 1,500, short-term
    const lot = only(given('300.00'))
    expect([lot.gain, lot.term, lot.longOn]).toEqual([-150_000, 'short', '2027-05-05'])
    expect(basisTrace(standingOf(given('300.00').snapshot()), lot)).toMatchObject({ value: '$15,000.00' })
    const [pick] = [{ lot: lot.lot.id, shares: lot.lot.shares }]
    const view = priceBasket(given('300.00').snapshot(), null, [
      { account: lot.lot.account, security: lot.lot.security, method: 'SPECID', picks: [pick], replacement: null, override: '' },
    ])
    expect(view.ok && [view.value.basket.lossShort, view.value.basket.lossLong]).toEqual([150_000, 0])
  })

  test('between the value when given and the donor’s basis there is neither gain nor loss; a higher value changes nothing', () => {
    expect(only(given('250.00'))).toMatchObject({ gain: 0, state: 'not-harvestable' })
    expect(only(given('500.00'))).toMatchObject({ gain: -650_000, term: 'long' })
  })
})
