/**
 * The lineage of a lot: a directed graph of steps from purchase to what is held now, across every lot whose disallowed loss came here or went on from here.
 * Shares and cents flow along the edges; at every node what comes in, with the change the node says, is what goes out.
 */
import { z } from 'zod'
import { centsShape, dateShape, idShape, sharesShape } from './units.ts'
import { citedShape } from './wash-ledger.ts'

export const lineageKinds = [
  'bought',
  'reinvested',
  'received',
  'stated',
  'moved',
  'split',
  'rebased',
  'washed',
  'sold',
  'left',
  'open',
] as const
export type LineageKind = (typeof lineageKinds)[number]

export const lineageNodeShape = z.object({
  id: z.string(),
  kind: z.enum(lineageKinds),
  /** Place in the order of execution, from 0: no edge goes back. */
  order: z.number().int(),
  lot: idShape('lot'),
  /** A step of the very lot asked for. */
  own: z.boolean(),
  /** Went another way or came from one: shown where it parts or joins, not followed, so more may flow through here than is drawn. */
  aside: z.boolean(),
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  symbol: z.string(),
  day: dateShape.nullable(),
  /** `Bought 100 sh`, `Took the loss of 40 sh`, `Sold 60 sh`. */
  title: z.string(),
  /** One sentence with the dollars and days of it. */
  words: z.string(),
  shares: sharesShape,
  /** Basis of these shares after the step; for a sale the basis sold. null: unknown. */
  basis: centsShape.nullable(),
  /** Disallowed losses inside `basis`. */
  adjustment: centsShape,
  /** Where the holding period counts from after the step; null: unknown. */
  heldFrom: dateShape.nullable(),
  /** Basis that appears or goes at this node without an edge: the price of a purchase, a return of capital, a pool; null: unknown. */
  change: centsShape.nullable(),
  sale: z
    .object({
      entry: idShape('ledger entry'),
      proceeds: centsShape.nullable(),
      gain: centsShape.nullable(),
      disallowed: centsShape,
      permanent: centsShape,
      term: z.enum(['short', 'long']).nullable(),
    })
    .nullable(),
  rules: z.array(citedShape),
  /** File and line; empty where there is none. */
  source: z.string(),
})
export type LineageNode = z.infer<typeof lineageNodeShape>

/** shares: the same shares go on, with their basis. loss: the disallowed loss of a sale goes into the replacement's basis. */
export const lineageEdgeShape = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['shares', 'loss']),
  /** For `loss`: loss shares as counted on the day of sale. */
  shares: sharesShape,
  /** Basis that goes along, or the loss. null: unknown. */
  amount: centsShape.nullable(),
})
export type LineageEdge = z.infer<typeof lineageEdgeShape>

export const lineageShape = z.object({
  asOf: dateShape,
  lot: idShape('lot'),
  /** `VTI, 80 sh bought Mar 14, 2023 in Joint` */
  title: z.string(),
  nodes: z.array(lineageNodeShape),
  edges: z.array(lineageEdgeShape),
})
export type Lineage = z.infer<typeof lineageShape>
