/** Which ticks a painting may change: never one that a person has just made and the screen has not heard of. */
import { expect, test } from 'vitest'
import { ticksToChange } from '../../../../src/renderer/grid/selection.ts'

const ticks = (of: Record<string, boolean>) => new Map(Object.entries(of))

test('a tick that the screen has not heard of yet is left alone, ticked or unticked', () => {
  const told = ticks({ a: true, b: false, c: true })
  expect(ticksToChange(ticks({ a: true, b: true, c: false }), new Set(['a', 'c']), told)).toEqual([])
})

test('what the screen refused of what it was told is taken back, and what it added is shown', () => {
  const told = ticks({ a: true, b: true, c: false })
  expect(ticksToChange(told, new Set(['a', 'c']), told)).toEqual(['b', 'c'])
})

test('a row that is new in the grid gets its tick', () => {
  expect(ticksToChange(ticks({ a: true, b: false }), new Set(['a', 'b']), ticks({ a: true }))).toEqual(['b'])
})
