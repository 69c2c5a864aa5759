/** What the engine says about a snapshot: harvest candidates with verdicts, drift, locks, anniversaries, quality. Pure function of it. */
import { z } from 'zod'
import { accountTypeShape } from './book.ts'
import { openLotShape, termShape, washLockShape } from './ledger.ts'
import { basisPointsShape, centsShape, dateShape, idShape, priceShape, sharesShape } from './units.ts'

/** Six states of a wash verdict. `clear` cannot be said while a declared account has no data for the window. */
export const washStates = ['clear', 'potential-exact', 'potential-related', 'ira-risk', 'coverage-incomplete', 'not-evaluated'] as const
export const washVerdictShape = z.object({
  state: z.enum(washStates),
  /**
   * Shares of the sale whose loss would be disallowed, and of these the ones lost for good (an IRA bought). Shares that only a lot sold with them replaces are
   * not among them: nothing stands in their way.
   */
  washedShares: sharesShape,
  permanentShares: sharesShape,
  reasons: z.array(
    z.object({
      what: z.string(),
      account: idShape('account').nullable(),
      security: idShape('security').nullable(),
      date: dateShape.nullable(),
      shares: sharesShape.nullable(),
      rule: z.string(),
    }),
  ),
  /** First day on which the same sale would be clear of the records; null where that cannot be said. */
  clearOn: dateShape.nullable(),
  /**
   * What more would be disallowed or lost had another account bought first on a day; the figures beside it are those of the order of the records. Left out: no
   * order is worse. `lost`: shares; the dollars are null where the loss is not known.
   */
  otherOrder: z
    .object({ lost: sharesShape, disallowed: centsShape.nullable(), permanent: centsShape.nullable(), what: z.string() })
    .optional(),
})
export type WashVerdict = z.infer<typeof washVerdictShape>

/**
 * ready: worth a ticket now. blocked: a rule or restriction bars it. caution: allowed, but something must be read first (coverage, possible wash).
 * waiting: a date will change the answer. not-worth: below a threshold. not-harvestable: gain, unknown basis, no price, sheltered account, view-only.
 */
export const candidateStates = ['ready', 'caution', 'blocked', 'waiting', 'not-worth', 'not-harvestable'] as const
export const candidateStateShape = z.enum(candidateStates)

/** Why a lot is in or out: a stable code, the sentence, the rule, and the smallest change that would turn it. */
export const reasonShape = z.object({ code: z.string(), what: z.string(), rule: z.string().nullable(), change: z.string().nullable() })
export type Reason = z.infer<typeof reasonShape>

export const substituteShape = z.object({
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
  /** As the firm states it, hundredths. */
  correlation: z.number().int().nullable(),
  /** From the prices of both, where there is a history: correlation in hundredths, tracking error a year that is added on the part replaced in ppm. Left out: not known. */
  estimate: z
    .object({
      correlation: z.number().int(),
      /** Of the substitute on what it replaces, hundredths; left out in older reviews. */
      beta: z.number().int().optional(),
      trackingError: z.number().int(),
      days: z.number().int(),
      until: dateShape,
    })
    .optional(),
  /** The measures it is ranked by, in words. */
  measures: z.string().optional(),
  /** Expense ratio of the substitute less that of the security sold, hundredths of a basis point. */
  expenseDifference: z.number().int().nullable(),
  /** Not offered when it is itself locked, identical, restricted, or its purchase would wash an earlier loss; then `barred` says why. */
  barred: z.string().nullable(),
  reason: z.string(),
})
export type Substitute = z.infer<typeof substituteShape>

export const candidateShape = z.object({
  lot: openLotShape,
  accountName: z.string(),
  accountType: accountTypeShape,
  symbol: z.string(),
  name: z.string(),
  term: termShape.nullable(),
  /** First day on which a sale is long-term; null where the date of purchase is unknown. */
  longOn: dateShape.nullable(),
  daysToLong: z.number().int().nullable(),
  price: priceShape.nullable(),
  priceAsOf: dateShape.nullable(),
  value: centsShape.nullable(),
  /** Value less basis, signed; null where either is unknown. */
  gain: centsShape.nullable(),
  /** gain / basis in hundredths of a percent. */
  gainPoints: basisPointsShape.nullable(),
  /** Tax saved this year by selling this lot alone, given the year so far; null without a tax profile or table. */
  savedNow: centsShape.nullable(),
  /** Loss that would be carried to later years, positive cents. */
  carried: centsShape.nullable(),
  cost: centsShape.nullable(),
  /** savedNow less cost of the round trip. */
  net: centsShape.nullable(),
  state: candidateStateShape,
  reasons: z.array(reasonShape),
  wash: washVerdictShape,
  /** Loss that section 1091 would disallow were this lot sold alone, positive cents. */
  washedLoss: centsShape,
  substitutes: z.array(substituteShape),
  /** Any account of the household reinvests dividends in this security or an identical one. */
  drip: z.boolean(),
})
export type Candidate = z.infer<typeof candidateShape>

export const driftRowShape = z.object({
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
  assetClass: z.string().nullable(),
  value: centsShape,
  weight: basisPointsShape,
  target: basisPointsShape,
  band: basisPointsShape,
  drift: basisPointsShape,
  outside: z.boolean(),
  flags: z.array(z.string()),
  /** A model line that is more than its own security: the line's lasting name among the rows, and what counts toward it, the largest first. */
  slot: z.string().optional(),
  members: z
    .array(z.object({ security: idShape('security'), symbol: z.string(), name: z.string(), value: centsShape, why: z.string() }))
    .optional(),
})
export const driftShape = z.object({
  /** Half the sum of absolute drifts, hundredths of a percent (seed document 3, Core metrics 1). null: no target specified. */
  portfolio: basisPointsShape.nullable(),
  value: centsShape,
  rows: z.array(driftRowShape),
  flags: z.array(z.string()),
})
export type Drift = z.infer<typeof driftShape>

/** One realized year: recognized by character after wash adjustments, with what is carried in. */
export const realizedYearShape = z.object({
  year: z.number().int(),
  short: centsShape,
  long: centsShape,
  disallowed: centsShape,
  permanentlyDisallowed: centsShape,
  carryforwardShort: centsShape,
  carryforwardLong: centsShape,
  /** `custodian's realized file`, `ledger`, `entered by hand`, joined with +. */
  source: z.string(),
})
export type RealizedYear = z.infer<typeof realizedYearShape>

export const qualityFlagShape = z.object({
  code: z.string(),
  what: z.string(),
  where: z.string(),
  remedy: z.string(),
  weight: z.enum(['note', 'warning', 'stop']),
})
export type QualityFlag = z.infer<typeof qualityFlagShape>

export const turningLongShape = z.object({
  lot: idShape('lot'),
  account: idShape('account'),
  symbol: z.string(),
  shares: sharesShape,
  longOn: dateShape,
  days: z.number().int(),
  gain: centsShape.nullable(),
})

/** What the household's positions are worth; null: none has a price. Where `priced` is less than `positions`, it is the worth of these alone. */
export const worthShape = z.object({ value: centsShape.nullable(), priced: z.number().int(), positions: z.number().int() })
export type Worth = z.infer<typeof worthShape>

/** Days that the trades of the covered accounts span, the days a wash verdict needs, and the accounts without them. */
export const coverageShape = z.object({
  needsFrom: dateShape,
  needsTo: dateShape,
  from: dateShape.nullable(),
  to: dateShape.nullable(),
  accounts: z.number().int(),
  covered: z.number().int(),
  missing: z.array(z.string()),
})
export type Coverage = z.infer<typeof coverageShape>

export const reviewShape = z.object({
  household: idShape('household'),
  name: z.string(),
  asOf: dateShape,
  /** The day a sale decided on the as-of day is made: that day, or the next on which the exchange is open. */
  tradeDay: dateShape,
  snapshotHash: z.string(),
  engine: z.string(),
  candidates: z.array(candidateShape),
  lots: z.array(openLotShape),
  drift: driftShape,
  locks: z.array(washLockShape),
  turningLong: z.array(turningLongShape),
  realized: realizedYearShape,
  quality: z.array(qualityFlagShape),
  /** Sums over candidates that are ready: losses as positive cents, tax saved by all of them together. */
  totals: z.object({
    ready: z.number().int(),
    lossShort: centsShape,
    lossLong: centsShape,
    savedNow: centsShape.nullable(),
    carried: centsShape.nullable(),
    cost: centsShape,
    net: centsShape.nullable(),
  }),
  worth: worthShape,
  coverage: coverageShape,
  pricesAsOf: dateShape.nullable(),
  cashNeeded: centsShape,
})
export type Review = z.infer<typeof reviewShape>

/** The worth of a set of sales taken together, against the household's year so far. */
export const basketShape = z.object({
  lossShort: centsShape,
  lossLong: centsShape,
  gainShort: centsShape,
  gainLong: centsShape,
  /** Loss that section 1091 would disallow among these sales, row for row as it will be booked, and the part lost for good. */
  washed: centsShape,
  permanent: centsShape,
  /** Of `washed`: what moves into lots sold here too, and so stands in their losses a second time. Left out on tickets from before it was told. */
  passedOn: centsShape.optional(),
  savedNow: centsShape.nullable(),
  carried: centsShape.nullable(),
  cost: centsShape,
  net: centsShape.nullable(),
  proceeds: centsShape,
})
export type Basket = z.infer<typeof basketShape>
