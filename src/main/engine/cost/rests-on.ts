/** On what the costs of a plan or a ticket rest: fallbacks and old estimates, each named and counted. "Nothing is filled in silently" (rebalancing planner (US), edge cases). */
import type { CostFlag } from '../../../shared/model/costs.ts'
import { counted } from '../../../shared/present/format.ts'
import { countedFlags } from './facts.ts'

/** Sentences for screen and paper; none where every order has estimates of its own that are not old. `orders`: the flags of each. */
export function costsRestOn(orders: readonly (readonly CostFlag[])[]): string[] {
  const touched = orders.filter(flags => flags.length > 0).length
  if (touched === 0) return []
  return [
    `Est. costs of ${touched} of ${counted(orders.length, 'order')} rest on assumptions.`,
    ...countedFlags(orders.flat()).map(words => `${words}.`),
  ]
}
