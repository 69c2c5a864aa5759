/** How far to go: to target, half way, band edge, cost-constrained, each by whole shares of the least taxed lots; gifts of appreciated lots; gains that wait for their anniversary. */
import { describe, expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { editBench, repick } from '../../src/main/engine/rebalance/repick.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { editsOf } from '../fixtures/plan-edits.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>

const still = { advance: () => undefined }
function planned(book: Book, over: Partial<Wishes> = {}, accounts: readonly string[] = ['own']) {
  const asked = accounts.map(account => id<'account'>(account))
  return valueOrThrow(planHousehold(book.snapshot(), { accounts: asked, wishes: { ...wishes, ...over }, curve: false }, still))
}
const orders = (plan: ReturnType<typeof planned>) =>
  Object.fromEntries(plan.accounts.flatMap(({ trades }) => trades.map(({ side, symbol, shares }) => [`${side} ${symbol}`, shares / 1e6])))

/** $100,000 with its cash: VTI 60 % where 50 % is the target (band 3), VXUS 25 of 30, BND 15 of 20. */
const drifted = () =>
  twoAccounts()
    .account('own', { type: 'taxable', model: id('growth'), cash: amountOf('0') })
    .lot('own', 'VTI', '2019-03-14', '100', '10000.00')
    .lot('own', 'VTI', '2024-03-14', '100', '29000.00')
    .lot('own', 'VXUS', '2024-03-14', '357', '24990.00')
    .lot('own', 'BND', '2024-03-14', '200', '15000.00')

describe('by a rule', () => {
  // of $99,990 the weight of VTI is 60.006 %: $10,005 over, half of that, $7,005 beyond the band; $300 a share
  test('to target sells the whole drift, half way half of it, band edge what is beyond 3 points; least taxed lots, whole shares', () => {
    const [target, half, band] = (['target', 'half', 'band'] as const).map(extent => planned(drifted(), { extent }))
    expect([target, half, band].map(plan => plan && orders(plan)['sell VTI'])).toEqual([33, 17, 23])
    for (const plan of [target, half, band]) {
      expect(plan?.accounts[0]?.trades.find(({ side }) => side === 'sell')?.lots.map(({ acquired }) => acquired)).toEqual(['2024-03-14'])
      expect(plan?.words).toContain('Not optimized: by rule')
      expect(plan?.certificate).toBe(null)
      expect(plan?.status).toBe('by-rule')
      expect(plan?.after.cashAfter).toBeGreaterThanOrEqual(0)
    }
    expect(target?.after.trackingError).toBeLessThan(half?.after.trackingError ?? 0)
  })

  test('cost-constrained leaves what does not bring twice its cost', () => {
    const closely = planned(drifted(), { extent: 'cost', weights: { te: 1000, tc: 1, tax: 1 } })
    expect(orders(closely)['sell VTI']).toBe(33)
    const loosely = planned(drifted(), { extent: 'cost', weights: { te: 0.01, tc: 1, tax: 1 } })
    expect(orders(loosely)).toEqual({})
  })

  test('a rule that sells at a loss does not buy the same again, in any account', () => {
    const book = twoAccounts().lot('joint', 'VTI', '2026-03-14', '400', '140000.00')
    const plan = planned(book, { extent: 'target' }, ['joint', 'ira'])
    expect(orders(plan)).toHaveProperty('sell VTI')
    expect(orders(plan)).not.toHaveProperty('buy VTI')
    expect([plan.after.washed, plan.after.permanent]).toEqual([0, 0])
  })

  test('cash asked for is raised from the least taxed lots even where the rule sells less', () => {
    const plan = planned(drifted(), { extent: 'half', cashToRaise: amountOf('20000') })
    expect(plan.after.cashAfter).toBeGreaterThanOrEqual(amountOf('20000'))
  })

  test('it can be edited by hand like any other plan', () => {
    const plan = planned(drifted(), { extent: 'half' })
    const bench = valueOrThrow(editBench(drifted().snapshot(), plan))
    const same = valueOrThrow(repick(bench, plan, editsOf(plan)))
    expect(same.edit).toMatchObject({ weighted: 0, tax: 0 })
  })
})

describe('gifts in kind', () => {
  test('the lots that gained most a dollar, in whole shares, long-term only; they are not sold, and the deduction is not reckoned', () => {
    const plan = planned(drifted(), { gift: amountOf('10000') })
    expect(plan.gift?.lots.map(({ symbol, acquired, shares }) => [symbol, acquired, shares / 1e6])).toEqual([['VTI', '2019-03-14', 33]])
    expect(plan.gift).toMatchObject({ value: amountOf('9900'), gain: amountOf('6600') })
    expect(plan.gift?.words).toMatch(/never taxed\. \$100\.00 of what was asked for .* The deduction is not reckoned\.$/)
    const sold = plan.accounts
      .flatMap(({ trades }) => trades.flatMap(({ lots }) => lots))
      .filter(({ acquired }) => acquired === '2019-03-14')
    expect(sold.reduce((sum, { shares }) => sum + shares, 0)).toBeLessThanOrEqual(67e6)
    expect(plan.accounts[0]?.value).toBe(amountOf('90090'))
  })

  test('a short-term lot is not given', () => {
    const book = twoAccounts().lot('joint', 'VTI', '2026-06-14', '100', '10000.00')
    expect(planned(book, { gift: amountOf('10000') }, ['joint']).gift).toMatchObject({ value: 0, lots: [] })
  })
})

describe('gains near their anniversary', () => {
  const nearlyLong = () => twoAccounts().lot('joint', 'VTI', '2025-12-01', '400', '90000.00')

  test('a lot within so many days of long-term waits, and says until when', () => {
    const closely = { weights: { te: 500, tc: 1, tax: 1 } }
    expect(orders(planned(nearlyLong(), closely, ['joint']))).toHaveProperty('sell VTI')
    const plan = planned(nearlyLong(), { ...closely, defer: 30, deferAs: 'always' }, ['joint'])
    expect(orders(plan)).not.toHaveProperty('sell VTI')
    expect(plan.accounts[0]?.unsold[0]?.why).toBe('Long-term on Dec 2, 2026: its gain waits until then.')
    expect(orders(planned(nearlyLong(), { ...closely, defer: 10, deferAs: 'always' }, ['joint']))).toHaveProperty('sell VTI')
  })
})
