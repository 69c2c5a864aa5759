/**
 * Rules over the past: what each rebalancing rule would have made of the household's targets over the book's price history. Rates of a year are whole millionths (ppm: one basis point is 100); Sharpe ratios are
 * hundredths; weights and thresholds hundredths of a percent.
 */
import { z } from 'zod'
import { basisPointsShape, dateShape, idShape } from './units.ts'

const ppmShape = z.number().int()
const hundredthsShape = z.number().int()

export const pastRegimes = ['normal', 'elevated', 'stress'] as const

export const pastRuleShape = z.object({
  name: z.string(),
  words: z.string(),
  trackingError: ppmShape,
  cost: ppmShape,
  /** null: no tax profile, or no table for the year. */
  tax: ppmShape.nullable(),
  turnover: ppmShape,
  rebalances: z.number().int(),
  sharpe: hundredthsShape,
  growth: ppmShape,
  volatility: ppmShape,
  /** Growth a year above never; below zero where rebalancing lost. */
  premium: ppmShape,
  averageDrift: ppmShape,
  largestDrift: ppmShape,
  /** Part of the redrawn pasts in which it came first. */
  wins: ppmShape,
  /** Sharpe ratio of the best rule less its own: between these in nine redrawn pasts of ten. */
  behindLeast: hundredthsShape,
  behindMost: hundredthsShape,
  /** By regime of the VIX; tracking error null where there are too few days. */
  regimes: z.array(z.object({ regime: z.enum(pastRegimes), days: z.number().int(), trackingError: ppmShape.nullable() })),
})
export type PastRule = z.infer<typeof pastRuleShape>

export const pastCellShape = z.object({
  threshold: basisPointsShape,
  /** One way, hundredths of a basis point of what is traded. */
  rate: z.number().int(),
  trackingError: ppmShape,
  cost: ppmShape,
  sharpe: hundredthsShape,
  rebalances: z.number().int(),
})
export type PastCell = z.infer<typeof pastCellShape>

/** One security of the targets and its prices; `used`: part of the simulated past. */
export const pastAssetShape = z.object({
  security: idShape('security'),
  symbol: z.string(),
  target: basisPointsShape,
  prices: z.number().int(),
  from: dateShape.nullable(),
  to: dateShape.nullable(),
  used: z.boolean(),
})
export type PastAsset = z.infer<typeof pastAssetShape>

export const pastShape = z.object({
  household: idShape('household'),
  asOf: dateShape,
  assets: z.array(pastAssetShape),
  /** Why there is nothing to show, and what to import; null: there is. */
  nothing: z.object({ title: z.string(), words: z.array(z.string()) }).nullable(),
  from: dateShape.nullable(),
  to: dateShape.nullable(),
  days: z.number().int(),
  /** The targets themselves, rebalanced every day and free: what Sharpe ratios are held against. */
  target: z.object({ growth: ppmShape, volatility: ppmShape, sharpe: hundredthsShape }).nullable(),
  rules: z.array(pastRuleShape),
  /** Highest Sharpe ratio after costs and taxes; null where all come out alike. */
  best: z.string().nullable(),
  /** Which was best, and how much of it is luck. */
  verdict: z.array(z.string()),
  /** The planner's falsification: the 5 % threshold against monthly. */
  falsified: z.object({ holds: z.boolean(), words: z.string() }).nullable(),
  grid: z.array(pastCellShape),
  taxWords: z.string(),
  costWords: z.string(),
  warnings: z.array(z.object({ code: z.string(), what: z.string() })),
})
export type Past = z.infer<typeof pastShape>

export const pastFigures = ['trackingError', 'cost', 'tax', 'turnover', 'rebalances', 'sharpe', 'growth', 'premium', 'wins'] as const
export type PastFigure = (typeof pastFigures)[number]
