/** A household's tax year with every line named, for screens, trails and the command line. Arithmetic and sources: lines.ts. */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'
import { type TaxFacts, taxFrame } from './frame.ts'
import { centsOfUnits, computeLines, line, newLines } from './lines.ts'

/** Net results by character, signed: gains positive. */
export interface NetResults {
  readonly short: Cents
  readonly long: Cents
}

export interface TaxOfYear {
  /** Schedule D lines 7, 15, 16, 21 and Form 1040 line 7a. */
  readonly netShort: Cents
  readonly netLong: Cents
  readonly net: Cents
  readonly lossAllowed: Cents
  readonly capitalInIncome: Cents
  /** Taxable income before it is cut off at zero, and after. */
  readonly beforeFloor: Cents
  readonly taxable: Cents
  readonly netCapitalGain: Cents
  /** Taxed at 0, 15 and 20 %, and the rest at ordinary rates. */
  readonly preferential: Cents
  readonly ordinaryPortion: Cents
  readonly at0: Cents
  readonly at15: Cents
  readonly at20: Cents
  readonly incomeTax: Cents
  /** What the ordinary schedule alone would take: the most that may be due. */
  readonly regularTax: Cents
  readonly investmentIncome: Cents
  readonly overThreshold: Cents
  readonly investmentTax: Cents
  /** Planning amount on the capital result only. */
  readonly stateTax: Cents
  readonly carryShort: Cents
  readonly carryLong: Cents
  readonly total: Cents
}

export function readLines(from: Float64Array): TaxOfYear {
  const at = (index: number) => cents(from[index] as number)
  return {
    netShort: at(line.netShort),
    netLong: at(line.netLong),
    net: at(line.net),
    lossAllowed: at(line.lossAllowed),
    capitalInIncome: at(line.capitalInIncome),
    beforeFloor: at(line.beforeFloor),
    taxable: at(line.taxable),
    netCapitalGain: at(line.netCapitalGain),
    preferential: at(line.preferential),
    ordinaryPortion: at(line.ordinaryPortion),
    at0: at(line.at0),
    at15: at(line.at15),
    at20: at(line.at20),
    incomeTax: at(line.incomeTax),
    regularTax: cents(centsOfUnits(from[line.regularUnits] as number)),
    investmentIncome: at(line.investmentIncome),
    overThreshold: at(line.overThreshold),
    investmentTax: at(line.investmentTax),
    stateTax: at(line.stateTax),
    carryShort: at(line.carryShort),
    carryLong: at(line.carryLong),
    total: at(line.total),
  }
}

/** The year's tax for net results before carryforwards (section 1091 already applied). */
export function taxOfYear(facts: TaxFacts, federal: FederalTable, results: NetResults): TaxOfYear {
  const lines = newLines()
  computeLines(taxFrame(facts, federal), results.short, results.long, lines)
  return readLines(lines)
}
