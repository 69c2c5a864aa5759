/** "Threshold rebalancing" of the portfolio rebalancing note: trade back to target where any weight is beyond its band, else nothing. */

/** Changes of weight that lead to the target; null where the largest drift is not above `threshold`. */
export function thresholdRebalance(current: readonly number[], target: readonly number[], threshold = 0.05): readonly number[] | null {
  const most = current.reduce((largest, weight, i) => Math.max(largest, Math.abs(weight - target[i])), 0)
  return most > threshold ? target.map((weight, i) => weight - current[i]) : null
}
