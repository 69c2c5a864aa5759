/**
 * "Partial rebalancing" of the rebalancing planner (US): how far to go. Each takes drifts (fractions, held − target) and gives changes of weight. A partial trade need not sum to nothing: what is left
 * over stays in cash, or is raised from it.
 */

/** Full rebalancing: back to the exact target. */
export function toTarget(drifts: readonly number[]): readonly number[] {
  return drifts.map(drift => (drift === 0 ? 0 : -drift))
}

/** Half-way rule: trade half the required amount. */
export function halfWay(drifts: readonly number[]): readonly number[] {
  return toTarget(drifts).map(change => change / 2)
}

/** Threshold band: to the edge of the tolerance band where it is left (target 10 %, band 8-12 %: to 8 % or 12 %). `bands` in points either side. */
export function toBandEdge(drifts: readonly number[], bands: readonly number[]): readonly number[] {
  return drifts.map((drift, i) => {
    const beyond = Math.abs(drift) - bands[i]
    return beyond > 0 ? -Math.sign(drift) * beyond : 0
  })
}

/** What a trade must bring for each unit of its cost. */
export const leastBenefit = 2

/** Cost-constrained: only assets whose benefit is more than twice the cost go to target. Benefit and cost in one unit. */
export function costConstrained(drifts: readonly number[], benefits: readonly number[], costs: readonly number[]): readonly number[] {
  return toTarget(drifts).map((change, i) => (benefits[i] > leastBenefit * costs[i] ? change : 0))
}
