/**
 * Orders that bring less than a dollar. Where trading costs next to nothing the best plan holds orders of a share or two that bring cents: each would have to be keyed in, confirmed and explained, so a
 * desk does not send them. The plan is made whole once more without them. It keeps its bound, so what that leaves open is measured like everything else, and a plan that would not be near enough to the
 * bound, or break a limit more, stays as it was.
 */
import type { Market } from './market.ts'
import type { Problem } from './problem.ts'
import { settle } from './settle.ts'
import { gapOf, type SettledPlan } from './settle-within.ts'

/** What an order has to bring, in dollars of the objective: tracking error at its price, cost and tax together. */
export const leastWorth = 1

/** `gap`: as asked for; a plan farther from its bound than that, and than before, is not taken. */
export function withoutTrifles(problem: Problem, market: Market, whole: SettledPlan, gap: number): SettledPlan {
  const { found, settled: before } = whole
  const settled = settle(problem, market, before.plan, leastWorth / problem.nav)
  const without = gapOf(settled, found)
  const isBetter =
    settled.trades.length < before.trades.length &&
    settled.evaluation.worst <= before.evaluation.worst &&
    without <= Math.max(gap, whole.gap)
  if (!isBetter) return whole
  const dropped = [...new Set([...before.dropped, ...settled.dropped])].sort((a, b) => a - b)
  return { found, gap: without, settled: { ...settled, dropped, cost: settled.evaluation.objective - found.evaluation.objective } }
}
