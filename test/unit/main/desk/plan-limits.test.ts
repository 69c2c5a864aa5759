/** Limits of plans on the desk: the household's are kept in the book, the firm's in its settings, a plan's with the plan; and a kept proposal tells them again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanLimit } from '../../../../src/shared/model/plan-limits.ts'
import type { Proposal } from '../../../../src/shared/model/proposal.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import type { HouseholdView } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'
import { wishes } from '../../../fixtures/household.ts'

let desk: TestDesk
const asked = { household: 'okafor', asOf: '2026-11-21' }
const equity: PlanLimit = { kind: 'group', of: 'class', name: 'US equity', from: 'target', least: -1000, most: 1000, reason: 'House view' }

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

test('the household’s are kept, shown and planned with; an empty list asks for nothing', async () => {
  expect(await desk.get<PlanLimit[]>('limits.save', { household: 'okafor', limits: [equity] })).toEqual([equity])
  expect((await desk.get<HouseholdView>('household.view', asked)).limits).toEqual([equity])
  const run = { ...asked, accounts: null, wishes: { ...wishes, scope: undefined }, curve: false, keep: true }
  const plan = await desk.get<Proposal>('optimize.run', run)
  const kept = plan.joint?.kept ?? plan.accounts.flatMap(account => account.kept ?? [])
  expect(kept[0]).toMatchObject({ source: 'household', reason: 'House view', unit: 'weight' })
  const read = await desk.get<Proposal>('proposal.read', { proposal: plan.id, revision: plan.revision })
  expect(read.joint?.kept ?? read.accounts.flatMap(account => account.kept ?? [])).toEqual(kept)
  await desk.get('limits.save', { household: 'okafor', limits: [] })
  expect((await desk.get<HouseholdView>('household.view', asked)).limits).toBeUndefined()
})

test('the firm’s stand in its settings, for every household', async () => {
  const settings = await desk.get<Settings>('settings.read', {})
  await desk.get('settings.save', { ...settings, limits: [{ kind: 'one-security', most: 1000 }] })
  expect((await desk.get<HouseholdView>('household.view', asked)).firmLimits).toEqual([{ kind: 'one-security', most: 1000 }])
})

test('what is no limit is refused by its field', async () => {
  expect((await desk.refusal('limits.save', { household: 'okafor', limits: [{ ...equity, most: 10_001 }] })).where).toContain('most')
  expect((await desk.refusal('limits.save', { household: 'nobody', limits: [] })).code).toBe('data/unknown-household')
})
