/**
 * The worked tax cases of the shared folder, lived by a household: its profile holds the case's income and carryovers, its ledger the sales that make
 * the case's net results. The Schedule D preview, the carryover worksheet and the year's tax must be those of the case.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cents, decimalFromCents, noCents } from '../../src/shared/kernel/cents.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { filingStatuses, type TaxProfile } from '../../src/shared/model/book.ts'
import { amountOf, bookOf, plainProfile } from '../fixtures/snapshot.ts'
import { federalTable } from '../fixtures/tax-tables.ts'
import { lineOf, yearViewOf } from '../fixtures/tax-year.ts'

const file = new URL('../../../shared/cases/tax.json', import.meta.url)

interface YearCase {
  id: string
  year: number
  filingStatus: string
  input: Record<string, string>
  expected: Record<string, string> & { scheduleD: Record<string, string>; carryoverOut: Record<string, string>; niit: { tax: string } }
}

const cases: YearCase[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : []
const ofYears = cases.filter(one => one.year && one.filingStatus && !('d_proceeds' in one.input) && !('transactions' in one.input))

function profileOf({ year, filingStatus, input }: YearCase): TaxProfile {
  const amount = (field: string) => (input[field] === undefined ? noCents : amountOf(input[field]))
  const status = filingStatuses.find(known => known === filingStatus) ?? 'single'
  const standard = federalTable(year)?.standardDeduction[status] ?? noCents
  const deductions = input.deductions === undefined ? standard : amount('deductions')
  const gross = cents(amount('ordinaryIncome') + amount('interest') + amount('ordinaryDividends'))
  return {
    ...plainProfile,
    year,
    filingStatus: status,
    ordinaryIncome: cents(gross - amount('qualifiedDividends') - deductions),
    qualifiedDividends: amount('qualifiedDividends'),
    magi: gross,
    otherInvestmentIncome: cents(amount('interest') + amount('ordinaryDividends') - amount('investmentExpenses')),
    carryforwardShort: amount('carryoverShortIn'),
    carryforwardLong: amount('carryoverLongIn'),
    asOf: civilDate(`${year}-01-02`),
  }
}

/** One sale of each character, bought so that nothing is washed. */
function household(one: YearCase) {
  const book = bookOf(`${one.year}-12-31`).account('own').security('SHORT', '10').security('LONG', '10').profile(profileOf(one))
  for (const [symbol, bought, net] of [
    ['SHORT', `${one.year}-01-05`, one.input.shortTermNet ?? '0'],
    ['LONG', `${one.year - 3}-01-05`, one.input.longTermNet ?? '0'],
  ] as const) {
    const basis = Math.max(1_000_00, 1_000_00 - amountOf(net))
    book.buy('own', symbol, bought, '100', decimalFromCents(cents(basis)))
    book.sell('own', symbol, `${one.year}-06-15`, '100', decimalFromCents(cents(basis + amountOf(net))))
  }
  return book
}

const near = (want: string | undefined, have: number | null | undefined) => Math.abs(Number(want) * 100 - (have ?? Number.NaN)) <= 0.51

describe.skipIf(!existsSync(file))('worked tax cases as households (shared folder)', () => {
  test('are many enough to mean something', () => expect(ofYears.length).toBeGreaterThan(20))

  test.each(ofYears.map(one => [one.id, one] as const))('%s', (_, one) => {
    const view = yearViewOf(household(one))
    const { scheduleD, carryoverOut, incomeTax, niit, taxableIncome } = one.expected
    const found: Record<string, [string | undefined, number | null | undefined]> = {
      line7: [scheduleD.line7, lineOf(view, '7')],
      line15: [scheduleD.line15, lineOf(view, '15')],
      line16: [scheduleD.line16, lineOf(view, '16')],
      line21: [scheduleD.line21, -(lineOf(view, '21') ?? Number.NaN)],
      form1040Line7a: [scheduleD.form1040Line7a, lineOf(view, '1040 7a')],
      carryShort: [carryoverOut.short, view.carryover?.short],
      carryLong: [carryoverOut.long, view.carryover?.long],
      taxable: [taxableIncome, view.tax?.with.taxable],
      incomeTax: [incomeTax, view.tax?.with.incomeTax],
      niit: [niit.tax, view.tax?.with.investmentTax],
    }
    const wrong = Object.entries(found).filter(([, [want, have]]) => want !== undefined && !near(want, have))
    expect(wrong).toEqual([])
    expect(view.carryover?.lines.find(line => line.line === '8')?.amount ?? 0).toBe(view.carryover?.short)
    expect(view.carryover?.lines.find(line => line.line === '13')?.amount ?? 0).toBe(view.carryover?.long)
  })
})
