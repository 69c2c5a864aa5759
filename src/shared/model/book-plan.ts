/** Proposals as lines: those the book keeps, and each account of a run over the whole book. Money is whole cents, rates whole millionths, as in proposal.ts. */
import { z } from 'zod'
import { accountTypeShape } from './book.ts'
import { proposalAccountShape, proposalShape, wishesShape } from './proposal.ts'
import { centsShape, dateShape, idShape } from './units.ts'

export const proposalRowShape = z.object({
  id: idShape('proposal'),
  revision: z.number().int(),
  title: z.string(),
  household: idShape('household'),
  householdName: z.string(),
  asOf: dateShape,
  kept: z.string(),
  status: proposalShape.shape.status,
  words: z.string(),
  tickets: z.number().int(),
  tax: centsShape.nullable(),
  trackingError: z.number().int().nullable(),
  note: z.string(),
})
export type ProposalRow = z.infer<typeof proposalRowShape>

/** One account of a run over the whole book. */
export const bookPlanRowShape = z.object({
  household: idShape('household'),
  householdName: z.string(),
  account: idShape('account'),
  accountName: z.string(),
  accountType: accountTypeShape,
  status: proposalAccountShape.shape.status,
  /** The refusal or the clash in a sentence; empty where it is solved. */
  why: z.string(),
  /** Stable code of the refusal; null where there is none. */
  code: z.string().nullable(),
  value: centsShape,
  trackingErrorBefore: z.number().int().nullable(),
  trackingErrorAfter: z.number().int().nullable(),
  tax: centsShape.nullable(),
  cost: centsShape.nullable(),
  /** Tax and cost of a full rebalance that sells the highest basis first, less those of the plan. */
  savedAgainstHifo: centsShape.nullable(),
  gap: z.number().int().nullable(),
  trades: z.number().int(),
  /** Limits that bind the plan or that it still misses, in words; left out where none are in force. */
  limits: z.array(z.string()).optional(),
})
export type BookPlanRow = z.infer<typeof bookPlanRowShape>

export const bookPlanShape = z.object({
  asOf: dateShape,
  engine: z.string(),
  wishes: wishesShape,
  rows: z.array(bookPlanRowShape),
  totals: z.object({
    accounts: z.number().int(),
    solved: z.number().int(),
    /** Proven within the gap asked for. */
    proven: z.number().int(),
    infeasible: z.number().int(),
    refused: z.number().int(),
    /** Largest gap proven, ppm; null where nothing was solved. */
    widestGap: z.number().int().nullable(),
    tax: centsShape,
    cost: centsShape,
    savedAgainstHifo: centsShape,
  }),
})
export type BookPlan = z.infer<typeof bookPlanShape>
