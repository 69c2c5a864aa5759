/** Whole shares and cents: every limit still kept, every sum exact, and what it cost. */
import { describe, expect, test } from 'vitest'
import { marketOf } from '../../../../../src/main/engine/optimize/market.ts'
import { settle } from '../../../../../src/main/engine/optimize/settle.ts'
import { settleWithin } from '../../../../../src/main/engine/optimize/settle-within.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import { marketValue } from '../../../../../src/shared/kernel/price.ts'
import { isWholeShares, oneShare, sumShares } from '../../../../../src/shared/kernel/shares.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { isSolved, medium, optimized, problemOf, small } from '../../../../fixtures/problem.ts'

const settledOf = (instance: Instance) => settle(problemOf(instance), valueOrThrow(marketOf(instance)), optimized(instance, 1e-3).plan)

/** Half a million in whole shares, with room to place them in. */
function halfAMillion(drawn: Instance): Instance {
  const { nav, cash0, lots, tax, sec } = drawn
  const size = 5e5 / nav
  return {
    ...drawn,
    nav: 5e5,
    cash0: Math.round(cash0 * size * 100) / 100,
    cashLo: 0,
    cashHi: 0.03,
    lots: { ...lots, shares: lots.shares.map(shares => Math.round(shares * size)) },
    tax: { ...tax, ytdS: tax.ytdS * size, ytdL: tax.ytdL * size },
    sec: { ...sec, ub: sec.ub.map(most => most + 0.01) },
  }
}

describe('a settled plan', () => {
  test('is whole shares or a position sold out, keeps every limit and costs little', () => {
    let trades = 0
    for (let seed = 0; seed < 14; seed++) {
      const instance = randomInstance(seed, seed % 2 === 0 ? medium : small)
      if (!isSolved(optimized(instance, 1e-3).status)) continue
      const market = valueOrThrow(marketOf(instance))
      const settled = settledOf(instance)
      expect([seed, settled.evaluation.broken]).toEqual([seed, {}])
      expect(settled.cost).toBeLessThan(2e-5)
      for (const trade of settled.trades) {
        trades += 1
        const all = sumShares(market.lotShares.filter((_, l) => instance.lots.sec[l] === trade.security && !instance.lots.blocked[l]))
        expect(isWholeShares(trade.shares) || (trade.side === 'sell' && trade.shares === all)).toBe(true)
        expect(trade.amount).toBe(marketValue(trade.shares, market.price[trade.security] ?? (0 as never)))
        if (trade.side === 'sell') expect(sumShares(trade.lots.map(lot => lot.shares))).toBe(trade.shares)
        for (const { lot, shares } of trade.lots) expect(shares).toBeLessThanOrEqual(market.lotShares[lot] ?? 0)
      }
    }
    expect(trades).toBeGreaterThan(100)
  })

  test('keeps budgets of gains and tax to the cent, though the plan stands on them', () => {
    let settledPlans = 0
    const tight: ((account: Instance) => Instance['also'])[] = [
      ({ nav }) => ({ tax: -0.0005 * nav }),
      ({ tax, nav }) => ({ longGain: tax.ytdL + 0.001 * nav }),
      ({ tax, nav }) => ({ shortGain: tax.ytdS + 0.001 * nav }),
    ]
    for (const also of tight) {
      for (let seed = 0; seed < 8; seed++) {
        const drawn = randomInstance(seed, small)
        const instance = { ...drawn, also: also(drawn) }
        if (!isSolved(optimized(instance, 1e-3).status)) continue
        expect([seed, settledOf(instance).evaluation.broken]).toEqual([seed, {}])
        settledPlans += 1
      }
    }
    expect(settledPlans).toBeGreaterThan(10)
  })

  test('is itself within the gap asked for: a better plan is looked for where whole shares used it up', () => {
    let again = 0
    for (const seed of [1, 3, 5, 7, 9, 11]) {
      const instance = randomInstance(seed, medium)
      const problem = problemOf(instance)
      const found = optimized(instance, 1e-3)
      if (!isSolved(found.status)) continue
      const market = valueOrThrow(marketOf(instance))
      const optimizeTo = (gap: number) => {
        again += 1
        return optimized(instance, gap)
      }
      const within = settleWithin(problem, market, found, 1e-3, optimizeTo)
      expect([seed, within.gap <= 1e-3]).toEqual([seed, true])
      const { evaluation } = within.settled
      expect(within.gap).toBeCloseTo((evaluation.objective - within.found.bound) / evaluation.gross, 12)
      const before = again
      const nearer = settleWithin(problem, market, found, 0.5 * within.gap, optimizeTo)
      expect(nearer.gap).toBeLessThanOrEqual(within.gap)
      if (found.gap > 0.125 * within.gap) expect(again).toBe(before + 1)
    }
    expect(again).toBeGreaterThan(0)
  })

  test('is within it in a small account too, whose whole shares alone take more: they are placed anew, the same way every time', () => {
    for (const seed of [6, 23, 32, 33]) {
      const instance = halfAMillion(randomInstance(seed, small))
      const problem = problemOf(instance)
      const found = optimized(instance, 1e-3)
      const market = valueOrThrow(marketOf(instance))
      const { objective, gross } = settle(problem, market, found.plan).evaluation
      expect([seed, found.gap < 1e-4, (objective - found.bound) / gross > 1e-3]).toEqual([seed, true, true])
      const within = () => settleWithin(problem, market, found, 1e-3, gap => optimized(instance, gap))
      const { gap, settled } = within()
      expect([seed, gap <= 1e-3, settled.evaluation.worst]).toEqual([seed, true, 0])
      expect(settled.cost).toBeCloseTo(settled.evaluation.objective - found.evaluation.objective, 15)
      expect(within().settled.trades).toEqual(settled.trades)
    }
  })

  test('evaluates its integers: the plan in weights is shares times price over the portfolio', () => {
    const instance = randomInstance(6, small)
    const { trades, plan } = settledOf(instance)
    for (const { security, side, shares } of trades) {
      if (side === 'buy')
        expect(plan.buy[security]).toBeCloseTo(((shares / oneShare) * (instance.sec.price[security] ?? 0)) / instance.nav, 15)
    }
  })

  test('drops and lists a trade that no longer pays', () => {
    const instance = randomInstance(6, small)
    const problem = problemOf(instance)
    const wide = {
      ...problem,
      limits: { ...problem.limits, rowLow: problem.limits.rowLow.map(() => -1), rowHigh: problem.limits.rowHigh.map(() => 1) },
    }
    const onTarget = { ...wide, securities: { ...wide.securities, drift: wide.securities.drift.map(() => 0) } }
    const buy = new Float64Array(problem.securities.count)
    const security = problem.securities.buyable.findIndex(most => most > 0.01)
    buy[security] = 0.005
    const { dropped, trades, cost } = settle(onTarget, valueOrThrow(marketOf(instance)), {
      sell: new Float64Array(problem.lots.count),
      buy,
    })
    expect([dropped, trades]).toEqual([[security], []])
    expect(cost).toBeLessThan(0)
  })

  test('needs amounts that can be traded', () => {
    const instance = randomInstance(6, small)
    const odd = { ...instance, lots: { ...instance.lots, shares: instance.lots.shares.map(shares => shares + 1e-8) } }
    expect(marketOf(odd)).toMatchObject({ ok: false, refusal: { code: 'input/instance', where: `${instance.name}: lots.shares[0]` } })
  })
})
