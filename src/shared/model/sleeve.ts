/**
 * A named part of an account with a model of its own. Parts of an account sum to 10,000 hundredths of a percent. What is held counts toward a sleeve by the line of the model it counts toward, or
 * because it is pinned to the sleeve. A sleeve without a model is held as it is: what is pinned to it is not traded.
 */
import { z } from 'zod'
import { basisPointsShape, idShape, typedText } from './units.ts'

export const sleeveShape = z.object({
  name: typedText(60).refine(name => name.trim() !== ''),
  /** Of the account. */
  part: basisPointsShape.min(1).max(10_000),
  /** null: held as it is. */
  model: idShape('model portfolio').nullable(),
  /** Securities that count toward this sleeve whatever their line; left out: none. */
  pinned: z.array(idShape('security')).min(1).max(200).optional(),
  /** What is pinned is not traded; of a sleeve without a model it never is. */
  hold: z.literal(true).optional(),
})
export type Sleeve = z.infer<typeof sleeveShape>

export const sleevesShape = z.array(sleeveShape).min(1).max(12)
