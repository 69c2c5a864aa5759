/**
 * The year's tax, line by line, for given net short-term and long-term results: Schedule D netting with carryforwards, the $3,000/$1,500 limit,
 * 0/15/20 % stacked over ordinary income, never more than the regular tax on everything (IRC section 1(h)(1), worksheet line 25 = smaller of 23
 * and 24), net investment income tax, a planning amount for the state, and the Capital Loss Carryover Worksheet by character.
 * One arithmetic for one lot, a basket and a million lots: numbers in, numbers into a scratch array, nothing allocated. RULES 9 and 10.
 */

import { type Cents, rateOfCents } from '../../../shared/kernel/cents.ts'
import { halfEven } from '../exact.ts'
import { rateScale, type TaxFrame } from './frame.ts'

/** Positions in the scratch array. Schedule D lines carry its numbers; amounts are cents. */
export const line = {
  netShort: 0, // Schedule D line 7
  netLong: 1, // line 15
  net: 2, // line 16
  lossAllowed: 3, // line 21, positive
  capitalInIncome: 4, // Form 1040 line 7a
  beforeFloor: 5,
  taxable: 6,
  netCapitalGain: 7, // worksheet line 3
  preferential: 8,
  ordinaryPortion: 9,
  at0: 10,
  at15: 11,
  at20: 12,
  incomeTax: 13,
  regularUnits: 14, // on all of the taxable income at ordinary rates, ten-thousandths of a cent
  investmentIncome: 15,
  overThreshold: 16,
  investmentTax: 17,
  stateTax: 18,
  carryShort: 19,
  carryLong: 20,
  total: 21,
} as const

export const lineCount = 22

export function newLines(): Float64Array {
  return new Float64Array(lineCount)
}

/** Ten-thousandths of a cent, not negative, to cents, half to even; exact for safe integers. */
export function centsOfUnits(units: number): number {
  if (!(units <= Number.MAX_SAFE_INTEGER)) throw new RangeError(`tax out of exact range: ${units}`)
  return halfEven(units, rateScale)
}

/** Tax by the rate schedule on `income` cents, in ten-thousandths of a cent. Income of zero or less bears none. */
export function scheduleUnits(frame: TaxFrame, income: number): number {
  if (income <= 0) return 0
  let at = frame.edges.length - 1
  while (at > 0 && income <= (frame.edges[at] as number)) at -= 1
  return (frame.baseUnits[at] as number) + (income - (frame.edges[at] as number)) * (frame.rates[at] as number)
}

/** rate x cents, not negative, for a state's rate, which may have more places than the federal ones. */
function atStateRate(amount: number, rate: number): number {
  if (amount === 0 || rate === 0) return 0
  const millionths = Math.round(rate * 1e6)
  const product = amount * millionths
  if (Math.abs(rate * 1e6 - millionths) > 1e-7 || product > Number.MAX_SAFE_INTEGER) return rateOfCents(amount as Cents, rate)
  return halfEven(product, 1e6)
}

/** Fills lines 7 to 21, 1040 line 7a and taxable income. */
function netResults(frame: TaxFrame, short: number, long: number, out: Float64Array): void {
  const netShort = short - frame.carryforwardShort
  const netLong = long - frame.carryforwardLong
  const net = netShort + netLong
  const lossAllowed = net < 0 ? Math.min(frame.lossLimit, -net) : 0
  const capital = net < 0 ? -lossAllowed : net
  const beforeFloor = frame.ordinaryIncome + frame.qualifiedDividends + capital
  const taxable = Math.max(0, beforeFloor)
  const netCapitalGain = netLong > 0 && net > 0 ? Math.min(netLong, net) : 0
  const preferential = Math.min(netCapitalGain + frame.qualifiedDividends, taxable)
  out[line.netShort] = netShort
  out[line.netLong] = netLong
  out[line.net] = net
  out[line.lossAllowed] = lossAllowed
  out[line.capitalInIncome] = capital
  out[line.beforeFloor] = beforeFloor
  out[line.taxable] = taxable
  out[line.netCapitalGain] = netCapitalGain
  out[line.preferential] = preferential
  out[line.ordinaryPortion] = taxable - preferential
}

/** Qualified Dividends and Capital Gain Tax Worksheet; breakpoints are inclusive tops of total taxable income. */
function incomeTax(frame: TaxFrame, out: Float64Array): void {
  const taxable = out[line.taxable] as number
  const ordinary = out[line.ordinaryPortion] as number
  const preferential = out[line.preferential] as number
  const at0 = Math.max(0, Math.min(taxable, frame.zeroTop) - ordinary)
  const at15 = Math.max(0, Math.min(taxable, frame.fifteenTop) - Math.max(ordinary, frame.zeroTop))
  const at20 = preferential - at0 - at15
  const stacked = scheduleUnits(frame, ordinary) + at0 * frame.longRates[0] + at15 * frame.longRates[1] + at20 * frame.longRates[2]
  const regular = scheduleUnits(frame, taxable)
  out[line.at0] = at0
  out[line.at15] = at15
  out[line.at20] = at20
  out[line.incomeTax] = centsOfUnits(Math.min(stacked, regular))
  out[line.regularUnits] = regular
}

/** IRC section 1411: 3.8 % of the smaller of net investment income and MAGI over the threshold; the capital result counts after the loss limit. */
function investmentTax(frame: TaxFrame, out: Float64Array): void {
  const capital = out[line.capitalInIncome] as number
  const income = Math.max(0, frame.otherInvestmentIncome + capital)
  const over = Math.max(0, frame.magi + capital - frame.investmentThreshold)
  out[line.investmentIncome] = income
  out[line.overThreshold] = over
  out[line.investmentTax] = centsOfUnits(Math.min(income, over) * frame.investmentRate)
}

/**
 * Planning amount for the state's tax on the capital result alone, at the profile's two rates, netted and limited as on the federal return.
 * A loss counts only as far as there is income for it to reduce; leftover deductions shelter short-term gains first.
 */
function stateTax(frame: TaxFrame, used: number, out: Float64Array): void {
  const net = out[line.net] as number
  if (net < 0) {
    out[line.stateTax] = -atStateRate(used, frame.stateShortRate)
    return
  }
  const long = out[line.netCapitalGain] as number
  const taxed = Math.min(net, out[line.taxable] as number)
  const taxedShort = Math.max(0, net - long - (net - taxed))
  out[line.stateTax] = atStateRate(taxedShort, frame.stateShortRate) + atStateRate(taxed - taxedShort, frame.stateLongRate)
}

/** The year's tax for these net results (before carryforwards), into `out`; returns the total in cents. */
export function computeLines(frame: TaxFrame, short: number, long: number, out: Float64Array): number {
  netResults(frame, short, long, out)
  incomeTax(frame, out)
  investmentTax(frame, out)
  // Capital Loss Carryover Worksheet: lines 1 to 4 say how much of the deduction was used, short-term losses first (IRC section 1212(b)).
  const allowed = out[line.lossAllowed] as number
  const used = Math.min(allowed, Math.max(0, (out[line.beforeFloor] as number) + allowed))
  const netShort = out[line.netShort] as number
  const netLong = out[line.netLong] as number
  const shortLoss = netShort < 0 ? -netShort : 0
  const longLoss = netLong < 0 ? -netLong : 0
  out[line.carryShort] = Math.max(0, shortLoss - used - Math.max(0, netLong))
  out[line.carryLong] = Math.max(0, longLoss - Math.max(0, netShort) - Math.max(0, used - shortLoss))
  stateTax(frame, used, out)
  const total = (out[line.incomeTax] as number) + (out[line.investmentTax] as number) + (out[line.stateTax] as number)
  out[line.total] = total
  return total
}
