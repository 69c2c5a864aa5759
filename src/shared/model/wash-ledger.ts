/**
 * The wash ledger: every match of loss shares with the shares that replaced them, what became of the loss, and why near purchases did not count.
 * IRC section 1091; Reg. 1.1091-1, 1.1091-2; Rev. Rul. 2008-5; section 1223(3). Amounts are cents and positive; shares are millionths.
 */
import { z } from 'zod'
import { centsShape, dateShape, idShape, sharesShape } from './units.ts'

/** A rule in a sentence, with the place where it stands. */
export const citedShape = z.object({ what: z.string(), rule: z.string() })
export type Cited = z.infer<typeof citedShape>

/** One side of a match: whose shares they were. */
const sideShape = z.object({
  lot: idShape('lot'),
  account: idShape('account'),
  accountName: z.string(),
  /** null: the account's owner is not entered. */
  owner: z.string().nullable(),
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
})

/** What became of a part of a disallowed loss. */
export const fateShape = z.object({
  /** In the basis of a lot still held; in a sale that took it up; in a sale whose loss was washed again; gone with shares that left; lost in an IRA. */
  kind: z.enum(['open', 'sold', 'washed-again', 'left', 'permanent', 'unknown']),
  lot: idShape('lot'),
  sale: idShape('ledger entry').nullable(),
  day: dateShape.nullable(),
  shares: sharesShape,
  amount: centsShape,
})
export type Fate = z.infer<typeof fateShape>

export const washStatuses = ['deferred', 'partly', 'realised', 'passed-on', 'permanent', 'gone'] as const

export const washEntryShape = z.object({
  id: z.string(),
  sale: idShape('ledger entry'),
  loss: sideShape.extend({ sold: dateShape, acquired: dateShape.nullable(), shares: sharesShape }),
  /** Shares of the replacement as counted when matched, and as counted now after splits. */
  replacement: sideShape.extend({ bought: dateShape, shares: sharesShape, sharesNow: sharesShape }),
  /** Purchase less sale: negative where the purchase came first. */
  daysApart: z.number().int(),
  disallowed: centsShape,
  /** `partly`: some taken up by later sales, some still in basis. `passed-on`: washed again. `gone`: left with shares that were given away. */
  status: z.enum(washStatuses),
  /** The sale's last day of the window while more of it may still be washed; null: nothing more can be. */
  provisionalUntil: dateShape.nullable(),
  fates: z.array(fateShape),
  /** The replacement's own date and where its holding period counts from now; null: nothing passes (an IRA, or dates unknown). */
  tacked: z.object({ own: dateShape, from: dateShape, days: z.number().int() }).nullable(),
  rules: z.array(citedShape),
  /** Who declared the two securities identical, when and why; null: one and the same security. */
  declared: z.object({ kind: z.enum(['same', 'identical']), author: z.string(), date: dateShape, reason: z.string() }).nullable(),
  reinvested: z.boolean(),
  /** Form 1099-B shows a wash sale inside one account and CUSIP only: Reg. 1.6045-1(d)(6)(iii). */
  brokerSees: z.boolean(),
  /** File and line of the sale and of the purchase. */
  sources: z.object({ sale: z.string(), purchase: z.string() }),
})
export type WashEntry = z.infer<typeof washEntryShape>

export const nearReasons = ['same-lot', 'used', 'sold-before', 'outside', 'no-acquisition', 'unsettled'] as const

/** A purchase near a loss that did not wash it, or not with all its shares, and why. */
export const nearShape = z.object({
  lot: idShape('lot'),
  accountName: z.string(),
  symbol: z.string(),
  day: dateShape,
  shares: sharesShape,
  daysApart: z.number().int(),
  reason: z.enum(nearReasons),
  cited: citedShape,
})

/** A loss sale, lot by lot: what section 1091 took and what stays deductible. */
export const lossShape = sideShape.extend({
  id: z.string(),
  sale: idShape('ledger entry'),
  sold: dateShape,
  shares: sharesShape,
  loss: centsShape,
  disallowed: centsShape,
  allowed: centsShape,
  /** What a broker's own books would disallow: one account, one CUSIP. */
  brokerDisallowed: centsShape,
  /** Shares no purchase has replaced. */
  unreplaced: sharesShape,
  provisionalUntil: dateShape.nullable(),
  near: z.array(nearShape),
})
export type LossRow = z.infer<typeof lossShape>

export const washYearShape = z.object({
  year: z.number().int(),
  /** Losses of its sales as if section 1091 did not exist: without what earlier washes put into the basis. */
  losses: centsShape,
  disallowed: centsShape,
  /** Of `disallowed`: still in the basis of lots that are held. */
  deferred: centsShape,
  /** Earlier disallowed losses that sales of this year took up. */
  released: centsShape,
  permanent: centsShape,
  brokerDisallowed: centsShape,
  /** Loss rows of the year whose window is still open. */
  provisional: z.number().int(),
})

export const washLedgerShape = z.object({
  asOf: dateShape,
  /** The year asked for; null: all years. */
  year: z.number().int().nullable(),
  years: z.array(washYearShape),
  entries: z.array(washEntryShape),
  losses: z.array(lossShape),
  /** Over all years: gains without section 1091 = recognized − losses still in basis − losses gone with shares − losses lost for good. */
  identity: z.object({
    raw: centsShape,
    recognized: centsShape,
    open: centsShape,
    left: centsShape,
    permanent: centsShape,
    holds: z.boolean(),
  }),
})
export type WashLedger = z.infer<typeof washLedgerShape>
