/**
 * The household timeline: what was bought, reinvested, sold, planned and locked around the as-of day, by group of identical securities, and what a
 * hypothetical trade on a day would meet. IRC section 1091(a): thirty days either side.
 */
import { z } from 'zod'
import { accountTypeShape, reliefMethodShape } from './book.ts'
import { lotPickShape } from './ledger.ts'
import { coverageShape, washVerdictShape } from './review.ts'
import { centsShape, dateShape, idShape, priceShape, sharesShape } from './units.ts'

export const markKinds = [
  'buy',
  'reinvest',
  /** A dividend reinvestment that is expected: the day is estimated. */
  'expected',
  'planned-buy',
  'planned-sell',
  /** Shares that came or went without a purchase or sale: transfer, gift, inheritance. */
  'moved',
  'sell-loss',
  'sell-gain',
  /** In a sheltered account, or of unknown result. */
  'sell',
  /** First day on which a sale of these shares is long-term. */
  'long',
] as const
export const timelineMarkShape = z.object({
  id: z.string(),
  kind: z.enum(markKinds),
  date: dateShape,
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  symbol: z.string(),
  shares: sharesShape.nullable(),
  /** Of a sale its result, of a lot that turns long-term its gain today, signed; null where unknown or not asked. */
  gain: centsShape.nullable(),
  /** One sentence, without the day. */
  what: z.string(),
  /** Of a lot that turns long-term: tax saved (positive) or spent (negative) by a sale on the trade day, by the same sale on that day, and what waiting saves. */
  waiting: z.object({ now: centsShape, later: centsShape, saved: centsShape }).nullable(),
  /** Why `waiting` is not known. */
  unknown: z.string().nullable(),
  /** Lots behind the mark, for its trail. */
  lots: z.array(idShape('lot')),
})
export type TimelineMark = z.infer<typeof timelineMarkShape>

export const timelineHoldingShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  accountType: accountTypeShape,
  security: idShape('security'),
  symbol: z.string(),
  /** Without `onTickets`: shares that issued tickets sell and no file shows as sold yet. */
  shares: sharesShape,
  onTickets: sharesShape,
  /** Losses of its lots at today's price, positive; null where a basis or the price is unknown. */
  loss: centsShape.nullable(),
  /** A lot of it is known to be at a loss. */
  hasLoss: z.boolean(),
  /** What the household bars, in its words: never sell, do not trade. */
  barred: z.array(z.string()),
  tradable: z.boolean(),
})

export const timelineRowShape = z.object({
  /** Name of the group. */
  id: z.string(),
  members: z.array(z.object({ security: idShape('security'), symbol: z.string(), name: z.string() })),
  /** Who declared them identical, when and why; empty for a security alone. */
  declared: z.array(z.string()),
  /** What can be sold, the holding with the largest loss in a taxable account first. */
  holdings: z.array(timelineHoldingShape),
  marks: z.array(timelineMarkShape),
  locks: z.array(z.object({ id: z.string(), symbol: z.string(), from: dateShape, until: dateShape, what: z.string() })),
  /** Marks just outside the days shown: within thirty days more. */
  earlier: z.number().int(),
  later: z.number().int(),
})
export type TimelineRow = z.infer<typeof timelineRowShape>

export const timelineViewShape = z.object({
  household: idShape('household'),
  name: z.string(),
  asOf: dateShape,
  tradeDay: dateShape,
  from: dateShape,
  to: dateShape,
  closed: z.array(z.object({ date: dateShape, why: z.enum(['weekend', 'holiday']) })),
  accounts: z.array(z.object({ id: idShape('account'), name: z.string(), type: accountTypeShape, tradable: z.boolean() })),
  /** Days of the past for which an account has no trades in the book. */
  gaps: z.array(
    z.object({ account: idShape('account'), accountName: z.string(), from: dateShape, to: dateShape, all: z.boolean(), what: z.string() }),
  ),
  cashNeeds: z.array(z.object({ id: z.string(), due: dateShape, amount: centsShape, what: z.string() })),
  rows: z.array(timelineRowShape),
  /**
   * Of all lots with a gain that turn long-term, together: tax saved (negative: spent) by their sale now and once all of them are long-term, and the difference. `holdings`
   * that gain, `unknown` ones of which nobody can say, `through` the day the last of them turns. null: there are none.
   */
  waiting: z
    .object({
      now: centsShape,
      later: centsShape,
      saved: centsShape,
      holdings: z.number().int(),
      unknown: z.number().int(),
      through: dateShape,
    })
    .nullable(),
  coverage: coverageShape,
  pricesAsOf: dateShape.nullable(),
})
export type TimelineView = z.infer<typeof timelineViewShape>

/** Which lots: those at a loss, all, so many shares by a method, or named ones. For a purchase only the shares count; left open they are not decided. */
export const trialLotsShape = z.discriminatedUnion('take', [
  z.object({ take: z.literal('losses') }),
  z.object({ take: z.literal('all') }),
  z.object({ take: z.literal('shares'), shares: sharesShape, method: reliefMethodShape }),
  z.object({ take: z.literal('lots'), picks: z.array(lotPickShape).min(1).max(2000), method: reliefMethodShape.optional() }),
])
export type TrialLots = z.infer<typeof trialLotsShape>

export const collisionShape = z.object({
  date: dateShape,
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  what: z.string(),
  rule: z.string(),
  /** Shares of the trade that it meets; null: not decided, such as a dividend to come. */
  shares: sharesShape.nullable(),
  /** Loss disallowed by it, positive; null where nobody can say. */
  loss: centsShape.nullable(),
  permanent: z.boolean(),
  /** The day is estimated. */
  estimated: z.boolean(),
})
export type Collision = z.infer<typeof collisionShape>

export const trialShape = z.object({
  side: z.enum(['sell', 'buy']),
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  symbol: z.string(),
  asked: dateShape,
  /** The day it trades: the day asked for, or the next on which the exchange is open. */
  date: dateShape,
  /** Said where the two differ. */
  rolled: z.string().nullable(),
  /** null: a purchase of shares not decided yet. */
  shares: sharesShape.nullable(),
  picks: z.array(lotPickShape),
  /** How the lots were chosen, which decides the basis where it is an average. */
  method: reliefMethodShape,
  price: priceShape.nullable(),
  priceAsOf: dateShape.nullable(),
  amount: centsShape.nullable(),
  wash: washVerdictShape,
  gainShort: centsShape.nullable(),
  gainLong: centsShape.nullable(),
  /** Loss that section 1091 takes, and the part lost for good; positive. null where nobody can say. */
  disallowed: centsShape.nullable(),
  permanent: centsShape.nullable(),
  /** Of `disallowed`: what moves into lots sold with it, and so stands in the gains a second time; with the lots, in words. */
  passedOn: centsShape.nullable(),
  chain: z.string().nullable(),
  /** Tax saved (negative: spent) by it as it stands, and were nothing washed; null with the reason in `taxUnknown`. */
  saved: centsShape.nullable(),
  savedIfClear: centsShape.nullable(),
  /** Loss that it adds to (positive) or uses up of (negative) what is carried to later years; null with the reason in `taxUnknown`. */
  carried: centsShape.nullable(),
  taxUnknown: z.string().nullable(),
  headline: z.string(),
  /** Restrictions of the household that the trade goes against, in words. */
  barred: z.array(z.string()),
  collisions: z.array(collisionShape),
  /** First trading day on which the verdict is clear; null where none within a year is. */
  clearOn: dateShape.nullable(),
  /** Where it is clear: the last trading day before something blocks, and what. */
  lastClear: z.object({ date: dateShape, what: z.string() }).nullable(),
  /** What it would lock, in words, and until when. */
  locks: z.object({ from: dateShape, until: dateShape, what: z.string() }).nullable(),
})
export type Trial = z.infer<typeof trialShape>
