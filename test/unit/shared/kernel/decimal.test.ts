/** Plain decimals cut to a number of places: half to even, at any length. */
import { expect, test } from 'vitest'
import { roundedDecimal } from '../../../../src/shared/kernel/decimal.ts'

test.each([
  ['1.25', 1, '1.2'],
  ['1.35', 1, '1.4'],
  ['-1.35', 1, '-1.4'],
  ['0.05', 1, '0.0'],
  ['-0.049', 1, '0.0'],
  ['.15', 1, '0.2'],
  ['90000000000000000000.123456789012345', 10, '90000000000000000000.1234567890'],
  ['7', 2, '7'],
  ['1.2', 2, '1.2'],
  ['1e3', 2, '1e3'],
  ['', 2, ''],
])('%s at %i places', (text, places, rounded) => {
  expect(roundedDecimal(text, places)).toBe(rounded)
})
