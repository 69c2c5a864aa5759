/** How a plan explains itself: how good it is proven to be, what limits it and by how much, what would let a lot in, and on which risk it rests. Units as in proposal.ts. */
import { z } from 'zod'
import { centsShape, dateShape, idShape } from './units.ts'

export const certificateShape = z.object({
  /** Weighted cents: what the plan comes to, and what no plan can pass. */
  objective: centsShape,
  bound: centsShape,
  /** ppm of the plan's terms, whole shares included; null where no bound is known. */
  gap: z.number().int().nullable(),
  /** Risk, cost and tax without their signs, weighted cents: what the gap is a part of. Plans kept before it was said do not have it. */
  gross: centsShape.optional(),
  /** Score less bound. */
  apart: centsShape.optional(),
  /** `within 0.04 % of the best possible, checked independently` */
  words: z.string(),
  nodes: z.number().int(),
  /** The checker that shares no code with the solver; `not-checked` for a plan of the advisor's own. */
  checked: z.enum(['good', 'broken', 'not-checked']),
  checks: z.array(z.object({ name: z.string(), verdict: z.string(), found: z.string() })),
  /** Of the distance to the bound, what whole shares cost against the plan in fractions; weighted cents. */
  settling: centsShape,
})
export type Certificate = z.infer<typeof certificateShape>

/** Changes of the plan: tracking error in ppm a year, cents of tax and of cost, weighted cents of the score; below zero is less. */
export const roomEffectShape = z.object({ trackingError: z.number().int(), tax: centsShape, cost: centsShape, score: centsShape })
export type RoomEffect = z.infer<typeof roomEffectShape>

export const limitShape = z.object({
  limit: z.string(),
  /** Cents saved by one more unit of room: a thousand dollars, a trade. */
  perUnit: centsShape,
  unit: z.string(),
  /** What a step of more room does, and what the same step of less; null: with so much less the same trades keep no plan. Left out where only the slope is known. */
  more: roomEffectShape.optional(),
  less: roomEffectShape.nullable().optional(),
  /** `The next $1,000 of long-term gain lowers tracking error by 9 bp and adds $238 of tax. $1,000 less …` */
  words: z.string(),
})
/** What would let a lot that stays be sold, each change alone. `enough`: false where it is told and would not do. */
export const lotEntryShape = z.object({
  account: idShape('account'),
  lot: idShape('lot'),
  changes: z.array(z.object({ kind: z.enum(['date', 'restriction', 'limit', 'price', 'cost']), enough: z.boolean(), words: z.string() })),
  /** How it was found; or why nothing lets it in. */
  words: z.string(),
})
export type LotEntry = z.infer<typeof lotEntryShape>

/**
 * The covariance the plan was made with, and every fallback of the rebalancing planner (US) that the plan rests on, counted. Source: its "Edge cases and degradation".
 */
export const riskUsedShape = z.object({
  kind: z.enum(['estimated', 'simplified']),
  /** Days of returns behind it; 0 where nothing was estimated. */
  days: z.number().int().min(0),
  factors: z.number().int().min(0),
  /** Of the variance, by the factors; ppm. */
  explained: z.number().int().nullable(),
  securities: z.number().int().min(0),
  /** By the planner's name of the fallback; `words`: `3 of 14 securities by asset class, history too short (AAA, BBB, CCC)`. */
  fallbacks: z.array(z.object({ fallback: z.string(), count: z.number().int().min(1), of: z.number().int().min(1), words: z.string() })),
  words: z.string(),
})
export type RiskUsed = z.infer<typeof riskUsedShape>

export const curvePointShape = z.object({
  /** Weight of tracking error it was solved at. */
  weight: z.number(),
  trackingError: z.number().int(),
  tax: centsShape.nullable(),
  cost: centsShape,
  tickets: z.number().int(),
  /** ppm proven. */
  gap: z.number().int().nullable(),
  /** This proposal's own weight. */
  chosen: z.boolean(),
})
export const benefitPointShape = z.object({
  tickets: z.number().int(),
  /** Of the whole plan's benefit (objective saved against doing nothing), ppm. */
  benefit: z.number().int(),
  knee: z.boolean(),
  /** Of several accounts planned one by one: how the orders fall on them. */
  split: z.array(z.object({ account: idShape('account'), trades: z.number().int().min(0) })).optional(),
})

/** A short-term gain near the day it turns long-term: what waiting saves in tax, and what it costs in tracking error until then (weighted cents; null: it was not weighed). */
export const waitShape = z.object({
  account: idShape('account'),
  lot: idShape('lot'),
  symbol: z.string(),
  on: dateShape,
  days: z.number().int().min(1),
  saving: centsShape,
  cost: centsShape.nullable(),
  /** It is left until then. */
  waits: z.boolean(),
  words: z.string(),
})
export type Wait = z.infer<typeof waitShape>
