import { expect, test } from 'vitest'
import { type StripMark, stacked } from '../../../../src/renderer/parts/strip61.tsx'
import { addDays, civilDate } from '../../../../src/shared/kernel/civil-date.ts'

const day = civilDate('2026-11-21')
const mark = (offset: number): StripMark => ({ kind: 'buy', date: addDays(day, offset), what: `day ${offset}` })

test('thirty days on either side are inside the window, the thirty-first is not', () => {
  expect(stacked(day, [mark(-31), mark(-30), mark(0), mark(30), mark(31)]).map(item => item.offset)).toEqual([-30, 0, 30])
})

test('marks of one day stand above each other, oldest day first', () => {
  const shown = stacked(day, [mark(5), mark(-2), mark(5), mark(5)])
  expect(shown.map(item => [item.offset, item.level])).toEqual([
    [-2, 0],
    [5, 0],
    [5, 1],
    [5, 2],
  ])
})
