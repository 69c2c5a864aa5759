/** "Market impact estimates": the published form of Almgren and others beside the square root, what stands in for shares outstanding and volatility, what the optimizer is handed, and one day against five. */
import { describe, expect, test } from 'vitest'
import { orderCosts, workedOver } from '../../../../../src/main/engine/cost/execution.ts'
import { costFactsOf, countedFlags } from '../../../../../src/main/engine/cost/facts.ts'
import { costParts, costTerms, impactBy, impactPowerOf, tradeCost } from '../../../../../src/main/engine/cost/trade-cost.ts'
import { dailyVolatility } from '../../../../../src/main/engine/estimate/daily-volatility.ts'
import { impactTrace } from '../../../../../src/main/engine/explain/impact-trace.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { readCostEstimates } from '../../../../../src/main/intake/cost-estimates.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { type CostAssumptions, type CostEstimate, costAssumptionsShape } from '../../../../../src/shared/model/costs.ts'
import { usualExecution } from '../../../../../src/shared/model/usual-execution.ts'
import { historyOf } from '../../../../fixtures/price-history.ts'
import { bookOf, defaultSettings, sharesOf } from '../../../../fixtures/snapshot.ts'

const day = '2026-11-20'
/** $10 a share, a million a day: $10,000,000; 2 % a day; 256 days' volume outstanding, whose fourth root is 4. */
const estimate: CostEstimate = {
  security: id('XYZ'),
  spread: 1000,
  dailyVolume: 1_000_000,
  dailyVolatility: 20_000,
  outstanding: 256_000_000,
  outstandingSource: '10-Q of September',
  asOf: civilDate('2026-11-10'),
  source: 'trading desk',
}
const book = (costs: Partial<CostAssumptions>) =>
  bookOf(day)
    .account('own')
    .security('XYZ', '10.00', { kind: 'stock', capClass: 'large' })
    .settings({ costs: { ...defaultSettings.costs, ...costs } })
const standing = (costs: Partial<CostAssumptions>, history = false) => {
  const snapshot = book(costs).snapshot()
  return standingOf(history ? { ...snapshot, history: [historyOf('XYZ')] } : snapshot)
}
const factsOf = (costs: Partial<CostAssumptions>, history = false) => costFactsOf(standing(costs, history), id('own'), id('XYZ'))
const tenth = cents(100_000_000)

describe('J = I/2 + K of Almgren, Thum, Hauptmann and Li (2005)', () => {
  const facts = factsOf({ impact: 'almgren', estimates: [estimate] })
  test('a tenth of the volume: 25.12 bp / 2 + 7.134 bp of $1,000,000 is $1,969.38', () => {
    // I = 0.314·0.02·0.1·4 = 0.002512; K = 0.142·0.02·0.1^0.6 = 0.000713376
    expect(costParts(tenth, facts).impact).toBe(196_938)
    expect(facts.flags).toEqual([])
  })
  test('the square root beside it: 2 % × √0.1 is $6,324.56, and it counts where the firm chose nothing', () => {
    expect(impactBy('square-root', tenth, facts.liquid as never, 1)).toBe(632_456)
    expect(costParts(tenth, factsOf({ estimates: [estimate] })).impact).toBe(632_456)
  })
  test('worked over days the permanent half stays: over 4 days 12.56 bp + 7.134 bp / 4^0.6', () => {
    expect(impactBy('almgren', tenth, facts.liquid as never, 4)).toBe(
      Math.round(tenth * (0.001256 + (0.142 * 0.02 * 0.1 ** 0.6) / 4 ** 0.6)),
    )
  })
  test('shares outstanding not known: 200 days of volume, flagged and counted, and only in this form', () => {
    const { outstanding: _, ...without } = estimate
    const flagged = factsOf({ impact: 'almgren', estimates: [without] })
    expect(flagged.flags.map(({ fallback }) => fallback)).toEqual(['no-outstanding'])
    expect(countedFlags(flagged.flags)).toEqual(['estimated shares outstanding: 1 (XYZ)'])
    expect(costParts(tenth, flagged).impact).toBe(Math.round(tenth * ((0.314 * 0.02 * 0.1 * 200 ** 0.25) / 2 + 0.142 * 0.02 * 0.1 ** 0.6)))
    expect(factsOf({ estimates: [without] }).flags).toEqual([])
  })
  test('an old book says nothing of either and reads as before', () => {
    const { outstanding: _, outstandingSource: __, ...old } = estimate
    const costs = { ...defaultSettings.costs, estimates: [old] }
    expect(costAssumptionsShape.parse(costs)).toEqual(costs)
    expect(impactPowerOf(costs)).toBe(1.5)
  })
})

describe('what the optimizer is handed', () => {
  const facts = factsOf({ impact: 'almgren', estimates: [estimate], commission: cents(0) })
  test('the form itself for a trade of any size: x^1.6 of its temporary part and x² of its permanent', () => {
    const { linear, power, square } = costTerms(facts, 4_000_000)
    const form = (x: number) => tradeCost(cents(Math.round(x * 400_000_000)), facts) / 400_000_000
    const handed = (x: number) => linear * x + power * x ** impactPowerOf({ impact: 'almgren' }) + square * x * x
    for (const x of [0.001, 0.01, 0.05, 0.1, 0.5, 1, 2]) expect(handed(x)).toBeCloseTo(form(x), 8)
  })
  test('of the square root nothing is squared', () => {
    expect(costTerms(factsOf({ estimates: [estimate] }), 4_000_000).square).toBe(0)
  })
})

describe('volatility of a day from the book’s own prices', () => {
  const { dailyVolatility: _, ...rest } = estimate
  const unknown = { ...rest, dailyVolatility: null }
  test('by hand: twenty moves of 1 % and one of 2 % today, weights 0.94 a day', () => {
    const prices = [100]
    for (let t = 0; t < 20; t++) prices.push((prices.at(-1) as number) * 1.01)
    prices.push((prices.at(-1) as number) * 1.02)
    const weights = Array.from({ length: 21 }, (_, back) => 0.94 ** back)
    const sum = weights.reduce((all, each) => all + each, 0)
    const found = dailyVolatility(prices)
    expect(found?.days).toBe(21)
    expect(found?.value).toBeCloseTo(Math.sqrt((0.0004 + 0.0001 * (sum - 1)) / sum), 12)
  })
  test('a jump no split explains is left out; nineteen returns and a price that never moves are none', () => {
    const steady = Array.from({ length: 40 }, (_, t) => 100 * 1.01 ** t)
    const jumped = steady.map((price, t) => (t < 20 ? price : price / 2))
    expect(dailyVolatility(jumped)?.value).toBeCloseTo(0.01, 12)
    expect(dailyVolatility(jumped)?.days).toBe(38)
    expect([dailyVolatility(steady.slice(0, 20)), dailyVolatility(steady.map(() => 5))]).toEqual([null, null])
  })
  test('it stands before the assumption of the size class; the firm’s own estimate stands before it', () => {
    const [own, assumed, stated] = [
      factsOf({ estimates: [unknown] }, true),
      factsOf({ estimates: [unknown] }),
      factsOf({ estimates: [estimate] }, true),
    ]
    expect(own.liquid?.ownVolatility).toMatchObject({ days: 60, asOf: '2026-11-20' })
    expect(own.flags).toEqual([])
    expect(assumed.liquid).toBeNull()
    expect(assumed.flags.map(({ fallback }) => fallback)).toEqual(['no-volatility'])
    expect([stated.liquid?.dailyVolatility, stated.liquid?.ownVolatility]).toEqual([0.02, null])
  })
  test('prices that end more than 30 days ago are flagged', () => {
    const snapshot = { ...book({ estimates: [unknown] }).snapshot(), history: [historyOf('XYZ', { last: '2026-10-01' })] }
    const flags = costFactsOf(standingOf(snapshot), id('own'), id('XYZ')).flags
    expect(flags.map(({ fallback }) => fallback)).toEqual(['stale-costs'])
  })
})

describe('one day against five: impact saved and the opportunity cost of delay', () => {
  const facts = factsOf({ estimates: [estimate] })
  test('2 % × √(4/3) × 10 % of $1,000,000 waits, √5 saves', () => {
    const slow = workedOver(facts, tenth, usualExecution, 5)
    expect(slow).toEqual({ days: 5, impact: 282_843, waiting: 230_940, commissions: 0, total: 513_783 })
    expect(workedOver(facts, tenth, usualExecution, 1)).toMatchObject({ impact: 632_456, waiting: 0, total: 632_456 })
  })
  test('an order carries the choice; one of little impact does not', () => {
    const of = (count: string) => orderCosts(standing({ estimates: [estimate] }), id('own'), id('XYZ'), sharesOf(count)).liquidity?.choices
    expect(of('100000')?.map(({ days }) => days)).toEqual([1, 2, 5, 10])
    expect(of('10')).toBeUndefined()
  })
  test('the trail holds both forms, their facts with day and source, and the choice', () => {
    const trace = impactTrace(
      tenth,
      factsOf({ impact: 'almgren', estimates: [{ ...estimate, dailyVolatility: null }] }, true),
      cents(1),
      usualExecution,
    )
    const text = JSON.stringify(trace)
    for (const words of [
      'By the square root, for comparison',
      '60 returns',
      '10-Q of September',
      'Opportunity cost of delay',
      'Impact saved',
    ])
      expect(text).toContain(words)
  })
})

test('a table of estimates with shares outstanding and their source', () => {
  const read = readCostEstimates(
    'symbol,spread bp,daily volume,daily volatility %,shares outstanding,outstanding source,as of,source\nXYZ,10,1000000,,256000000,10-Q,2026-11-10,desk\nABC,1,100,1,,,2026-11-10,desk',
    civilDate(day),
  )
  expect(read.ok && read.value).toMatchObject([
    { symbol: 'XYZ', outstanding: 256_000_000, outstandingSource: '10-Q', dailyVolatility: null },
    { symbol: 'ABC' },
  ])
  expect(read.ok && 'outstanding' in (read.value[1] as object)).toBe(false)
  const wrong = readCostEstimates('symbol,shares outstanding,as of\nXYZ,0,2026-11-10', civilDate(day))
  expect(!wrong.ok && wrong.refusal.where).toBe('line 2, shares outstanding')
})
