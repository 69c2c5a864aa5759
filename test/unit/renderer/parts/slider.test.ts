import { expect, test } from 'vitest'
import { nearestStop } from '../../../../src/renderer/parts/slider.tsx'

const stops = [0, 1, 10, 100].map(value => ({ value, words: String(value) }))

test('a value between two stops stands at the nearer one, by ratio', () => {
  expect([1, 2, 3.1, 3.3, 50, 1000].map(value => nearestStop(stops, value))).toEqual([1, 1, 1, 2, 3, 3])
})

test('zero is near to zero alone', () => {
  expect(nearestStop(stops, 0)).toBe(0)
  expect(nearestStop(stops, 0.001)).toBe(1)
})
