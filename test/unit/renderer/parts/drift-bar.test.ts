import { expect, test } from 'vitest'
import { driftPlaces, driftWords } from '../../../../src/renderer/parts/drift-bar.tsx'

test('the target stands in the middle and the band on both sides of it', () => {
  const { at, from, to, target } = driftPlaces(0, 300)
  expect(at).toBe(target)
  expect(target - from).toBeCloseTo(to - target)
})

test('a drift at the edge is inside, one beyond it outside, and none leaves the track', () => {
  expect(driftPlaces(300, 300).outside).toBe(false)
  expect(driftPlaces(-301, 300).outside).toBe(true)
  expect(driftPlaces(99_999, 300).at).toBeLessThanOrEqual(96)
  expect(driftPlaces(-99_999, 300).at).toBeGreaterThanOrEqual(0)
})

test('a portfolio drift begins at the left edge', () => {
  const { at, target, from } = driftPlaces(0, 500, true)
  expect([at, from]).toEqual([target, target])
})

test('it says in words what it draws', () => {
  expect(driftWords(-120, 300)).toBe('1.2 pts under target, inside its band of 3 pts')
  expect(driftWords(400, 300)).toBe('4 pts over target, outside its band of 3 pts')
})
