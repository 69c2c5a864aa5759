/** Orders that bring less than a dollar are not sent: where trading costs nothing the best plan is full of them. They are told as not paying, and the certificate stays within what was asked for. */
import { describe, expect, test } from 'vitest'
import { marketOf } from '../../src/main/engine/optimize/market.ts'
import { settle } from '../../src/main/engine/optimize/settle.ts'
import { gapOf } from '../../src/main/engine/optimize/settle-within.ts'
import { leastWorth, withoutTrifles } from '../../src/main/engine/optimize/trifles.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { optimized, problemOf, small } from '../fixtures/problem.ts'

const asked = { accounts: null, wishes: { ...wishes, seconds: 0.3, scope: 'household' as const }, curve: false }
const planned = (seed: number) => valueOrThrow(planHousehold(randomHousehold(seed).snapshot(), asked, { advance: () => undefined }))

describe('an order worth less than a dollar', () => {
  // in both, two orders of a share or two brought 87 cents at most
  test.each([1, 20])('is not in the plan of a household, and is told as too little (%i)', seed => {
    const plan = planned(seed)
    const brought = plan.accounts.flatMap(({ trades }) => trades.map(({ contribution }) => contribution.total))
    expect(brought.length).toBeGreaterThan(3)
    expect(brought.filter(total => Math.abs(total) < 100)).toEqual([])
    expect(plan.certificate?.gap).toBeLessThanOrEqual(1000)
    expect(plan.certificate?.checked).toBe('good')
    const told = plan.accounts.flatMap(({ dropped }) => dropped.map(({ words }) => words ?? ''))
    expect(told.some(words => /too little to be worth an order, which has to bring 1.00|short of paying/.test(words))).toBe(true)
  })
})

describe('a settled plan and its trifles', () => {
  const whole = () => {
    const instance = randomInstance(2, small)
    const [problem, market, found] = [problemOf(instance), valueOrThrow(marketOf(instance)), optimized(instance, 1e-3)]
    return { problem, market, found, settled: settle(problem, market, found.plan) }
  }
  /** What the least of its orders brings. */
  const leastOf = ({ problem, market, settled }: ReturnType<typeof whole>) => {
    let least = 1e-7
    while (settle(problem, market, settled.plan, least).trades.length === settled.trades.length) least *= 2
    return least
  }

  test('what is dropped is worth no more than was said, each, and is not taken up again', () => {
    const of = whole()
    const { problem, market, settled } = of
    const trifle = leastOf(of)
    const without = settle(problem, market, settled.plan, trifle)
    const lost = without.evaluation.objective - settled.evaluation.objective
    expect(without.evaluation.worst).toBeLessThanOrEqual(1e-10)
    expect(without.dropped.length).toBe(settled.trades.length - without.trades.length)
    expect(lost).toBeGreaterThan(0)
    expect(lost).toBeLessThanOrEqual(without.dropped.length * trifle)
    expect(without.trades.map(({ security }) => security)).not.toContain(without.dropped[0])
  })

  test('a plan that would then be farther from its bound than asked for stays as it was', () => {
    const of = whole()
    const { problem, market, found, settled } = of
    // so small a portfolio that its least order is worth a dollar at most
    const nav = leastWorth / leastOf(of)
    const before = { found, settled, gap: gapOf(settled, found) }
    const take = (gap: number) => withoutTrifles({ ...problem, nav }, market, before, gap)
    expect(take(before.gap)).toBe(before)
    const taken = take(1)
    expect(taken.settled.trades.length).toBeLessThan(settled.trades.length)
    expect(taken.gap).toBeGreaterThan(before.gap)
    expect(taken.settled.cost).toBeCloseTo(taken.settled.evaluation.objective - found.evaluation.objective, 15)
  })
})
