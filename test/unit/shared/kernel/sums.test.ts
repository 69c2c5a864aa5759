/** Sums of lists longer than the stack of arguments: a holding of 150,000 lots is a book, not an error. */
import { expect, test } from 'vitest'
import { addCents, cents, sumCents } from '../../../../src/shared/kernel/cents.ts'
import { addShares, shares, sumShares } from '../../../../src/shared/kernel/shares.ts'

test('a list of any length adds up', () => {
  const many = 300_000
  expect(sumCents(Array.from({ length: many }, () => cents(3)))).toBe(3 * many)
  expect(sumShares(Array.from({ length: many }, () => shares(7)))).toBe(7 * many)
})

test('an empty list is zero, and both ways of adding agree', () => {
  expect(sumCents([])).toBe(0)
  expect(sumShares([])).toBe(0)
  expect(sumCents([cents(5), cents(-7)])).toBe(addCents(cents(5), cents(-7)))
  expect(sumShares([shares(5), shares(7)])).toBe(addShares(shares(5), shares(7)))
})

test('a sum past exact integers is a bug, told as one', () => {
  expect(() => sumCents([cents(Number.MAX_SAFE_INTEGER), cents(1)])).toThrow(RangeError)
  expect(() => sumShares([shares(Number.MAX_SAFE_INTEGER), shares(1)])).toThrow(RangeError)
})
