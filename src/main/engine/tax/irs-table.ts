/**
 * Tax as the IRS Tax Table prints it: below $100,000 of taxable income the schedule is applied to the middle of a row ($25 wide to $3,000, then $50)
 * and rounded to whole dollars, half up. From $100,000 the exact schedule. For figures that must look like a return; planning uses the schedule.
 * Source: Form 1040 instructions, line 16; Schedule D Tax Worksheet lines 44 and 46.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { rateScale, type TaxFrame } from './frame.ts'
import { centsOfUnits, scheduleUnits } from './lines.ts'
import type { TaxOfYear } from './year.ts'

const dollar = 100
const tableEnds = 100_000 * dollar

/** Middle of the row that holds this income; rows hold their lower edge. */
function middleOfRow(income: number): number {
  if (income < 5 * dollar) return 0
  if (income < 15 * dollar) return 10 * dollar
  if (income < 25 * dollar) return 20 * dollar
  const width = income < 3000 * dollar ? 25 * dollar : 50 * dollar
  return Math.floor(income / width) * width + width / 2
}

/** Units (ten-thousandths of a cent) of tax on `income` cents by table or schedule, whichever the form uses. */
function tableUnits(frame: TaxFrame, income: number): number {
  if (income >= tableEnds || income <= 0) return scheduleUnits(frame, income)
  const unitsOfDollar = dollar * rateScale
  return Math.floor(scheduleUnits(frame, middleOfRow(income)) / unitsOfDollar + 0.5) * unitsOfDollar
}

/** Income tax of a computed year with table lookups in the worksheet's lines 22 and 24. */
export function incomeTaxByTable(frame: TaxFrame, year: TaxOfYear): Cents {
  const gains = year.at0 * frame.longRates[0] + year.at15 * frame.longRates[1] + year.at20 * frame.longRates[2]
  const units = Math.min(tableUnits(frame, year.ordinaryPortion) + gains, tableUnits(frame, year.taxable))
  return cents(centsOfUnits(units))
}
