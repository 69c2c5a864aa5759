/** What of a search is still worth anything: a part that can hold no plan better than the best one by a share of the gap asked for is not. */
import { upperBound } from './incumbents.ts'
import type { Node, Search } from './search.ts'

/** A tenth of a cent in a million: no gap is worth less. */
export const leastGap = 1e-9

export function isBeaten(state: Search, { bound }: Node): boolean {
  return bound >= worthless(state)
}

/** A node whose bound is at this is of no interest: nothing in it beats the best plan by more than the gap, or there is no plan in it. */
export function worthless(state: Search): number {
  return Math.min(upperBound(state.incumbents) - 0.2 * gapAllowed(state), 2 * state.ceiling)
}

/** Whether the best plan is so near the node's bound that looking for better ones in it costs more than they can bring. */
export function isReached(state: Search, { bound }: Node): boolean {
  return upperBound(state.incumbents) - bound <= 0.05 * gapAllowed(state)
}

/** In the objective's units; nothing while there is no plan. */
export function gapAllowed({ incumbents, settings }: Search): number {
  const gross = incumbents.best?.evaluation.gross
  return gross === undefined ? 0 : Math.max(leastGap, settings.gap * gross)
}
