/** Random households: the plan's tax is what the booking engine makes of its very trades, lots are never oversold, an edit that changes nothing changes no figure, and none beats the optimum by more than its gap. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pricedBasket } from '../../src/main/engine/basket.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { editBench, repick, tradesIn } from '../../src/main/engine/rebalance/repick.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import { oneShare, shares } from '../../src/shared/kernel/shares.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'
import { editsOf } from '../fixtures/plan-edits.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const still = { advance: () => undefined }
const plannedFor = (seed: number) => {
  const snapshot = randomHousehold(seed).snapshot()
  return { snapshot, plan: valueOrThrow(planHousehold(snapshot, { accounts: null, wishes, curve: false }, still)) }
}

test('planned is booked, to the cent, and every lot gives what it has at most', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const { snapshot, plan } = plannedFor(seed)
      const standing = standingOf(snapshot)
      const trades = plan.accounts.map(tradesIn)
      const choices = trades.flatMap(({ sales }) => sales)
      const purchases = trades.flatMap(({ purchases: bought }) => bought)
      const { basket, change } = pricedBasket(standing, choices, purchases)
      expect([change.short, change.long]).toEqual([plan.after.short, plan.after.long])
      expect((plan.after.tax ?? 0) + (basket.savedNow ?? 0)).toBe(0)
      expect(basket.cost).toBe(plan.after.cost)
      expect(plan.after.permanent).toBe(0)
      expect(plan.after.washed).toBe(0)
      const held = new Map(standing.lots.map(lot => [lot.id, lot.shares]))
      for (const { picks } of choices) for (const pick of picks) expect(pick.shares).toBeLessThanOrEqual(held.get(pick.lot) ?? 0)
      for (const account of plan.accounts) {
        expect(account.after.cashAfter ?? 0).toBeGreaterThanOrEqual(Math.min(0, account.after.cashBefore ?? 0))
        expect(account.certificate?.checked).not.toBe('broken')
      }
    }),
    { numRuns: 12 },
  )
})

test('the same picks again: the same figures; another edit costs no less than nothing, but for the gap', () => {
  fc.assert(
    fc.property(seeds, fc.nat(), (seed, draw) => {
      const { snapshot, plan } = plannedFor(seed)
      const bench = valueOrThrow(editBench(snapshot, plan))
      const own = plan.accounts.map(tradesIn)
      const same = valueOrThrow(repick(bench, plan, editsOf(plan)))
      expect(same.after).toEqual(plan.after)
      expect(same.edit).toMatchObject({ weighted: 0, tax: 0, cost: 0, te: 0, short: 0, long: 0, trouble: [] })
      expect(same.accounts.map(({ trades }) => trades)).toEqual(plan.accounts.map(({ trades }) => trades))

      const sales = own.flatMap(trades => trades.sales)
      const sale = sales[draw % Math.max(1, sales.length)]
      if (!sale) return
      const fewer = sale.picks.map((pick, at) =>
        at === 0 ? { ...pick, shares: shares(Math.max(oneShare, pick.shares - oneShare)) } : pick,
      )
      const edited = valueOrThrow(repick(bench, plan, { sales: [{ ...sale, picks: fewer }], purchases: [] }))
      const account = plan.accounts.find(each => each.account === sale.account)
      if (edited.edit?.trouble.length !== 0 || !account?.certificate) return
      const room = account.certificate.objective - account.certificate.bound + Math.max(0, account.certificate.settling) + 2
      expect(edited.edit.weighted).toBeGreaterThanOrEqual(-room)
    }),
    { numRuns: 12 },
  )
})
