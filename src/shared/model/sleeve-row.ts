/** A sleeve as a screen shows it. */
import { z } from 'zod'
import { basisPointsShape, centsShape, idShape } from './units.ts'

export const sleeveRowShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  name: z.string(),
  /** null: held as it is. */
  model: z.string().nullable(),
  /** What is pinned to it is not traded. */
  held: z.boolean(),
  value: centsShape,
  /** Of the account, and what it is to be; hundredths of a percent. */
  weight: basisPointsShape,
  part: basisPointsShape,
  drift: basisPointsShape,
  /** Of the sleeve from its own model; null: held as it is, or nothing counts toward it. */
  portfolio: basisPointsShape.nullable(),
  holdings: z.array(z.object({ security: idShape('security'), symbol: z.string(), value: centsShape, pinned: z.boolean() })),
})
export type SleeveRow = z.infer<typeof sleeveRowShape>
