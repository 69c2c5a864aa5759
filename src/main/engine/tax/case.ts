/**
 * A tax question in decimal dollars (wages, dividends, Schedule D nets, or the figures of a Form 8949 row) and its answer: what the `tax` command
 * reads and prints. Gross income is turned into the engine's facts (income after deductions), then taxOfYear does the rest. What cannot be on a return
 * (a carryover below zero, more qualified than ordinary dividends) is refused by its name, and a field that no rule reads is named in the answer.
 */
import { addCents, type Cents, cents, centsFromDecimal, decimalFromCents, noCents } from '../../../shared/kernel/cents.ts'
import { type FilingStatus, filingStatuses } from '../../../shared/model/book.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { type Form8949Row, gainOfRow, rowWithoutForm, wholeDollars } from './form-8949.ts'
import { type TaxFacts, taxFrame } from './frame.ts'
import { incomeTaxByTable } from './irs-table.ts'
import { type TaxOfYear, taxOfYear } from './year.ts'

/** As it was read from a file: nothing but the name is certain. */
export interface TaxQuestion {
  readonly id: string
  readonly category?: unknown
  readonly year?: unknown
  readonly filingStatus?: unknown
  readonly input?: unknown
}

export type TaxAnswer = Readonly<Record<string, unknown>>

type Input = Readonly<Record<string, unknown>>

class Unreadable extends Error {}

/** The answer, or `{id, error}` naming what could not be read. */
export function answerTaxCase(question: TaxQuestion, tableOf: (year: number) => FederalTable | undefined): TaxAnswer {
  try {
    const input = recordIn(question.input, 'input')
    return { id: question.id, ...(isRow(input) ? answerRow(input) : answerYear(question, input, tableOf)), ...unread(input) }
  } catch (error) {
    if (error instanceof Unreadable) return { id: question.id, error: { code: 'input/tax-case', what: error.message } }
    throw error
  }
}

function recordIn(value: unknown, field: string): Input {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Unreadable(`${field}: an object of fields expected`)
  return value as Input
}

const neverNegative = [
  'interest',
  'ordinaryDividends',
  'qualifiedDividends',
  'capitalGainDistributions',
  'investmentExpenses',
  'deductions',
  'carryoverShortIn',
  'carryoverLongIn',
] as const
const yearFields: readonly string[] = [...neverNegative, 'ordinaryIncome', 'shortTermNet', 'longTermNet']
const rowFields: readonly string[] = ['d_proceeds', 'e_basis', 'g_adjustment', 'f_code']
const listFields: readonly string[] = ['transactions', 'basisReportedToIrs', 'adjustments', 'term']

/** Nothing is dropped in silence: what was told and decides no figure. */
function unread(input: Input): { readonly notRead?: readonly string[] } {
  const known = 'transactions' in input ? listFields : isRow(input) ? rowFields : yearFields
  const rest = Object.keys(input).filter(field => !known.includes(field))
  return rest.length === 0 ? {} : { notRead: rest }
}

function isRow(input: Input): boolean {
  return 'd_proceeds' in input || 'e_basis' in input || 'transactions' in input
}

/** Two billion dollars: below it every sum of a question is exact in the units of the tax (frame.ts). */
const most = 200_000_000_000

function amount(input: Input, field: string): Cents {
  const text = input[field]
  if (text === undefined || text === null) return noCents
  const value = typeof text === 'string' || typeof text === 'number' ? centsFromDecimal(String(text)) : undefined
  if (value === undefined) throw new Unreadable(`${field}: not an amount in dollars and cents: ${JSON.stringify(text)}`)
  if (Math.abs(value) > most) throw new Unreadable(`${field}: more than two billion dollars: ${JSON.stringify(text)}`)
  return value
}

/** A figure without which there is no row. */
function needed(input: Input, field: string): Cents {
  if (input[field] === undefined || input[field] === null) throw new Unreadable(`${field}: an amount expected`)
  return amount(input, field)
}

function answerYear(question: TaxQuestion, input: Input, tableOf: (year: number) => FederalTable | undefined): TaxAnswer {
  const { year, filingStatus: status } = question
  const federal = typeof year === 'number' ? tableOf(year) : undefined
  if (federal === undefined) throw new Unreadable(`year: no federal table for ${JSON.stringify(year) ?? 'no year'}`)
  const filingStatus = filingStatuses.find(known => known === status)
  if (filingStatus === undefined)
    throw new Unreadable(`filingStatus: one of ${filingStatuses.join(', ')} expected, found ${JSON.stringify(status) ?? 'none'}`)
  for (const field of neverNegative) if (amount(input, field) < 0) throw new Unreadable(`${field}: an amount below zero`)
  if (amount(input, 'qualifiedDividends') > amount(input, 'ordinaryDividends'))
    throw new Unreadable('qualifiedDividends: more than the ordinary dividends of which they are a part')
  const deduction = input.deductions == null ? federal.standardDeduction[filingStatus] : amount(input, 'deductions')
  const facts = factsOf(input, filingStatus, deduction)
  // Schedule D line 13: capital gain distributions are long-term whatever the shares were held
  const long = addCents(amount(input, 'longTermNet'), amount(input, 'capitalGainDistributions'))
  const computed = taxOfYear(facts, federal, { short: amount(input, 'shortTermNet'), long })
  return answerOf(computed, facts, deduction, incomeTaxByTable(taxFrame(facts, federal), computed))
}

/** Ordinary dividends include the qualified ones; investment expenses reduce net investment income only. */
function factsOf(input: Input, filingStatus: FilingStatus, deduction: Cents): TaxFacts {
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

function answerRow(input: Input): TaxAnswer {
  if ('transactions' in input) return answerRows(input)
  const row: Form8949Row = {
    proceeds: needed(input, 'd_proceeds'),
    basis: needed(input, 'e_basis'),
    adjustment: amount(input, 'g_adjustment'),
  }
  const gain = gainOfRow(row)
  return {
    h_gain: decimalFromCents(gain),
    rounded: { d: wholeDollars(row.proceeds), e: wholeDollars(row.basis), g: wholeDollars(row.adjustment), h: wholeDollars(gain) },
  }
}

function answerRows(input: Input): TaxAnswer {
  if (!Array.isArray(input.transactions)) throw new Unreadable('transactions: a list of rows expected')
  const rows = input.transactions.map((told: unknown, index): Form8949Row => {
    const one = recordIn(told, `transactions ${index + 1}`)
    return { proceeds: needed(one, 'd'), basis: needed(one, 'e'), adjustment: amount(one, 'g') }
  })
  const isFree = input.basisReportedToIrs === true && input.adjustments !== true
  const sum = rowWithoutForm(rows, input.term === 'short' ? 'short' : 'long', isFree)
  const sums = { d: decimalFromCents(sum.proceeds), e: decimalFromCents(sum.basis), h: decimalFromCents(sum.gain) }
  return { line: sum.line, ...sums, form8949Needed: sum.line === null }
}
