/** The sample's three households on one day of stress: one is far off and fires, one is off and waits, one is on plan; screen, book, trail and paper say the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { methods } from '../../src/shared/contract/methods.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import type { Trace } from '../../src/shared/model/trace.ts'
import type { HouseholdView, Overview } from '../../src/shared/model/views.ts'
import type { WhenView } from '../../src/shared/model/when.ts'
import { openTestDesk, type TestDesk } from '../fixtures/desk.ts'

const asOf = '2026-11-21'
let desk: TestDesk

const view = (household: string) => desk.get<WhenView>('when.view', { household, asOf })

/** A model of what is held, with one security shifted by so many hundredths of a percent into another. */
async function nearly(household: string, model: string, shift: number) {
  const { review, models } = await desk.get<HouseholdView>('household.view', { household, asOf })
  const rows = review.drift.rows.filter(({ weight }) => weight > 0)
  const targets = rows.map(({ security, weight }) => ({ security, weight, band: 2000 }))
  const [first, second] = targets as [(typeof targets)[number], (typeof targets)[number]]
  first.weight += 10_000 - targets.reduce((sum, { weight }) => sum + weight, 0) - shift
  second.weight += shift
  await desk.get('model.save', { ...models.find(({ id }) => id === model), targets })
}

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  const settings = await desk.get<Settings>('settings.read')
  const none = { absolute: null, relative: null }
  await desk.get('settings.save', {
    ...settings,
    when: {
      trigger: { kind: 'threshold', threshold: 500 },
      bands: { assetClass: none, security: none, account: none },
      stress: 'widen',
      taxLoss: false,
      vix: { level: 3120, asOf, source: 'typed in by the test' },
    },
  })
  await nearly('alvarez-kim', 'growth-80', 900)
  await nearly('okafor', 'income-50', 100)
})
afterAll(() => desk.close())

test('the far one fires, the near one waits for the market, the third is on plan', async () => {
  const [far, near, third] = [await view('whitfield-tran'), await view('alvarez-kim'), await view('okafor')]
  expect([far.decision, near.decision, third.decision]).toEqual(['rebalance', 'wait', 'on-plan'])
  expect(far.triggered[0]?.words).toMatch(/has reached 7\.5 pts, widened from 5 pts in the stress regime/)
  expect(near.triggered[0]?.code).toBe('threshold')
  expect(near.heldBack.map(({ code }) => code)).toEqual(['stress'])
  expect(near.rules.find(({ rule }) => rule === 'rule-4')?.state).toBe('fires')
  for (const each of [far, near, third]) {
    expect(methods['when.view'].output.parse(each)).toEqual(each)
    expect(each.figures.riskLabel).toMatch(/^full, 252 days, shrinkage/)
  }
})

test('the book says the decision in its line, and the next step where nothing comes first', async () => {
  const { households } = await desk.get<Overview>('book.overview', { asOf })
  const line = (id: string) => households.find(row => row.id === id)
  expect(line('alvarez-kim')?.when?.words).toBe((await view('alvarez-kim')).words)
  expect(line('whitfield-tran')?.next).toMatch(/^Rebalance now: drift/)
})

test('every figure of it opens its trail', async () => {
  const figures = ['decision', 'trackingError', 'cost', 'costBenefit', 'optimalThreshold', 'dynamicBand', 'volatility', 'threshold']
  for (const figure of figures) {
    const trace = await desk.get<Trace>('trail.open', { household: 'alvarez-kim', asOf, figure: { subject: 'when', ids: [], figure } })
    expect(trace.value, figure).not.toBe('')
    expect(trace.inputs.length, figure).toBeGreaterThan(1)
  }
})

test('the band in theory weighs as the plan the household kept last, and counts later years as the settings say; its trail says which', async () => {
  const { wishes } = await import('../fixtures/household.ts')
  const household = 'whitfield-tran'
  const figure = { subject: 'when', ids: [], figure: 'dynamicBand' }
  const band = async () => (await view(household)).figures.dynamicBand?.band ?? 0
  const trail = async () => JSON.stringify(await desk.get<Trace>('trail.open', { household, asOf, figure }))
  const plain = await band()
  expect(await trail()).toContain('this household has kept none')
  const asked = { household, asOf, accounts: null, wishes: { ...wishes, weights: { te: 200, tc: 1, tax: 1 } }, curve: false, keep: true }
  const kept = await desk.get<{ id: string }>('optimize.run', asked)
  expect(await band()).toBeLessThan(0.8 * plain)
  expect(await trail()).toContain(`the plan kept last, ${kept.id}`)
  const settings = await desk.get<object>('settings.read', {})
  const years = { discount: 700, discountSource: 'the firm’s planning memo', rise: 0, riseSource: 'none' }
  await desk.get('settings.save', { ...settings, years })
  expect(await trail()).toContain('the firm’s planning memo')
})

test('the paper carries the decision of each household', async () => {
  const call = { signal: new AbortController().signal, progress: () => undefined }
  const { households } = await desk.desk.reviewPack(call)
  expect(households.map(({ id, when }) => [id, when.decision])).toEqual([
    ['alvarez-kim', 'wait'],
    ['okafor', 'on-plan'],
    ['whitfield-tran', 'rebalance'],
  ])
  expect(households[0]?.when.heldBack[0]?.words).toMatch(/^VIX 31\.2/)
})

test('plans are made with the covariance of those days, and say so', async () => {
  const { wishes } = await import('../fixtures/household.ts')
  const plan = await desk.get<{ accounts: { notes: string[] }[] }>('optimize.run', {
    household: 'okafor',
    asOf,
    accounts: null,
    wishes,
    curve: false,
    keep: false,
  })
  expect(JSON.stringify(plan)).toContain('Risk is estimated from 252 days of prices')
})
