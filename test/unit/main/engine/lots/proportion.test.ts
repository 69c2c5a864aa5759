import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proportion } from '../../../../../src/main/engine/lots/proportion.ts'
import { divideHalfEven } from '../../../../../src/shared/kernel/decimal.ts'

test('small and large amounts round alike: half to even', () => {
  const amount = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 })
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 5_000_000_000 }), fc.integer({ min: 0, max: 5_000_000_000 }), (total, part, rest) => {
      fc.pre(part + rest > 0)
      expect(proportion(total, part, part + rest) + 0).toBe(Number(divideHalfEven(BigInt(total) * BigInt(part), BigInt(part + rest))))
    }),
    { numRuns: 2000 },
  )
})

test.each([
  [5, 1, 2, 2],
  [7, 1, 2, 4],
  [-5, 1, 2, -2],
  [-7, 1, 2, -4],
  [100, 1, 3, 33],
  [-100, 2, 3, -67],
])('%i x %i / %i is %i', (total, part, whole, expected) => {
  expect(proportion(total, part, whole)).toBe(expected)
})
