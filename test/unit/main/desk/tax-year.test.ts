/** The tax year over the wire: the sample book's years, profiles of several years, the file and the paper it offers. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TaxProfile } from '../../../../src/shared/model/book.ts'
import { type TaxTables, type YearView, yearViewShape } from '../../../../src/shared/model/tax-year.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
let households: { id: string; name: string }[]
const choices = { wholeDollars: false, combineLots: false }
const given = (name: string, year: number) => ({
  household: households.find(one => one.name.startsWith(name))?.id,
  asOf: '2026-11-21',
  year,
  choices,
})

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
  households = (await desk.get<{ households: typeof households }>('book.index')).households
})
afterAll(() => desk.close())

test('a year has the contract’s shape, sources by file name, and its file and paper', async () => {
  const view = await desk.get<YearView>('year.view', given('Whitfield', 2026))
  expect(yearViewShape.safeParse(view).error).toBeUndefined()
  expect(view.rows.length).toBeGreaterThan(0)
  for (const row of view.rows) expect(row.source).toMatch(/\.csv line \d+$/)
  expect(view.identity.holds).toBe(true)
  const csv = await desk.get<{ handle: string; name: string }>('year.export', given('Whitfield', 2026))
  expect(csv.name).toBe('form-8949-2026-Whitfield-Tran.csv')
  expect(readFileSync(desk.shelf.offered(csv.handle).path, 'utf8').split('\r\n')[0]).toContain('a_description,b_acquired,c_sold')
  const pdf = await desk.get<{ handle: string; name: string }>('year.print', given('Whitfield', 2026))
  expect(pdf.name).toBe('cpa-pack-2026-Whitfield-Tran.pdf')
  expect(readFileSync(desk.shelf.offered(pdf.handle).path).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the review’s year and the year view say the same', async () => {
  for (const { id } of households) {
    const view = await desk.get<YearView>('year.view', { household: id, asOf: '2026-11-21', year: 2026, choices })
    const { review } = await desk.get<{ review: { realized: { short: number; long: number } } }>('household.view', {
      household: id,
      asOf: '2026-11-21',
    })
    const line = (number: string) => view.schedule.find(one => one.line === number)?.amount ?? 0
    const carried = (view.profile?.carryforwardShort ?? 0) as number
    expect([review.realized.short, review.realized.long]).toEqual([
      line('7') + carried,
      line('15') + ((view.profile?.carryforwardLong ?? 0) as number),
    ])
  }
})

test('profiles of several years are kept side by side, entered lines with them', async () => {
  const { household } = given('Okafor', 2026)
  const list = () => desk.get<{ profiles: TaxProfile[] }>('tax-profile.list', { household })
  const [present] = (await list()).profiles
  const last = { ...present, year: 2025, line13: 41_255, carryforwardLong: 900_000, author: 'K. Ito', asOf: '2026-02-02' }
  await desk.get('tax-profile.save', last)
  const { profiles } = await list()
  expect(profiles.map(profile => [profile.year, profile.line13, profile.line4])).toEqual([
    [2025, 41_255, undefined],
    [2026, undefined, undefined],
  ])
  const view = await desk.get<YearView>('year.view', given('Okafor', 2025))
  expect(view.schedule.find(line => line.line === '13')?.amount).toBe(41_255)
  const after = await desk.get<YearView>('year.view', given('Okafor', 2026))
  expect(after.handOvers).toMatchObject([{ from: 2025, to: 2026 }])
})

test('every table is told with its source and day', async () => {
  const { federal, states } = await desk.get<TaxTables>('tax.tables')
  expect(federal.map(table => table.year)).toEqual([2024, 2025, 2026])
  for (const table of federal) expect([table.source.length > 20, table.effective]).toEqual([true, `${table.year}-01-01`])
  expect(states.rows).toHaveLength(51)
  for (const row of states.rows) expect(row.note.length * row.source.length).toBeGreaterThan(0)
})
