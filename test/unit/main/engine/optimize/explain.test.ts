/** Explanations of a plan: contributions that add up, prices that predict, ranges within which the pattern stays, and what would make a plan possible. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { explainTrades } from '../../../../../src/main/engine/optimize/explain.ts'
import { optimize } from '../../../../../src/main/engine/optimize/optimize.ts'
import type { Problem } from '../../../../../src/main/engine/optimize/problem.ts'
import { priceRange, repriced } from '../../../../../src/main/engine/optimize/ranging.ts'
import { cheapestRelaxations } from '../../../../../src/main/engine/optimize/relaxation.ts'
import { patternOf, restrictedTo } from '../../../../../src/main/engine/optimize/restricted.ts'
import { sensitivityOf } from '../../../../../src/main/engine/optimize/sensitivity.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { medium, problemOf, small } from '../../../../fixtures/problem.ts'

const effort = { gap: 1e-6, seconds: 5, expired: () => false }
const solved = (problem: Problem) => optimize(problem, effort, { advance: () => {} })
const accounts = [1, 2, 3, 5, 8, 13, 21].flatMap(seed => {
  const problem = problemOf(randomInstance(seed, small))
  const found = solved(problem)
  return found.status === 'optimal' && patternOf(problem, found.plan).some(mode => mode > 0) ? [{ seed, problem, found }] : []
})

describe('contributions of trades', () => {
  test('add up to the change of the objective, to the cent', () => {
    const problem = problemOf(randomInstance(5, medium))
    const { plan, evaluation } = optimize(problem, { ...effort, gap: 1e-2 }, { advance: () => {} })
    const { trades, total } = explainTrades(problem, plan)
    const none = { sell: plan.sell.map(() => 0), buy: plan.buy.map(() => 0) }
    const change = (evaluation.objective - evaluate(problem, none).objective) * problem.nav * 100
    expect(trades.length).toBe(evaluation.trades)
    expect(trades.reduce((sum, trade) => sum + trade.total, 0)).toBe(total)
    for (const { total: whole, risk, cost, tax, other } of trades) expect(risk + cost + tax + other).toBe(whole)
    expect(Math.abs(total - change)).toBeLessThanOrEqual(3)
    expect(trades.every(({ cost }) => cost > 0)).toBe(true)
  })
})

describe('prices of limits and lots', () => {
  test('a little more room is worth its price', () => {
    let compared = 0
    for (const { seed, problem, found } of accounts) {
      for (const { limit, side, dollars, unit } of sensitivityOf(problem, found).limits) {
        const row = problem.limits.rowNames.indexOf(limit)
        if (unit !== 'dollar' || row < 0 || dollars < 1e-4) continue
        const step = side === 'upper' ? 1e-5 : -1e-5
        const moved = (values: Float64Array) => values.map((value, at) => (at === row ? value + step : value))
        const limits = {
          ...problem.limits,
          ...(side === 'upper' ? { rowHigh: moved(problem.limits.rowHigh) } : { rowLow: moved(problem.limits.rowLow) }),
        }
        const gained = (objective: Problem) => restrictedTo(objective, found.plan).solution.objective
        const worth = (gained(problem) - gained({ ...problem, limits })) / 1e-5
        expect([seed, limit, Math.abs(worth - dollars) < 0.03 * dollars + 1e-4]).toEqual([seed, limit, true])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(3)
  })

  test('a lot sold in part is indifferent, one sold whole would be sold further, one kept costs to sell unless a count or a wash bars it', () => {
    let [inPart, kept] = [0, 0]
    for (const { problem, found } of accounts) {
      for (const { reason, reducedCost, wholeLot } of sensitivityOf(problem, found).lots) {
        if (reason === 'may not be sold') expect([reducedCost, wholeLot]).toEqual([null, null])
        if (reason === 'sold in part' && found.prices.trades === 0) inPart += 1
        if (reason === 'costs more than it brings') {
          kept += 1
          expect(reducedCost).toBeGreaterThanOrEqual(0)
          expect(wholeLot).toBeGreaterThanOrEqual(0)
        }
      }
    }
    expect(kept).toBeGreaterThan(10)
    expect(inPart).toBeGreaterThanOrEqual(0)
  })
})

describe('ranging', () => {
  test('today lies within the range, and just within its ends the pattern is still the best', () => {
    let checked = 0
    for (const { seed, problem, found } of accounts.slice(0, 3)) {
      const security = patternOf(problem, found.plan).findIndex(mode => mode > 0)
      const { from, to, kind } = priceRange(problem, found, security)
      expect(from).toBeLessThanOrEqual(1)
      expect(to).toBeGreaterThanOrEqual(1)
      if (kind === 'estimated') continue
      for (const factor of [1 + 0.9 * (from - 1), 1 + 0.9 * (to - 1)]) {
        const moved = repriced(problem, security, factor)
        const again = solved(moved)
        const restricted = restrictedTo(moved, found.plan).solution.objective
        expect([seed, restricted <= again.evaluation.objective + 1e-5 * again.evaluation.gross + 1e-8]).toEqual([seed, true])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThanOrEqual(0)
  })
})

describe('relaxations', () => {
  test('giving way by so much makes a plan possible, by a little less does not', () => {
    let checked = 0
    for (let seed = 0; seed < 80 && checked < 4; seed++) {
      const account = randomInstance(seed, small)
      const problem = problemOf(account)
      const found = solved(problem)
      if (found.status !== 'infeasible') continue
      for (const { limit, by, unit } of cheapestRelaxations(problem, found.conflict, effort)) {
        const row = problem.limits.rowNames.indexOf(limit)
        if (by === null || by < 1e-4 || unit !== 'weight' || row < 0) continue
        const widened = (more: number) => {
          const limits = { ...problem.limits, rowHigh: problem.limits.rowHigh.slice(), rowLow: problem.limits.rowLow.slice() }
          limits.rowHigh[row] = (limits.rowHigh[row] ?? 0) + more
          limits.rowLow[row] = (limits.rowLow[row] ?? 0) - more
          return solved({ ...problem, limits }).status
        }
        expect([seed, limit, widened(by + 1e-5)]).not.toEqual([seed, limit, 'infeasible'])
        expect([seed, limit, widened(by - 5e-5)]).not.toEqual([seed, limit, 'optimal'])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(1)
  })
})
