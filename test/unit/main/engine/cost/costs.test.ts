/** Core metric 3 of the rebalancing planner, worked by hand: commission + spread + impact, what stands in for what is not known, fee schedules, and orders worked over days. */
import { describe, expect, test } from 'vitest'
import { liquidityOf, orderCosts } from '../../../../../src/main/engine/cost/execution.ts'
import { costFacts, countedFlags, feesInForce } from '../../../../../src/main/engine/cost/facts.ts'
import { costsRestOn } from '../../../../../src/main/engine/cost/rests-on.ts'
import { costParts, costTerms, roundTripCost, tradeCost } from '../../../../../src/main/engine/cost/trade-cost.ts'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { CostAssumptions, CostEstimate, CustodianFee } from '../../../../../src/shared/model/costs.ts'
import { usualExecution } from '../../../../../src/shared/model/usual-execution.ts'
import { bookOf, defaultSettings, priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const day = civilDate('2026-11-20')
const estimate: CostEstimate = {
  security: id('XYZ'),
  spread: 1000,
  dailyVolume: 1_000_000,
  dailyVolatility: 20_000,
  asOf: civilDate('2026-11-10'),
  source: 'trading desk',
}
const fee: CustodianFee = {
  custodian: 'schwab',
  kind: 'stock',
  perOrder: cents(100),
  perShare: 0,
  effective: civilDate('2026-01-02'),
  source: 'schedule',
}

function factsOf(change: Partial<CostAssumptions> = {}, price = '10.00', over: object = {}) {
  const book = bookOf('2026-11-20')
    .account('own')
    .security('XYZ', price, { kind: 'stock', capClass: 'large', ...over })
  const security = book.snapshot().securities.find(({ id: one }) => one === 'XYZ')
  if (!security) throw new Error('no security')
  const costs = { ...defaultSettings.costs, ...change }
  return costFacts(costs, { security, custodian: 'schwab', price: priceOf(price), asOf: day })
}

describe('Transaction_cost_i = Spread_i + Commission_i + Impact_i', () => {
  const known = factsOf({ estimates: [estimate], fees: [fee] })

  test('half the quoted spread, 2 % × √(1 % of the volume) of impact, the fee of the custodian', () => {
    // $100,000 of a $10,000,000 day: half of 10 bp is $50; 2 % × √0.01 = 0.2 % is $200; an order is $1
    expect(costParts(cents(10_000_000), known)).toEqual({ commission: 100, spread: 5_000, impact: 20_000 })
    expect(tradeCost(cents(10_000_000), known)).toBe(25_100)
    expect(roundTripCost(cents(10_000_000), known, known)).toBe(50_200)
    // four times the order, eight times the impact
    expect(costParts(cents(40_000_000), known).impact).toBe(160_000)
    expect(known.flags).toEqual([])
  })

  test('the optimizer is told the same: fixed + linear·x + power·x^1.5', () => {
    const { fixed, linear, power } = costTerms(known, 1_000_000)
    expect((fixed + linear * 0.1 + power * 0.1 ** 1.5) * 1_000_000).toBeCloseTo(251, 9)
  })

  test('nothing known: the assumption of the size class, half spread and half impact, as before', () => {
    const facts = factsOf()
    expect(costParts(cents(10_000_000), facts)).toEqual({ commission: 0, spread: 2_500, impact: 2_500 })
    expect(facts.flags.map(({ fallback }) => fallback)).toEqual(['no-spread', 'no-liquidity'])
    expect(costTerms(facts, 1_000_000)).toEqual({ fixed: 0, linear: 0.0005, power: 0, square: 0 })
  })

  test.each([
    ['no spread', { spread: null }, { spread: 2_500, impact: 20_000 }, ['no-spread']],
    ['no volume', { dailyVolume: null }, { spread: 5_000, impact: 2_500 }, ['no-liquidity']],
    ['no volatility', { dailyVolatility: null }, { spread: 5_000, impact: 2_500 }, ['no-volatility']],
  ])('%s: only that part is assumed', (_, lack, parts, flags) => {
    const facts = factsOf({ estimates: [{ ...estimate, ...lack }] })
    expect(costParts(cents(10_000_000), facts)).toMatchObject(parts)
    expect(facts.flags.map(({ fallback }) => fallback)).toEqual(flags)
  })

  test('a mutual fund changes hands at net asset value: the fee alone, and nothing to flag', () => {
    const facts = factsOf({ estimates: [estimate], fees: [{ ...fee, kind: 'mutual-fund' }] }, '10.00', { kind: 'mutual-fund' })
    expect(costParts(cents(10_000_000), facts)).toEqual({ commission: 100, spread: 0, impact: 0 })
    expect(facts.flags).toEqual([])
  })

  test('a fee by the share counts where it is more: 10,000 shares at half a cent are $50', () => {
    const facts = factsOf({ fees: [{ ...fee, perShare: 50 }] })
    expect(costParts(cents(10_000_000), facts).commission).toBe(5_000)
    expect(costParts(cents(100_000), facts).commission).toBe(100)
  })

  test('"Transaction cost estimates are stale (> 30 days old)": the 31st day flags, the 30th does not', () => {
    const aged = (asOf: string) => factsOf({ estimates: [{ ...estimate, asOf: civilDate(asOf) }] }).flags.map(({ fallback }) => fallback)
    expect(aged('2026-10-21')).toEqual([])
    expect(aged('2026-10-20')).toEqual(['stale-costs'])
    expect(factsOf({ asOf: civilDate('2026-10-20') }).flags.map(({ fallback }) => fallback)).toContain('stale-costs')
  })
})

test('flags are counted by name, and told of how many orders', () => {
  const none = factsOf().flags
  expect(countedFlags([...none, ...none, { fallback: 'no-spread', symbol: 'ABC', words: '' }])).toEqual([
    'estimated spread: 2 (ABC, XYZ)',
    'estimated liquidity: 1 (XYZ)',
  ])
  expect(costsRestOn([none, []])[0]).toBe('Est. costs of 1 of 2 orders rest on assumptions.')
  expect(costsRestOn([[], []])).toEqual([])
})

test('fees: the firm’s own first, newest first, of the day and the custodians asked; none of the schedule where the firm charges its own commission', () => {
  const own = { ...fee, perOrder: cents(495) }
  const later = { ...fee, effective: civilDate('2027-01-01') }
  const newer = { ...fee, perOrder: cents(50), effective: civilDate('2026-06-01') }
  const elsewhere = { ...fee, custodian: 'fidelity' as const }
  const schwab = new Set(['schwab'] as const)
  const inForce = (costs: Partial<CostAssumptions>) =>
    feesInForce({ ...defaultSettings.costs, ...costs }, [fee, newer, later, elsewhere], schwab, day).map(({ perOrder }) => perOrder)
  expect(inForce({})).toEqual([50, 100])
  expect(inForce({ fees: [own] })).toEqual([495, 50, 100])
  expect(inForce({ commission: cents(700) })).toEqual([])
  // the first row counts
  expect(costParts(cents(1_000_000), factsOf({ fees: [own, newer] })).commission).toBe(495)
})

describe('orders and the volume of a day', () => {
  const small = { ...estimate, dailyVolume: 10_000 }
  const facts = factsOf({ estimates: [small] })

  test('2,500 shares of a 10,000-share day at a cap of 10 %: three trading days, $250.00 of impact becomes $144.34, waiting is $40.82', () => {
    const found = liquidityOf(facts, sharesOf('2500'), usualExecution, day)
    expect(found).toMatchObject({ participation: 250_000, days: 250, cap: 1000 })
    const { schedule } = found ?? {}
    expect(schedule?.days.map(({ date, shares }) => [date, shares])).toEqual([
      ['2026-11-20', 834_000_000],
      ['2026-11-23', 833_000_000],
      ['2026-11-24', 833_000_000],
    ])
    // 2 % × √0.25 of $25,000; the same by √3; a tenth of 2 % × √(2/3)
    expect(schedule).toMatchObject({ impactAtOnce: 25_000, impactWorked: 14_434, waiting: 4_082, commissions: 0, saved: 6_484 })
    for (const { shares, parts } of schedule?.days ?? []) expect(parts.reduce((sum, part) => sum + part, 0) * 1_000_000).toBe(shares)
    expect(found?.words).toContain('over 3 trading days by the volume of the day (VWAP)')
    expect(found?.words).toContain('saves est. $64.84')
  })

  test('at the cap a day takes it; a share more does not; the part of a share that is sold out goes last', () => {
    expect(liquidityOf(facts, sharesOf('1000'), usualExecution, day)?.schedule).toBeNull()
    const over = liquidityOf(facts, sharesOf('1001.5'), usualExecution, day)?.schedule
    expect(over?.days.map(({ shares }) => shares)).toEqual([501_000_000, 500_500_000])
  })

  test('each day is an order: further commissions are taken off what is saved', () => {
    const charged = liquidityOf(factsOf({ estimates: [small], fees: [fee] }), sharesOf('2500'), usualExecution, day)?.schedule
    expect(charged).toMatchObject({ commissions: 200, saved: 6_284 })
  })

  test('"Liquidity_days > 5" is said; where the days allowed do not keep the cap, that too', () => {
    const found = liquidityOf(facts, sharesOf('20000'), usualExecution, day)
    expect(found?.words).toMatch(/^Illiquid: 20.0 days at 10 % of the volume\./)
    expect(found?.schedule?.days).toHaveLength(10)
    expect(found?.words).toContain('above the cap')
  })

  test('no volume known: nothing is told of liquidity', () => {
    expect(liquidityOf(factsOf(), sharesOf('2500'), usualExecution, day)).toBeNull()
    const book = bookOf('2026-11-20').account('own').security('XYZ', '10.00')
    expect(orderCosts(standingOf(book.snapshot()), id('own'), id('XYZ'), sharesOf('10'))).not.toHaveProperty('liquidity')
  })
})
