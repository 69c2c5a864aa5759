/**
 * A settled rebalance as a document of its own: the instance it belongs to, whole lot picks, what it says of itself and the prices that certify its bound. `verify`
 * re-derives every figure from the instance and the picks alone. Shares are decimal text, everything else as in `rebal-1`.
 */
import { z } from 'zod'
import { instanceShape } from './instance.ts'

const quantity = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'shares as decimal text of at most six places')

const tradeShape = z.object({
  security: z.int().nonnegative(),
  side: z.enum(['buy', 'sell']),
  shares: quantity,
  /** Of a sale. */
  lots: z.array(z.object({ lot: z.int().nonnegative(), shares: quantity })),
})

const pricesShape = z.object({
  regime: z.enum(['loss', 'gain', 'mixed']),
  factors: z.array(z.number()),
  rows: z.array(z.number()),
  turnover: z.number(),
  trades: z.number(),
  shortGain: z.number(),
  longGain: z.number(),
})

export const rebalanceProposalShape = z.object({
  schema: z.literal('rebalance-proposal/1'),
  instance: instanceShape,
  trades: z.array(tradeShape),
  stated: z.object({
    objective: z.number(),
    bound: z.number(),
    /** Nodes of the search; beyond three the bound rests on branches that prices alone do not prove. */
    nodes: z.int().nonnegative(),
    terms: z.object({ te: z.number(), tax: z.number(), linear: z.number(), impact: z.number(), fixed: z.number() }),
  }),
  certificate: z.array(pricesShape),
})
export type RebalanceProposal = z.infer<typeof rebalanceProposalShape>
export type CertificatePrices = z.infer<typeof pricesShape>
