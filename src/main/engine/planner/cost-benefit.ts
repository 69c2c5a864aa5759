/**
 * Core metrics 5 and 6 of the rebalancing planner (US): the cost-benefit ratio, and the theoretical threshold. The planner's own example of the threshold (20 bp, 15 %, one year: "about
 * 5 %") does not follow from its formula, which gives 42 %; the formula is what is computed here, and docs/seeds.md says so.
 */

/** Cost_benefit = Rebalancing_cost / Expected_TE_reduction, both fractions of value a year; rebalance where it is below 1. Infinity where nothing is gained. */
export function costBenefitRatio(rebalancingCost: number, trackingErrorReduction: number): number {
  return trackingErrorReduction > 0 ? rebalancingCost / trackingErrorReduction : Infinity
}

export interface ThresholdFacts {
  /** Of one rebalance, a fraction of the portfolio's value. */
  readonly transactionCost: number
  /** σ_p: of the portfolio, a year. */
  readonly volatility: number
  readonly years: number
}

/** Optimal_threshold = sqrt(2 · Transaction_cost / (σ_p² · Time_horizon)), a fraction; Infinity where nothing moves. */
export function optimalThreshold({ transactionCost, volatility, years }: ThresholdFacts): number {
  return Math.sqrt((2 * transactionCost) / (volatility * volatility * years))
}
