/** Properties of the tax arithmetic over random years. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { halfEven, scaled, valueInCents } from '../../src/main/engine/exact.ts'
import { worthOf } from '../../src/main/engine/tax/worth.ts'
import { taxOfYear } from '../../src/main/engine/tax/year.ts'
import { type Cents, cents } from '../../src/shared/kernel/cents.ts'
import { divideHalfEven } from '../../src/shared/kernel/decimal.ts'
import { marketValue, type Price } from '../../src/shared/kernel/price.ts'
import type { Shares } from '../../src/shared/kernel/shares.ts'
import { filingStatuses } from '../../src/shared/model/book.ts'
import { plainProfile } from '../fixtures/snapshot.ts'
import { federal2024, federal2025, federal2026 } from '../fixtures/tax-tables.ts'

const amount = (least: number, most: number) => fc.integer({ min: least, max: most }).map(value => cents(value))
const signed = amount(-50_000_000, 50_000_000)
const facts = fc
  .record({
    filingStatus: fc.constantFrom(...filingStatuses),
    ordinaryIncome: amount(-3_000_000, 120_000_000),
    qualifiedDividends: amount(0, 5_000_000),
    magi: amount(0, 120_000_000),
    otherInvestmentIncome: amount(-100_000, 5_000_000),
    stateShortRate: fc.integer({ min: 0, max: 13_300 }).map(rate => rate / 100_000),
    stateLongRate: fc.integer({ min: 0, max: 13_300 }).map(rate => rate / 100_000),
    carryforwardShort: amount(0, 5_000_000),
    carryforwardLong: amount(0, 5_000_000),
  })
  .map(some => ({ ...plainProfile, ...some }))
const federal = fc.constantFrom(federal2024, federal2025, federal2026)
const results = fc.record({ short: signed, long: signed })

describe('tax of a year', () => {
  test('federal tax never falls when a gain is added, of either term', () => {
    fc.assert(
      fc.property(facts, federal, results, amount(0, 20_000_000), fc.boolean(), (profile, table, year, more, isShort) => {
        const added = isShort ? { ...year, short: cents(year.short + more) } : { ...year, long: cents(year.long + more) }
        const of = (net: typeof year) => {
          const { incomeTax, investmentTax } = taxOfYear(profile, table, net)
          return incomeTax + investmentTax
        }
        return of(added) >= of(year)
      }),
      { numRuns: 3000 },
    )
  })

  test('every dollar of loss is used against gains, deducted, or carried', () => {
    fc.assert(
      fc.property(facts, federal, results, (profile, table, year) => {
        const lines = taxOfYear(profile, table, year)
        const used = Math.min(lines.lossAllowed, Math.max(0, lines.beforeFloor + lines.lossAllowed))
        expect(lines.carryShort + lines.carryLong).toBe(Math.max(0, -lines.net) - (lines.net < 0 ? used : 0))
      }),
      { numRuns: 3000 },
    )
  })

  test('what is taxed at each rate adds up to taxable income, and the tax never exceeds the brackets on everything', () => {
    fc.assert(
      fc.property(facts, federal, results, (profile, table, year) => {
        const lines = taxOfYear(profile, table, year)
        expect(lines.ordinaryPortion + lines.at0 + lines.at15 + lines.at20).toBe(lines.taxable)
        expect(Math.min(lines.at0, lines.at15, lines.at20, lines.ordinaryPortion)).toBeGreaterThanOrEqual(0)
        expect(lines.incomeTax).toBeLessThanOrEqual(lines.regularTax)
      }),
      { numRuns: 3000 },
    )
  })

  test('the worth of two changes together is that of one after the other', () => {
    fc.assert(
      fc.property(facts, federal, results, results, results, (profile, table, year, first, second) => {
        const plus = (a: typeof year, b: typeof year) => ({ short: cents(a.short + b.short), long: cents(a.long + b.long) })
        const both = worthOf(profile, table, year, plus(first, second)).savedNow
        const one = worthOf(profile, table, year, first).savedNow
        const other = worthOf(profile, table, plus(year, first), second).savedNow
        expect(both).toBe(one + other)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('exact products without BigInt', () => {
  const bigs = fc.oneof(fc.maxSafeNat(), fc.integer({ min: 0, max: 2 ** 31 - 1 }))

  test('halfEven is the kernel’s division', () => {
    fc.assert(
      fc.property(bigs, fc.constantFrom(2, 7, 100, 10_000, 1_000_000, 10_000_000_000), (value, by) => {
        expect(halfEven(value, by)).toBe(Number(divideHalfEven(BigInt(value), BigInt(by))))
      }),
      { numRuns: 20_000 },
    )
  })

  test('scaled is the kernel’s product, signs and overflow included', () => {
    const some = fc.integer({ min: -2_000_000_000_000, max: 2_000_000_000_000 })
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (value, numerator, denominator) => {
          expect(scaled(value, numerator, denominator)).toBe(Number(divideHalfEven(BigInt(value) * BigInt(numerator), BigInt(denominator))))
        },
      ),
      { numRuns: 20_000 },
    )
  })

  test('valueInCents is the kernel’s marketValue, for whole and fractional shares and huge prices', () => {
    const whole = fc.integer({ min: 0, max: 10_000_000 }).map(count => count * 1_000_000)
    const part = fc.integer({ min: 0, max: 2 ** 31 - 1 })
    fc.assert(
      fc.property(
        fc.oneof(whole, part),
        fc.oneof(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 10 ** 12 })),
        (shares, price) => {
          const value = Number(divideHalfEven(BigInt(shares) * BigInt(price), 10_000_000_000n))
          fc.pre(Number.isSafeInteger(value))
          expect(valueInCents(shares, price)).toBe(marketValue(shares as Shares, price as Price))
        },
      ),
      { numRuns: 20_000 },
    )
  })

  test('half a cent goes to the even cent', () => {
    const half = (text: number) => valueInCents(text * 1_000_000, 5000) as Cents
    expect([half(1), half(3), half(5)]).toEqual([0, 2, 2])
  })
})
