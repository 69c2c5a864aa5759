/** The exact evaluator on an account small enough to reckon by hand, and each limit it must see broken. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { problemOf } from '../../../../fixtures/problem.ts'

const account: Instance = {
  name: 'two securities',
  nav: 1000,
  alpha: 1.5,
  lam: { te: 2, tc: 1, tax: 1 },
  F: [0.04],
  sec: {
    price: [10, 10],
    target: [0.4, 0.5],
    sector: [0, 1],
    country: [0, 0],
    D: [0.01, 0.02],
    B: [[1], [2]],
    lin: [0.001, 0.002],
    nl: [0.1, 0.1],
    fixed: [0.0001, 0.0001],
    minTrade: [0.02, 0.02],
    lb: [0, 0],
    ub: [0.6, 0.6],
    noBuy: [0, 0],
    noSell: [0, 0],
    group: [-1, -1],
  },
  lots: { sec: [0, 0, 1], shares: [30, 20, 40], basis: [5, 12, 10], days: [400, 100, 100], blocked: [0, 0, 0] },
  cash0: 100,
  cashLo: 0.05,
  cashHi: 0.15,
  sector: { m: 2, lo: [0.3, 0.3], hi: [0.55, 0.55] },
  country: { m: 1, lo: [0.5], hi: [1] },
  turnoverMax: 0.3,
  maxTrades: 2,
  tax: { rS: 0.4, rL: 0.2, rO: 0.3, rho: 0.1, cap: 3, ytdS: 0, ytdL: 0 },
}
const plan = (sell: readonly number[], buy: readonly number[]) => ({ sell: Float64Array.from(sell), buy: Float64Array.from(buy) })
const brokenBy = (sell: readonly number[], buy: readonly number[], change: Partial<Instance> = {}) =>
  evaluate(problemOf({ ...account, ...change }), plan(sell, buy)).broken

describe('a plan', () => {
  test('is worth what it is worth', () => {
    const { objective, terms, turnover, trades, worst } = evaluate(problemOf(account), plan([0.06, 0, 0], [0, 0.08]))
    // d = 0.5 − 0.06 − 0.4 and 0.4 + 0.08 − 0.5; exposure 0.2·0.04 + 0.4·(−0.02) = 0
    const variance = 0.01 * 0.04 ** 2 + 0.02 * 0.02 ** 2
    const cost = 0.001 * 0.06 + 0.002 * 0.08 + 0.1 * (0.06 ** 1.5 + 0.08 ** 1.5) + 0.0002
    expect(terms.te ** 2).toBeCloseTo(variance, 15)
    expect(terms.linear + terms.impact + terms.fixed).toBeCloseTo(cost, 15)
    expect(terms.tax).toBeCloseTo(0.2 * 0.5 * 0.06, 15)
    expect(objective).toBeCloseTo(2 * variance + cost + 0.006, 15)
    expect([turnover, trades, worst]).toEqual([0.14, 2, 0])
  })

  test('that keeps every limit breaks none', () => {
    expect(brokenBy([0.06, 0, 0], [0, 0.08])).toEqual({})
  })

  test.each<[string, readonly number[], readonly number[], Partial<Instance>]>([
    ['lot', [0.31, 0, 0], [0, 0.15], {}],
    ['position', [0, 0, 0], [0.11, 0], {}],
    ['cash', [0, 0.06, 0], [0, 0], {}],
    ['sector 1', [0.05, 0, 0], [0, 0.16], {}],
    ['turnover', [0.06, 0, 0], [0, 0.08], { turnoverMax: 0.1 }],
    ['number of trades', [0.06, 0, 0], [0, 0.08], { maxTrades: 1 }],
    ['minimum trade', [0.01, 0, 0], [0, 0], {}],
    ['both sides', [0.05, 0, 0], [0.05, 0], {}],
    ['wash', [0, 0.05, 0], [0.05, 0], {}],
    ['wash', [0, 0.06, 0], [0, 0.08], { sec: { ...account.sec, group: [4, 4] } }],
    ['buy', [0.06, 0, 0], [0, 0.08], { sec: { ...account.sec, noBuy: [0, 1] } }],
  ])('sees %s broken', (limit, sell, buy, change) => {
    expect(Object.keys(brokenBy(sell, buy, change))).toContain(limit)
  })

  test('with no number in it breaks limits without end', () => {
    expect(evaluate(problemOf(account), plan([Number.NaN, 0, 0], [0, 0])).worst).toBe(Infinity)
  })
})
