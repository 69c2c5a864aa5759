/** The backtest of the planner's rules on markets small enough to follow by hand, and the order of things on random ones. */
import { describe, expect, test } from 'vitest'
import { compareRules, falsify, inRegime, rulesCompared, sensitivity } from '../../../../../src/main/engine/backtest/compare-rules.ts'
import { backtest, type Market, simulate } from '../../../../../src/main/engine/backtest/simulate.ts'
import { civilDate, dateOfDay, dayNumber } from '../../../../../src/shared/kernel/civil-date.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const first = dayNumber(civilDate('2026-01-01'))
function market(returns: readonly (readonly number[])[]): Market {
  const length = returns[0]?.length ?? 0
  return {
    days: Array.from({ length }, (_, t) => dateOfDay(first + t)),
    returns: returns.map(each => Float64Array.from(each)),
    riskFree: 0,
  }
}
function randomMarket(seed: number, days = 1000): Market {
  const random = seededRandom(seed)
  const common = Array.from({ length: days }, () => 0.006 * random.bell())
  return market([0, 1, 2].map(() => common.map(each => 0.0003 + each + 0.01 * random.bell())))
}
const third = [1 / 3, 1 / 3, 1 / 3]

describe('one day at a time', () => {
  // half and half; the first doubles: weights 2/3 and 1/3, drift 1/6 of the portfolio
  const doubled = market([
    [1, 0],
    [0, 0],
  ])
  test('drift after a doubling is a sixth, and a threshold below it trades back at its cost', () => {
    const still = backtest(doubled, [0.5, 0.5], [0.003, 0.003], { kind: 'never' })
    expect([still.largestDrift, still.rebalances, still.cost, still.premium]).toEqual([expect.closeTo(1 / 6, 12), 0, 0, 0])
    const traded = backtest(doubled, [0.5, 0.5], [0.003, 0.003], { kind: 'threshold', threshold: 0.16 })
    // a sixth sold and a sixth bought at 30 bp: 10 bp, over 2 of 252 days
    expect([traded.rebalances, traded.cost, traded.turnover]).toEqual([1, expect.closeTo(0.001 * 126, 12), expect.closeTo(126 / 6, 12)])
    expect(backtest(doubled, [0.5, 0.5], [0.003, 0.003], { kind: 'threshold', threshold: 0.17 }).rebalances).toBe(0)
  })
  test('rebalancing earns where prices swing back, and loses where they trend', () => {
    const swing = backtest(
      market([
        [1, -0.5, 1, -0.5],
        [0, 0, 0, 0],
      ]),
      [0.5, 0.5],
      [0, 0],
      { kind: 'threshold', threshold: 0.01 },
    )
    const trend = backtest(
      market([
        [0.1, 0.1, 0.1, 0.1],
        [0, 0, 0, 0],
      ]),
      [0.5, 0.5],
      [0, 0],
      { kind: 'threshold', threshold: 0.01 },
    )
    expect([swing.premium > 0, trend.premium < 0]).toEqual([true, true])
  })
  test('the calendar waits for its date, the hybrid overrides it', () => {
    const quiet = market([Array.from({ length: 62 }, (_, t) => (t === 3 ? 0.6 : 0)), new Array<number>(62).fill(0)])
    const monthly = backtest(quiet, [0.5, 0.5], [0, 0], { kind: 'calendar', every: 'monthly' })
    const hybrid = backtest(quiet, [0.5, 0.5], [0, 0], { kind: 'hybrid', every: 'monthly', override: 0.1 })
    expect([monthly.rebalances, hybrid.rebalances]).toEqual([1, 1])
    expect(hybrid.averageDrift).toBeLessThan(monthly.averageDrift / 5)
  })
})

describe('rules side by side', () => {
  test('tighter thresholds track closer and trade more; never costs nothing', () => {
    for (const seed of [1, 2, 3]) {
      const drawn = randomMarket(seed)
      const [tight, loose] = [0.01, 0.05].map(threshold =>
        backtest(
          drawn,
          third,
          third.map(() => 0.002),
          { kind: 'threshold', threshold },
        ),
      )
      expect(tight?.trackingError ?? 0).toBeLessThan(loose?.trackingError ?? 0)
      expect(tight?.turnover ?? 0).toBeGreaterThan(loose?.turnover ?? 0)
      const [never] = compareRules(
        drawn,
        third,
        third.map(() => 0.002),
      )
      expect([never?.name, never?.result.cost, never?.result.rebalances]).toEqual(['never', 0, 0])
    }
  })
  test("every rule of the two documents, and the planner's twelve cells of sensitivity: cost grows with its assumption", () => {
    const drawn = randomMarket(7)
    expect(compareRules(drawn, third, [0, 0, 0]).map(({ name }) => name)).toEqual(rulesCompared.map(({ name }) => name))
    const cells = sensitivity(drawn, third)
    expect(cells).toHaveLength(12)
    expect((cells[2]?.result.cost ?? 0) / (cells[0]?.result.cost ?? 1)).toBeCloseTo(5, 6)
  })
  test('the cost-benefit rule sees only the past: another future changes no earlier trade', () => {
    const drawn = randomMarket(5, 300)
    const cut = { ...drawn, days: drawn.days.slice(0, 200), returns: drawn.returns.map(series => series.slice(0, 200)) }
    const later = { ...drawn, returns: drawn.returns.map(series => series.map((each, t) => (t < 200 ? each : 0))) }
    const rule = { kind: 'cost-benefit' } as const
    const count = (one: Market) =>
      backtest(
        one,
        third,
        third.map(() => 0.002),
        rule,
      ).rebalances
    expect(count(cut)).toBeGreaterThan(0)
    expect(count(later)).toBeGreaterThanOrEqual(count(cut))
  })
  test('days of one regime by VIX, of one path; a day without VIX belongs to none', () => {
    const drawn = randomMarket(2, 6)
    const vix = [10, 25, 35, 19, null, 30]
    const of = (day: string) => vix[dayNumber(civilDate(day)) - first] ?? null
    const run = simulate(drawn, third, [0, 0, 0], { kind: 'never' }, null)
    const found = (['normal', 'elevated', 'stress'] as const).map(regime => inRegime(drawn.days, run, of, regime))
    expect(found.map(({ days }) => days)).toEqual([2, 1, 2])
    const [a = 0, b = 0] = [run.active[0], run.active[3]]
    // two days: their standard deviation is their distance over root two
    expect(found[0]?.trackingError).toBeCloseTo((Math.abs(a - b) / Math.SQRT2) * Math.sqrt(252), 12)
    expect(found[1]?.trackingError).toBeNull()
  })
  test('falsification: no closer than the calendar fails, dearer than what is saved fails', () => {
    const base = backtest(randomMarket(1), third, [0, 0, 0], { kind: 'never' })
    const of = (trackingError: number, cost: number) => ({ ...base, trackingError, cost })
    expect([
      falsify(of(0.01, 0), of(0.02, 0)).holds,
      falsify(of(0.02, 0), of(0.02, 0)).holds,
      falsify(of(0.01, 0.011), of(0.02, 0)).holds,
    ]).toEqual([true, false, false])
  })
})
