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

/** What is wrong with the sleeves of one account, in sentences; empty where nothing is. */
export function sleeveTrouble(sleeves: readonly Sleeve[]): string[] {
  const sum = sleeves.reduce((total, { part }) => total + part, 0)
  const names = sleeves.map(({ name }) => name.trim().toLowerCase())
  const pins = sleeves.flatMap(({ pinned }) => pinned ?? [])
  const bare = sleeves.filter(({ model, pinned }) => model === null && (pinned ?? []).length === 0)
  return [
    ...(sum === 10_000 ? [] : [`The parts of the sleeves sum to ${(sum / 100).toFixed(2)} %, not 100 %.`]),
    ...(new Set(names).size === names.length ? [] : ['Two sleeves have the same name.']),
    ...(new Set(pins).size === pins.length ? [] : ['A security is pinned to two sleeves.']),
    ...bare.map(({ name }) => `${name} has neither a model nor a pinned holding.`),
  ]
}

/** Held as they are: not traded in this account. */
export function heldPins(
  sleeves: readonly Sleeve[] | undefined,
): { readonly sleeve: Sleeve; readonly security: NonNullable<Sleeve['pinned']>[number] }[] {
  return (sleeves ?? [])
    .filter(({ model, hold }) => model === null || hold === true)
    .flatMap(sleeve => (sleeve.pinned ?? []).map(security => ({ sleeve, security })))
}
