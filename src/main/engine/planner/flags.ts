/**
 * Every fallback of the rebalancing planner (US), "Edge cases and degradation", by name. A figure that rests on one carries its flag to the screen and the paper, where
 * they are counted: nothing is filled in silently.
 */
export const fallbacks = {
  'no-target': 'no target specified',
  'no-costs': 'estimated costs',
  'no-volatility': 'estimated volatility',
  'no-correlation': 'no correlation: taken as zero',
  'no-liquidity': 'estimated liquidity',
  'no-spread': 'estimated spread',
  'no-outstanding': 'estimated shares outstanding',
  'outlier-cap': 'drift cut off at 50 %',
  shorts: 'short position',
} as const
export type Fallback = keyof typeof fallbacks

export interface Flag {
  readonly fallback: Fallback
  /** The asset, or the portfolio. */
  readonly about: string
  readonly words: string
}

/** How often each fallback was used, in the order of the table; those that were not are left out. */
export function countFlags(
  flags: readonly Flag[],
): readonly { readonly fallback: Fallback; readonly label: string; readonly count: number }[] {
  return (Object.keys(fallbacks) as Fallback[])
    .map(fallback => ({ fallback, label: fallbacks[fallback], count: flags.filter(flag => flag.fallback === fallback).length }))
    .filter(({ count }) => count > 0)
}
