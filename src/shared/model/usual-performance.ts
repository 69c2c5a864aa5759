/** What performance is held against until the firm says otherwise; apart from its schema, so that a window can show it. */
import type { PerformancePolicy } from './performance.ts'

/** No market rate: a stated assumption, which every Sharpe ratio says. A day of two or more trades that turn over a hundredth of the household is a rebalance. */
export const usualPerformance: PerformancePolicy = {
  riskFree: 400,
  riskFreeAsOf: null,
  riskFreeSource: 'assumption of the program, no market rate: enter the yield of 3-month Treasury bills',
  turnover: 100,
}
