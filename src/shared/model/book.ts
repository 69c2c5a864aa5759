/**
 * Stored nouns: households, people, accounts, securities and their relations, models, restrictions, tax profiles.
 * A household is the set of accounts whose trades can wash each other (IRC section 1091, Pub. 550).
 */
import { z } from 'zod'
import {
  accountTypes,
  custodians,
  deskMethods,
  filingStatuses,
  isTaxable,
  reliefMethods,
  securityKinds,
  tradeBars,
  weightLimits,
} from './lists.ts'
import { type TaxType, targetShape } from './model-line.ts'
import { sleevesShape } from './sleeve.ts'
import { basisPointsShape, centsShape, dateShape, idShape, priceShape, rateShape, sharesShape, typedText } from './units.ts'

export { accountTypes, custodians, deskMethods, filingStatuses, isTaxable, reliefMethods }

export const accountTypeShape = z.enum(accountTypes)
export type AccountType = z.infer<typeof accountTypeShape>

/** Which members of a model line are bought in such an account (IRC sections 408, 401(k), 408A, 223). */
export function taxTypeOf(type: AccountType): TaxType {
  if (isTaxable(type)) return 'taxable'
  return type === 'roth-ira' || type === 'hsa' ? 'free' : 'deferred'
}

export const reliefMethodShape = z.enum(reliefMethods)
export type ReliefMethod = z.infer<typeof reliefMethodShape>

export const deskMethodShape = z.enum(deskMethods)
export type DeskMethod = z.infer<typeof deskMethodShape>

export const custodianShape = z.enum(custodians)
export type Custodian = z.infer<typeof custodianShape>

export const filingStatusShape = z.enum(filingStatuses)
export type FilingStatus = z.infer<typeof filingStatusShape>

export const householdShape = z.object({
  id: idShape('household'),
  name: typedText(120),
  note: typedText(2000),
  /** One model for the whole household, in the place of those of its accounts; left out or null: each account has its own. */
  model: idShape('model portfolio').nullable().optional(),
})
export type Household = z.infer<typeof householdShape>

export const personShape = z.object({
  id: idShape('person'),
  household: idShape('household'),
  name: typedText(120),
  role: z.enum(['taxpayer', 'spouse', 'dependent', 'trust', 'other']),
})
export type Person = z.infer<typeof personShape>

export const accountShape = z.object({
  id: idShape('account'),
  household: idShape('household'),
  name: typedText(120),
  /** As printed by the custodian, text: leading zeros matter. */
  number: typedText(40),
  custodian: custodianShape,
  type: accountTypeShape,
  owner: idShape('person').nullable(),
  mode: z.enum(['tradable', 'view-only']),
  /** What the custodian does when no lots are named. */
  defaultMethod: reliefMethodShape,
  /** Defaults of the past, oldest first: `method` was in force for sales before `until`. A change of the default never reaches back. */
  earlierMethods: z.array(z.object({ until: dateShape, method: reliefMethodShape })).optional(),
  /** What the desk begins with when a sale is proposed; its lots are named with the order. Left out or null: nothing chosen. */
  deskMethod: deskMethodShape.nullable().optional(),
  /** Day of the owner's written election of average basis (Reg. 1.1012-1(e)); left out or null: none. */
  averageElectedOn: dateShape.nullable().optional(),
  fractional: z.boolean(),
  model: idShape('model portfolio').nullable(),
  /** Parts of the account with models of their own, in the place of `model`; left out: it is not divided. */
  sleeves: sleevesShape.optional(),
  /** Days for which the book has this account's trades; null: nothing was imported. */
  coverageFrom: dateShape.nullable(),
  coverageTo: dateShape.nullable(),
  cash: centsShape.nullable(),
  /** Cash that stays in the account whatever is planned; left out or null: none. */
  cashReserve: centsShape.nullable().optional(),
  cashAsOf: dateShape.nullable(),
})
export type Account = z.infer<typeof accountShape>

export const securityShape = z.object({
  id: idShape('security'),
  symbol: typedText(40),
  name: typedText(200),
  cusip: typedText(12).nullable(),
  kind: z.enum(securityKinds),
  /** Free words of the firm's choosing, such as `US equity`; null where unknown. */
  assetClass: typedText(60).nullable(),
  sector: typedText(60).nullable(),
  industry: typedText(60).nullable(),
  country: typedText(60).nullable(),
  /** Hundredths of a basis point a year: 0.03 % is 300; null where unknown. */
  expenseRatio: z.number().int().min(0).max(1_000_000).nullable(),
  /** Decides the cost assumption; null where unknown. */
  capClass: z.enum(['large', 'mid', 'small']).nullable(),
})
export type Security = z.infer<typeof securityShape>

/** same: one security under two names; identical: substantially identical for section 1091; substitute: may be bought instead. */
export const relationShape = z.object({
  id: z.string(),
  kind: z.enum(['same', 'identical', 'substitute']),
  a: idShape('security'),
  b: idShape('security'),
  author: typedText(120),
  date: dateShape,
  reason: typedText(500),
  /** Stated correlation in hundredths (99 is 0.99) with its source in `reason`; null where nobody stated one. */
  correlation: z.number().int().min(-100).max(100).nullable(),
})
export type Relation = z.infer<typeof relationShape>

export const priceRowShape = z.object({ security: idShape('security'), date: dateShape, price: priceShape })
export type PriceRow = z.infer<typeof priceRowShape>

export const modelShape = z.object({
  id: idShape('model portfolio'),
  name: typedText(120),
  /** Weights in hundredths of a percent; they sum to 10,000. */
  targets: z.array(targetShape),
})
export type ModelPortfolio = z.infer<typeof modelShape>

export const restrictionShape = z.object({
  id: z.string(),
  household: idShape('household'),
  account: idShape('account').nullable(),
  security: idShape('security'),
  kind: z.enum([...tradeBars, ...weightLimits]),
  /** For a least or most weight: of each account it holds in, hundredths of a percent; left out or null for the others. */
  weight: basisPointsShape.nullable().optional(),
  reason: typedText(500),
  expires: dateShape.nullable(),
})
export type Restriction = z.infer<typeof restrictionShape>
/** One that bars trades, not one that limits a weight. */
export type TradeBar = Restriction & { readonly kind: (typeof tradeBars)[number] }

export function isTradeBar(restriction: Restriction): restriction is TradeBar {
  return (tradeBars as readonly string[]).includes(restriction.kind)
}

export const cashNeedShape = z.object({
  id: z.string(),
  household: idShape('household'),
  account: idShape('account').nullable(),
  amount: centsShape,
  due: dateShape,
  note: typedText(500),
  /** Left out: a need. A deposit is cash that is to come. */
  flow: z.enum(['need', 'deposit']).optional(),
})
export type CashNeed = z.infer<typeof cashNeedShape>

/** What a custodian's positions file says of one holding; the sum of lots is held against it. */
export const positionShape = z.object({
  account: idShape('account'),
  security: idShape('security'),
  asOf: dateShape,
  shares: sharesShape,
  /** Total basis by the custodian; null where the file has none. */
  basis: centsShape.nullable(),
  /** Dividends buy more shares (DRIP): each reinvestment is an acquisition for section 1091. null: the file does not say. */
  reinvest: z.boolean().nullable(),
})
export type Position = z.infer<typeof positionShape>

export const taxProfileShape = z.object({
  household: idShape('household'),
  year: z.number().int().min(2000).max(2100),
  filingStatus: filingStatusShape,
  /** Taxable income of the year without capital gains and qualified dividends, after deductions. */
  ordinaryIncome: centsShape,
  qualifiedDividends: centsShape,
  /** Modified adjusted gross income without this year's net capital gain, for section 1411. */
  magi: centsShape,
  /** Net investment income other than capital gains, for section 1411. */
  otherInvestmentIncome: centsShape,
  /** Two letters, or null for no state tax in the plan. */
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  stateShortRate: rateShape,
  stateLongRate: rateShape,
  /** Unused losses of earlier years, positive cents, by character (section 1212(b)). */
  carryforwardShort: centsShape,
  carryforwardLong: centsShape,
  /** Realized this year outside the book's records, signed. */
  otherShort: centsShape,
  otherLong: centsShape,
  /** Lines of Schedule D that no sale of the book makes, signed; left out where none was entered. 4, 11: other forms. 5, 12: partnerships, estates, trusts. */
  line4: centsShape.optional(),
  line5: centsShape.optional(),
  line11: centsShape.optional(),
  line12: centsShape.optional(),
  /** Capital gain distributions (Form 1099-DIV box 2a). */
  line13: centsShape.optional(),
  author: typedText(120),
  asOf: dateShape,
})
export type TaxProfile = z.infer<typeof taxProfileShape>
