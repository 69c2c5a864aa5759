/** Random households as one: planned is booked to the cent, account by account is never better than the bound allows, an edit that changes nothing changes no figure, nothing is washed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pricedBasket } from '../../src/main/engine/basket.ts'
import { turnsOf } from '../../src/main/engine/rebalance/chain.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { apartOf, solvedApart } from '../../src/main/engine/rebalance/joint/joint-comparisons.ts'
import { jointCertificate } from '../../src/main/engine/rebalance/joint/joint-document.ts'
import { jointPlace, wholeOf } from '../../src/main/engine/rebalance/joint/joint-place.ts'
import { solvedAlone } from '../../src/main/engine/rebalance/joint/joint-plan.ts'
import { measure } from '../../src/main/engine/rebalance/measure.ts'
import { editBench, repick, tradesIn } from '../../src/main/engine/rebalance/repick.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'
import { editsOf } from '../fixtures/plan-edits.ts'

const seeds = fc.integer({ min: 1, max: 1_000_000 })
const asOne = { ...wishes, scope: 'household', seconds: 0.3 } as const
const plannedFor = (seed: number) => {
  const snapshot = randomHousehold(seed).snapshot()
  return {
    snapshot,
    plan: valueOrThrow(planHousehold(snapshot, { accounts: null, wishes: asOne, curve: false }, { advance: () => undefined })),
  }
}

test('planned is booked, to the cent; nothing is washed; every account keeps its own cash', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const { snapshot, plan } = plannedFor(seed)
      if (plan.certificate === null) return
      const standing = standingOf(snapshot)
      const trades = plan.accounts.map(tradesIn)
      const choices = trades.flatMap(({ sales }) => sales)
      const purchases = trades.flatMap(({ purchases: bought }) => bought)
      const { basket, change } = pricedBasket(standing, choices, purchases)
      expect([change.short, change.long]).toEqual([plan.after.short, plan.after.long])
      expect((plan.after.tax ?? 0) + (basket.savedNow ?? 0)).toBe(0)
      expect(basket.cost).toBe(plan.after.cost)
      expect([plan.after.washed, plan.after.permanent]).toEqual([0, 0])
      expect(plan.certificate.checked).toBe('good')
      const held = new Map(standing.lots.map(lot => [lot.id, lot.shares]))
      for (const { picks } of choices) for (const pick of picks) expect(pick.shares).toBeLessThanOrEqual(held.get(pick.lot) ?? 0)
      for (const { after, before } of plan.accounts)
        expect(after.cashAfter ?? 0).toBeGreaterThanOrEqual(Math.min(0, before.cashBefore ?? 0))
    }),
    { numRuns: 10 },
  )
})

test('account by account is never better than as one, but for the distance to the bound', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const standing = standingOf(randomHousehold(seed).snapshot())
      const { turns } = valueOrThrow(turnsOf(standing, null, asOne))
      const place = jointPlace(standing, turns, asOne)
      if (!place.ok) return
      const solved = solvedAlone(place.value, turns, asOne, () => undefined)
      const certificate = jointCertificate(solved)
      const { household } = measure(standing, place.value.own, solved.trades, wholeOf(place.value))
      const { saved } = apartOf(
        solved,
        solvedApart(place.value, turns, asOne, () => undefined),
        household,
      )
      if (certificate === null || saved === null) return
      expect(saved).toBeGreaterThanOrEqual(-(certificate.objective - certificate.bound) - 2)
    }),
    { numRuns: 10 },
  )
})

test('reasons add up to the cent, and the same picks again give the same figures', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const { snapshot, plan } = plannedFor(seed)
      const bench = valueOrThrow(editBench(snapshot, plan))
      const same = valueOrThrow(repick(bench, plan, editsOf(plan)))
      expect(same.after).toEqual(plan.after)
      expect(same.edit).toMatchObject({ weighted: 0, tax: 0, cost: 0, te: 0, short: 0, long: 0, trouble: [] })
      expect(same.accounts.map(({ trades }) => trades)).toEqual(plan.accounts.map(({ trades }) => trades))
      for (const { contribution: c } of plan.accounts.flatMap(({ trades }) => trades)) expect(c.total).toBe(c.te + c.cost + c.tax + c.other)
    }),
    { numRuns: 8 },
  )
})

test('the same household twice is the same plan; with its accounts, securities and lots in another order neither plan passes the other’s bound', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const { snapshot, plan } = plannedFor(seed)
      expect(plannedFor(seed).plan).toEqual(plan)
      const turned = {
        ...snapshot,
        accounts: snapshot.accounts.toReversed(),
        securities: snapshot.securities.toReversed(),
        statementLots: snapshot.statementLots.toReversed(),
      }
      const other = valueOrThrow(planHousehold(turned, { accounts: null, wishes: asOne, curve: false }, { advance: () => undefined }))
      expect(other.certificate === null).toBe(plan.certificate === null)
      if (plan.certificate === null || other.certificate === null) return
      expect(other.certificate.checked).toBe('good')
      expect(other.certificate.bound).toBeLessThanOrEqual(plan.certificate.objective + 2)
      expect(plan.certificate.bound).toBeLessThanOrEqual(other.certificate.objective + 2)
      expect(other.accounts.map(({ account }) => account).toSorted()).toEqual(plan.accounts.map(({ account }) => account).toSorted())
    }),
    { numRuns: 6 },
  )
})
