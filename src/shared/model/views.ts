/** What screens show: rows and tables made for reading. Nothing here is stored. */
import { z } from 'zod'
import {
  accountShape,
  cashNeedShape,
  deskMethodShape,
  householdShape,
  modelShape,
  personShape,
  reliefMethodShape,
  restrictionShape,
  securityShape,
  taxProfileShape,
} from './book.ts'
import { lotPickShape, openLotShape, termShape } from './ledger.ts'
import { planLimitsShape } from './plan-limits.ts'
import { basketShape, reviewShape, washVerdictShape } from './review.ts'
import { sleeveRowShape } from './sleeve-row.ts'
import { basisPointsShape, centsShape, dateShape, idShape, priceShape, sharesShape } from './units.ts'
import { whenLineShape } from './when.ts'

export const tileKeys = ['harvest', 'drift', 'cash', 'locks', 'turning-long', 'stale', 'imports'] as const
export const tileShape = z.object({
  key: z.enum(tileKeys),
  /** Households (for `imports`: files) concerned, and the dollars at stake where there are any. */
  count: z.number().int(),
  amount: centsShape.nullable(),
  what: z.string(),
})

export const householdRowShape = z.object({
  id: idShape('household'),
  name: z.string(),
  accounts: z.number().int(),
  /** Of the positions that have a price, and cash; null: none has one. */
  value: centsShape.nullable(),
  priced: z.number().int(),
  positions: z.number().int(),
  /** Portfolio drift; null: no target. */
  drift: basisPointsShape.nullable(),
  driftOutside: z.boolean(),
  lossShort: centsShape,
  lossLong: centsShape,
  ready: z.number().int(),
  savedNow: centsShape.nullable(),
  net: centsShape.nullable(),
  nextLockEnds: dateShape.nullable(),
  locks: z.number().int(),
  turningLong: z.number().int(),
  nextLong: dateShape.nullable(),
  cashNeeded: centsShape,
  pricesAsOf: dateShape.nullable(),
  stale: z.boolean(),
  stops: z.number().int(),
  /** Whether it is rebalanced today; left out where nothing of it can be measured. */
  when: whenLineShape.optional(),
  /** The next step in words. */
  next: z.string(),
  tiles: z.array(z.enum(tileKeys)),
})
export type HouseholdRow = z.infer<typeof householdRowShape>

export const overviewShape = z.object({
  asOf: dateShape,
  pricesAsOf: dateShape.nullable(),
  tiles: z.array(tileShape),
  households: z.array(householdRowShape),
  totals: z.object({ households: z.number().int(), accounts: z.number().int(), lots: z.number().int(), value: centsShape }),
})
export type Overview = z.infer<typeof overviewShape>

export const holdingRowShape = z.object({
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
  assetClass: z.string().nullable(),
  shares: sharesShape,
  lots: z.number().int(),
  price: priceShape.nullable(),
  priceAsOf: dateShape.nullable(),
  value: centsShape.nullable(),
  basis: centsShape.nullable(),
  gain: centsShape.nullable(),
  reinvest: z.boolean().nullable(),
  /** Shares of the custodian's position less shares of the lots; null where there is no position to hold them against. */
  unreconciled: sharesShape.nullable(),
  restriction: z.string().nullable(),
})
export type HoldingRow = z.infer<typeof holdingRowShape>

export const householdViewShape = z.object({
  household: householdShape,
  people: z.array(personShape),
  /** With the cash that was stated. */
  accounts: z.array(accountShape),
  /** Cash by the trades after its statement, of the accounts that have such; left out where none has. */
  cashNow: z.array(z.object({ account: idShape('account'), cash: centsShape, asOf: dateShape })).optional(),
  taxProfile: taxProfileShape.nullable(),
  models: z.array(modelShape),
  restrictions: z.array(restrictionShape),
  /** What plans of this household keep, of its own and of the firm's; left out where nothing is asked. */
  limits: planLimitsShape.optional(),
  firmLimits: planLimitsShape.optional(),
  cashNeeds: z.array(cashNeedShape),
  /** Of the accounts that are divided; empty where none is. */
  sleeves: z.array(sleeveRowShape),
  /** How far a plan begins by looking at them. */
  flowDays: z.number().int(),
  securities: z.array(securityShape),
  holdings: z.array(holdingRowShape),
  review: reviewShape,
})
export type HouseholdView = z.infer<typeof householdViewShape>

/** All open lots of the book as columns: row i is made of entry i of each column. Text columns index into `texts`. */
export const lotColumnsShape = z
  .custom<LotColumns>(value => typeof value === 'object' && value !== null && 'count' in value)
  .meta({ columnar: true })
export interface LotColumns {
  count: number
  asOf: string
  /** Distinct texts; the columns household, account, symbol and name hold positions in it. */
  texts: string[]
  /** Runs of rows, one an account: the row a run begins at, and its lots' names as the text of a JSON list; read by `lotAt` (present/lot-at.ts) where one is wanted. */
  lots: { first: number; ids: string }[]
  household: number[]
  account: number[]
  symbol: number[]
  name: number[]
  householdId: number[]
  /** Day numbers; -1 is unknown. */
  acquired: number[]
  longOn: number[]
  shares: number[]
  /** Cents; null is unknown. */
  basis: (number | null)[]
  value: (number | null)[]
  gain: (number | null)[]
}

/** Whether least tax is proven to be the least, or only the least that was found. */
export const methodProofShape = z.enum(['least of all lots', 'best found'])
export type MethodProof = z.infer<typeof methodProofShape>

export const methodResultShape = z.object({
  method: z.union([deskMethodShape, z.literal('CUSTOM')]),
  picks: z.array(lotPickShape),
  proceeds: centsShape,
  basis: centsShape.nullable(),
  gainShort: centsShape.nullable(),
  gainLong: centsShape.nullable(),
  /** As `lots` prints the rows of the sale: gains before section 1091, what it disallows, and the part lost for good. */
  washed: centsShape,
  permanent: centsShape,
  /** Of `washed`: what moves from a lot of the sale into a lot sold after it, and so stands in the gains a second time. */
  passedOn: centsShape,
  /** Change of this year's tax by this sale: positive costs, negative saves; null without profile, table or basis. */
  tax: centsShape.nullable(),
  overLeast: centsShape.nullable(),
  /** Unrealized gain left in the position afterwards. */
  remaining: centsShape.nullable(),
  wash: washVerdictShape,
  /** What must be read beside the figures: losses that move between lots of the sale, and what another order of one day's purchases would cost. */
  notes: z.array(z.string()),
  /** For least tax only; `within`: by how much any other lots could at most be cheaper. */
  proof: methodProofShape.nullable(),
  within: centsShape.nullable(),
  /** Why the method cannot be used here; then picks are empty. */
  refusal: z.string().nullable(),
})
export type MethodResult = z.infer<typeof methodResultShape>

export const saleViewShape = z.object({
  account: accountShape,
  security: securityShape,
  asOf: dateShape,
  price: priceShape.nullable(),
  priceAsOf: dateShape.nullable(),
  shares: sharesShape,
  /** Shares that a ticket can still sell: those on issued tickets are not among them. */
  held: sharesShape,
  custodianDefault: reliefMethodShape,
  /** What the desk begins with in this account; null: nothing was chosen. */
  deskMethod: deskMethodShape.nullable(),
  lots: z.array(
    z.object({
      /** What is left of it where a part is on tickets; as it is held where all of it is. */
      lot: openLotShape,
      free: sharesShape,
      onTicket: z.object({ shares: sharesShape, tickets: z.array(idShape('ticket')) }).nullable(),
      term: termShape.nullable(),
      longOn: dateShape.nullable(),
      value: centsShape.nullable(),
      gain: centsShape.nullable(),
    }),
  ),
  methods: z.array(methodResultShape),
  /** The least and most gain for each number of shares, at the ends of lots; straight lines between. Empty where a price or basis is unknown. */
  reach: z.array(z.object({ shares: sharesShape, proceeds: centsShape, least: centsShape, most: centsShape })),
})
export type SaleView = z.infer<typeof saleViewShape>

export const basketViewShape = z.object({
  basket: basketShape,
  /** One a choice, in the order given. */
  choices: z.array(
    z.object({
      wash: washVerdictShape,
      gainShort: centsShape,
      gainLong: centsShape,
      proceeds: centsShape,
      cost: centsShape,
      buy: z
        .object({
          security: idShape('security'),
          symbol: z.string(),
          shares: sharesShape,
          amount: centsShape,
          cashLeft: centsShape,
          words: z.string(),
        })
        .nullable(),
      /** Empty when a ticket may be issued without an override. */
      blocks: z.array(z.string()),
    }),
  ),
  warnings: z.array(z.string()),
})
export type BasketView = z.infer<typeof basketViewShape>

export const figureShape = z.object({
  /** `candidate`, `lot`, `holding`, `drift`, `basket`, `realized`, `method`, `ticket-lot`, `price`, `tile` … */
  subject: z.string().max(40),
  /** The lot, security, account … it is about; several joined in the order the subject says. */
  ids: z.array(z.string().max(120)).max(8),
  /** `basis`, `gain`, `savedNow`, `cost`, `net`, `value`, `drift` … */
  figure: z.string().max(40),
})
export type FigureRef = z.infer<typeof figureShape>
