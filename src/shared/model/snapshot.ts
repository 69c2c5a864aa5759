/**
 * Everything the engine may know about one household on one day. Frozen and hashed: the same snapshot always gives the same review.
 * What a stage needs must be in here; nothing else is read while it runs.
 */
import { z } from 'zod'
import {
  accountShape,
  cashNeedShape,
  householdShape,
  modelShape,
  personShape,
  positionShape,
  priceRowShape,
  relationShape,
  restrictionShape,
  securityShape,
  taxProfileShape,
} from './book.ts'
import { priceHistoryShape, vixShape } from './history.ts'
import { ledgerEntryShape, realizedLotShape, statementLotShape, termShape, washLockShape } from './ledger.ts'
import { planLimitsShape } from './plan-limits.ts'
import { settingsShape } from './settings.ts'
import { federalTableShape } from './tax-table.ts'
import { centsShape, dateShape, idShape, sharesShape } from './units.ts'

export const snapshotShape = z.object({
  /** The day the review is for. */
  asOf: dateShape,
  household: householdShape,
  people: z.array(personShape),
  accounts: z.array(accountShape),
  securities: z.array(securityShape),
  relations: z.array(relationShape),
  models: z.array(modelShape),
  restrictions: z.array(restrictionShape),
  cashNeeds: z.array(cashNeedShape),
  /** Cash that is to come. Left out where there is none. */
  deposits: z.array(cashNeedShape).optional(),
  /** What plans of this household keep, in the place of the firm's. Left out where none was stated. */
  limits: planLimitsShape.optional(),
  /** null: the advisor has not entered one; harvests are shown without dollars saved. */
  taxProfile: taxProfileShape.nullable(),
  /** Table of the as-of year; null raises a banner, never a guess. */
  federal: federalTableShape.nullable(),
  settings: settingsShape,
  /** All ledger entries of the household's accounts, oldest first. */
  entries: z.array(ledgerEntryShape),
  /** The latest lot statement of each account and security. */
  statementLots: z.array(statementLotShape),
  positions: z.array(positionShape),
  realized: z.array(realizedLotShape),
  /** The newest price of each security on or before `asOf`. */
  prices: z.array(priceRowShape),
  /** Prices day by day of what is held or targeted, in the order of the ids; left out where no security has enough of them for an estimate. */
  history: z.array(priceHistoryShape).optional(),
  /** The same of permitted substitutes that are neither held nor targeted: for pairs, not for covariances. Left out where there are none. */
  substituteHistory: z.array(priceHistoryShape).optional(),
  /** The newest value of the book's price series named VIX; left out where there is none. */
  vix: vixShape.optional(),
  /** Locks entered by issued tickets; those from sales in the ledger are derived. */
  locks: z.array(washLockShape),
  /** What issued tickets buy and no file shows yet: planned purchases for wash windows. Left out where there are none. */
  plannedPurchases: z
    .array(
      z.object({
        ticket: idShape('ticket'),
        account: idShape('account'),
        security: idShape('security'),
        date: dateShape,
        shares: sharesShape,
      }),
    )
    .optional(),
  /** What issued tickets sell, lot by lot, until the trades of that day are in the book. Left out where there are none. */
  plannedSales: z
    .array(
      z.object({
        ticket: idShape('ticket'),
        account: idShape('account'),
        security: idShape('security'),
        date: dateShape,
        lot: idShape('lot'),
        shares: sharesShape,
        /** Shares of the lot when the ticket was issued; null on tickets that did not keep it. */
        held: sharesShape.nullable(),
        /** Of all its parts, where it stood in several. */
        whole: sharesShape.optional(),
        /** Losses on other tickets that its basis held then; left out where there were none. */
        moved: centsShape.optional(),
        gain: centsShape.nullable(),
        term: termShape.nullable(),
        /** A later lot file shows what is left of the lots; only the trade itself is not in the book. */
        taken: z.boolean(),
      }),
    )
    .optional(),
  /** Trading days of the exchange around `asOf`, for stale prices: the last twelve on or before it, oldest first. */
  tradingDays: z.array(dateShape),
})
export type Snapshot = z.infer<typeof snapshotShape>
