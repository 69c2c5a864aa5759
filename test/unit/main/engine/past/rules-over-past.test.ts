/** Rules over the past: hand-worked taxes and luck, what is told and what is refused, and the same past over real prices where a machine has them. */
import { describe, expect, test } from 'vitest'
import { compareRules, sensitivity } from '../../../../../src/main/engine/backtest/compare-rules.ts'
import { noiseOf } from '../../../../../src/main/engine/backtest/noise.ts'
import { type Market, simulate } from '../../../../../src/main/engine/backtest/simulate.ts'
import { closeYear, openLedger, payFrom, trade } from '../../../../../src/main/engine/backtest/tax-ledger.ts'
import { rulesOverPast, targetsOfPast } from '../../../../../src/main/engine/past/rules-over-past.ts'
import { pastTrace } from '../../../../../src/main/engine/past/trace.ts'
import { pastCsv } from '../../../../../src/main/print/past-csv.ts'
import { type CivilDate, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { type Past, pastFigures, pastShape } from '../../../../../src/shared/model/past.ts'
import { historyOf, tradingDaysTo } from '../../../../fixtures/price-history.ts'
import { seededRandom } from '../../../../fixtures/random.ts'
import { hasRealMarket, realFunds } from '../../../../fixtures/real-market.ts'
import { amountOf, bookOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'

function home(target = 5000) {
  return bookOf(day)
    .model('half', [
      ['VTI', target, 2000],
      ['BND', 10_000 - target, 2000],
    ])
    .account('joint', { model: id('half'), cash: amountOf('0') })
    .security('VTI', '300.00')
    .security('BND', '80.00')
    .lot('joint', 'VTI', '2020-03-16', '200', '30000.00')
    .lot('joint', 'BND', '2020-03-16', '500', '41000.00')
}
const histories = [
  historyOf('BND', { market: 0.001, own: 0.002, first: 80, count: 600 }),
  historyOf('VTI', { market: 0.01, first: 300, count: 600 }),
]
const past = (over: Partial<Parameters<typeof rulesOverPast>[0]> = {}): Past =>
  pastShape.parse(rulesOverPast({ snapshot: home().snapshot(), histories, vix: [], ...over }))

describe('tax of a simulated past, by hand', () => {
  const opened = civilDate('2020-01-02')
  test('the oldest lot is sold first, over a year is long-term, and a year nets', () => {
    const ledger = openLedger([1], opened)
    trade(ledger, 0, 0.5, 1.2, civilDate('2020-06-01'))
    // 1.2 units: 1 of the first day at 1 (long), 0.2 of June at 1.2 (short by then? bought 2020-06-01, sold 2021-03-01: short)
    trade(ledger, 0, -1.2, 1.5, civilDate('2021-03-01'))
    expect([ledger.long, ledger.short]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(0.06, 12)])
    // half of it taxable, 40 % and 20 %: (0.06 × 0.4 + 0.5 × 0.2) / 2
    expect(closeYear(ledger, { taxable: 0.5, short: 0.4, long: 0.2 })).toBeCloseTo(0.062, 12)
    expect([ledger.short, ledger.long]).toEqual([0, 0])
  })
  test('exactly one year is short-term; a day more is long-term (IRC §1222)', () => {
    const [short, long] = ['2021-01-01', '2021-01-03'].map(sold => {
      const ledger = openLedger([1], civilDate('2020-01-02'))
      trade(ledger, 0, -1, 2, civilDate(sold))
      return ledger
    })
    expect([short?.short, long?.long]).toEqual([1, 1])
  })
  test('a net loss is carried to the next year and taken from its gains (IRC §1212(b))', () => {
    const ledger = openLedger([1, 1], opened)
    trade(ledger, 0, -1, 0.7, civilDate('2020-05-01'))
    expect(closeYear(ledger, { taxable: 1, short: 0.4, long: 0.2 })).toBe(0)
    trade(ledger, 1, -1, 1.5, civilDate('2021-05-03'))
    // 0.5 long-term less 0.3 carried
    expect(closeYear(ledger, { taxable: 1, short: 0.4, long: 0.2 })).toBeCloseTo(0.04, 12)
  })
  test('what is paid out shrinks every lot at its basis', () => {
    const ledger = openLedger([0.5, 0.5], opened)
    payFrom(ledger, 0.1)
    expect(ledger.lots.map(([lot]) => (lot?.units ?? 0) * ledger.scale)).toEqual([0.45, 0.45])
    // all that is left is sold at twice its cost: 0.45 of gain, and no more than there is
    trade(ledger, 0, -1, 2, civilDate('2020-06-01'))
    expect([ledger.short, ledger.lots[0]]).toEqual([expect.closeTo(0.45, 12), []])
  })
  test('a rebalance after a doubling pays tax on its gain on the last day of the year', () => {
    const days = ['2020-12-30', '2020-12-31', '2021-01-04'].map(civilDate)
    const doubled: Market = { days, returns: [Float64Array.from([1, 0, 0]), new Float64Array(3)], riskFree: 0 }
    const run = simulate(doubled, [0.5, 0.5], [0, 0], { kind: 'threshold', threshold: 0.1 }, { taxable: 1, short: 0.4, long: 0.2 })
    // worth 1.5; 0.25 of it moves: 0.125 units bought at 1 and sold at 2, a gain of 0.125, tax 0.05 of 1.5
    expect(run.own[0]).toBeCloseTo(0.5, 12)
    expect(run.own[1]).toBeCloseTo(-0.05 / 1.5, 12)
    expect(run.own[2]).toBe(0)
  })
})

describe('properties of rules', () => {
  const third = [1 / 3, 1 / 3, 1 / 3]
  function drawn(seed: number, spread: number): Market {
    const random = seededRandom(seed)
    const days: CivilDate[] = tradingDaysTo(day, 400)
    return { days, returns: third.map(() => Float64Array.from(days, () => spread * random.bell())), riskFree: 0 }
  }
  test('no costs and no volatility: all rules are equal', () => {
    const rules = compareRules(drawn(1, 0), third, [0, 0, 0], { taxable: 1, short: 0.4, long: 0.2 })
    for (const { result } of rules)
      expect([result.sharpe, result.cost, result.tax, result.trackingError, result.premium]).toEqual([0, 0, 0, 0, 0])
  })
  test('along every threshold cost grows with its rate and growth falls; the trades are the same', () => {
    for (const seed of [3, 4, 5]) {
      const cells = sensitivity(drawn(seed, 0.012), third)
      for (const threshold of new Set(cells.map(cell => cell.threshold))) {
        const row = cells.filter(cell => cell.threshold === threshold).map(({ result }) => result)
        expect(new Set(row.map(({ rebalances }) => rebalances)).size).toBe(1)
        for (let at = 1; at < row.length; at++) {
          expect(row[at]?.cost ?? 0).toBeGreaterThanOrEqual(row[at - 1]?.cost ?? 0)
          expect(row[at]?.growth ?? 0).toBeLessThanOrEqual(row[at - 1]?.growth ?? 0)
        }
      }
    }
  })
  test('tax never adds to growth, and daily tracks the targets but for costs', () => {
    const market = drawn(6, 0.012)
    const [free, taxed] = [null, { taxable: 1, short: 0.4, long: 0.2 }].map(taxes => compareRules(market, third, [0, 0, 0], taxes))
    free?.forEach(({ result }, at) => expect(taxed?.[at]?.result.growth ?? 1).toBeLessThanOrEqual(result.growth + 1e-12))
    expect(free?.find(({ name }) => name === 'daily')?.result.trackingError).toBeCloseTo(0, 4)
  })
  test('the cost-aware optimum trades less than monthly where trading is dear, and not at all where it is dearer still', () => {
    const market = drawn(7, 0.012)
    const of = (cost: number) => new Map(compareRules(market, third, [cost, cost, cost]).map(({ name, result }) => [name, result.turnover]))
    const dear = of(0.005)
    expect(dear.get('cost-aware optimum') ?? 1).toBeLessThan(dear.get('monthly') ?? 0)
    expect(of(0.5).get('cost-aware optimum')).toBe(0)
  })
})

describe('how much is luck', () => {
  const random = seededRandom(11)
  const base = Float64Array.from({ length: 504 }, () => 0.0004 + 0.01 * random.bell())
  test('a series that is always ahead by a little wins every draw; a twin is level', () => {
    const better = base.map(each => each + 0.0005)
    const noise = noiseOf([better, base, base], 0, 0)
    expect(noise.wins.map(each => Math.round(each * 1000))).toEqual([1000, 0, 0])
    expect(noise.least[1] ?? 0).toBeGreaterThan(0)
    expect([noise.least[0], noise.most[0]]).toEqual([0, 0])
  })
  test('another series of the same kind is ahead by luck alone, and the answer is always the same', () => {
    const other = Float64Array.from({ length: 504 }, () => 0.0004 + 0.01 * random.bell())
    const noise = noiseOf([base, other], 0, 0)
    expect((noise.least[1] ?? 0) < 0 && (noise.most[1] ?? 0) > 0).toBe(true)
    expect(noiseOf([base, other], 0, 0)).toEqual(noise)
  })
})

describe('a household over the past', () => {
  test('every rule with costs and taxes, the grid, the verdict and the cautions', () => {
    const steps: string[] = []
    const found = pastShape.parse(
      rulesOverPast({ snapshot: home().snapshot(), histories, vix: [] }, (_, __, what) => void steps.push(what)),
    )
    expect(found.nothing).toBeNull()
    expect([found.days, found.rules.length, found.grid.length]).toEqual([599, 14, 12])
    expect(steps).toEqual([...found.rules.map(({ name }) => name), 'thresholds and costs', 'redrawn pasts'])
    const never = found.rules[0]
    expect([never?.name, never?.rebalances, never?.cost, never?.premium]).toEqual(['never', 0, 0, 0])
    expect(found.rules.find(({ name }) => name === 'daily')?.trackingError ?? 1).toBeLessThan(never?.trackingError ?? 0)
    expect(found.rules.reduce((sum, { wins }) => sum + wins, 0)).toBeCloseTo(1e6, -2)
    expect(found.verdict.join(' ')).toMatch(/redrawn .* half/s)
    const codes = found.warnings.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['few-days', 'look-ahead', 'survivorship', 'dividends', 'failure-modes']))
    expect(found.rules[1]?.regimes.map(({ days }) => days)).toEqual([0, 0, 0])
  })
  test('without a tax profile the tax is unknown, not nothing', () => {
    const found = past({ snapshot: home().profile(null).snapshot() })
    expect(found.rules.every(({ tax }) => tax === null)).toBe(true)
    expect(found.taxWords).toContain('unknown')
    expect(past().rules.every(({ tax }) => tax !== null)).toBe(true)
  })
  test('the days of each regime are those of the VIX', () => {
    const days = tradingDaysTo(day, 599)
    const vix = days.map((each, at) => ({ day: each, level: at < 300 ? 1500 : at < 400 ? 2500 : 3000 }))
    expect(past({ vix }).rules[3]?.regimes.map(each => each.days)).toEqual([300, 100, 199])
  })
  test('dropped days, late starts and holes are named', () => {
    const [bnd, vti] = histories as [(typeof histories)[number], (typeof histories)[number]]
    const without = (row: typeof bnd, drop: (at: number) => boolean) => ({
      ...row,
      days: row.days.filter((_, at) => !drop(at)),
      prices: row.prices.filter((_, at) => !drop(at)),
    })
    const found = past({ histories: [without(bnd, at => at < 200 || at === 300), without(vti, at => at === 400 || at === 401)] })
    const said = new Map(found.warnings.map(({ code, what }) => [code, what]))
    expect(said.get('starts-late')).toMatch(/first price of BND/)
    expect(found.warnings.filter(({ code }) => code === 'dropped-days').map(({ what }) => what.slice(0, 60))).toEqual([
      expect.stringMatching(/^2 days dropped for all, since VTI has no price/),
      expect.stringMatching(/^1 day dropped for all, since BND has no price/),
    ])
    const hole = past({ histories: [without(bnd, at => at === 300), without(vti, at => at === 300)] })
    expect(hole.warnings.find(({ code }) => code === 'no-prices')?.what).toMatch(/^No price of any of them on 1 trading day: /)
    expect(hole.days).toBe(598)
  })
  test('a target without prices is left out by name; most of them, none, too few or weekly ones are no past', () => {
    const bnd = histories.slice(0, 1)
    expect(past({ snapshot: home(4000).snapshot(), histories: bnd }).warnings[1]).toMatchObject({ code: 'left-out' })
    expect(past({ snapshot: home(8000).snapshot(), histories: bnd }).nothing?.title).toBe('Too few of the targets have prices')
    expect(past({ histories: [] }).nothing?.words).toContain('VTI: 0 prices')
    const weekly = histories.map(row => ({
      ...row,
      days: row.days.filter((_, at) => at % 5 === 0),
      prices: row.prices.filter((_, at) => at % 5 === 0),
    }))
    expect(past({ histories: weekly }).nothing?.words[0]).toMatch(/weekly or monthly/)
    const apart = [historyOf('BND', { count: 100 }), historyOf('VTI', { count: 100, last: '2026-08-20' })]
    expect(past({ histories: apart }).nothing?.title).toBe('Too short a past')
    expect(past({ snapshot: bookOf(day).account('joint').security('VTI', '1.00').snapshot() }).nothing?.title).toBe(
      'No targets to simulate',
    )
  })
  test('every figure of every rule has its trail, and the file has a row for each', () => {
    const found = past()
    for (const { name } of found.rules) for (const figure of pastFigures) expect(pastTrace(found, name, figure)?.formula).toBeTruthy()
    expect(pastTrace(found, 'no such rule', 'cost')).toBeUndefined()
    const lines = pastCsv(found, 'engine 0').trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 14 + 12)
    expect(lines[0]).toMatch(/^part,rule,cost_one_way,tracking_error_a_year,cost_a_year,tax_a_year/)
  })
  test('prices are asked for of targets alone', () => {
    expect(targetsOfPast(home().snapshot()).sort()).toEqual(['BND', 'VTI'])
  })
})

describe.skipIf(!hasRealMarket)('real funds beside the project, 2012 to 2022', () => {
  test('half VTI, half TLT: closer than never, dearer by day, and the lead over others is luck', () => {
    const { days, returns } = realFunds()
    const from = days.findIndex(each => each >= '2012-01-03')
    const to = days.findIndex(each => each >= '2022-01-03')
    const market: Market = {
      days: days.slice(from, to).map(civilDate),
      returns: ['VTI', 'TLT'].map(symbol => (returns.get(symbol) as Float64Array).slice(from, to)),
      riskFree: 0,
    }
    const rules = compareRules(market, [0.5, 0.5], [0.0005, 0.0005])
    const of = new Map(rules.map(({ name, result }) => [name, result]))
    const [never, monthly, annual, tight, loose] = ['never', 'monthly', 'annual', '3 % threshold', '10 % threshold'].map(name =>
      of.get(name),
    )
    expect(monthly?.trackingError ?? 1).toBeLessThan((never?.trackingError ?? 0) / 3)
    expect(tight?.trackingError ?? 1).toBeLessThan(loose?.trackingError ?? 0)
    expect(annual?.cost ?? 1).toBeLessThan(monthly?.cost ?? 0)
    const best = rules.reduce((top, { result }, at) => (result.sharpe > (rules[top]?.result.sharpe ?? 0) ? at : top), 0)
    const noise = noiseOf(
      rules.map(({ result }) => result.own),
      best,
      0,
    )
    expect(noise.least.filter((each, at) => at !== best && each <= 0).length).toBeGreaterThan(rules.length / 2)
  })
})
