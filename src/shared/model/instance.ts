/**
 * A rebalancing instance as the `optimize` command reads it (schema `rebal-1`): securities, lots, factor covariance, costs, limits and the year's tax so far.
 * Weights are fractions of `nav` (dollars). Only the shape is held here; what the numbers must satisfy is said by the engine's `readInstance`, by name.
 */
import { z } from 'zod'

const numbers = z.array(z.number())
const flags = z.array(z.union([z.literal(0), z.literal(1), z.boolean()]))
const bandShape = z.object({ m: z.int().nonnegative(), lo: numbers, hi: numbers })

const securitiesShape = z.object({
  price: numbers,
  target: numbers,
  sector: numbers,
  country: numbers,
  D: numbers,
  B: z.array(numbers),
  lin: numbers,
  nl: numbers,
  fixed: numbers,
  minTrade: numbers,
  lb: numbers,
  ub: numbers,
  noBuy: flags,
  noSell: flags,
  group: numbers,
})

const lotsShape = z.object({ sec: numbers, shares: numbers, basis: numbers, days: numbers, blocked: flags })

const taxShape = z.object({
  rS: z.number(),
  rL: z.number(),
  rO: z.number(),
  rho: z.number(),
  cap: z.number(),
  ytdS: z.number(),
  ytdL: z.number(),
})

/** Σ coefficient · weight of the securities named: a group, an exposure, a balance. */
const extraRowShape = z.object({
  name: z.string().min(1).max(200),
  securities: numbers,
  coefficients: numbers,
  /** Of the weights after the trades, of those weights less the targets, or of the trades alone. */
  of: z.enum(['weight', 'active', 'change']),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** penalty · (row − centre)² is added to the objective. */
  penalty: z.number().optional(),
  centre: z.number().optional(),
  /** What a unit beyond low or high costs; left out, they are hard. */
  excess: z.number().optional(),
})
export type ExtraRow = z.infer<typeof extraRowShape>

/** What `rebal-1` does not know: further limits and terms, each left out where there is none. Weights and returns are fractions, money is dollars. */
const alsoShape = z.object({
  rows: z.array(extraRowShape).optional(),
  /** Most of the year's net short-term and long-term gain, the year so far included, and of the tax the plan adds to the year. */
  shortGain: z.number().optional(),
  longGain: z.number().optional(),
  tax: z.number().optional(),
  /** Most annual tracking error. */
  trackingError: z.number().optional(),
  /** Most securities held afterwards. */
  names: z.number().optional(),
  /** Most sold and bought of each security. */
  sellMost: numbers.optional(),
  buyMost: numbers.optional(),
  /** What the square of each security's trade costs, beside `nl`: a second power of impact. */
  square: numbers.optional(),
  /** Weight of the portfolio's own variance. */
  absolute: z.number().optional(),
  /** Expected returns a year, and what a unit of return counts for. */
  reward: numbers.optional(),
  rewardWeight: z.number().optional(),
  /** Penalty on each security's squared distance from its target, or from the weight `near` states. */
  proximity: numbers.optional(),
  near: numbers.optional(),
})

export const instanceShape = z.object({
  name: z.string().min(1).max(200),
  nav: z.number(),
  alpha: z.number(),
  lam: z.object({ te: z.number(), tc: z.number(), tax: z.number() }),
  F: numbers,
  sec: securitiesShape,
  lots: lotsShape,
  cash0: z.number(),
  cashLo: z.number(),
  cashHi: z.number(),
  sector: bandShape,
  country: bandShape,
  turnoverMax: z.number(),
  maxTrades: z.number(),
  tax: taxShape,
  also: alsoShape.optional(),
})
export type Instance = z.infer<typeof instanceShape>

/** The same with a full covariance a year (`sigma`, row by row) in place of factors: giving both would leave open which one holds. */
export const covarianceInstanceShape = instanceShape.omit({ F: true }).extend({
  F: z.undefined({ error: 'sigma stands in place of F' }).optional(),
  sec: securitiesShape.omit({ B: true, D: true }).extend({
    B: z.undefined({ error: 'sigma stands in place of B' }).optional(),
    D: z.undefined({ error: 'sigma stands in place of D' }).optional(),
  }),
  sigma: z.array(numbers),
})
export type CovarianceInstance = z.infer<typeof covarianceInstanceShape>
