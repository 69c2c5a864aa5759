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
})
export type Instance = z.infer<typeof instanceShape>
