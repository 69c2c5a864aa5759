/** What a later dollar counts and what prices are assumed to do where a plan reaches over several years or weighs the future; each with its source. Hundredths of a percent a year. */
import { z } from 'zod'
import { basisPointsShape, typedText } from './units.ts'

export const yearsPolicyShape = z.object({
  discount: basisPointsShape.min(0).max(2000),
  discountSource: typedText(200),
  /** Of every price and of cash; 0: prices stay as they are. */
  rise: basisPointsShape.min(0).max(2000),
  riseSource: typedText(200),
})
export type YearsPolicy = z.infer<typeof yearsPolicyShape>
