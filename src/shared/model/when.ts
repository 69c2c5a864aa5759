/**
 * When to trade, for one household on one day: the decision with what fired and what held it back, the rules, the figures of drift and risk, and everything that was estimated or is wrong. Weights, drifts and bands
 * are hundredths of a percent; rates of a year or of the value are whole millionths (ppm: one basis point is 100, one per cent is 10,000).
 */
import { z } from 'zod'
import { basisPointsShape, centsShape, dateShape, idShape } from './units.ts'

export const decisions = ['rebalance', 'wait', 'on-plan', 'invalid'] as const
const reasonOfWhenShape = z.object({ code: z.string(), words: z.string() })
export type ReasonOfWhen = z.infer<typeof reasonOfWhenShape>

const ppmShape = z.number().int()

/** The line of the book. */
export const whenLineShape = z.object({
  decision: z.enum(decisions),
  /** `Rebalance now: drift 18.15 pts has reached 6 pts`. */
  words: z.string(),
})
export type WhenLine = z.infer<typeof whenLineShape>

export const whenAssetShape = z.object({
  /** null: cash. */
  security: idShape('security').nullable(),
  symbol: z.string(),
  weight: basisPointsShape,
  target: basisPointsShape,
  drift: basisPointsShape,
  /** Of the model, as the regime widens it; null where nothing is targeted. */
  band: basisPointsShape.nullable(),
  volatility: ppmShape,
  volatilityFrom: z.string(),
  /** Expected drift relative to its own weight since the last rebalance; null where there was none. */
  speed: ppmShape.nullable(),
  /** Part of the others that drift more slowly. */
  rank: ppmShape,
  /** Trading days until the band is reached; null: not to be expected, or no band. */
  daysToBreach: z.number().int().nullable(),
})
export type WhenAsset = z.infer<typeof whenAssetShape>

export const bandLevels = ['class', 'security', 'account'] as const
export const breachShape = z.object({
  level: z.enum(bandLevels),
  name: z.string(),
  drift: basisPointsShape,
  band: basisPointsShape,
  /** `model`, `absolute` or `relative`. */
  by: z.enum(['model', 'absolute', 'relative']),
})
export type Breach = z.infer<typeof breachShape>

export const whenProblemShape = z.object({
  code: z.string(),
  weight: z.enum(['blocks', 'warns']),
  what: z.string(),
  where: z.string(),
  remedy: z.string(),
})
export type WhenProblem = z.infer<typeof whenProblemShape>

export const whenViewShape = whenLineShape.extend({
  household: idShape('household'),
  asOf: dateShape,
  regime: z.enum(['normal', 'elevated', 'stress', 'unknown']),
  vix: z.object({ level: z.number().int(), asOf: dateShape, source: z.string(), stale: z.boolean() }).nullable(),
  /** The policy in a sentence, and whether the firm chose it. */
  policy: z.object({ words: z.string(), chosen: z.boolean() }),
  /** The last day on which the household bought or sold, reinvestments aside; null: the book has no such trade. */
  lastTraded: dateShape.nullable(),
  triggered: z.array(reasonOfWhenShape),
  heldBack: z.array(reasonOfWhenShape),
  invalid: z.array(reasonOfWhenShape),
  rules: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      condition: z.string(),
      conclusion: z.string(),
      confidence: ppmShape,
      universe: z.string(),
      failureModes: z.array(z.string()),
      state: z.enum(['fires', 'holds-not', 'unknown']),
      numbers: z.string(),
    }),
  ),
  /** No target was chosen for any account: figures are against equal parts and decide nothing. Left out where there is one. */
  untargeted: z.literal(true).optional(),
  figures: z.object({
    drift: basisPointsShape,
    /** As the regime widens it; null: the policy has none. */
    threshold: basisPointsShape.nullable(),
    trackingError: ppmShape,
    trackingErrorKind: z.enum(['full', 'simplified']),
    /** `full, 252 days, shrinkage`. */
    riskLabel: z.string(),
    cost: ppmShape,
    costAmount: centsShape,
    /** Cost over reduction; ppm, null: nothing is gained. */
    costBenefit: ppmShape.nullable(),
    optimalThreshold: ppmShape.nullable(),
    /** By dynamic programming: the drift up to which nothing is traded, and the one traded to beyond it; null: nothing drifts or costs. Ppm. */
    dynamicBand: z.object({ band: ppmShape, to: ppmShape, words: z.string() }).nullable(),
    volatility: ppmShape,
    targetVolatility: ppmShape,
    /** Below a return of nothing; null without histories. */
    downside: ppmShape.nullable(),
    targetDownside: ppmShape.nullable(),
  }),
  assets: z.array(whenAssetShape),
  breaches: z.array(breachShape),
  /** Tracking error by model and days; null where there are too few days. */
  sensitivity: z.array(
    z.object({ model: z.string(), days: z.number().int(), trackingError: ppmShape.nullable(), positiveDefinite: z.boolean().nullable() }),
  ),
  /** Betas on the average return of each asset class, of what is held and of the targets, ppm. */
  exposures: z.array(z.object({ factor: z.string(), held: ppmShape, target: ppmShape })),
  explained: ppmShape.nullable(),
  flags: z.array(z.object({ fallback: z.string(), label: z.string(), count: z.number().int(), words: z.array(z.string()) })),
  problems: z.array(whenProblemShape),
})
export type WhenView = z.infer<typeof whenViewShape>
