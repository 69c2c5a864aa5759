/** The firm's assumptions: costs, thresholds, names on tickets. Defaults and their sources are in resources/policy.json and costs.json. */
import { z } from 'zod'
import { basisPointsShape, centsShape, dateShape, typedText } from './units.ts'

export const costAssumptionsShape = z.object({
  commission: centsShape,
  /** Half the spread plus impact for one trade, in hundredths of a basis point of value, by cap class; `unknown` is used and flagged. */
  oneWay: z.object({
    large: z.number().int().min(0).max(100_000),
    mid: z.number().int().min(0).max(100_000),
    small: z.number().int().min(0).max(100_000),
    unknown: z.number().int().min(0).max(100_000),
  }),
  /** Cost estimates older than 30 days are flagged (seed document 3). */
  asOf: dateShape,
  source: typedText(500),
})
export type CostAssumptions = z.infer<typeof costAssumptionsShape>

export const harvestThresholdsShape = z.object({
  /** A lot is worth a ticket only where all three hold. */
  leastLoss: centsShape,
  leastLossPoints: basisPointsShape,
  leastNet: centsShape,
  /** A short-term loss lot turning long within this many days is shown as waiting. */
  nearLongDays: z.number().int().min(0).max(365),
})
export type HarvestThresholds = z.infer<typeof harvestThresholdsShape>

export const settingsShape = z.object({
  firm: typedText(120),
  recommendedBy: typedText(120),
  placedBy: typedText(120),
  discretionary: z.boolean(),
  costs: costAssumptionsShape,
  harvest: harvestThresholdsShape,
  /** Portfolio drift (half the sum of absolute drifts) that raises a flag, hundredths of a percent. */
  driftThreshold: basisPointsShape,
  /** Prices older than this many trading days are stale. */
  staleAfterTradingDays: z.number().int().min(0).max(30),
})
export type Settings = z.infer<typeof settingsShape>
