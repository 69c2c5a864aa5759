/** The optimizer's answers where input is odd or limits clash, and what it says about itself. */
import { describe, expect, test } from 'vitest'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import { cheapestRelaxations } from '../../../../../src/main/engine/optimize/relaxation.ts'
import { relaxablesOf } from '../../../../../src/main/engine/solve/search/relaxable.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, optimized, patient, problemOf, small } from '../../../../fixtures/problem.ts'

const plain = randomInstance(8, small)
const none = { m: 1, lo: [-1], hi: [2] }
const wide = { m: 2, lo: [-1, -1], hi: [2, 2] }
const loose: Instance = { ...plain, sector: wide, country: wide, cashLo: 0, cashHi: 2, turnoverMax: 2, maxTrades: 12 }
const zeros = (count: number) => Array.from({ length: count }, () => 0 as const)
/** One security that is the whole portfolio. */
function alone(lots: number): Instance {
  const sec = {
    price: [10],
    target: [0.5],
    sector: [0],
    country: [0],
    D: [0.04],
    B: [[1]],
    lin: [0.001],
    nl: [0.01],
    fixed: [0],
    minTrade: [0.001],
  }
  return {
    ...plain,
    name: 'alone',
    nav: 1_000_000,
    F: [0.02],
    sec: { ...sec, lb: [0], ub: [1], noBuy: [0], noSell: [0], group: [-1] },
    lots: {
      sec: zeros(lots),
      shares: Array.from({ length: lots }, () => 90_000 / lots),
      basis: Array.from({ length: lots }, (_, l) => 5 + (10 * l) / lots),
      days: Array.from({ length: lots }, (_, l) => 200 + (l % 400)),
      blocked: zeros(lots),
    },
    cash0: 100_000,
    cashLo: 0.05,
    cashHi: 1,
    sector: none,
    country: none,
    turnoverMax: 1,
    maxTrades: 1,
  }
}

describe('odd accounts', () => {
  test('no security: there is nothing to trade, and that is optimal', () => {
    const sec = Object.fromEntries(Object.keys(plain.sec).map(key => [key, []])) as unknown as Instance['sec']
    const lots = Object.fromEntries(Object.keys(plain.lots).map(key => [key, []])) as unknown as Instance['lots']
    const empty = { ...plain, sec, lots, cash0: plain.nav, cashLo: 0, cashHi: 1, sector: none, country: none }
    expect(optimized(empty)).toMatchObject({ status: 'optimal', plan: { sell: new Float64Array(0), buy: new Float64Array(0) } })
  })

  test('one security with one lot, and with fifteen thousand', () => {
    for (const lots of [1, 15_000]) {
      const { status, evaluation, gap } = optimized(alone(lots))
      expect(status).toBe('optimal')
      expect(evaluation.worst).toBeLessThanOrEqual(2e-7)
      expect(gap).toBeLessThanOrEqual(patient.gap)
    }
  })

  test('all lots blocked: nothing is sold', () => {
    const blocked = { ...loose, lots: { ...loose.lots, blocked: loose.lots.blocked.map(() => 1 as const) } }
    const { status, plan } = optimized(blocked)
    expect(status).toBe('optimal')
    expect([...plan.sell].every(sold => sold === 0)).toBe(true)
  })

  test('prices a billion apart', () => {
    const factor = (i: number) => (i % 2 === 0 ? 1e9 : 1)
    const { sec, lots } = plain
    const scaled = {
      ...plain,
      sec: { ...sec, price: sec.price.map((price, i) => price * factor(i)) },
      lots: {
        ...lots,
        shares: lots.shares.map((shares, l) => shares / factor(lots.sec[l] ?? 0)),
        basis: lots.basis.map((basis, l) => basis * factor(lots.sec[l] ?? 0)),
      },
    }
    expect(optimized(scaled).evaluation.objective).toBeCloseTo(optimized(plain).evaluation.objective, 8)
  })

  test('no impact, no fixed cost and no minimum trade; impact by another power', () => {
    const { sec } = plain
    const flat = { ...plain, sec: { ...sec, nl: sec.nl.map(() => 0), fixed: sec.fixed.map(() => 0), minTrade: sec.minTrade.map(() => 0) } }
    expect(optimized(flat).status).toBe('optimal')
    for (const alpha of [1.2, 2]) expect(optimized({ ...plain, alpha }).status).toBe('optimal')
  })

  test('nothing but tax, nothing but risk, nothing at all', () => {
    for (const lam of [
      { te: 0, tc: 0, tax: 1 },
      { te: 20, tc: 0, tax: 0 },
      { te: 0, tc: 0, tax: 0 },
    ]) {
      expect(optimized({ ...plain, lam }, 1e-3).status).toBe('optimal')
    }
  })
})

describe('limits that clash', () => {
  test('sectors that together need more than all the cash: all three are named, and none besides', () => {
    const sector = { m: 2, lo: [0.7, 0.7], hi: [1, 1] }
    const { status, conflict, bound } = optimized({ ...loose, sector })
    expect([status, bound]).toEqual(['infeasible', Infinity])
    expect(conflict).toEqual(['cash', 'sector 0', 'sector 1'])
  })

  test('cash that no allowed turnover can raise', () => {
    const { status, conflict } = optimized({ ...loose, cashLo: 0.5, cashHi: 0.6, turnoverMax: 0.01 })
    expect(status).toBe('infeasible')
    expect(conflict).toEqual(['cash', 'turnover'])
  })

  test('cash that no allowed number of trades can raise', () => {
    const { status, conflict } = optimized({ ...loose, cashLo: 0.9, cashHi: 1, maxTrades: 2 })
    expect(status).toBe('infeasible')
    expect(conflict).toEqual(['cash', 'number of trades'])
  })

  test('a position above its limit that may not be sold is named', () => {
    const { sec } = loose
    const i = optimized(loose).plan.buy.length - 1
    const held = problemOf(loose).securities.held[i] ?? 0
    const stuck = {
      ...loose,
      sec: { ...sec, noSell: sec.noSell.map((no, at) => (at === i ? 1 : no)), ub: sec.ub.map((most, at) => (at === i ? held / 2 : most)) },
    }
    expect(optimized(stuck)).toMatchObject({ status: held > 0 ? 'infeasible' : 'optimal', conflict: held > 0 ? [`position ${i}`] : [] })
  })
})

describe('limits on gains, tax and tracking error that clash', () => {
  const tight: readonly (readonly [string, (account: Instance) => Instance])[] = [
    ['a tracking error nobody can keep', account => ({ ...account, also: { trackingError: 1e-4 } })],
    ['a tax nobody can save', account => ({ ...account, also: { tax: -0.2 * account.nav } })],
    [
      'cash that only gains can raise, and a budget that bars them',
      account => {
        const basis = account.lots.sec.map(i => 0.5 * (account.sec.price[i] ?? 1))
        const lots = { ...account.lots, basis, days: basis.map(() => 100), blocked: basis.map(() => 0 as const) }
        return { ...account, lots, cashLo: 0.3, cashHi: 0.4, also: { shortGain: account.tax.ytdS + 0.01 * account.nav } }
      },
    ],
    ['names that the trades cannot bring down', account => ({ ...account, maxTrades: 2, also: { names: 3 } })],
  ]

  test.each(tight)('%s: leaving out any of the named limits, the clash is gone', (_, of) => {
    const account = of(loose)
    const { status, conflict } = optimized(account)
    expect(status).toBe('infeasible')
    expect(conflict.length).toBeGreaterThan(0)
    const problem = problemOf(account)
    for (const name of conflict) {
      const limit = relaxablesOf(problem).find(each => each.name === name)
      expect([name, limit === undefined]).toEqual([name, false])
      const without = limit?.widened(problem, limit.unit === 'count' ? 1000 : 10) ?? problem
      expect([name, optimize(without, patient, { advance: () => {} }).status]).not.toEqual([name, 'infeasible'])
    }
  })

  test.each(tight)('%s: by how much each would have to give way is bracketed by a proof and a plan', (_, of) => {
    const problem = problemOf(of(loose))
    const found = optimize(problem, patient, { advance: () => {} })
    let bracketed = 0
    for (const { limit, by, atLeast, unit } of cheapestRelaxations(problem, found.conflict)) {
      const relaxable = relaxablesOf(problem).find(each => each.name === limit)
      if (!relaxable || by === null) continue
      const statusAt = (room: number) => optimize(relaxable.widened(problem, room), patient, { advance: () => {} }).status
      const step = unit === 'count' ? 0 : 2e-6
      expect(atLeast).toBeLessThanOrEqual(by + step)
      expect([limit, statusAt(by + step)]).not.toEqual([limit, 'infeasible'])
      if (atLeast > 1e-4) expect([limit, statusAt(unit === 'count' ? atLeast - 1 : 0.99 * atLeast)]).toEqual([limit, 'infeasible'])
      bracketed += 1
    }
    expect(bracketed).toBeGreaterThan(0)
  })
})

describe('what it says of itself', () => {
  test('within the gap is optimal, and the bound is below the objective', () => {
    const { status, gap, bound, evaluation } = optimized(randomInstance(5, medium), 1e-3)
    expect(status).toBe('optimal')
    expect(gap).toBeLessThanOrEqual(1e-3)
    expect(bound).toBeLessThanOrEqual(evaluation.objective)
    expect(gap).toBeCloseTo((evaluation.objective - bound) / evaluation.gross, 12)
  })

  test('a plan that is not proven good enough is feasible, not optimal', () => {
    const { status, gap } = optimize(
      problemOf(randomInstance(5, medium)),
      { ...patient, gap: 1e-9, expired: () => true },
      { advance: () => {} },
    )
    expect(status).toBe('feasible')
    expect(gap).toBeGreaterThan(1e-9)
  })

  test('the price of a limit says which way relaxing it pays', () => {
    const instance = randomInstance(5, medium)
    const tight = { ...instance, turnoverMax: 0.5 * instance.turnoverMax }
    const { prices, evaluation } = optimized(tight, 1e-5)
    const step = 0.02 * tight.turnoverMax
    const relaxed = optimized({ ...tight, turnoverMax: tight.turnoverMax + step }, 1e-5).evaluation
    expect(prices.turnover).toBeGreaterThan(0)
    expect((evaluation.objective - relaxed.objective) / step / prices.turnover).toBeGreaterThan(0.5)
    expect((evaluation.objective - relaxed.objective) / step / prices.turnover).toBeLessThan(1.5)
  })
})
