/** Worth of gains and losses, worked by hand for 2026: single filer, 24 % bracket unless a test says otherwise. */
import { describe, expect, test } from 'vitest'
import { worthOf } from '../../../../../src/main/engine/tax/worth.ts'
import { taxOfYear } from '../../../../../src/main/engine/tax/year.ts'
import { type Cents, cents } from '../../../../../src/shared/kernel/cents.ts'
import { amountOf, plainProfile } from '../../../../fixtures/snapshot.ts'
import { federal2025, federal2026 } from '../../../../fixtures/tax-tables.ts'

const nothing = { short: cents(0), long: cents(0) }
const short = (text: string) => ({ short: amountOf(text), long: cents(0) })
const long = (text: string) => ({ short: cents(0), long: amountOf(text) })

function saved(worth: { savedNow: Cents; carriedShort: Cents; carriedLong: Cents }) {
  return [worth.savedNow, worth.carriedShort, worth.carriedLong]
}

describe('worth of a change', () => {
  test('a loss alone saves the limit at the ordinary rate, and the rest is carried by character', () => {
    // 3,000 x 24 % = 720; 5,000 - 3,000 = 2,000 carried
    expect(saved(worthOf(plainProfile, federal2026, nothing, short('-5000')))).toEqual([72_000, 200_000, 0])
    expect(saved(worthOf(plainProfile, federal2026, nothing, long('-5000')))).toEqual([72_000, 0, 200_000])
  })

  test('a short-term loss against a short-term gain saves at the ordinary rate, a long-term one against a long-term gain at 15 %', () => {
    expect(saved(worthOf(plainProfile, federal2026, short('10000'), short('-4000')))).toEqual([96_000, 0, 0])
    expect(saved(worthOf(plainProfile, federal2026, long('10000'), long('-4000')))).toEqual([60_000, 0, 0])
  })

  test('a long-term loss first eats the long-term gain, worth 15 %, then the short-term gain, worth 24 %', () => {
    const year = { short: amountOf('5000'), long: amountOf('2000') }
    expect(saved(worthOf(plainProfile, federal2026, year, long('-3000')))).toEqual([2000 * 15 + 1000 * 24, 0, 0])
  })

  test('a gain costs: the sign is negative', () => {
    expect(worthOf(plainProfile, federal2026, nothing, long('1000')).savedNow).toBe(-15_000)
  })

  test('losses carried in are used before the new loss, which is then carried', () => {
    const facts = { ...plainProfile, carryforwardLong: amountOf('8000') }
    // 8,000 already fill the 3,000: the new 2,000 only add to the carryover
    expect(saved(worthOf(facts, federal2026, nothing, long('-2000')))).toEqual([0, 0, 200_000])
  })

  test('with income at zero the limit is not used up, so the whole loss is carried (section 1212(b)(2))', () => {
    const facts = { ...plainProfile, ordinaryIncome: amountOf('-20000'), magi: amountOf('0') }
    expect(saved(worthOf(facts, federal2026, nothing, short('-5000')))).toEqual([0, 500_000, 0])
  })

  test('net investment income tax and the state are part of it', () => {
    const facts = {
      ...plainProfile,
      ordinaryIncome: amountOf('300000'),
      magi: amountOf('320000'),
      stateShortRate: 0.093,
      stateLongRate: 0.093,
    }
    // long-term gain of 10,000 at 15 % + 3.8 % + 9.3 %
    expect(worthOf(facts, federal2026, long('10000'), long('-10000')).savedNow).toBe(150_000 + 38_000 + 93_000)
  })

  test('married filing separately deducts 1,500', () => {
    const facts = { ...plainProfile, filingStatus: 'mfs' as const }
    expect(saved(worthOf(facts, federal2026, nothing, short('-5000')))).toEqual([1500 * 24, 350_000, 0])
  })

  test('the workings are the two years whose difference it is', () => {
    const worth = worthOf(plainProfile, federal2026, short('10000'), short('-4000'))
    expect(worth.workings.before.netShort).toBe(1_000_000)
    expect(worth.workings.after.netShort).toBe(600_000)
    expect(worth.workings.before.total - worth.workings.after.total).toBe(worth.savedNow)
  })
})

describe('lines of a year', () => {
  test('gain in the strip between the 0 % top and the 12 % bracket top is capped by the regular tax', () => {
    const facts = { ...plainProfile, ordinaryIncome: amountOf('49450'), magi: amountOf('65550') }
    const year = taxOfYear(facts, federal2026, long('950'))
    expect([year.at15, year.incomeTax, year.regularTax]).toEqual([95_000, 580_000, 580_000])
  })

  test('leftover deductions shelter the gain, also in the state plan', () => {
    const facts = { ...plainProfile, ordinaryIncome: amountOf('-6100'), magi: amountOf('10000'), stateLongRate: 0.05 }
    const year = taxOfYear(facts, federal2026, long('60000'))
    expect([year.taxable, year.at0, year.at15, year.incomeTax]).toEqual([5_390_000, 4_945_000, 445_000, 66_750])
    expect(year.stateTax).toBe(Math.round(5_390_000 * 0.05))
  })

  test('breakpoints are inclusive tops', () => {
    const facts = { ...plainProfile, ordinaryIncome: amountOf('40000'), magi: amountOf('40000') }
    expect(taxOfYear(facts, federal2025, long('8350')).at15).toBe(0)
    expect(taxOfYear(facts, federal2025, long('8350.01')).at15).toBe(1)
  })

  test('a state rate of more than six places still is exact', () => {
    const facts = { ...plainProfile, stateShortRate: 0.12345678 }
    // 1,000.00 x 12.345678 % = 123.45678
    expect(taxOfYear(facts, federal2026, short('1000')).stateTax).toBe(12_346)
  })

  test('a federal rate that ten-thousandths cannot hold is a bug, not a rounding', () => {
    const odd = structuredClone(federal2026)
    odd.netInvestment.single.rate = 0.03805
    expect(() => taxOfYear(plainProfile, odd, nothing)).toThrow(/more than four decimal places/)
  })
})
