/** Several tax years by hand: the $3,000 of each year, what is carried and in which character, and a carried loss against a later gain (IRC 1211(b), 1212(b)). */
import { expect, test } from 'vitest'
import type { YearTax } from '../../../../../../src/main/engine/optimize/problem.ts'
import { oneYear, taxOfYears, yearsInTurn } from '../../../../../../src/main/engine/optimize/years/tax-years.ts'

/** Dollars in place of fractions: everything is linear in them but the cap, which is given. */
const tax: YearTax = { short: 0.35, long: 0.15, ordinary: 0.24, carried: 0.1, cap: 3000, shortSoFar: 0, longSoFar: 0 }
const none = { short: 0, long: 0 }

test('a long-term loss of 10,000: 3,000 count each year, 7,000 then 4,000 then 1,000 go on as long-term', () => {
  const years = yearsInTurn([tax, tax, tax, tax], [{ short: 0, long: -10_000 }])
  expect(years.map(year => year.tax)).toEqual([-720, -720, -720, -240])
  expect(years.map(year => year.carried)).toEqual([
    { short: 0, long: 7000 },
    { short: 0, long: 4000 },
    { short: 0, long: 1000 },
    { short: 0, long: 0 },
  ])
})

test('what counts against ordinary income is taken from the short-term loss first', () => {
  expect(oneYear(tax, { short: -5000, long: -4000 }, none).carried).toEqual({ short: 2000, long: 4000 })
  expect(oneYear(tax, { short: -1000, long: -6000 }, none).carried).toEqual({ short: 0, long: 4000 })
  // a short-term gain takes its part of the long-term loss
  expect(oneYear(tax, { short: 2000, long: -9000 }, none).carried).toEqual({ short: 0, long: 4000 })
})

test('a carried short-term loss meets a long-term gain of the next year', () => {
  const [first, second] = yearsInTurn(
    [tax, tax],
    [
      { short: -8000, long: 0 },
      { short: 0, long: 6000 },
    ],
  )
  expect(first).toMatchObject({ tax: -720, carried: { short: 5000, long: 0 } })
  // 6,000 − 5,000 at 15 %
  expect(second).toMatchObject({ net: { short: -5000, long: 6000 }, tax: 150, carried: none })
})

test('a plan is counted from selling nothing, in which an old loss goes on by itself', () => {
  const old = { ...tax, shortSoFar: -7000 }
  // nothing sold: 3,000 this year, 3,000 next, 1,000 left at a dime; 7,000 of gain now takes all of it
  const rest = -720 - 720 - 100
  expect(taxOfYears([old, tax], [1, 1], [{ short: 7000, long: 0 }])).toBeCloseTo(0 - rest, 9)
  expect(taxOfYears([old, tax], [1, 1], [])).toBe(0)
})
