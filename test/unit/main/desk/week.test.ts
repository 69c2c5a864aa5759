/** The week over the sample book, by the calls of the window: the checklist with its marks, the calendar and its file, the switchbacks. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Overview } from '../../../../src/shared/model/views.ts'
import { type Calendar, calendarShape, type KeptCheck, type Week, weekShape } from '../../../../src/shared/model/week.ts'
import { openTestDesk, type TestDesk } from '../../../fixtures/desk.ts'

let desk: TestDesk
const asOf = '2026-11-21'
const asked = { asOf, until: '2027-02-21', household: null }

beforeAll(async () => {
  desk = await openTestDesk({ sample: true })
})
afterAll(() => desk.close())

const week = () => desk.get<Week>('week.view', { asOf })
const item = async (id: string) => (await week()).items.find(each => each.id === id)

test('the counts are those of the overview', async () => {
  const view = await week()
  expect(weekShape.parse(view)).toEqual(view)
  const { tiles } = await desk.get<Overview>('book.overview', { asOf })
  expect(view.items.find(each => each.id === 'breaches')?.count).toBe(tiles.find(tile => tile.key === 'drift')?.count)
  expect(view.items.find(each => each.id === 'weights')?.count).toBe(tiles.find(tile => tile.key === 'stale')?.count)
})

test('a mark ends an item with who, when and why; leaving it out needs a reason, and any mark a name', async () => {
  const mark = { subject: 'breaches', asOf, mark: 'skipped', who: ' R. Alvarez ', why: 'Markets closed' }
  expect((await desk.refusal('week.mark', { ...mark, why: ' ' })).where).toBe('why')
  expect((await desk.refusal('week.mark', { ...mark, who: '' })).where).toBe('who')
  expect((await item('breaches'))?.state).toBe('due')
  await desk.get<KeptCheck>('week.mark', mark)
  expect(await item('breaches')).toMatchObject({ state: 'skipped', last: { who: 'R. Alvarez', why: 'Markets closed', asOf } })
  await desk.get<KeptCheck>('week.mark', { ...mark, mark: 'done', why: '' })
  expect(await item('breaches')).toMatchObject({ state: 'done', last: { mark: 'done' } })
})

test('a changed account is a changed mandate of its household', async () => {
  expect(await item('mandate')).toMatchObject({ state: 'not-due', count: 0 })
  const { accounts } = await desk.get<{ accounts: { id: string }[] }>('household.view', { household: 'okafor', asOf })
  await desk.get('account.save', accounts[0])
  expect(await item('mandate')).toMatchObject({ state: 'due', households: [{ id: 'okafor' }] })
})

test('the calendar goes by day, filters by household, and refuses days that do not follow', async () => {
  const all = await desk.get<Calendar>('calendar.view', asked)
  expect(calendarShape.parse(all)).toEqual(all)
  expect(all.days.map(({ day }) => day)).toEqual(all.days.map(({ day }) => day).toSorted())
  expect(all.days.flatMap(({ events }) => events)).toHaveLength(all.events)
  const one = await desk.get<Calendar>('calendar.view', { ...asked, household: 'okafor' })
  const homes = new Set(one.days.flatMap(({ events }) => events.map(event => event.household)))
  expect([...homes].toSorted()).toEqual(['okafor', null].toSorted())
  expect((await desk.refusal('calendar.view', { ...asked, until: '2026-11-20' })).where).toBe('until')
  expect((await desk.refusal('calendar.view', { ...asked, until: '2028-11-20' })).where).toBe('until')
})

test('the file holds every event once, with the same bytes when it is made again', async () => {
  const read = async () => {
    const { handle, name } = await desk.get<{ handle: string; name: string }>('calendar.export', asked)
    const { path } = desk.shelf.offered(handle)
    return { name, text: readFileSync(path, 'utf8') }
  }
  const [first, again] = [await read(), await read()]
  const { events } = await desk.get<Calendar>('calendar.view', asked)
  expect(first).toEqual(again)
  expect(first.name).toBe('calendar-2026-11-21.ics')
  expect(first.text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(events)
  expect(new Set(first.text.match(/^UID:.*$/gm)).size).toBe(events)
})

test('the sample holds no substitute of a harvest', async () => {
  expect(await desk.get('switchback.list', { asOf, household: null })).toEqual({ asOf, switchbacks: [] })
})
