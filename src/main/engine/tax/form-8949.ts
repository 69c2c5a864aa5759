/**
 * Rows of Form 8949 and when Schedule D takes them without the form. Column (h) = (d) - (e) + (g), from exact cents; whole dollars are optional and
 * rounded half up (away from zero) only at the end. Form 8949 instructions; Schedule D instructions "Rounding Off" and lines 1a and 8a.
 */
import { type Cents, cents, sumCents } from '../../../shared/kernel/cents.ts'
import type { Term } from '../../../shared/model/ledger.ts'

export interface Form8949Row {
  readonly proceeds: Cents
  readonly basis: Cents
  /** Column (g), signed: a disallowed loss (code W) is positive. */
  readonly adjustment: Cents
}

export function gainOfRow(row: Form8949Row): Cents {
  return cents(row.proceeds - row.basis + row.adjustment)
}

/** Rows of one term as one line of Schedule D: 1a or 8a where every basis was reported and nothing is adjusted, else null (Form 8949 is needed). */
export function rowWithoutForm(rows: readonly Form8949Row[], term: Term, reportedAndUnadjusted: boolean) {
  const free = reportedAndUnadjusted && rows.every(row => row.adjustment === 0)
  return {
    line: free ? (term === 'short' ? '1a' : '8a') : null,
    proceeds: sumCents(rows.map(row => row.proceeds)),
    basis: sumCents(rows.map(row => row.basis)),
    gain: sumCents(rows.map(gainOfRow)),
  }
}

/** Dollars without cents, 50 cents and more up. */
export function wholeDollars(value: Cents): string {
  const dollars = Math.floor((Math.abs(value) + 50) / 100)
  return String(value < 0 && dollars > 0 ? -dollars : dollars)
}
