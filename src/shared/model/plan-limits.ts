/**
 * Limits and preferences of a plan beside cash, gains, tax and orders: by asset class, sector, industry, country and company size, of one security, of names, of order size, of what the portfolio owes to the
 * market; and soft ones that count at a price (optimal rebalancing note, hard and soft constraints). The firm states some for all households, a household its own, a plan may state others: one of the
 * same key takes the place of the farther one (`limitsInForce`). Weights are hundredths of a percent, exposures hundredths of a beta.
 */
import { z } from 'zod'
import { exposureFactors, groupKinds } from './lists.ts'
import { basisPointsShape, centsShape, typedText } from './units.ts'

const named = {
  /** Why it is asked for: shown on the plan. */
  reason: typedText(300).optional(),
  /** Lets go, in this household or this plan, what the firm or the household asks for under the same key. */
  off: z.literal(true).optional(),
}
/**
 * How a limit holds. Left out: it gives way where the portfolio is beyond it on the day (the plan may not go further out and comes back as far as it can). `must`: always.
 * A number: it may be passed at a price, in hundredths of a percent of the value for each point beyond.
 */
const holding = { must: z.literal(true).optional(), price: z.number().int().min(1).max(100_000).optional() }
/** What one point off counts for, in hundredths of a percent of the value: two points count four times as much. */
const weight = z.number().int().min(1).max(100_000)

export const groupSchema = z.object({
  of: z.enum(groupKinds),
  /** null: every one that is held or targeted, each by itself. `''`: securities of which it is not known. */
  name: z.string().max(60).nullable(),
})
export type LimitedGroup = z.infer<typeof groupSchema>

const groupLimit = groupSchema.extend({
  kind: z.literal('group'),
  /** Left out: of the whole portfolio. `target`: in points around the weight of the target. */
  from: z.literal('target').optional(),
  least: basisPointsShape.min(-10_000).max(10_000).nullable(),
  most: basisPointsShape.min(-10_000).max(10_000).nullable(),
  ...holding,
  ...named,
})
const securityLimit = z.object({ kind: z.literal('one-security'), most: basisPointsShape.min(0).max(10_000), ...holding, ...named })
const namesLimit = z.object({ kind: z.literal('names'), most: z.number().int().min(1).max(10_000), ...named })
const orderLimit = z.object({ kind: z.literal('least-order'), amount: centsShape.refine(amount => amount >= 0), ...named })
const exposureLimit = z.object({
  kind: z.literal('exposure'),
  factor: z.enum(exposureFactors),
  /** Of `class` its name; of `statistical` the number of the factor, from 1. */
  which: typedText(60).optional(),
  /** Most distance from the exposure of the target, hundredths. */
  within: z.number().int().min(0).max(1000),
  ...holding,
  ...named,
})
const nearness = z.object({ kind: z.literal('near'), to: z.enum(['target', 'holdings']), weight, ...named })
/** Leans toward a group, or an exposure, by so much more or less than the target. */
const tilt = groupSchema.extend({
  kind: z.literal('tilt'),
  by: basisPointsShape.min(-10_000).max(10_000),
  weight,
  ...named,
})
const exposureTilt = z.object({
  kind: z.literal('exposure-tilt'),
  factor: z.enum(exposureFactors),
  which: typedText(60).optional(),
  by: z.number().int().min(-1000).max(1000),
  weight,
  ...named,
})
const balance = z.object({ kind: z.literal('balance'), weight, ...named })

export const planLimitShape = z.discriminatedUnion('kind', [
  groupLimit,
  securityLimit,
  namesLimit,
  orderLimit,
  exposureLimit,
  nearness,
  tilt,
  exposureTilt,
  balance,
])
export type PlanLimit = z.infer<typeof planLimitShape>
export const planLimitsShape = z.array(planLimitShape).max(60)

export type LimitSource = KeptLimit['source']

/** How a limit stood and stands: what a plan and its ticket say of it. Weights in ppm, exposures in thousandths, counts and cents as they are. */
export const keptLimitShape = z.object({
  key: z.string(),
  /** `Technology (sector): at most 20 %`. */
  words: z.string(),
  source: z.enum(['firm', 'household', 'plan']),
  reason: z.string().nullable(),
  unit: z.enum(['weight', 'exposure', 'names', 'money']),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
  least: z.number().int().nullable(),
  most: z.number().int().nullable(),
  /** `holds`, `binds` (the plan stands at it), `out`: still beyond it; `soft`: counts at a price. */
  state: z.enum(['holds', 'binds', 'out', 'soft']),
  /** How it stands in a sentence: how far it is still out and why, or what it costs. */
  said: z.string(),
  /** Of a soft one: what it adds to the score before and after, weighted cents. */
  score: z.object({ before: centsShape, after: centsShape }).optional(),
})
export type KeptLimit = z.infer<typeof keptLimitShape>
