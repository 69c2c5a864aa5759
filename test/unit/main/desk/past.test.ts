/** Rules over the past on the sample book, by the calls of the window: the rules, a figure's trail, the file, and what a change of the book does to what is kept. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Past, pastShape } from '../../../../src/shared/model/past.ts'
import type { Settings } from '../../../../src/shared/model/settings.ts'
import type { Trace } from '../../../../src/shared/model/trace.ts'
import type { Overview } from '../../../../src/shared/model/views.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
let asked: { household: string; asOf: string }

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  const { households } = await desk.get<Overview>('book.overview', { asOf: '2026-11-21' })
  asked = { household: households.find(({ name }) => name === 'Alvarez-Kim')?.id ?? '', asOf: '2026-11-21' }
})
afterAll(() => desk.close())

test('the household’s targets over the prices of the book, with its tax rates', async () => {
  const past = await desk.get<Past>('past.run', asked)
  expect(pastShape.parse(past)).toEqual(past)
  expect(past.rules.map(({ name }) => name).slice(0, 3)).toEqual(['never', 'daily', 'weekly'])
  expect(past.assets.reduce((sum, { target }) => sum + target, 0)).toBe(10_000)
  expect(past.taxWords).toMatch(/short-term at [\d.]+ %, long-term \(over a year\) at [\d.]+ %/)
  expect(past.warnings.find(({ code }) => code === 'no-prices')?.what).toMatch(/^No price of any of them on \d+ trading days: .* more\.$/)
})

test('a figure opens how it was made; of a rule that is not there nothing does', async () => {
  const trail = await desk.get<Trace>('past.trail', { ...asked, rule: 'monthly', figure: 'cost' })
  expect(trail.inputs.map(({ label }) => label)).toEqual(['Rebalances', 'Cost of an order', 'Days'])
  expect((await desk.refusal('past.trail', { ...asked, rule: 'hourly', figure: 'cost' })).code).toBe('data/no-trail')
})

test('the file has a line for every rule and cell, and says that the book is the sample', async () => {
  const file = await desk.get<{ handle: string; name: string }>('past.export', asked)
  expect(file.name).toBe('rules-over-the-past-2026-11-21.csv')
  const lines = readFileSync(desk.shelf.offered(file.handle).path, 'utf8').trimEnd().split('\r\n')
  expect(lines).toHaveLength(1 + 14 + 12)
  expect(lines[0]).toMatch(/,note$/)
})

test('dearer costs of the firm make every rule that trades dearer: nothing old is kept', async () => {
  const costOf = async () => (await desk.get<Past>('past.run', asked)).rules.find(({ name }) => name === 'monthly')?.cost ?? 0
  const before = await costOf()
  const settings = await desk.get<Settings>('settings.read')
  const oneWay = { large: 5000, mid: 5000, small: 5000, unknown: 5000 }
  await desk.get('settings.save', { ...settings, costs: { ...settings.costs, oneWay } })
  expect(await costOf()).toBeGreaterThan(before * 2)
})
