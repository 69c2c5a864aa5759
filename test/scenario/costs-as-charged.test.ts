/**
 * The cost a plan shows is the cost its score counts: by every form of impact, for trades of any size, in an account by itself and in a household as one, also where more is bought of a security
 * than is held or wanted of it there.
 */
import { expect, test } from 'vitest'
import { costFactsOf } from '../../src/main/engine/cost/facts.ts'
import { tradeCost } from '../../src/main/engine/cost/trade-cost.ts'
import { turnsOf } from '../../src/main/engine/rebalance/chain.ts'
import { accountProblem, plainWishes } from '../../src/main/engine/rebalance/from-snapshot.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { jointPlace } from '../../src/main/engine/rebalance/joint/joint-place.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { cents } from '../../src/shared/kernel/cents.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Instance } from '../../src/shared/model/instance.ts'
import type { ImpactForm } from '../../src/shared/model/lists.ts'
import { wishes } from '../fixtures/household.ts'
import { jointHousehold } from '../fixtures/joint-family.ts'
import { defaultSettings } from '../fixtures/snapshot.ts'

const size = { accounts: 3, securities: 10, lots: 3, losing: 0.5 }
const asOf = civilDate('2026-11-10')

/** Orders are large beside a day's volume. */
function thin(seed: number, impact: ImpactForm) {
  const book = jointHousehold(seed, size)
  const estimates = book.snapshot().securities.map(({ id: security }, at) => ({
    security,
    spread: 500,
    dailyVolume: 40 + 30 * at,
    dailyVolatility: 15_000,
    outstanding: 40_000 * (1 + at),
    asOf,
    source: 'desk',
  }))
  return book.settings({ costs: { ...defaultSettings.costs, impact, estimates } }).snapshot()
}

/** Dollars of the cost that the objective counts for a trade of so many. */
function charged({ nav, alpha, sec, also }: Instance, i: number, dollars: number): number {
  const x = dollars / nav
  const [fixed, linear, power, square] = [sec.fixed[i], sec.lin[i], sec.nl[i], also?.square?.[i] ?? 0] as [number, number, number, number]
  return nav * (fixed + linear * x + power * x ** alpha + square * x * x)
}

test.each(['square-root', 'almgren'] as const)('by the form %s every trade is charged what is shown for it, to a cent', impact => {
  for (const seed of [1, 2, 3]) {
    const standing = standingOf(thin(seed, impact))
    const accounts = standing.snapshot.accounts.map(account => account.id)
    const { turns } = valueOrThrow(turnsOf(standing, null, wishes))
    const laid = valueOrThrow(jointPlace(standing, turns, wishes))
    const joint = laid.problem.holdings.map(({ account, security }) => ({ account, security, instance: laid.problem.instance }))
    const alone = accounts.map(account => valueOrThrow(accountProblem(standing, account, plainWishes)))
    const each = alone.map(({ account, instance, securities }) => securities.map(security => ({ account, security, instance })))
    for (const holdings of [joint, ...each]) {
      holdings.forEach(({ account, security, instance }, i) => {
        const facts = costFactsOf(standing, account, security)
        for (const dollars of [1, 100, 5_000, 50_000, 200_000]) {
          const shown = tradeCost(cents(100 * dollars), facts) / 100
          expect(Math.abs(charged(instance, i, dollars) - shown)).toBeLessThan(0.011)
        }
      })
    }
  }
})

test('with two powers in the score a household as one is proven and its certificate holds', () => {
  for (const seed of [1, 2]) {
    const snapshot = thin(seed, 'almgren')
    const request = { accounts: null, wishes: { ...wishes, scope: 'household' as const }, curve: false }
    const { certificate, joint } = valueOrThrow(planHousehold(snapshot, request, { advance: () => undefined }))
    expect(joint).not.toBeUndefined()
    expect(certificate?.checked).toBe('good')
    expect(certificate?.gap).toBeLessThanOrEqual(1000)
  }
})
