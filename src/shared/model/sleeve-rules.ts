/** What must hold between the sleeves of one account. Without zod, so that the form says it while one types. */
import type { Sleeve } from './sleeve.ts'

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
