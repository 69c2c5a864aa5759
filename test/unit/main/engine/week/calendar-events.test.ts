/** A household's days that matter: each kind on its day, with a key that is the same tomorrow. */
import { expect, test } from 'vitest'
import { standingOf } from '../../../../../src/main/engine/standing/standing.ts'
import { switchbacksOf } from '../../../../../src/main/engine/switchback/switchback.ts'
import { budgetResets, householdEvents } from '../../../../../src/main/engine/week/calendar-events.ts'
import { decided, weekFactsOf } from '../../../../../src/main/engine/week/facts.ts'
import { addDays, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { type CalendarEvent, calendarEventShape } from '../../../../../src/shared/model/week.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

/** VTI harvested into ITOT on 2026-10-26; one lot about to turn long; BND pays monthly; a need and a restriction. */
const book = (asOf: string) =>
  bookOf(asOf)
    .account('joint')
    .security('VTI', '260.00')
    .security('ITOT', '120.00')
    .security('BND', '75.00')
    .relation('substitute', 'VTI', 'ITOT')
    .buy('joint', 'VTI', '2025-01-15', '100', '30000.00')
    .buy('joint', 'BND', '2025-12-04', '10', '700.00')
    .buy('joint', 'BND', '2025-12-04', '5', '350.00')
    .sell('joint', 'VTI', '2026-10-26', '100', '25000.00')
    .buy('joint', 'ITOT', '2026-10-26', '200', '25000.00')
    .reinvest('joint', 'BND', '2026-10-05', '1', '75.00')
    .reinvest('joint', 'BND', '2026-11-04', '1', '75.00')
    .cashNeed('40000.00', '2026-12-15', { note: 'Roof' })
    .restrict('never-sell', 'BND', { expires: civilDate('2027-01-29') })
const eventsOf = (asOf: string, days = 92) => householdEvents(standingOf(book(asOf).snapshot()), addDays(civilDate(asOf), days))
const of = (events: readonly CalendarEvent[], kind: CalendarEvent['kind']) => events.filter(event => event.kind === kind)

test('every kind stands on its day', () => {
  const events = eventsOf('2026-11-20')
  expect(events.map(event => calendarEventShape.parse(event))).toEqual(events)
  expect(of(events, 'lock-ends').map(event => [event.day, event.symbol])).toEqual([['2026-11-25', 'VTI']])
  expect(of(events, 'switchback').map(event => event.day)).toEqual(['2026-11-26'])
  // two lots of one day are one event: 15 sh at $75 less $1,050
  expect(of(events, 'turns-long').map(event => [event.day, event.title, event.amount])).toEqual([['2026-12-05', '15 sh of BND', 7_500]])
  expect(of(events, 'distribution').map(event => [event.day, event.estimated])).toEqual([
    ['2026-12-04', true],
    ['2027-01-04', true],
    ['2027-02-02', true],
  ])
  expect(of(events, 'distribution')[0]?.what).toContain('can wash a loss')
  expect(of(events, 'cash-need').map(event => [event.day, event.amount])).toEqual([['2026-12-15', 4_000_000]])
  expect(of(events, 'restriction-ends').map(event => event.day)).toEqual(['2027-01-29'])
  expect(events.map(event => event.day)).toEqual(events.map(event => event.day).toSorted())
})

test('nothing before the as-of day or after the last one', () => {
  expect(eventsOf('2026-11-20', 5).map(event => [event.kind, event.day])).toEqual([['lock-ends', '2026-11-25']])
})

test('the next day the same events have the same keys, also a switchback that is free by now', () => {
  const [today, later] = [eventsOf('2026-11-20'), eventsOf('2026-12-01')]
  const keys = new Set(today.map(event => event.key))
  expect(keys.size).toBe(today.length)
  const free = of(later, 'switchback')
  expect(free.map(event => event.day)).toEqual(['2026-12-01'])
  // ten days on one more dividend is in sight
  expect(later.filter(event => !keys.has(event.key)).map(event => event.kind)).toEqual([])
})

test('a switchback somebody keeps is no day of the calendar and says who decided', () => {
  const snapshot = book('2026-12-01').snapshot()
  const [first] = switchbacksOf(standingOf(snapshot))
  if (!first) throw new Error('no switchback')
  const facts = [weekFactsOf(snapshot, civilDate('2027-02-01'))]
  const decision = {
    subject: first.key,
    asOf: civilDate('2026-12-01'),
    mark: 'keep',
    who: 'R. Alvarez',
    why: 'tracks as well',
    at: '2026-12-01T10:00:00.000Z',
  } as const
  const [after] = decided(facts, [decision])
  expect(of(facts[0]?.events ?? [], 'switchback')).toHaveLength(1)
  expect(of(after?.events ?? [], 'switchback')).toHaveLength(0)
  expect(after?.switchbacks.map(one => [one.state, one.decision?.who])).toEqual([['decided', 'R. Alvarez']])
  // and taking it up again brings it back
  const [again] = decided(facts, [decision, { ...decision, mark: 'switch-back' }])
  expect([of(again?.events ?? [], 'switchback').length, again?.switchbacks[0]?.state]).toEqual([1, 'due'])
})

test('budgets begin anew on every January 1 of the days asked for', () => {
  expect(budgetResets(civilDate('2026-11-20'), civilDate('2026-12-31'))).toEqual([])
  expect(budgetResets(civilDate('2026-11-20'), civilDate('2027-01-01')).map(event => event.day)).toEqual(['2027-01-01'])
  expect(budgetResets(civilDate('2027-01-01'), civilDate('2028-01-01')).map(event => event.day)).toEqual(['2027-01-01', '2028-01-01'])
})
