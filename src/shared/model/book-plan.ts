/** Proposals as lines: those the book keeps, and the plan of each household of a run over the whole book. Money is whole cents, rates whole millionths, as in proposal.ts. */
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

/** Figures as the opened plan says them; null where there is no plan, or where they are unknown in it. */
const planned = {
  trackingErrorBefore: z.number().int().nullable(),
  trackingErrorAfter: z.number().int().nullable(),
  tax: centsShape.nullable(),
  cost: centsShape.nullable(),
  trades: z.number().int(),
  /** The refusal or the clash in a sentence; empty where it is solved. */
  why: z.string(),
  /** Stable code of the refusal; null where there is none. */
  code: z.string().nullable(),
}

/** One account of a household's plan. */
const bookPlanLineShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  accountType: accountTypeShape,
  status: proposalAccountShape.shape.status,
  ...planned,
})
export type BookPlanLine = z.infer<typeof bookPlanLineShape>

/** The plan of one household: what `optimize.run` makes of it with the wishes of the run. */
export const bookPlanRowShape = z.object({
  household: idShape('household'),
  householdName: z.string(),
  /** Its name and the hash of what it says; null where the household was refused as a whole. */
  proposal: idShape('proposal').nullable(),
  hash: z.string().nullable(),
  /** Solved as one, or account by account; null where no account could be planned. */
  scope: z.enum(['household', 'accounts']).nullable(),
  status: z.enum([...proposalShape.shape.status.options, 'refused']),
  ...planned,
  /** Tax and cost of a full rebalance that sells the highest basis first, less those of the plan; null where an account has no plan to hold against it. */
  savedAgainstHifo: centsShape.nullable(),
  gap: z.number().int().nullable(),
  /** Limits that bind the plan or that it still misses, in words; left out where none are in force. */
  limits: z.array(z.string()).optional(),
  /** Its accounts as the plan has them, view-only ones last. */
  accounts: z.array(bookPlanLineShape),
  /** What plans of this household are made from is not what it was when this one was made. */
  moved: z.boolean(),
})
export type BookPlanRow = z.infer<typeof bookPlanRowShape>

export const bookPlanShape = z.object({
  asOf: dateShape,
  engine: z.string(),
  wishes: wishesShape,
  /** In the order of the book; fewer than its households where the run was stopped. */
  rows: z.array(bookPlanRowShape),
  /** Not reached yet, or not any more. */
  left: z.object({ households: z.number().int(), accounts: z.number().int() }),
  totals: z.object({
    /** Planned as one, and account by account. */
    asOne: z.number().int(),
    byAccount: z.number().int(),
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
