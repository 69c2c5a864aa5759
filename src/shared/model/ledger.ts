/**
 * The ledger is append-only: an entry is reversed by another entry, never changed. Open lots are a projection of it.
 *
 * Two kinds of evidence meet here. A *lot statement* (a custodian's open-lots file of one day for one account and security) fixes the open
 * lots of that day, because custodians know purchases the book never saw. *Trades* say what was bought and sold when. Projection: the latest
 * statement's lots, then trades after its day; without a statement, trades alone. Every trade, before or after, counts as evidence for
 * wash windows.
 */
import { z } from 'zod'
import { reliefMethodShape } from './book.ts'
import { centsShape, dateShape, idShape, priceShape, sharesShape, typedText } from './units.ts'

/** Where a fact came from. `line` is the line of the file, counted from 1. */
export const provenanceShape = z.object({ import: idShape('import').nullable(), line: z.number().int().min(0) })
export type Provenance = z.infer<typeof provenanceShape>

export const entryKinds = [
  'buy',
  'reinvest',
  'sell',
  'transfer-in',
  'transfer-out',
  'gift-in',
  'inherited',
  'gift-out',
  'donation',
  'split',
  'merger',
  'taxable-merger',
  'spin-off',
  'name-change',
  'return-of-capital',
  'capital-gain-distribution',
  'cash-in-lieu',
  'exercise',
  'expired',
  'dividend',
  'interest',
  'cash-in',
  'cash-out',
  'fee',
  'other',
] as const
export const entryKindShape = z.enum(entryKinds)
export type EntryKind = z.infer<typeof entryKindShape>

export const lotPickShape = z.object({ lot: idShape('lot'), shares: sharesShape })
export type LotPick = z.infer<typeof lotPickShape>

export const ledgerEntryShape = z.object({
  id: idShape('ledger entry'),
  account: idShape('account'),
  security: idShape('security').nullable(),
  kind: entryKindShape,
  tradeDate: dateShape,
  settleDate: dateShape.nullable(),
  /** Order inside a day: the file's own order, oldest first. */
  sequence: z.number().int(),
  /** Positive for every kind; the kind says the direction. 0 where the entry moves no shares. */
  shares: sharesShape,
  price: priceShape.nullable(),
  /** Cash effect as the file states it, signed, fees included; null where none is stated. */
  amount: centsShape.nullable(),
  fees: centsShape,
  /** Total basis brought by an entry that opens a lot; for a buy the stated amount. null: basis unknown. */
  basis: centsShape.nullable(),
  /** Where it differs from the trade date: transfers, gifts, inheritance. */
  acquired: dateShape.nullable(),
  /**
   * New shares for old: [2, 1]. For a split, merger and spin-off (shares of the counter security for one held); for a call, shares of its underlying
   * a contract.
   */
  ratio: z.tuple([z.number().int().positive(), z.number().int().positive()]).nullable(),
  /** Lots named by the order; null: the account's default method chooses. */
  picks: z.array(lotPickShape).nullable(),
  /** Fills of one order share it and never replace each other (P4). */
  orderGroup: z.string().nullable(),
  /** The method told for this sale; without one the account's method of that day. Lots named in `picks` come before it. Reg. section 1.1012-1(c). */
  method: reliefMethodShape.nullish(),
  /** The other security: what a merger, spin-off or name change gives, or what a call is a right to. */
  counter: idShape('security').nullish(),
  /** Value of a share of the counter security on the day: mergers with cash, taxable mergers, spin-offs by values (IRC sections 356, 358). */
  counterPrice: priceShape.nullish(),
  /** Part of the old basis that goes to the shares of a spin-off, in hundred-millionths: 25 % is 25,000,000 (section 358(b), Form 8937). */
  allocation: z.number().int().min(0).max(100_000_000).nullish(),
  /** For a gift: gift tax paid on the net increase in value, which is added to the donor's basis (section 1015(d)(6)). */
  giftTax: centsShape.nullish(),
  /** The entry this one takes back; null for an ordinary entry. */
  reverses: idShape('ledger entry').nullable(),
  /** account + content + occurrence number inside the file: what makes a second import change nothing. */
  fingerprint: z.string(),
  memo: typedText(500),
  source: provenanceShape,
})
export type LedgerEntry = z.infer<typeof ledgerEntryShape>

/** One line of a custodian's open-lots file. */
export const statementLotShape = z.object({
  id: idShape('lot'),
  account: idShape('account'),
  security: idShape('security'),
  asOf: dateShape,
  acquired: dateShape.nullable(),
  shares: sharesShape,
  /** Total basis; null: the custodian does not know it. */
  basis: centsShape.nullable(),
  source: provenanceShape,
})
export type StatementLot = z.infer<typeof statementLotShape>

/** A line of a realized gain/loss file: what the custodian says was sold, lot by lot. */
export const realizedLotShape = z.object({
  account: idShape('account'),
  security: idShape('security'),
  opened: dateShape.nullable(),
  closed: dateShape,
  shares: sharesShape,
  proceeds: centsShape,
  basis: centsShape.nullable(),
  term: z.enum(['short', 'long']).nullable(),
  /** Positive cents; the broker sees one account and one CUSIP only. */
  disallowed: centsShape,
  source: provenanceShape,
})
export type RealizedLot = z.infer<typeof realizedLotShape>

export const termShape = z.enum(['short', 'long'])
export type Term = z.infer<typeof termShape>

/** Shares acquired together, as they are open now. `basis` is the total left, adjusted for wash sales; null is unknown. */
export const openLotShape = z.object({
  id: idShape('lot'),
  account: idShape('account'),
  security: idShape('security'),
  /** Actual purchase date; null where the custodian does not know it. */
  acquired: dateShape.nullable(),
  /** Effective date for the holding period: tacked after a wash, else `acquired`. */
  holdingFrom: dateShape.nullable(),
  shares: sharesShape,
  basis: centsShape.nullable(),
  /** Disallowed loss inside `basis`. */
  washAdjustment: centsShape,
  /** purchase and drip are acquisitions for section 1091; statement lots count as purchases on their date. */
  origin: z.enum(['purchase', 'drip', 'transfer', 'gift', 'inherited', 'statement', 'spin-off']),
  orderGroup: z.string().nullable(),
  source: provenanceShape,
})
export type OpenLot = z.infer<typeof openLotShape>

export const washLockShape = z.object({
  id: z.string(),
  household: idShape('household'),
  security: idShape('security'),
  /** Buying is barred from `from` through `until`, both included (sale day + 30). */
  from: dateShape,
  until: dateShape,
  /** The loss sale behind it, in words. */
  reason: typedText(500),
  ticket: idShape('ticket').nullable(),
})
export type WashLock = z.infer<typeof washLockShape>
