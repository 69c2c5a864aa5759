/** Tax on the year's net gains, piece by piece, with figures worked by hand. */
import { describe, expect, test } from 'vitest'
import { taxSoFar, yearTax } from '../../../../../src/main/engine/optimize/netting.ts'

const tax = { short: 0.4, long: 0.2, ordinary: 0.3, carried: 0.1, cap: 0.003, shortSoFar: 0.01, longSoFar: -0.004 }

describe('tax of the year', () => {
  test.each([
    ['both gains, each at its own rate', 0.02, 0.05, 0.018],
    ['a short loss against a long gain: the rest is long', -0.02, 0.05, 0.006],
    ['a long loss against a short gain: the rest is short', 0.05, -0.02, 0.012],
    ['a net loss within the cap, against ordinary income', 0.001, -0.003, -0.0006],
    ['a net loss beyond the cap: the rest is carried', -0.01, -0.003, -0.0009 - 0.001],
    ['nothing', 0, 0, 0],
  ])('%s', (_, short, long, expected) => {
    expect(yearTax(tax, short, long)).toBeCloseTo(expected, 15)
  })

  test('the year so far is the tax before anything is traded', () => {
    expect(taxSoFar(tax)).toBeCloseTo(0.4 * 0.006, 15)
  })
})
