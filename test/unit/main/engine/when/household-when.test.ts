/** When to trade: the decision, its reasons, the figures by hand, every fallback flagged and every fault named. */
import { describe, expect, test } from 'vitest'
import { runReview } from '../../../../../src/main/engine/review.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { whenOf } from '../../../../../src/main/engine/when/household-when.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { price } from '../../../../../src/shared/kernel/price.ts'
import type { WhenPolicy } from '../../../../../src/shared/model/settings.ts'
import type { Snapshot } from '../../../../../src/shared/model/snapshot.ts'
import { whenViewShape } from '../../../../../src/shared/model/when.ts'
import { historyOf } from '../../../../fixtures/price-history.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'
const none = { absolute: null, relative: null }
const plain: WhenPolicy = {
  trigger: { kind: 'threshold', threshold: 500 },
  bands: { assetClass: none, security: none, account: none },
  stress: 'widen',
  taxLoss: false,
  vix: { level: 1500, asOf: civilDate(day), source: 'test' },
}

/** $60,000 of VTI and $40,000 of BND against `target` of VTI; bands of 20 points, so that only what a test states fires. */
function home(target = 5000, policy: Partial<WhenPolicy> = {}) {
  return bookOf(day)
    .model('half', [
      ['VTI', target, 2000],
      ['BND', 10_000 - target, 2000],
    ])
    .account('joint', { model: id('half'), cash: amountOf('0') })
    .security('VTI', '300.00', { assetClass: 'US equity' })
    .security('BND', '80.00', { assetClass: 'US bonds' })
    .lot('joint', 'VTI', '2020-03-16', '200', '30000.00')
    .lot('joint', 'BND', '2020-03-16', '500', '41000.00')
    .settings({ when: { ...plain, ...policy } })
}

const histories = [historyOf('BND', { market: 0.001, own: 0.002, first: 80 }), historyOf('VTI', { market: 0.01, first: 300 })]

function when(snapshot: Snapshot) {
  const view = whenOf(standingOf(snapshot), runReview(snapshot, 'hash').drift)
  return whenViewShape.parse(view)
}
const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code)

describe('the decision', () => {
  test('drift of 10 points reaches a threshold of 5: rebalance, with the numbers', () => {
    const view = when(home().snapshot())
    expect(view.decision).toBe('rebalance')
    expect(view.words).toBe('Rebalance now: drift 10 pts has reached 5 pts')
    expect(view.figures).toMatchObject({ drift: 1000, threshold: 500 })
    expect(view.heldBack).toEqual([])
  })

  test('drift of 4 points does not', () => {
    expect(when(home(5600).snapshot())).toMatchObject({ decision: 'on-plan', words: 'On plan', triggered: [] })
  })

  test('an elevated market widens 5 points to 6, stress to 7.5', () => {
    const at = (level: number) => when(home(5450, { vix: { level, asOf: civilDate(day), source: 'test' } }).snapshot())
    expect(at(1500)).toMatchObject({ decision: 'rebalance', regime: 'normal' })
    expect(at(2500)).toMatchObject({ decision: 'on-plan', regime: 'elevated', figures: { threshold: 600 } })
    expect(at(3100)).toMatchObject({ decision: 'on-plan', regime: 'stress', figures: { threshold: 750 } })
  })

  test('in stress what fired waits up to 10 points, and a pause holds below 15', () => {
    const stressed = { level: 3100, asOf: civilDate(day), source: 'test' }
    const waits = when(home(5100, { vix: stressed }).snapshot())
    expect(waits.decision).toBe('wait')
    expect(waits.words).toMatch(/^Wait: VIX 31\.0 with drift of 9 pts/)
    expect(when(home(4700, { vix: stressed }).snapshot()).decision).toBe('rebalance')
    const paused = when(home(4700, { vix: stressed, stress: 'pause' }).snapshot())
    expect([paused.decision, codes(paused.heldBack)]).toEqual(['wait', ['paused']])
  })

  test('a calendar fires once a new period has begun since the last trade, and reinvestment is none', () => {
    const policy = { trigger: { kind: 'calendar', every: 'quarterly' } } as const
    const traded = (date: string) => when(home(5000, policy).buy('joint', 'VTI', date, '1', '300.00').snapshot())
    expect(traded('2026-11-02')).toMatchObject({ decision: 'on-plan', lastTraded: '2026-11-02' })
    expect(codes(traded('2026-09-30').triggered)).toEqual(['calendar'])
    expect(when(home(5000, policy).reinvest('joint', 'VTI', '2026-11-02', '1', '300.00').snapshot()).lastTraded).toBeNull()
  })

  test('a hybrid waits for its date below the override', () => {
    const trigger = (override: number) => ({ trigger: { kind: 'hybrid', every: 'monthly', threshold: 500, override } }) as const
    const traded = (override: number) => when(home(5000, trigger(override)).buy('joint', 'VTI', '2026-11-02', '1', '1.00').snapshot())
    expect(traded(1200).decision).toBe('on-plan')
    expect(codes(traded(900).triggered)).toEqual(['override'])
  })

  test('by cost and benefit it fires where a year takes away more than it costs', () => {
    const view = when(home(5000, { trigger: { kind: 'cost-benefit' } }).snapshot())
    expect(codes(view.triggered)).toEqual(['cost-benefit'])
    expect(view.figures.costBenefit).toBeCloseTo((view.figures.cost / view.figures.trackingError) * 1e6, -1)
  })

  test('a taxable position 10 % below its basis fires where the firm asks for it', () => {
    const book = (taxLoss: boolean) => home(5600, { taxLoss }).lot('joint', 'BND', '2021-03-16', '100', '20000.00').snapshot()
    expect(codes(when(book(true)).triggered)).toEqual(['tax-loss'])
    expect(when(book(false)).decision).toBe('on-plan')
  })

  test('an issued ticket whose trades are not in the book holds back', () => {
    const sale = { ticket: id('t1'), account: id('joint'), security: id('VTI'), date: civilDate(day), shares: 1, basis: null }
    const view = when(
      home()
        .with({ plannedPurchases: [sale as never] })
        .snapshot(),
    )
    expect([view.decision, codes(view.heldBack)]).toEqual(['wait', ['orders-out']])
  })
})

describe('bands', () => {
  const banded = (bands: Partial<WhenPolicy['bands']>) =>
    when(home(5600, { bands: { assetClass: none, security: none, account: none, ...bands } }).snapshot()).breaches

  test('of a class, a security and a security of one account, in points', () => {
    const absolute = { absolute: 300, relative: null }
    expect(banded({ assetClass: absolute }).map(({ level, name, drift }) => [level, name, drift])).toEqual([
      ['class', 'US equity', 400],
      ['class', 'US bonds', -400],
    ])
    expect(banded({ security: absolute })[0]).toEqual({ level: 'security', name: 'VTI', drift: 400, band: 300, by: 'absolute' })
    expect(banded({ account: absolute })[0]).toMatchObject({ level: 'account', name: 'VTI in joint', drift: 400 })
  })

  test('a part of the target is narrower for a small target: 8 % of 44 points, not of 56', () => {
    const found = banded({ security: { absolute: null, relative: 800 } })
    expect(found).toEqual([{ level: 'security', name: 'BND', drift: -400, band: 352, by: 'relative' }])
  })

  test('the band of the model counts without any, and fires', () => {
    const book = bookOf(day)
      .model('half', [
        ['VTI', 5600, 300],
        ['BND', 4400, 500],
      ])
      .account('joint', { model: id('half'), cash: amountOf('0') })
      .security('VTI', '300.00')
      .security('BND', '80.00')
      .lot('joint', 'VTI', '2020-03-16', '200', '30000.00')
      .lot('joint', 'BND', '2020-03-16', '500', '41000.00')
    const view = when(book.settings({ when: plain }).snapshot())
    expect(view.triggered).toEqual([{ code: 'band', words: 'VTI is 4 pts above target, outside its band of 3 pts' }])
  })
})

describe('risk', () => {
  test('without histories the tracking error is simplified: root of the squares of drift times volatility by kind', () => {
    const { figures, flags, assets } = when(home().snapshot())
    // an ETF of stocks: root of 0.16² + 0.06² + 0.04² = 0.17550; of bonds: 0.1·0.16, 0.3·0.06, 0.04 = 0.04669
    expect(assets.map(({ symbol, volatility }) => [symbol, volatility])).toEqual([
      ['VTI', 175_499],
      ['BND', 46_690],
    ])
    expect(figures.trackingError).toBe(Math.round(1e6 * Math.hypot(0.1 * 0.175499, 0.1 * 0.04669)))
    expect(figures).toMatchObject({ trackingErrorKind: 'simplified', downside: null })
    const counts = Object.fromEntries(flags.map(({ fallback, count }) => [fallback, count]))
    expect(counts).toEqual({ 'no-volatility': 2, 'no-correlation': 2, 'no-liquidity': 2, 'no-spread': 2 })
  })

  test('with histories it is full, and says from how many days by which model', () => {
    const view = when(home().with({ history: histories }).snapshot())
    expect(view.figures.riskLabel).toBe('full, 252 days, shrinkage')
    // ±10 points of VTI against BND: a tenth of the volatility of their difference, about 0.1·√252·√((0.01−0.001)² + 0.005² + 0.002²)
    expect(view.figures.trackingError).toBeGreaterThan(14_000)
    expect(view.figures.trackingError).toBeLessThan(20_000)
    expect(view.flags.map(({ fallback }) => fallback)).toEqual(['no-liquidity', 'no-spread'])
    expect(view.sensitivity).toHaveLength(12)
    expect(view.sensitivity.every(({ trackingError }) => trackingError !== null)).toBe(true)
    expect(view.figures.downside).toBeGreaterThan(0)
    expect(view.exposures.map(({ factor }) => factor)).toEqual(['US equity', 'US bonds'])
    // each class is one security here, so that the betas are the weights
    expect(view.exposures.map(({ held }) => Math.round(held / 1000))).toEqual([600, 400])
  })

  test('a security without prices takes the average of its class, and is said to', () => {
    const snapshot = home()
      .security('VOO', '500.00', { assetClass: 'US equity' })
      .lot('joint', 'VOO', '2020-03-16', '10', '3000.00')
      .with({ history: histories })
      .snapshot()
    const view = when(snapshot)
    const [vti, voo] = ['VTI', 'VOO'].map(symbol => view.assets.find(asset => asset.symbol === symbol))
    expect(voo).toMatchObject({ volatility: vti?.volatility, volatilityFrom: 'asset class' })
    expect(view.figures.riskLabel).toBe('full, 252 days, shrinkage; 1 without a history')
    expect(view.flags.find(({ fallback }) => fallback === 'no-target')?.words).toEqual([
      'VOO has no target specified: nothing of it is planned.',
    ])
  })

  test('days to the band follow drift, band and volatility; the fastest ranks first', () => {
    const { assets } = when(home(5600).with({ history: histories }).snapshot())
    const [vti, bnd] = assets
    // room of 16 points over 0.6·σ, squared, in days
    const room = 0.16 / (0.6 * ((vti?.volatility ?? 0) / 1e6))
    expect(vti?.daysToBreach).toBe(Math.round(252 * room ** 2))
    expect([vti?.rank, bnd?.rank]).toEqual([1_000_000, 0])
  })

  test('the rules are told with their numbers and how sure they are', () => {
    const { rules } = when(home().with({ history: histories }).snapshot())
    expect(rules.map(({ rule, state, confidence }) => [rule, state, confidence])).toEqual([
      ['rule-1', 'fires', 700_000],
      ['rule-2', 'holds-not', 650_000],
      ['rule-3', 'fires', 600_000],
      ['rule-4', 'holds-not', 650_000],
    ])
  })
})

describe('what is wrong', () => {
  const problemsOf = (snapshot: Snapshot) => when(snapshot).problems.map(({ code, where }) => [code, where])

  test('nothing, where nothing is', () => {
    expect(problemsOf(home().with({ history: histories }).snapshot())).toEqual([])
  })

  test('a holding without a price blocks', () => {
    const view = when(home().security('KO', null).lot('joint', 'KO', '2020-03-16', '10', '500.00').snapshot())
    expect([view.decision, codes(view.problems)]).toEqual(['invalid', ['price/missing']])
    expect(view.words).toMatch(/^Cannot be said: No price for KO/)
  })

  test('targets that do not sum are named by their model, and nothing is decided from them', () => {
    const view = when(
      home()
        .model('wrong', [['VTI', 9000, 100]])
        .account('ira', { model: id('wrong'), cash: amountOf('10') })
        .snapshot(),
    )
    expect(view.problems[0]).toMatchObject({ code: 'data/target-validity', where: 'wrong', weight: 'blocks' })
    expect(view.decision).toBe('invalid')
  })

  test('no model at all: measured against equal parts, flagged, not decided', () => {
    const book = bookOf(day).account('joint').security('VTI', '300.00').lot('joint', 'VTI', '2020-03-16', '200', '30000.00')
    const view = when(book.settings({ when: plain }).snapshot())
    expect(view.decision).toBe('invalid')
    expect(view.words).toMatch(/no target is specified/)
    expect(view.flags[0]).toMatchObject({ fallback: 'no-target', count: 1 })
  })

  test('no model at all: a drift against equal parts fires nothing and holds nothing back; a loss does not need a target', () => {
    const book = bookOf(day)
      .account('joint')
      .security('VTI', '300.00')
      .security('BND', '70.00')
      .lot('joint', 'VTI', '2020-03-16', '200', '90000.00')
      .lot('joint', 'BND', '2020-03-16', '10', '700.00')
    const view = when(book.settings({ when: { ...plain, taxLoss: true } }).snapshot())
    expect(view.figures.drift).toBeGreaterThan(4000)
    expect(view.untargeted).toBe(true)
    expect(view.triggered.map(({ code, words }) => `${code}: ${words}`)).toEqual([
      'tax-loss: an unrealized loss of 33.3 % has reached 10.0 %',
    ])
    expect(view.heldBack).toEqual([])
    expect(when(home(5000).snapshot()).untargeted).toBeUndefined()
  })

  test('a target below its weight that may not be bought', () => {
    const view = when(home(5000).restrict('never-buy', 'BND').snapshot())
    expect(view.problems).toEqual([
      expect.objectContaining({ code: 'target/not-reachable', where: 'BND', what: expect.stringContaining('client request') }),
    ])
  })

  test('a line below its weight of which nothing may be bought; where its next member may, there is no problem', () => {
    const bonds = {
      security: id<'security'>('BND'),
      weight: 5000,
      band: 2000,
      members: (['BND', 'AGG'] as const).map(symbol => ({
        security: id<'security'>(symbol),
        role: 'equivalent' as const,
        taxTypes: ['taxable' as const],
      })),
    }
    const models = [
      { id: id<'model portfolio'>('half'), name: 'half', targets: [{ security: id<'security'>('VTI'), weight: 5000, band: 2000 }, bonds] },
    ]
    const book = () => home().with({ models }).security('AGG', '80.00', { assetClass: 'US bonds' }).restrict('never-buy', 'BND')
    expect(when(book().snapshot()).problems).toEqual([])
    expect(when(book().restrict('never-buy', 'AGG').snapshot()).problems.map(({ code, where }) => [code, where])).toEqual([
      ['target/not-reachable', 'BND'],
    ])
  })

  test('prices of an earlier day, and a security whose prices stopped', () => {
    const stale = when(home().price('VTI', '300.00', '2026-11-13').snapshot())
    expect(stale.problems[0]).toMatchObject({ code: 'price/stale', where: 'VTI' })
    const stopped = when(home().price('VTI', '300.00', '2026-10-01').snapshot())
    expect([stopped.decision, codes(stopped.invalid)]).toEqual(['invalid', ['not-tradable']])
  })

  test('a VIX that is not there or of an earlier day', () => {
    expect(problemsOf(home(5000, { vix: null }).snapshot())).toEqual([['market/no-vix', 'market']])
    const old = { level: 1500, asOf: civilDate('2026-11-18'), source: 'typed in' }
    expect(problemsOf(home(5000, { vix: old }).snapshot())).toEqual([['market/stale-vix', 'typed in']])
    // the series is newer than what was typed in
    const series = { level: 3200, asOf: civilDate(day), source: 'the price series VIX' }
    expect(when(home(5000, { vix: old }).with({ vix: series }).snapshot())).toMatchObject({ regime: 'stress', problems: [] })
  })

  test('cost estimates of two months ago make a decision invalid', () => {
    const { costs } = home().snapshot().settings
    const view = when(
      home()
        .settings({ when: plain, costs: { ...costs, asOf: civilDate('2026-09-20') } })
        .snapshot(),
    )
    expect(codes(view.invalid)).toEqual(['stale-costs'])
    expect(codes(view.problems)).toEqual(['data/stale-costs'])
  })

  test('a jump that no split explains is named; the split of the ledger explains it', () => {
    const [bonds, stocks] = histories as [(typeof histories)[number], (typeof histories)[number]]
    const middle = stocks.days[120] ?? ''
    const halved = stocks.prices.map((each, at) => (at < 120 ? price(each * 2) : each))
    const jumped = { ...stocks, prices: halved }
    expect(
      problemsOf(
        home()
          .with({ history: [bonds, jumped] })
          .snapshot(),
      ),
    ).toEqual([['history/unexplained-jump', 'VTI']])
    const split = home()
      .with({ history: [bonds, jumped] })
      .snapshot()
    split.entries.push({
      ...(home().buy('joint', 'VTI', middle, '1', '1.00').snapshot().entries[0] as Snapshot['entries'][number]),
      kind: 'split',
      ratio: [2, 1],
    })
    expect(when(split).problems.filter(({ code }) => code.startsWith('history'))).toEqual([])
  })

  test('a price of zero and a hole in a history', () => {
    const [bonds, stocks] = histories as [(typeof histories)[number], (typeof histories)[number]]
    const zero = { ...stocks, prices: stocks.prices.map((each, at) => (at === 40 ? price(0) : each)) }
    expect(
      problemsOf(
        home()
          .with({ history: [bonds, zero] })
          .snapshot(),
      ),
    ).toEqual([['history/bad-price', 'VTI']])
    const holed = {
      ...bonds,
      days: bonds.days.filter((_, at) => at < 50 || at > 60),
      prices: bonds.prices.filter((_, at) => at < 50 || at > 60),
    }
    expect(
      problemsOf(
        home()
          .with({ history: [holed, stocks] })
          .snapshot(),
      )[0],
    ).toEqual(['history/gap', 'VTI'])
  })

  test('two series that are the same have no covariance to invert', () => {
    const [, stocks] = histories as [(typeof histories)[number], (typeof histories)[number]]
    const twin = { ...stocks, security: id<'security'>('BND') }
    expect(
      problemsOf(
        home()
          .with({ history: [twin, stocks] })
          .snapshot(),
      ),
    ).toEqual([['history/not-positive-definite', '252 days of prices']])
  })
})
