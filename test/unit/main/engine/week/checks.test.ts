/** The checklist over a book: what is due when, by trading days and periods, what a mark ends, and which households an item concerns. */
import { describe, expect, test } from 'vitest'
import { checklist } from '../../../../../src/main/engine/planner/checklists.ts'
import { type WeekInput, weekOf } from '../../../../../src/main/engine/week/checks.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { type HouseholdId, id } from '../../../../../src/shared/kernel/id.ts'
import type { HouseholdRow } from '../../../../../src/shared/model/views.ts'
import { type KeptCheck, weekShape } from '../../../../../src/shared/model/week.ts'

const plain = {
  name: 'Alvarez-Kim',
  accounts: 1,
  drift: 100,
  driftOutside: false,
  ready: 0,
  cashNeeded: 0,
  pricesAsOf: civilDate('2026-11-20'),
  stale: false,
} as unknown as HouseholdRow
const row = (name: string, change: Partial<HouseholdRow> = {}): HouseholdRow => ({ ...plain, id: id<'household'>(name), name, ...change })

function week(
  asOf: string,
  marks: readonly (readonly [subject: string, asOf: string, mark?: KeptCheck['mark']])[] = [],
  more: Partial<WeekInput> = {},
) {
  return weekOf({
    asOf: civilDate(asOf),
    rows: [row('a'), row('b')],
    facts: new Map(),
    marks: marks.map(([subject, on, mark = 'done']) => ({
      subject,
      asOf: civilDate(on),
      mark,
      who: 'R. Alvarez',
      why: '',
      at: `${on}T10:00:00.000Z`,
    })),
    costsAsOf: civilDate('2026-11-02'),
    driftThreshold: 500,
    traded: new Set(),
    changed: new Set(),
    ...more,
  })
}
const item = (view: ReturnType<typeof week>, name: string) => {
  const found = view.items.find(each => each.id === name)
  if (!found) throw new Error(name)
  return found
}
const stateOf = (name: string, asOf: string, ...marks: Parameters<typeof week>[1] & object) => item(week(asOf, marks), name).state

test('every item of the seeds is there, in its rhythm, with a screen one step away', () => {
  const view = week('2026-11-20')
  expect(weekShape.parse(view)).toEqual(view)
  expect(view.items.map(each => [each.id, each.rhythm])).toEqual(checklist.map(each => [each.id, each.rhythm]))
  expect(view.items.filter(each => each.opens.words === '' || each.about === '')).toEqual([])
})

describe('due', () => {
  test('daily: marked on Friday, a Saturday belongs to it, Monday is due', () => {
    expect(stateOf('weights', '2026-11-20')).toBe('due')
    expect(stateOf('weights', '2026-11-20', ['weights', '2026-11-20'])).toBe('done')
    expect(stateOf('weights', '2026-11-21', ['weights', '2026-11-20'])).toBe('done')
    expect(stateOf('weights', '2026-11-23', ['weights', '2026-11-20'])).toBe('due')
  })
  test('weekly, monthly and quarterly begin with their period', () => {
    expect(stateOf('drift-trend', '2026-11-20', ['drift-trend', '2026-11-16'])).toBe('done')
    expect(stateOf('drift-trend', '2026-11-23', ['drift-trend', '2026-11-20'])).toBe('due')
    expect(stateOf('reoptimize', '2026-11-30', ['reoptimize', '2026-11-02'])).toBe('done')
    expect(stateOf('reoptimize', '2026-12-01', ['reoptimize', '2026-11-30'])).toBe('due')
    expect(stateOf('targets', '2026-12-31', ['targets', '2026-10-01'])).toBe('done')
    expect(stateOf('targets', '2027-01-04', ['targets', '2026-12-31'])).toBe('due')
  })
  test('the next day is the first trading day of the next period', () => {
    const view = week('2026-11-20')
    expect(['weights', 'drift-trend', 'reoptimize', 'targets'].map(name => item(view, name).next)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-12-01',
      '2027-01-04',
    ])
    // Thanksgiving is no trading day
    expect(item(week('2026-11-25'), 'weights').next).toBe('2026-11-27')
  })
  test('left out is said as such, for its period only, and the latest mark counts', () => {
    expect(stateOf('weights', '2026-11-20', ['weights', '2026-11-20', 'skipped'])).toBe('skipped')
    expect(stateOf('weights', '2026-11-20', ['weights', '2026-11-20', 'skipped'], ['weights', '2026-11-20'])).toBe('done')
    expect(stateOf('weights', '2026-11-23', ['weights', '2026-11-20', 'skipped'])).toBe('due')
  })
  test('a mark of a later day says nothing about an earlier one', () => {
    expect(item(week('2026-11-20', [['weights', '2026-11-23']]), 'weights')).toMatchObject({ state: 'due', last: null })
  })
  test('an event is due when it happened, whatever the day, until it is marked', () => {
    const changed = new Set<HouseholdId>([id('b')])
    expect(item(week('2026-11-20'), 'mandate').state).toBe('not-due')
    expect(item(week('2026-11-20', [], { changed }), 'mandate')).toMatchObject({ state: 'due', households: [{ id: 'b', name: 'b' }] })
    expect(item(week('2026-11-20', [['mandate', '2026-11-20']], { changed }), 'mandate').state).toBe('done')
  })
  test('the counts are those of the items', () => {
    const view = week('2026-11-20', [
      ['weights', '2026-11-20'],
      ['breaches', '2026-11-20', 'skipped'],
    ])
    expect([view.due, view.done, view.skipped]).toEqual([8, 1, 1])
  })
})

describe('households concerned', () => {
  const rows = [
    row('stale', { stale: true }),
    row('none', { pricesAsOf: null, drift: null }),
    row('out', { driftOutside: true, drift: 900 }),
    row('near', { drift: 375 }),
    row('far', { drift: 374, cashNeeded: 1 as never }),
    row('harvest', { ready: 2 }),
  ]
  const facts = new Map([[id<'household'>('far'), { suspended: 1, legacy: 2 }]])
  const traded = new Set<HouseholdId>([id('harvest')])
  test.each([
    ['weights', ['stale', 'none']],
    ['breaches', ['out']],
    ['trade-list', ['out', 'far', 'harvest']],
    ['drift-trend', ['near']],
    ['performance', ['harvest']],
    ['targets', ['none']],
    ['universe', ['far']],
    ['delisted', ['far']],
    ['cost-estimates', []],
  ])('%s', (name, names) => {
    const found = item(week('2026-11-20', [], { rows, facts, traded }), name)
    expect([found.households.map(each => each.name), found.count]).toEqual([names, names.length])
  })
  test('cost estimates concern everybody from the thirty-first day on', () => {
    expect(item(week('2026-12-02'), 'cost-estimates').count).toBe(0)
    expect(item(week('2026-12-03'), 'cost-estimates')).toMatchObject({ count: 2, about: 'Estimates of Nov 2, 2026, 31 days old' })
  })
  test('more than forty are counted, not listed', () => {
    const many = Array.from({ length: 45 }, (_, at) => row(`h${at}`, { stale: true }))
    expect(item(week('2026-11-20', [], { rows: many }), 'weights')).toMatchObject({ count: 45, more: 5, households: { length: 40 } })
  })
})
