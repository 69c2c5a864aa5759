/** Days and places of the timeline: a place names its day again, days keep inside what may be traded, marks in reach are those of the sixty-one days. */
import { expect, test } from 'vitest'
import { collisionWords, isInReach, placedMarks } from '../../../../../src/renderer/workspaces/timeline/marks.tsx'
import { dayAt, edgeOf, placeOf, scaleFor, widthOf, within } from '../../../../../src/renderer/workspaces/timeline/scale.ts'
import { cents } from '../../../../../src/shared/kernel/cents.ts'
import { addDays, civilDate } from '../../../../../src/shared/kernel/civil-date.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { shares } from '../../../../../src/shared/kernel/shares.ts'
import type { Collision, TimelineMark } from '../../../../../src/shared/model/timeline.ts'

const from = civilDate('2026-10-22')
const to = civilDate('2027-01-21')

test('fills the room, and scrolls where a day would be too narrow to see', () => {
  expect(scaleFor(from, to, 930)).toEqual({ from, days: 92, dayWidth: 10 })
  expect(widthOf(scaleFor(from, to, 200))).toBe(92 * 6)
})

test('every place inside a day names that day', () => {
  const scale = scaleFor(from, to, 930)
  for (const days of [0, 1, 30, 91]) {
    const day = addDays(from, days)
    expect([edgeOf(scale, day), placeOf(scale, day), edgeOf(scale, day) + scale.dayWidth - 1].map(x => dayAt(scale, x))).toEqual([
      day,
      day,
      day,
    ])
  }
})

test('a day before the first or after the last that may be traded becomes that one', () => {
  const first = civilDate('2026-11-23')
  expect([within(from, first, to), within(addDays(to, 5), first, to), within(addDays(first, 1), first, to)]).toEqual([
    first,
    to,
    addDays(first, 1),
  ])
})

const mark = (kind: TimelineMark['kind'], day: string): TimelineMark => ({
  id: `${kind} ${day}`,
  kind,
  date: civilDate(day),
  account: id('a'),
  accountName: 'A',
  security: id('VTI'),
  symbol: 'VTI',
  shares: null,
  gain: null,
  what: '',
  waiting: null,
  unknown: null,
  lots: [],
})

test('a sale reaches purchases of thirty days either side, a purchase loss sales', () => {
  const day = civilDate('2026-12-09')
  expect(isInReach(mark('buy', '2026-11-09'), 'sell', day)).toBe(true)
  expect(isInReach(mark('buy', '2026-11-09'), 'sell', addDays(day, 1))).toBe(false)
  expect(isInReach(mark('sell-loss', '2026-11-09'), 'sell', day)).toBe(false)
  expect(isInReach(mark('sell-loss', '2026-11-09'), 'buy', day)).toBe(true)
  expect(isInReach(mark('moved', '2026-11-09'), 'sell', day)).toBe(false)
})

test('marks of one day stand above each other, three high at most', () => {
  const day = '2026-11-09'
  const ys = placedMarks([mark('buy', day), mark('reinvest', day), mark('sell', day), mark('moved', day)], scaleFor(from, to, 930)).map(
    one => one.y,
  )
  expect(new Set(ys).size).toBe(3)
})

test('a collision says shares and dollars, and what is not known yet', () => {
  const collision: Collision = {
    date: from,
    account: id('a'),
    accountName: 'A',
    security: id('VTI'),
    what: '',
    rule: '',
    shares: shares(40_000_000),
    loss: cents(124_000),
    permanent: true,
    estimated: false,
  }
  expect(collisionWords(collision)).toBe('× permanent loss: 40 sh, $1,240')
  expect(collisionWords({ ...collision, shares: null, loss: null, permanent: false, estimated: true }, 2)).toBe(
    '× washed, est.: shares not known yet, and 2 more',
  )
})
