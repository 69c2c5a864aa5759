/**
 * A tax question in decimal dollars (wages, dividends, Schedule D nets, or the figures of a Form 8949 row) and its answer: what the `tax` command
 * reads and prints. Gross income is turned into the engine's facts (income after deductions), then taxOfYear does the rest.
 */
import { addCents, type Cents, cents, centsFromDecimal, decimalFromCents, noCents } from '../../../shared/kernel/cents.ts'
import { type FilingStatus, filingStatuses } from '../../../shared/model/book.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { type Form8949Row, gainOfRow, rowWithoutForm, wholeDollars } from './form-8949.ts'
import { type TaxFacts, taxFrame } from './frame.ts'
import { incomeTaxByTable } from './irs-table.ts'
import { type TaxOfYear, taxOfYear } from './year.ts'

export interface TaxQuestion {
  readonly id: string
  readonly category?: string | undefined
  readonly year?: number | null | undefined
  readonly filingStatus?: string | null | undefined
  readonly input: Readonly<Record<string, unknown>>
}

export type TaxAnswer = Readonly<Record<string, unknown>>

class Unreadable extends Error {}

/** The answer, or `{id, error}` naming what could not be read. */
export function answerTaxCase(question: TaxQuestion, tableOf: (year: number) => FederalTable | undefined): TaxAnswer {
  try {
    return { id: question.id, ...(isRow(question.input) ? answerRow(question.input) : answerYear(question, tableOf)) }
  } catch (error) {
    if (error instanceof Unreadable) return { id: question.id, error: { code: 'input/tax-case', what: error.message } }
    throw error
  }
}

function isRow(input: TaxQuestion['input']): boolean {
  return 'd_proceeds' in input || 'transactions' in input
}

function amount(input: TaxQuestion['input'], field: string): Cents {
  const text = input[field]
  if (text === undefined || text === null) return noCents
  const value = typeof text === 'string' || typeof text === 'number' ? centsFromDecimal(String(text)) : undefined
  if (value === undefined) throw new Unreadable(`${field}: not an amount in dollars and cents: ${JSON.stringify(text)}`)
  return value
}

function answerYear(question: TaxQuestion, tableOf: (year: number) => FederalTable | undefined): TaxAnswer {
  const { input } = question
  const federal = typeof question.year === 'number' ? tableOf(question.year) : undefined
  if (federal === undefined) throw new Unreadable(`year: no federal table for ${String(question.year)}`)
  const filingStatus = filingStatuses.find(status => status === question.filingStatus)
  if (filingStatus === undefined)
    throw new Unreadable(`filingStatus: one of ${filingStatuses.join(', ')} expected, found ${String(question.filingStatus)}`)
  const deduction = input.deductions === undefined ? federal.standardDeduction[filingStatus] : amount(input, 'deductions')
  const facts = factsOf(input, filingStatus, deduction)
  const year = taxOfYear(facts, federal, { short: amount(input, 'shortTermNet'), long: amount(input, 'longTermNet') })
  return answerOf(year, facts, deduction, incomeTaxByTable(taxFrame(facts, federal), year))
}

/** Ordinary dividends include the qualified ones; investment expenses reduce net investment income only. */
function factsOf(input: TaxQuestion['input'], filingStatus: FilingStatus, deduction: Cents): TaxFacts {
  const dividends = amount(input, 'ordinaryDividends')
  const qualifiedDividends = amount(input, 'qualifiedDividends')
  const gross = addCents(amount(input, 'ordinaryIncome'), amount(input, 'interest'), dividends)
  return {
    filingStatus,
    ordinaryIncome: cents(gross - qualifiedDividends - deduction),
    qualifiedDividends,
    magi: gross,
    otherInvestmentIncome: cents(amount(input, 'interest') + dividends - amount(input, 'investmentExpenses')),
    stateShortRate: 0,
    stateLongRate: 0,
    carryforwardShort: amount(input, 'carryoverShortIn'),
    carryforwardLong: amount(input, 'carryoverLongIn'),
  }
}

function answerOf(year: TaxOfYear, facts: TaxFacts, deduction: Cents, byTable: Cents): TaxAnswer {
  const text = decimalFromCents
  return {
    scheduleD: {
      line7: text(year.netShort),
      line15: text(year.netLong),
      line16: text(year.net),
      line21: text(year.lossAllowed),
      form1040Line7a: text(year.capitalInIncome),
    },
    agi: text(addCents(facts.magi, year.capitalInIncome)),
    deduction: text(deduction),
    taxableIncome: text(year.taxable),
    taxableIncomeBeforeFloor: text(year.beforeFloor),
    preferential: {
      worksheetLine3: text(year.netCapitalGain),
      total: text(year.preferential),
      ordinaryPortion: text(year.ordinaryPortion),
      at0: text(year.at0),
      at15: text(year.at15),
      at20: text(year.at20),
    },
    incomeTax: text(year.incomeTax),
    incomeTaxWithIrsTaxTable: text(byTable),
    niit: { netInvestmentIncome: text(year.investmentIncome), magiOverThreshold: text(year.overThreshold), tax: text(year.investmentTax) },
    totalTax: text(addCents(year.incomeTax, year.investmentTax)),
    carryoverOut: { short: text(year.carryShort), long: text(year.carryLong) },
    rounded: { incomeTax: wholeDollars(year.incomeTax), niit: wholeDollars(year.investmentTax) },
  }
}

function answerRow(input: TaxQuestion['input']): TaxAnswer {
  if (Array.isArray(input.transactions)) {
    const rows = input.transactions.map((one: Record<string, unknown>) => ({
      proceeds: amount(one, 'd'),
      basis: amount(one, 'e'),
      adjustment: noCents,
    }))
    const sum = rowWithoutForm(
      rows,
      input.term === 'short' ? 'short' : 'long',
      input.basisReportedToIrs === true && input.adjustments !== true,
    )
    const sums = { d: decimalFromCents(sum.proceeds), e: decimalFromCents(sum.basis), h: decimalFromCents(sum.gain) }
    return { line: sum.line, ...sums, form8949Needed: sum.line === null }
  }
  const row: Form8949Row = {
    proceeds: amount(input, 'd_proceeds'),
    basis: amount(input, 'e_basis'),
    adjustment: amount(input, 'g_adjustment'),
  }
  const gain = gainOfRow(row)
  return {
    h_gain: decimalFromCents(gain),
    rounded: { d: wholeDollars(row.proceeds), e: wholeDollars(row.basis), g: wholeDollars(row.adjustment), h: wholeDollars(gain) },
  }
}
