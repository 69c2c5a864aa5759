/** Keep or switch back: which positions stand in for a harvested one, when the other may come back, and what each side costs, with numbers worked by hand. */
import { describe, expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { pairTrackingError } from '../../../../../src/main/engine/substitute/assumed-pair.ts'
import { pairEstimate } from '../../../../../src/main/engine/substitute/pair-estimate.ts'
import { switchbacksOf } from '../../../../../src/main/engine/switchback/switchback.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { type Switchback, switchbackShape } from '../../../../../src/shared/model/week.ts'
import { historyOf } from '../../../../fixtures/price-history.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const free = { commission: amountOf('0'), oneWay: { large: 0, mid: 0, small: 0, unknown: 0 } }

/** 100 VTI bought at $300, sold at $250 on `sold`; the same day 125 ITOT for the $25,000, now at $220. */
function harvested(asOf: string, sold: string, more: (book: ReturnType<typeof bookOf>) => unknown = () => undefined) {
  const book = bookOf(asOf)
    .account('joint', { cash: amountOf('0') })
    .security('VTI', '260.00', { assetClass: 'US equity' })
    .security('ITOT', '220.00', { assetClass: 'US equity' })
    .relation('substitute', 'VTI', 'ITOT', 99)
    .buy('joint', 'VTI', '2025-01-15', '100', '30000.00')
    .sell('joint', 'VTI', sold, '100', '25000.00')
    .buy('joint', 'ITOT', sold, '125', '25000.00')
  more(book)
  const snapshot = book.snapshot()
  return switchbacksOf(standingOf({ ...snapshot, settings: { ...snapshot.settings, costs: { ...snapshot.settings.costs, ...free } } }))
}
const only = (found: readonly Switchback[]) => {
  expect(found).toHaveLength(1)
  return switchbackShape.parse(found[0])
}

describe('the day', () => {
  test('is the thirty-first after the sale: on the thirtieth it waits, and buying back would wash the harvest', () => {
    const one = only(harvested('2026-11-18', '2026-10-19'))
    expect([one.state, one.freeOn, one.loss]).toEqual(['waiting', '2026-11-19', 500_000])
    expect(one.switchBack.barred.join()).toContain('Locked through Nov 18, 2026')
    expect(one.switchBack.words.join()).toContain('VTI may be bought again from Nov 19, 2026, in 1 day')
  })
  test('on the thirty-first both sides are open', () => {
    const one = only(harvested('2026-11-19', '2026-10-19'))
    expect([one.state, one.freeOn, one.switchBack.barred]).toEqual(['due', '2026-11-19', []])
  })
  test('a later loss sale in another account moves it on', () => {
    const one = only(
      harvested('2026-11-19', '2026-10-19', book =>
        book
          .account('trust', { type: 'trust' })
          .buy('trust', 'VTI', '2025-01-15', '10', '3000.00')
          .sell('trust', 'VTI', '2026-11-02', '10', '2500.00'),
      ),
    )
    expect([one.state, one.freeOn]).toEqual(['waiting', '2026-12-03'])
  })
})

describe('which positions', () => {
  test('a substitute bought before the sale, or after its window, stands for nothing', () => {
    const before = bookOf('2026-11-19')
      .account('joint')
      .security('VTI', '260.00')
      .security('ITOT', '220.00')
      .relation('substitute', 'VTI', 'ITOT')
    before.buy('joint', 'VTI', '2025-01-15', '100', '30000.00').buy('joint', 'ITOT', '2026-08-01', '5', '1000.00')
    before.sell('joint', 'VTI', '2026-09-01', '100', '25000.00').buy('joint', 'ITOT', '2026-10-02', '5', '1000.00')
    expect(switchbacksOf(standingOf(before.snapshot()))).toEqual([])
    const inside = bookOf('2026-11-19')
      .account('joint')
      .security('VTI', '260.00')
      .security('ITOT', '220.00')
      .relation('substitute', 'VTI', 'ITOT')
    inside.buy('joint', 'VTI', '2025-01-15', '100', '30000.00').sell('joint', 'VTI', '2026-09-01', '100', '25000.00')
    inside.buy('joint', 'ITOT', '2026-10-01', '5', '1000.00')
    expect(switchbacksOf(standingOf(inside.snapshot()))).toHaveLength(1)
  })
  test('a sale at a gain is no harvest, and what is sold again is held no more', () => {
    const gain = bookOf('2026-11-19')
      .account('joint')
      .security('VTI', '260.00')
      .security('ITOT', '220.00')
      .relation('substitute', 'VTI', 'ITOT')
    gain
      .buy('joint', 'VTI', '2025-01-15', '100', '20000.00')
      .sell('joint', 'VTI', '2026-10-19', '100', '25000.00')
      .buy('joint', 'ITOT', '2026-10-19', '125', '25000.00')
    expect(switchbacksOf(standingOf(gain.snapshot()))).toEqual([])
    expect(harvested('2026-11-25', '2026-10-19', book => book.sell('joint', 'ITOT', '2026-11-24', '125', '27000.00'))).toEqual([])
  })
  test('an account of retirement harvests nothing', () => {
    const ira = bookOf('2026-11-19').account('ira', { type: 'traditional-ira' }).security('VTI', '260.00').security('ITOT', '220.00')
    ira
      .relation('substitute', 'VTI', 'ITOT')
      .buy('ira', 'VTI', '2025-01-15', '100', '30000.00')
      .sell('ira', 'VTI', '2026-10-19', '100', '25000.00')
    expect(switchbacksOf(standingOf(ira.buy('ira', 'ITOT', '2026-10-19', '125', '25000.00').snapshot()))).toEqual([])
  })
})

describe('the two sides', () => {
  test('switching realizes the short-term gain of the substitute, netted against the harvest of the year', () => {
    const { switchBack, keep, value } = only(harvested('2026-11-19', '2026-10-19'))
    // 125 x $220 = $27,500 less $25,000; the harvest of $5,000 stands against it, so $2,500 of loss is left and $3,000 may be used
    expect([value, switchBack.gainShort, switchBack.gainLong, switchBack.washed]).toEqual([2_750_000, 250_000, 0, 0])
    // 24 % of the $500 that the loss against other income falls by ($3,000 to $2,500), and $2,000 less is carried on
    expect([switchBack.tax, switchBack.carried]).toEqual([12_000, -200_000])
    // 105 whole shares of VTI at $260 are $27,300
    expect([switchBack.buys, switchBack.cashLeft]).toEqual([105_000_000, 20_000])
    expect([keep.tax, keep.cost, switchBack.cost]).toEqual([0, 0, 0])
    expect(switchBack.words.join()).toContain('realizes a gain of $2,500.00 this year')
  })
  test('switching at a loss right after a reinvestment of the substitute says what section 1091 takes', () => {
    const one = only(
      harvested('2026-11-19', '2026-10-19', book =>
        book.price('ITOT', '180.00', '2026-11-19').account('ira', { type: 'roth-ira' }).buy('ira', 'ITOT', '2026-11-10', '20', '3700.00'),
      ),
    )
    // 125 sh lose $20 each; the IRA's 20 replace 20 of them: $400 gone for good
    expect([one.switchBack.gainShort, one.switchBack.washed, one.switchBack.permanent]).toEqual([-250_000, 40_000, 40_000])
    expect(one.switchBack.words.join()).toContain('$400.00 would be disallowed, $400.00 of it for good')
    expect(one.state).toBe('barred')
  })
  test('keeping leaves the tracking error of the pair, switching none', () => {
    const { keep, switchBack } = only(harvested('2026-11-19', '2026-10-19'))
    // the whole account is ITOT: both of volatility sqrt(0.16² + 0.06² + 0.04²) = 17.55 %, correlation 0.99: x sqrt(2 x 0.01) = 2.4819 %
    expect(keep.trackingError).toBe(24_819)
    expect(switchBack.trackingError).toBe(0)
  })
  test('with 60 common days of prices the pair is measured by them, as the ranked list does, and says so', () => {
    const history = [historyOf('VTI', { count: 100 }), historyOf('ITOT', { count: 100, own: 0.001 })]
    const { keep } = only(harvested('2026-11-19', '2026-10-19', book => book.with({ history })))
    const estimate = pairEstimate(
      bookOf('2026-11-19').security('VTI', '1').security('ITOT', '1').with({ history }).snapshot(),
      id('VTI'),
      id('ITOT'),
    )
    // the whole account is ITOT
    expect(keep.trackingError).toBe(estimate?.trackingError)
    expect(keep.words.join(' ')).toContain(`From their prices: correlation 0.${estimate?.correlation}`)
    expect(only(harvested('2026-11-19', '2026-10-19')).keep.words.join(' ')).toMatch(/simplified estimate.*as stated by the firm/)
  })
  test('without a stated correlation the common factors say it', () => {
    const [vti, bnd] = bookOf('2026-11-19')
      .security('VTI', '1', { assetClass: 'US equity' })
      .security('BND', '1', { kind: 'bond', assetClass: 'US bonds' })
      .snapshot().securities
    if (!vti || !bnd) throw new Error('two securities')
    // same class: only the variances of their own are left, 2 x 0.04²
    expect(pairTrackingError(vti, { ...vti }, null, 0.5)).toBeCloseTo(0.5 * Math.sqrt(2 * 0.04 ** 2), 12)
    expect(pairTrackingError(vti, vti, 100, 1)).toBe(0)
    expect(pairTrackingError(bnd, vti, null, 1)).toBeGreaterThan(0.14)
  })
})
