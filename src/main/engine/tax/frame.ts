/**
 * Everything of a household's year that does not move while gains and losses are tried out: brackets, breakpoints, income, carryforwards, as
 * plain numbers. Rates become whole ten-thousandths, so that rate x cents is an exact integer (ten-thousandths of a cent) up to 24 billion
 * dollars, and one rounding at the end is the only one. Sources: IRC sections 1(h), 1(j), 1211, 1212, 1411 through resources/tax.
 */
import type { TaxProfile } from '../../../shared/model/book.ts'
import type { FederalTable } from '../../../shared/model/tax-table.ts'

/** What the arithmetic needs of a household's year; a tax profile is one. All amounts in cents. */
export type TaxFacts = Pick<
  TaxProfile,
  | 'filingStatus'
  | 'ordinaryIncome'
  | 'qualifiedDividends'
  | 'magi'
  | 'otherInvestmentIncome'
  | 'stateShortRate'
  | 'stateLongRate'
  | 'carryforwardShort'
  | 'carryforwardLong'
>

export interface TaxFrame {
  /** Lower edges and rates of the brackets, ascending; `baseUnits` is the tax at the edge. */
  readonly edges: readonly number[]
  readonly rates: readonly number[]
  readonly baseUnits: readonly number[]
  readonly zeroTop: number
  readonly fifteenTop: number
  readonly longRates: readonly [number, number, number]
  readonly investmentRate: number
  readonly investmentThreshold: number
  readonly lossLimit: number
  readonly ordinaryIncome: number
  readonly qualifiedDividends: number
  readonly magi: number
  readonly otherInvestmentIncome: number
  readonly stateShortRate: number
  readonly stateLongRate: number
  readonly carryforwardShort: number
  readonly carryforwardLong: number
}

/** Ten-thousandths: all federal rates are whole in them (37 % is 3,700; 3.8 % is 380). */
export const rateScale = 10_000

function wholeRate(rate: number, what: string): number {
  const scaled = Math.round(rate * rateScale)
  if (Math.abs(rate * rateScale - scaled) > 1e-9) throw new RangeError(`${what}: rate ${rate} has more than four decimal places`)
  return scaled
}

export function taxFrame(facts: TaxFacts, federal: FederalTable): TaxFrame {
  const status = facts.filingStatus
  const brackets = federal.ordinary[status]
  const longTerm = federal.longTerm[status]
  const investment = federal.netInvestment[status]
  const edges = brackets.map(bracket => bracket.from as number)
  const rates = brackets.map(bracket => wholeRate(bracket.rate, `${federal.year} ${status}`))
  const baseUnits: number[] = []
  edges.forEach((edge, index) => {
    baseUnits.push(index === 0 ? 0 : (baseUnits[index - 1] ?? 0) + (edge - (edges[index - 1] ?? 0)) * (rates[index - 1] ?? 0))
  })
  return {
    edges,
    rates,
    baseUnits,
    zeroTop: longTerm.zeroTop,
    fifteenTop: longTerm.fifteenTop,
    longRates: [
      wholeRate(longTerm.rates[0], 'long-term'),
      wholeRate(longTerm.rates[1], 'long-term'),
      wholeRate(longTerm.rates[2], 'long-term'),
    ],
    investmentRate: wholeRate(investment.rate, 'net investment income'),
    investmentThreshold: investment.threshold,
    lossLimit: federal.lossLimit[status],
    ordinaryIncome: facts.ordinaryIncome,
    qualifiedDividends: facts.qualifiedDividends,
    magi: facts.magi,
    otherInvestmentIncome: facts.otherInvestmentIncome,
    stateShortRate: facts.stateShortRate,
    stateLongRate: facts.stateLongRate,
    carryforwardShort: facts.carryforwardShort,
    carryforwardLong: facts.carryforwardLong,
  }
}
