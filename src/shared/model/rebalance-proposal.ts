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
  factors: z.array(z.number()),
  /**
   * Factors that only members of one group of identical securities are exposed to (a security's own risk, where several accounts hold it): the price in `factors` is that
   * beside a purchase in the group, this one that beside a sale at a loss.
   */
  ties: z.array(z.object({ factor: z.int().nonnegative(), loss: z.number() })).optional(),
  /** Cash, sectors, countries, then the rows the instance adds. */
  rows: z.array(z.number()),
  turnover: z.number(),
  trades: z.number(),
  /** Of the year's net gain of each term; the budgets of gains and tax need no price of their own. */
  shortGain: z.number(),
  longGain: z.number(),
  /** Of the squared tracking error, and of a name held, where they are limited. */
  variance: z.number().optional(),
  names: z.number().optional(),
})

const bits = z.int().min(0).max(15)

/**
 * A part of all patterns and what proves its bound. Bits: of a security rest 1, sell 2, buy 4, sell all 8; of a group of identical securities a purchase 1, a sale at a
 * loss 2.
 */
export interface ProofPrices extends z.infer<typeof pricesShape> {
  /** The prices show, with nothing that costs, that the part holds no plan. */
  readonly none?: boolean | undefined
  /** Choices that at these prices cost more than the bound; they are taken out before the split. */
  readonly barred?: z.infer<typeof barredShape>[] | undefined
  /** What the part is split into, by one security or one group: each allows `bits` of it. */
  readonly parts?: ProofPart[] | undefined
}

interface ProofPart {
  readonly of: 'security' | 'group'
  readonly index: number
  readonly bits: number
  readonly node: ProofPrices
}

const barredShape = z.object({ index: z.int().nonnegative(), bits })
const proofFields = {
  none: z.boolean().optional(),
  barred: z.array(barredShape).optional(),
  parts: z
    .array(z.object({ of: z.enum(['security', 'group']), index: z.int().nonnegative(), bits, node: z.lazy(() => proofShape) }))
    .optional(),
}
const proofShape: z.ZodType<ProofPrices> = pricesShape.extend(proofFields)
const certificateShape = pricesShape.extend({ ...proofFields, regime: z.enum(['loss', 'gain', 'mixed']) })

export const rebalanceProposalShape = z.object({
  schema: z.literal('rebalance-proposal/1'),
  instance: instanceShape,
  trades: z.array(tradeShape),
  stated: z.object({
    objective: z.number(),
    bound: z.number(),
    /** Nodes of the search; beyond three the bound rests on the parts of the certificate, or on branches that were too many to hand on. */
    nodes: z.int().nonnegative(),
    terms: z.object({ te: z.number(), tax: z.number(), linear: z.number(), impact: z.number(), fixed: z.number() }),
  }),
  certificate: z.array(certificateShape),
})
export type RebalanceProposal = z.infer<typeof rebalanceProposalShape>
export type CertificatePrices = z.infer<typeof certificateShape>
