/**
 * A settled plan that is itself within the gap asked for. A plan may use up nearly all of the gap before its shares are whole; then a better plan is looked for, and the
 * nearer of the two to its own bound is kept.
 */
import type { Market } from './market.ts'
import type { Optimized } from './optimize.ts'
import type { Problem } from './problem.ts'
import { type Settled, settle } from './settle.ts'

export interface SettledPlan {
  readonly found: Optimized
  readonly settled: Settled
  /** Of the settled plan to the bound, relative to its gross terms. */
  readonly gap: number
}

/** Of what is asked for, for the plan before its shares are whole. */
const share = 0.25
const leastGross = 1e-6

/** `again` optimizes the same problem to another gap. */
export function settleWithin(
  problem: Problem,
  market: Market,
  found: Optimized,
  gap: number,
  again: (gap: number) => Optimized,
): SettledPlan {
  const first = settledPlan(problem, market, found)
  if (first.gap <= gap || found.gap <= share * gap) return first
  const second = settledPlan(problem, market, again(share * gap))
  return second.gap < first.gap ? second : first
}

function settledPlan(problem: Problem, market: Market, found: Optimized): SettledPlan {
  const settled = settle(problem, market, found.plan)
  const { objective, gross } = settled.evaluation
  return { found, settled, gap: (objective - found.bound) / Math.max(gross, leastGross) }
}
