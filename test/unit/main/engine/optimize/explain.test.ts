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

/** Of an interior point's answer; a sale at its minimum may cost more than it brings at the margin. */
const indifferent = 0.05

describe('prices of limits and lots', () => {
  test('a price lies between what a little more room gains and what a little less loses', () => {
    let compared = 0
    const step = 1e-5
    for (const { seed, problem, found } of accounts) {
      const { limits } = problem
      for (const { limit, side, dollars, unit } of sensitivityOf(problem, found).limits) {
        const row = limits.rowNames.indexOf(limit)
        if (unit !== 'dollar' || row < 0 || dollars < 1e-4) continue
        const at = (room: number) => {
          const moved = (values: Float64Array, by: number) => values.map((value, each) => (each === row ? value + by : value))
          const changed = side === 'upper' ? { rowHigh: moved(limits.rowHigh, room) } : { rowLow: moved(limits.rowLow, -room) }
          return restrictedTo({ ...problem, limits: { ...limits, ...changed } }, found.plan).solution.objective
        }
        const [gained, lost] = [(at(0) - at(step)) / step, (at(-step) - at(0)) / step]
        const room = 0.02 * dollars + 1e-3
        expect([seed, limit, gained - room <= dollars && dollars <= lost + room]).toEqual([seed, limit, true])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(3)
  })

  test('a lot that is sold does not cost at the margin, one kept costs to sell unless a count or a wash bars it', () => {
    let kept = 0
    for (const { problem, found } of accounts) {
      for (const { reason, reducedCost, wholeLot } of sensitivityOf(problem, found).lots) {
        if (reason === 'may not be sold') expect([reducedCost, wholeLot]).toEqual([null, null])
        if (reason === 'sold in part' || reason === 'sold') expect(reducedCost).toBeLessThan(indifferent)
        if (reason === 'costs more than it brings') {
          kept += 1
          expect(reducedCost).toBeGreaterThanOrEqual(0)
          expect(wholeLot).toBeGreaterThanOrEqual(0)
        }
      }
    }
    expect(kept).toBeGreaterThan(10)
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

  test('one price in several places moves in all of them; where nothing is taxed no price makes a gain', () => {
    const { problem } = accounts[0] as (typeof accounts)[number]
    const [first, second] = [0, 1]
    const { start, gain } = problem.lots
    const both = repriced(repriced(problem, first, 1.1), second, 1.1)
    expect(both.securities.held[second]).toBeCloseTo((problem.securities.held[second] as number) * 1.1, 12)
    const untaxed: Problem = { ...problem, lots: { ...problem.lots, gain: gain.map((of, l) => (l < (start[1] as number) ? 0 : of)) } }
    expect([...repriced(untaxed, first, 1.3).lots.gain.subarray(0, start[1])].every(of => of === 0)).toBe(true)
    expect([...repriced(problem, second, 1.3).lots.gain.subarray(start[1], start[2])].some(of => of !== 0)).toBe(start[2] !== start[1])
  })
})

describe('relaxations', () => {
  test('of cash that cannot be spent within the turnover: giving way by so much makes a plan possible, by less than the bound does not', () => {
    let checked = 0
    for (const seed of [1, 2]) {
      const account = randomInstance(seed, small)
      const share = account.cash0 / account.nav
      const problem = problemOf({ ...account, cashLo: share + 0.05, cashHi: share + 0.06, turnoverMax: 0.02 })
      const found = solved(problem)
      expect(found.status).toBe('infeasible')
      expect(found.conflict).toContain('turnover')
      for (const { limit, by, atLeast } of cheapestRelaxations(problem, found.conflict)) {
        if (by === null || (limit !== 'turnover' && limit !== 'cash')) continue
        expect(atLeast).toBeLessThanOrEqual(by + 1e-9)
        const { limits } = problem
        const widened = (more: number): Problem => {
          if (limit === 'turnover') return { ...problem, limits: { ...limits, turnover: limits.turnover + more } }
          const first = (values: Float64Array, change: number) => values.map((value, row) => (row === 0 ? value + change : value))
          return { ...problem, limits: { ...limits, rowLow: first(limits.rowLow, -more), rowHigh: first(limits.rowHigh, more) } }
        }
        expect([seed, limit, solved(widened(by + 2e-5)).status]).not.toEqual([seed, limit, 'infeasible'])
        expect([seed, limit, solved(widened(atLeast - 1e-4)).status]).toEqual([seed, limit, 'infeasible'])
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(1)
  })

  test('a number of trades is counted in trades', () => {
    const account = randomInstance(5, small)
    const share = account.cash0 / account.nav
    const problem = problemOf({ ...account, cashLo: share + 0.05, cashHi: share + 0.06, maxTrades: 0 })
    const found = solved(problem)
    expect(found.status).toBe('infeasible')
    const [trades] = cheapestRelaxations(problem, ['number of trades'])
    expect(trades?.unit).toBe('count')
    expect(trades?.by).toBeGreaterThanOrEqual(1)
  })
})
