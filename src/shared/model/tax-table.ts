/** Federal parameters of one year as facts with their sources; the files are resources/tax/<year>.json. Amounts in cents, rates as fractions. */
import { z } from 'zod'
import { filingStatusShape } from './book.ts'
import { centsShape, rateShape } from './units.ts'

const byStatus = <Value extends z.ZodType>(value: Value) => z.record(filingStatusShape, value)

export const federalTableShape = z.object({
  year: z.number().int(),
  /** Authority, for example `Rev. Proc. 2025-32`, and how it was checked. */
  source: z.string(),
  effective: z.string(),
  /** Brackets from the lowest; `to` is the inclusive top, null for the last. IRC section 1(j). */
  ordinary: byStatus(z.array(z.object({ rate: rateShape, from: centsShape, to: centsShape.nullable() }))),
  /** Inclusive tops of the 0 % and 15 % bands by total taxable income. IRC section 1(h). */
  longTerm: byStatus(z.object({ zeroTop: centsShape, fifteenTop: centsShape, rates: z.tuple([rateShape, rateShape, rateShape]) })),
  /** IRC section 1411. */
  netInvestment: byStatus(z.object({ rate: rateShape, threshold: centsShape })),
  /** IRC section 1211(b). */
  lossLimit: byStatus(centsShape),
  standardDeduction: byStatus(centsShape),
})
export type FederalTable = z.infer<typeof federalTableShape>
