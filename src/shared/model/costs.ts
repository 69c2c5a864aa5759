/**
 * What trading is assumed to cost: fallbacks by size of company, the firm's own estimates of single securities, custodians' fee schedules, and how large orders are worked.
 * One model for harvests, drift and the optimizer (engine/cost). Source: rebalancing planner (US), core metric 3 and "edge cases and degradation".
 */
import { z } from 'zod'
import { custodians, impactForms, securityKinds, sliceMethods } from './lists.ts'
import { basisPointsShape, centsShape, dateShape, idShape, typedText } from './units.ts'

/** What the firm knows of trading one security. What it does not know is null, and the fallback of its size class stands in for it, flagged. */
export const costEstimateShape = z.object({
  security: idShape('security'),
  /** Whole quoted spread, hundredths of a basis point of price; a trade pays half of it. */
  spread: z.number().int().min(0).max(10_000_000).nullable(),
  /** Average shares a day, whole. Never zero: of what does not trade at all no cost can be told. */
  dailyVolume: z.number().int().min(1).max(1e12).nullable(),
  /** Standard deviation of a day's return, hundredths of a basis point: 1.2 % is 12,000. */
  dailyVolatility: z.number().int().min(1).max(10_000_000).nullable(),
  /** Shares outstanding, whole, for the permanent impact of Almgren and others (2005); left out or null: not known. */
  outstanding: z.number().int().min(1).max(1e13).nullable().optional(),
  /** Where that number comes from; left out: the source of the estimate. */
  outstandingSource: typedText(200).optional(),
  /** Older than 30 days is flagged. */
  asOf: dateShape,
  source: typedText(200),
})
export type CostEstimate = z.infer<typeof costEstimateShape>

/** A custodian's charge for one order: the larger of `perOrder` and `perShare` times its shares. */
export const custodianFeeShape = z.object({
  custodian: z.enum(custodians),
  kind: z.enum(securityKinds),
  perOrder: centsShape.refine(fee => fee >= 0, 'a fee of nothing or more expected'),
  /** Hundredths of a cent a share: $0.005 is 50. */
  perShare: z.number().int().min(0).max(1_000_000),
  effective: dateShape,
  source: typedText(300),
})
export type CustodianFee = z.infer<typeof custodianFeeShape>
export const custodianFeesShape = z.array(custodianFeeShape).max(500)

/** How an order too large for a day is worked. */
export const executionShape = z.object({
  /** Most of a day's volume taken, hundredths of a percent. */
  participation: basisPointsShape.min(1).max(10_000),
  mostDays: z.number().int().min(1).max(60),
  method: z.enum(sliceMethods),
  /** What a standard deviation of waiting counts for, hundredths of a percent: the opportunity cost of delay. */
  waiting: basisPointsShape.min(0).max(10_000),
})
export type Execution = z.infer<typeof executionShape>

export const mostEstimates = 5000

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
  /** Left out: none. */
  estimates: z.array(costEstimateShape).max(mostEstimates).optional(),
  /** The firm's own rows; in a snapshot those of the schedules that apply to it as well, the firm's first. Left out: none. */
  fees: custodianFeesShape.optional(),
  /** Left out: the square root. */
  impact: z.enum(impactForms).optional(),
  /** Left out: as usual. */
  execution: executionShape.optional(),
})
export type CostAssumptions = z.infer<typeof costAssumptionsShape>

/** What one order is expected to cost, in its parts; they add up to its cost. */
export const costPartsShape = z.object({ commission: centsShape, spread: centsShape, impact: centsShape })
export type CostParts = z.infer<typeof costPartsShape>

/** How an order is worked over days. Shares in millionths, whole each day but for what is left of a position that is sold out. */
export const scheduleShape = z.object({
  method: z.enum(sliceMethods),
  days: z.array(z.object({ date: dateShape, shares: z.number().int(), parts: z.array(z.number().int()) })).min(2),
  /** Impact placed in one day and as worked; what waiting and further commissions cost; what is left of the saving (below zero: none). */
  impactAtOnce: centsShape,
  impactWorked: centsShape,
  waiting: centsShape,
  commissions: centsShape,
  saved: centsShape,
})
export type Schedule = z.infer<typeof scheduleShape>

/** What one order costs beyond its spread when worked in equal parts over so many days: impact, waiting for what is not traded yet, further commissions, and their sum. */
export const workedShape = z.object({
  days: z.number().int().min(1),
  impact: centsShape,
  waiting: centsShape,
  commissions: centsShape,
  total: centsShape,
})
export type Worked = z.infer<typeof workedShape>

export const liquidityShape = z.object({
  /** Shares a day. */
  dailyVolume: z.number().int(),
  asOf: dateShape,
  source: z.string(),
  /** The order as a part of a day's volume, ppm. */
  participation: z.number().int(),
  /** Trading days at the participation cap, hundredths. */
  days: z.number().int(),
  /** Hundredths of a percent. */
  cap: z.number().int(),
  /** The order worked over one, two, five and ten days, by the firm's form of impact; left out where impact is below a dollar. */
  choices: z.array(workedShape).optional(),
  /** null: one day takes it. */
  schedule: scheduleShape.nullable(),
  words: z.string(),
})
export type Liquidity = z.infer<typeof liquidityShape>

/** A fallback that costs rest on, or an estimate that is old: counted on screen and paper. */
export const costFlagShape = z.object({
  fallback: z.enum(['no-costs', 'no-spread', 'no-liquidity', 'no-volatility', 'no-outstanding', 'stale-costs']),
  symbol: z.string(),
  words: z.string(),
})
export type CostFlag = z.infer<typeof costFlagShape>

export const costsViewShape = z.object({
  estimates: z.array(costEstimateShape.extend({ symbol: z.string(), name: z.string(), old: z.boolean() })),
  /** The firm's own rows, and those that custodians publish. */
  fees: custodianFeesShape,
  published: custodianFeesShape,
  securities: z.array(z.object({ security: idShape('security'), symbol: z.string(), name: z.string() })),
  /** `2 estimates are older than 30 days`; empty where there is nothing to say. */
  words: z.array(z.string()),
})
