/**
 * Capital Loss Carryover Worksheet, line by line and by character, and the hand-over from one year's worksheet to the next year's profile. With little or
 * no taxable income the $3,000 is deducted all the same but does not use the loss up (IRC section 1212(b)(2)). Source: Schedule D instructions, RULES 9.5.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { Carryover, HandOver } from '../../../shared/model/tax-year.ts'
import { exactMoney } from '../../../shared/present/format.ts'
import type { TaxOfYear } from '../tax/year.ts'

export function carryoverOf(tax: TaxOfYear): Carryover {
  const positive = (amount: number): Cents => cents(Math.max(0, amount))
  const used = positive(tax.beforeFloor + tax.lossAllowed)
  const four = cents(Math.min(tax.lossAllowed, used))
  const shortLoss = positive(-tax.netShort)
  const longLoss = positive(-tax.netLong)
  const seven = cents(four + positive(tax.netLong))
  const eleven = positive(four - shortLoss)
  const twelve = cents(positive(tax.netShort) + eleven)
  const [short, long] = [positive(shortLoss - seven), positive(longLoss - twelve)]
  if (short !== tax.carryShort || long !== tax.carryLong) throw new RangeError('the worksheet and the year carry different losses')
  const lines = [
    { line: '1', what: 'Taxable income, below zero where deductions exceed it', amount: tax.beforeFloor },
    { line: '2', what: 'Loss on Schedule D line 21', amount: tax.lossAllowed },
    { line: '3', what: 'Line 1 and line 2 together, not below zero', amount: used },
    { line: '4', what: 'Smaller of line 2 and line 3: the loss used up', amount: four },
    { line: '5', what: 'Short-term loss, line 7', amount: shortLoss },
    { line: '6', what: 'Long-term gain, line 15', amount: positive(tax.netLong) },
    { line: '7', what: 'Line 4 and line 6 together', amount: seven },
    { line: '8', what: 'Short-term loss carried to next year', amount: short },
    { line: '9', what: 'Long-term loss, line 15', amount: longLoss },
    { line: '10', what: 'Short-term gain, line 7', amount: positive(tax.netShort) },
    { line: '11', what: 'Line 4 less line 5, not below zero', amount: eleven },
    { line: '12', what: 'Line 10 and line 11 together', amount: twelve },
    { line: '13', what: 'Long-term loss carried to next year', amount: long },
  ]
  const note =
    four < tax.lossAllowed
      ? `Taxable income is low: ${exactMoney(tax.lossAllowed)} is deducted, but only ${exactMoney(four)} of the loss is used up; the rest carries over (IRC §1212(b)(2)).`
      : null
  return { lines: tax.net < 0 ? lines : [], short, long, note }
}

export function handOver(tax: TaxOfYear, from: number, next: TaxProfile): HandOver {
  const computed = { short: tax.carryShort, long: tax.carryLong }
  const entered = { short: next.carryforwardShort, long: next.carryforwardLong }
  return { from, to: next.year, computed, entered, agrees: computed.short === entered.short && computed.long === entered.long }
}
