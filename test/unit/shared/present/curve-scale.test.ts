/** Axes with round marks that hold every value, labels that do not lie on each other, and keys that walk the points. */
import { expect, test } from 'vitest'
import { apart, axisOf, pointAfter, roundStep } from '../../../../src/shared/present/curve-scale.ts'

test('marks are round, span every value, and places grow with values', () => {
  const axis = axisOf([-812_40, 0, 1_204_000], 0, 100)
  expect(axis.marks).toEqual([-500_000, 0, 500_000, 1_000_000, 1_500_000])
  for (const value of [-812_40, 0, 1_204_000]) {
    expect(axis.place(value)).toBeGreaterThanOrEqual(0)
    expect(axis.place(value)).toBeLessThanOrEqual(100)
  }
  expect(axis.place(1_000_000)).toBeGreaterThan(axis.place(0))
})

test('an axis may run downward, and one value stands in the middle', () => {
  const axis = axisOf([0, 10], 100, 0)
  expect([axis.place(0), axis.place(10)]).toEqual([100, 0])
  expect(axisOf([7, 7], 0, 100).place(7)).toBe(50)
  expect(axisOf([], 0, 100).marks).toEqual([])
})

test('a step is 1, 2 or 5 times a power of ten and never below one', () => {
  expect([0.2, 1, 1.4, 3, 7, 240_800].map(roundStep)).toEqual([1, 1, 2, 5, 10, 500_000])
})

test('labels keep their order and their distance', () => {
  const labels = apart(
    [
      { x: 0, y: 52 },
      { x: 0, y: 50 },
      { x: 0, y: 90 },
    ],
    14,
  )
  expect(labels.map(label => label.labelY)).toEqual([50, 64, 90])
  expect(labels.map(label => label.y)).toEqual([50, 52, 90])
})

test('arrows, Home and End walk the points and stop at the ends', () => {
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End'].map(key => pointAfter(key, 2, 4))).toEqual([3, 1, 0, 3])
  expect([pointAfter('ArrowRight', 3, 4), pointAfter('ArrowLeft', 0, 4), pointAfter('x', 1, 4), pointAfter('End', 0, 0)]).toEqual([
    3,
    0,
    null,
    null,
  ])
})
