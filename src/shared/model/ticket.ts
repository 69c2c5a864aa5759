/**
 * Trade tickets. A draft is what the advisor has chosen (picks); issuing freezes it: numbered, priced, with the snapshot's hash. The frozen
 * ticket alone feeds screen, PDF and CSV. One ticket a household and issue; one page an account.
 */
import { z } from 'zod'
import { accountTypeShape, custodianShape, reliefMethodShape } from './book.ts'
import { costPartsShape, liquidityShape } from './costs.ts'
import { lotPickShape, termShape } from './ledger.ts'
import { planReferenceShape } from './proposal.ts'
import { basketShape, washVerdictShape } from './review.ts'
import { centsShape, dateShape, idShape, priceShape, sharesShape, typedText } from './units.ts'

/** What the advisor chose to sell in one account and security, and what replaces it (null: hold cash). */
export const saleChoiceShape = z.object({
  account: idShape('account'),
  security: idShape('security'),
  method: reliefMethodShape,
  picks: z.array(lotPickShape).min(1),
  replacement: idShape('security').nullable(),
  /** Why a sale that is blocked or washes is made all the same; printed. Empty where nothing needs overriding. */
  override: typedText(500),
})
export type SaleChoice = z.infer<typeof saleChoiceShape>

export const ticketLotShape = z.object({
  sequence: z.number().int(),
  lot: idShape('lot'),
  acquired: dateShape.nullable(),
  holdingFrom: dateShape.nullable(),
  term: termShape.nullable(),
  shares: sharesShape,
  /** Shares the lot held when the ticket was made; missing on tickets of earlier versions. */
  held: sharesShape.optional(),
  /** Shares of all parts of the lot, where it stood in several; left out where it stood whole. */
  whole: sharesShape.optional(),
  /** Losses on other tickets inside `basis`, which no file shows yet; left out where there are none. */
  moved: centsShape.optional(),
  running: sharesShape,
  costPerShare: priceShape.nullable(),
  basis: centsShape.nullable(),
  proceeds: centsShape,
  gain: centsShape.nullable(),
  /** `schwab-lots.csv line 12` */
  source: z.string(),
})
export type TicketLot = z.infer<typeof ticketLotShape>

/** What stops holding beyond an end: a chosen lot's loss or gain, a budget of the plan, or the plan's choice of lots. */
export const corridorBindsShape = z.enum(['result', 'budget', 'choice'])
const corridorEndShape = z.object({
  /** The last price, in millionths of a dollar, at which all that was computed still holds. */
  price: priceShape,
  binds: corridorBindsShape,
  /** `the lot of Jul 2, 2026 would be no loss any more` */
  why: z.string(),
})

/** The prices of its security between which an order stays what it was made for; null: no end was found on this side. */
export const corridorShape = z.object({
  low: corridorEndShape.nullable(),
  high: corridorEndShape.nullable(),
  /** What of it could not be computed, in sentences. */
  notComputed: z.array(z.string()),
  /** As printed. */
  words: z.string(),
})
export type Corridor = z.infer<typeof corridorShape>
export type CorridorEnd = NonNullable<Corridor['low']>

/** Why an order is on the ticket; `code` for the back office's file. */
export const orderReasonShape = z.object({
  code: z.enum(['loss', 'gain', 'no-tax', 'replace', 'plan', 'risk', 'cost', 'tax', 'other']),
  words: z.string(),
  /** Of what a sale realizes or a purchase replaces; null for the parts of a plan's score, which is no money. */
  amount: centsShape.nullable(),
})
export type OrderReason = z.infer<typeof orderReasonShape>

export const ticketOrderShape = z.object({
  sequence: z.number().int(),
  side: z.enum(['sell', 'buy']),
  security: idShape('security'),
  symbol: z.string(),
  cusip: z.string().nullable(),
  name: z.string(),
  shares: sharesShape,
  orderType: z.enum(['market', 'limit']),
  limit: priceShape.nullable(),
  timeInForce: z.enum(['day', 'gtc']),
  price: priceShape,
  priceAsOf: dateShape,
  /** shares x price less expected cost for a sale, plus it for a buy. */
  amount: centsShape,
  cost: centsShape,
  /** Of what the cost is made and how the order is worked; left out on tickets from before they were told, and on the further parts of a split order. */
  parts: costPartsShape.optional(),
  liquidity: liquidityShape.optional(),
  method: reliefMethodShape.nullable(),
  lots: z.array(ticketLotShape),
  gainShort: centsShape,
  gainLong: centsShape,
  wash: washVerdictShape.nullable(),
  /** `Sell 120 VTI versus purchase 03/14/2023 80 sh @ 297.10; …`; empty for a buy. */
  versus: z.string(),
  /** For a sale: the order that replaces it; for a buy: the order it replaces. */
  pair: z.number().int().nullable(),
  /** Notes in printing order: do-not-buy lock, cash left over, DRIP to turn off, override with its reason. */
  notes: z.array(z.string()),
  /** Of a sale; tickets of earlier versions have neither. */
  corridor: corridorShape.optional(),
  reasons: z.array(orderReasonShape).optional(),
})
export type TicketOrder = z.infer<typeof ticketOrderShape>

export const ticketPageShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  accountNumber: z.string(),
  accountType: accountTypeShape,
  custodian: custodianShape,
  orders: z.array(ticketOrderShape),
  totals: z.object({ proceeds: centsShape, bought: centsShape, gainShort: centsShape, gainLong: centsShape, cost: centsShape }),
})
export type TicketPage = z.infer<typeof ticketPageShape>

export const ticketStatusShape = z.enum(['draft', 'issued', 'exported', 'filled', 'reconciled', 'cancelled'])

/** The frozen document. `id` is the printed number, such as `T-2026-0143`. */
export const ticketShape = z.object({
  id: idShape('ticket'),
  household: idShape('household'),
  householdName: z.string(),
  firm: z.string(),
  asOf: dateShape,
  /** UTC, from the Clock port. */
  preparedAt: z.string(),
  snapshotHash: z.string(),
  engine: z.string(),
  pricesAsOf: dateShape,
  pages: z.array(ticketPageShape),
  basket: basketShape,
  reason: typedText(500),
  recommendedBy: typedText(120),
  placedBy: typedText(120),
  discretionary: z.boolean(),
  solicited: z.boolean(),
  warnings: z.array(z.string()),
  /** How the law's open points were read; tickets frozen before they had names carry none. */
  method: z.array(z.string()).optional(),
  /** On what assumptions the costs rest, counted; left out where on none. */
  costNotes: z.array(z.string()).optional(),
  /** Of a plan: which covariance it rests on and every fallback with its count, in sentences. */
  risk: z.array(z.string()).optional(),
  /** Of a plan: the limits that bind it or are still missed, in sentences; left out where none is. */
  limits: z.array(z.string()).optional(),
  /** The optimizer's plan it carries out; left out on a ticket put together by hand. */
  plan: planReferenceShape.optional(),
  /** Made from the sample book: said on every sheet and in every file. Left out on a client's ticket. */
  sample: z.boolean().optional(),
})
export type Ticket = z.infer<typeof ticketShape>

export const ticketRowShape = z.object({
  id: idShape('ticket'),
  household: idShape('household'),
  householdName: z.string(),
  status: ticketStatusShape,
  asOf: dateShape,
  preparedAt: z.string(),
  orders: z.number().int(),
  accounts: z.number().int(),
  gainShort: centsShape,
  gainLong: centsShape,
  savedNow: centsShape.nullable(),
  /** Orders that trades of the book have filled to the last share; null of a cancelled ticket. */
  filled: z.number().int().nullable(),
})
export type TicketRow = z.infer<typeof ticketRowShape>

/** What trades of the book have filled of one order. */
export const orderFillShape = z.object({
  account: idShape('account'),
  sequence: z.number().int(),
  /** Shares still to fill. */
  open: sharesShape,
  /** Oldest first; `file`: `Transactions.csv line 12`. */
  by: z.array(z.object({ day: dateShape, shares: sharesShape, price: priceShape.nullable(), file: z.string() })),
})
export type OrderFillTold = z.infer<typeof orderFillShape>
