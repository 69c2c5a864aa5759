/** Plans of accounts in sleeves and of households of one model: the blend is what is traded toward, account by account and as one; what is held as it is stays, and says why. */
import { describe, expect, test } from 'vitest'
import { householdJson } from '../../src/main/desk/review-json.ts'
import { driftIn } from '../../src/main/engine/drift/drift-in.ts'
import { planHousehold } from '../../src/main/engine/rebalance/household-plan.ts'
import { runReview } from '../../src/main/engine/review.ts'
import { standingOf } from '../../src/main/engine/standing/standing.ts'
import { breachesOf } from '../../src/main/engine/when/breaches.ts'
import { policyOf } from '../../src/main/engine/when/policy.ts'
import { id } from '../../src/shared/kernel/id.ts'
import { valueOrThrow } from '../../src/shared/kernel/outcome.ts'
import type { Account } from '../../src/shared/model/book.ts'
import type { Wishes } from '../../src/shared/model/proposal.ts'
import type { Sleeve } from '../../src/shared/model/sleeve.ts'
import { twoAccounts, wishes } from '../fixtures/household.ts'
import { amountOf } from '../fixtures/snapshot.ts'

type Book = ReturnType<typeof twoAccounts>

function planned(book: Book, over: Partial<Wishes> = {}) {
  const request = { accounts: null, wishes: { ...wishes, weights: { te: 500, tc: 1, tax: 1 }, ...over }, curve: false }
  return valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
}
type Plan = ReturnType<typeof planned>
const ordersOf = (plan: Plan, account: string) =>
  (plan.accounts.find(each => each.account === account)?.trades ?? []).map(({ side, symbol }) => `${side} ${symbol}`)

const core: Sleeve = { name: 'Core', part: 6000, model: id('growth') }
const bonds: Sleeve = { name: 'Bonds', part: 2000, model: id('bonds') }
const legacy: Sleeve = { name: 'Legacy', part: 2000, model: null, pinned: [id('IBM')] }

/** $55,000 of cash, $30,000 of VTI and $20,000 of IBM without a gain to speak of. */
function divided(sleeves: Sleeve[]) {
  const book = twoAccounts()
    .model('bonds', [['BND', 10_000, 300]])
    .security('IBM', '200.00', { assetClass: 'US equity', kind: 'stock' })
    .lot('joint', 'VTI', '2023-03-14', '100', '29900.00')
    .lot('joint', 'IBM', '2003-03-14', '100', '19900.00')
  const { accounts } = book.snapshot()
  const joint = (each: Account): Account => (each.id === 'joint' ? { ...each, cash: amountOf('55000'), sleeves } : each)
  return book.with({ accounts: accounts.map(joint) })
}

const weightOf = (plan: Plan, account: string, assetClass: string) =>
  plan.accounts.find(each => each.account === account)?.allocation.find(row => row.assetClass === assetClass)

describe('account by account', () => {
  test('60 % growth, 20 % bonds, 20 % held: the target of bonds is 60 × 20 % + 20 %, and it is traded toward', () => {
    const plan = planned(divided([core, bonds, legacy]))
    expect(weightOf(plan, 'joint', 'US bonds')?.target).toBe(320_000)
    expect(weightOf(plan, 'joint', 'Foreign equity')?.target).toBe(180_000)
    expect(weightOf(plan, 'joint', 'US bonds')?.after).toBeGreaterThan(270_000)
    expect(ordersOf(plan, 'joint')).toEqual(expect.arrayContaining(['buy BND', 'buy VXUS']))
    const own = plan.accounts.find(({ account }) => account === 'joint')
    expect(own?.notes).toContain('The target is the blend of its sleeves. joint: Core 60 %, Bonds 20 %, Legacy 20 %.')
  })

  test('what is held as it is is neither sold nor bought; without the sleeve it is sold', () => {
    expect(ordersOf(planned(divided([core, bonds, legacy])), 'joint').join(' ')).not.toContain('IBM')
    expect(ordersOf(planned(divided([{ ...core, part: 10_000 }])), 'joint')).toContain('sell IBM')
    const tradedPin = { ...core, part: 10_000, pinned: [id<'security'>('IBM')] }
    expect(ordersOf(planned(divided([tradedPin])), 'joint')).toContain('sell IBM')
    expect(ordersOf(planned(divided([{ ...tradedPin, hold: true }])), 'joint')).not.toContain('sell IBM')
  })
})

describe('as one', () => {
  test('the sleeves of one account count in the target of the household, and what is held stays', () => {
    const plan = planned(divided([core, bonds, legacy]), { scope: 'household' })
    const row = plan.allocation.find(({ assetClass }) => assetClass === 'US bonds')
    // $105,000 at 32 % and $20,000 at 20 %
    expect(Math.round((row?.target ?? 0) / 1000)).toBe(301)
    expect(plan.accounts.flatMap(({ trades }) => trades).map(({ symbol }) => symbol)).not.toContain('IBM')
  })

  test('one model for the household: both accounts go toward it, as one unless somebody asks otherwise', () => {
    const book = divided([core, bonds, legacy]).with({ household: { id: id('home'), name: 'home', note: '', model: id('bonds') } })
    const { scope: _scope, ...free } = wishes
    const request = { accounts: null, wishes: { ...free, weights: { te: 500, tc: 1, tax: 1 } }, curve: false }
    const plan = valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
    expect(plan.scope).toBe('household')
    expect(plan.notes).toContain('Planned as one household: one model is for all of its accounts.')
    expect(plan.allocation.find(({ assetClass }) => assetClass === 'US bonds')?.target).toBe(1_000_000)
    expect(planned(book, { scope: 'accounts' }).scope).toBeUndefined()
  })
})

test('drift is from the blend, a sleeve off its part is a breach of the account’s band, and the export says so', () => {
  const snapshot = divided([core, bonds, legacy]).snapshot()
  const standing = standingOf(snapshot)
  const drift = driftIn(
    standing,
    snapshot.accounts.filter(({ id: own }) => own === 'joint'),
  )
  expect(drift.rows.find(({ symbol }) => symbol === 'BND')?.target).toBe(3200)
  const policy = {
    ...policyOf(snapshot.settings),
    bands: { assetClass: none, security: none, account: { absolute: 1500, relative: null } },
  }
  const names = breachesOf(standing, drift, policy, 'normal' as never).map(({ name }) => name)
  expect(names).toContain('sleeve Core of joint')
  const json = householdJson(snapshot, runReview(snapshot, 'hash'), null, null)
  expect(json.sleeves?.map(({ name, partBasisPoints }) => [name, partBasisPoints])).toEqual([
    ['Core', 6000],
    ['Bonds', 2000],
    ['Legacy', 2000],
  ])
  expect(householdJson(twoAccounts().snapshot(), runReview(twoAccounts().snapshot(), 'h'), null, null)).not.toHaveProperty('sleeves')
})

const none = { absolute: null, relative: null }
