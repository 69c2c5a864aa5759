/** Until the firm states its own. Apart from the shape, so that the window reads it without the schema library. */
import type { YearsPolicy } from './years-policy.ts'

export const usualYears: YearsPolicy = {
  discount: 400,
  discountSource: 'assumed by the program; Settings, Several years',
  rise: 0,
  riseSource: 'prices stay as they are',
}
