/** Weight limits, cash that stays and deposits, from the form's call to the book and back: kept, listed, and refused by name where they cannot hold. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account, CashNeed, Restriction } from '../../../../src/shared/model/book.ts'
import type { HouseholdView } from '../../../../src/shared/model/views.ts'
import type { Calendar } from '../../../../src/shared/model/week.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
const asked = { household: 'okafor', asOf: '2026-11-21' }
const view = () => desk.get<HouseholdView>('household.view', asked)
const limit = {
  household: 'okafor',
  account: null,
  security: 'security-BND',
  kind: 'most-weight',
  weight: 3000,
  reason: 'Policy',
  expires: null,
}

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

test('a limit is kept with its weight and bars no trade', async () => {
  const saved = await desk.get<Restriction>('restriction.save', limit)
  const { restrictions, holdings } = await view()
  expect(restrictions.find(each => each.id === saved.id)).toEqual({ ...limit, id: saved.id })
  expect(holdings.filter(({ symbol }) => symbol === 'BND').map(({ restriction }) => restriction)).not.toContain('Policy')
})

test('a limit without a weight, outside the whole, or against another is refused', async () => {
  for (const weight of [null, -1, 10_001]) expect((await desk.refusal('restriction.save', { ...limit, weight })).where).toBe('weight')
  const rival = await desk.refusal('restriction.save', { ...limit, kind: 'least-weight', weight: 3001 })
  expect(rival.what).toBe('At least 30.01 % cannot hold beside the most of 30.00 % entered before.')
  await desk.get('restriction.save', { ...limit, kind: 'least-weight', weight: 3000 })
})

test('a bar keeps no weight', async () => {
  const saved = await desk.get<Restriction>('restriction.save', { ...limit, kind: 'never-buy', security: 'security-VYM' })
  expect('weight' in ((await view()).restrictions.find(each => each.id === saved.id) ?? {})).toBe(false)
})

test('targets that do not sum are refused by the name of their model', async () => {
  const { models } = await view()
  const [model] = models
  if (model === undefined) throw new Error('no model')
  const [first, ...rest] = model.targets
  const refusal = await desk.refusal('model.save', { ...model, targets: [{ ...first, weight: (first?.weight ?? 0) + 1 }, ...rest] })
  expect(refusal.what).toBe(`The target weights of ${model.name} sum to 100.01 %, not 100 %.`)
})

test('a deposit stands beside the needs, on its day of the calendar, and raises nothing', async () => {
  const before = (await view()).review.cashNeeded
  const deposit = { household: 'okafor', account: null, amount: 1_000_000, due: '2026-12-10', note: 'Bonus', flow: 'deposit' }
  const saved = await desk.get<CashNeed>('cash-need.save', deposit)
  const { cashNeeds, review } = await view()
  expect(cashNeeds.find(each => each.id === saved.id)).toEqual({ ...deposit, id: saved.id })
  expect(review.cashNeeded).toBe(before)
  const { days } = await desk.get<Calendar>('calendar.view', { asOf: asked.asOf, until: '2026-12-31', household: 'okafor' })
  const found = days.flatMap(({ events }) => events).find(event => event.kind === 'deposit')
  expect([found?.day, found?.amount, found?.what]).toEqual(['2026-12-10', 1_000_000, '$10,000.00 is to come: Bonus.'])
})

test('cash that stays is not there for a need', async () => {
  const { accounts, review } = await view()
  const taxable = accounts.find(each => each.type === 'trust')
  if (taxable?.cash == null) throw new Error('no cash known')
  await desk.get<Account>('account.save', { ...taxable, cashReserve: taxable.cash })
  const after = await view()
  expect(after.accounts.find(each => each.id === taxable.id)?.cashReserve).toBe(taxable.cash)
  expect(after.review.cashNeeded - review.cashNeeded).toBe(taxable.cash)
})
