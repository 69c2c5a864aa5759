/** Benefit against the number of orders, account by account: the knee is taken as it is told, and the reasons of every plan add up to the change of its score to the cent. */
import { expect, test } from 'vitest'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import { randomHousehold, wishes } from '../fixtures/household.ts'

const planned = (seed: number, over: Partial<Wishes>, curve = false) =>
  valueOrThrow(
    planHousehold(
      randomHousehold(seed).snapshot(),
      { accounts: null, wishes: { ...wishes, seconds: 0.3, ...over }, curve },
      { advance: () => undefined },
    ),
  )

test('taking a number of orders gives each account its own part of them, and no more', () => {
  let taken = 0
  for (const seed of [3, 4, 7, 8, 11]) {
    const whole = planned(seed, {}, true)
    const planning = whole.accounts.filter(({ certificate }) => certificate !== null)
    const knee = whole.benefit.find(point => point.knee)
    if (planning.length < 2 || knee === undefined || knee.tickets >= whole.after.tickets || knee.tickets === 0) continue
    expect(knee.split?.reduce((sum, { trades }) => sum + trades, 0)).toBe(knee.tickets)
    const fewer = planned(seed, { tradesIn: [...(knee.split ?? [])] })
    for (const { account, trades } of knee.split ?? [])
      expect([seed, account, fewer.accounts.find(each => each.account === account)?.trades.length ?? 0]).toEqual([seed, account, trades])
    expect(fewer.after.tickets).toBe(knee.tickets)
    taken += 1
  }
  expect(taken).toBeGreaterThan(1)
})

test('as one, the knee is a number of orders of the household', () => {
  for (const seed of [3, 7]) {
    const whole = planned(seed, { scope: 'household' }, true)
    const knee = whole.benefit.find(point => point.knee)
    if (knee === undefined || knee.tickets === 0) continue
    expect(knee.split).toBeUndefined()
    expect(planned(seed, { scope: 'household', trades: knee.tickets }).after.tickets).toBeLessThanOrEqual(knee.tickets)
  }
})

test('orders taken account by account are kept as their sum where the household is then planned as one, and that is said', () => {
  const whole = planned(3, { scope: 'household' })
  const few = Math.max(1, Math.floor(whole.after.tickets / 2))
  const tradesIn = whole.accounts.map(({ account }, at) => ({ account, trades: at === 0 ? few : 0 }))
  expect(whole.after.tickets).toBeGreaterThan(few)
  const plan = planned(3, { scope: 'household', tradesIn })
  expect(plan.after.tickets).toBeLessThanOrEqual(few)
  expect(plan.notes).toContain(`Orders taken account by account are kept as their sum, at most ${few}, all accounts together.`)
})

test('the reasons of the trades are the change of the score, to the cent, as one and account by account', () => {
  for (const seed of [3, 4, 7]) {
    for (const scope of ['household', 'accounts'] as const) {
      const { adds } = planned(seed, { scope })
      if (adds === undefined) continue
      expect([seed, scope, adds.plan - adds.still]).toEqual([seed, scope, adds.trades])
      expect(adds.words).toMatch(/^Σ of the trades: [\d,.−]+ = .* to the cent\.$/)
    }
  }
})
