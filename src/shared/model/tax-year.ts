/**
 * A household's tax year as screens, files and paper show it: every sale by the return's rules beside the custodian's, Form 8949 by box, Schedule D
 * by line, the carryover worksheet, and the year's tax. Made for reading; nothing here is stored. Amounts are cents; null is unknown, never zero.
 */
import { z } from 'zod'
import { taxProfileShape } from './book.ts'
import { termShape } from './ledger.ts'
import { federalTableShape } from './tax-table.ts'
import { centsShape, dateShape, idShape, rateShape, sharesShape } from './units.ts'

/** A to C short-term, D to F long-term; from 2025 G to I and J to L for digital assets. Basis reported, not reported, no Form 1099-B. */
export const boxes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'] as const
export const boxShape = z.enum(boxes)
export type Box = z.infer<typeof boxShape>

/** How one party sees the result of a sale. `basis` holds the disallowed losses of earlier sales that it knows of. */
export const saleResultShape = z.object({
  basis: centsShape.nullable(),
  /** Positive; loss disallowed by section 1091. */
  disallowed: centsShape,
  /** proceeds − basis + disallowed. */
  recognized: centsShape.nullable(),
  term: termShape.nullable(),
})
export type SaleResult = z.infer<typeof saleResultShape>

export const yearRowShape = z.object({
  /** `sale entry|lot|part` for a sale of the ledger, `file|import|line` for a line of a custodian's file; what a trail is asked with. */
  id: z.string(),
  account: idShape('account'),
  accountName: z.string(),
  security: idShape('security'),
  symbol: z.string(),
  name: z.string(),
  sale: idShape('ledger entry').nullable(),
  lot: idShape('lot').nullable(),
  acquired: dateShape.nullable(),
  /** `INHERITED` where column (b) of Form 8949 says so; null for a date. */
  acquiredWord: z.string().nullable(),
  /** Start of the holding period, where a wash moved it from `acquired`. */
  holdingFrom: dateShape.nullable(),
  sold: dateShape,
  shares: sharesShape,
  proceeds: centsShape.nullable(),
  basis: centsShape.nullable(),
  /** Disallowed losses of earlier sales inside `basis`. */
  carriedIn: centsShape,
  /** Positive: loss disallowed on this sale; `deferred` went into a replacement's basis, `permanent` to nobody (Rev. Rul. 2008-5). */
  disallowed: centsShape,
  deferred: centsShape,
  permanent: centsShape,
  /** Whose purchase made it permanent, with the rule; null: nothing of it is. */
  permanentWhy: z.string().nullable(),
  recognized: centsShape.nullable(),
  term: termShape.nullable(),
  /** Box of Form 8949, why it is that one, and column (e): null where term or basis is unknown, so that the form cannot take the sale yet. */
  box: boxShape.nullable(),
  boxWhy: z.string(),
  columnE: centsShape.nullable(),
  /** Codes of column (f), alphabetical, and the amount of column (g). */
  codes: z.string(),
  adjustment: centsShape,
  /** null: final on the records. `open`: a purchase through `until` still washes it; `missing`: accounts whose trades of the window are not in the book. */
  provisional: z.object({ until: dateShape, open: z.boolean(), missing: z.array(z.string()), why: z.string() }).nullable(),
  /** Purchases in plans of which no ruling says whether they disallow the loss, in words; null: none. */
  undecidedWhy: z.string().nullable(),
  /** File and line, or the ledger entry's. */
  source: z.string(),
  /** What a broker's rules give (same account and CUSIP); null where the book has no trades for it. */
  broker: saleResultShape.nullable(),
  /** What the custodian's realized file says; null where none speaks of the sale. */
  reported: saleResultShape.nullable(),
  /** The return's figure less the custodian's (as reported, else as computed); null where either is unknown. */
  difference: centsShape.nullable(),
  differenceWhy: z.array(z.string()),
})
export type YearRow = z.infer<typeof yearRowShape>

/**
 * Sums over the rows with a known result; `unknown` counts the others, and of the return's short-term and long-term sales `short` and `long` of `sales` and
 * `untold`: how many there are and of how many this party's figure is not known. Where none is, the sum is not zero but unknown.
 */
export const scopeTotalsShape = z.object({
  short: centsShape,
  long: centsShape,
  sales: z.object({ short: z.number().int(), long: z.number().int() }),
  untold: z.object({ short: z.number().int(), long: z.number().int() }),
  disallowed: centsShape,
  permanent: centsShape,
  rows: z.number().int(),
  unknown: z.number().int(),
})
export type ScopeTotals = z.infer<typeof scopeTotalsShape>

/** Raw gains = recognized − adjustments still in open lots − lost for good, over every sale of the ledger (RULES D7). */
export const identityShape = z.object({
  raw: centsShape,
  recognized: centsShape,
  openAdjustments: centsShape,
  permanent: centsShape,
  /** Adjustments that left with shares given away or moved out of taxable accounts. */
  gone: centsShape,
  holds: z.boolean(),
  /** The same of the year: raw + disallowed − carried in = recognized. */
  year: z.object({ raw: centsShape, disallowed: centsShape, carriedIn: centsShape, recognized: centsShape }),
})

export const formAmountsShape = z.object({ proceeds: centsShape, basis: centsShape, adjustment: centsShape, gain: centsShape })
export type FormAmounts = z.infer<typeof formAmountsShape>

export const form8949LineShape = z.object({
  description: z.string(),
  /** Columns (b) and (c); (b) is a date, `INHERITED` or `VARIOUS`. */
  acquired: z.string(),
  sold: dateShape,
  codes: z.string(),
  ...formAmountsShape.shape,
  account: z.string(),
  /** What the row is made of, and what must be read with it. */
  rows: z.array(z.string()),
  notes: z.array(z.string()),
})
export type Form8949Line = z.infer<typeof form8949LineShape>

export const form8949BoxShape = z.object({
  box: boxShape,
  part: z.enum(['I', 'II']),
  what: z.string(),
  /** Line of Schedule D: 1a and 8a take the totals without the form. */
  line: z.string(),
  needed: z.boolean(),
  lines: z.array(form8949LineShape),
  totals: formAmountsShape,
})
export type Form8949Box = z.infer<typeof form8949BoxShape>

export const scheduleLineShape = z.object({
  line: z.string(),
  what: z.string(),
  proceeds: centsShape.nullable(),
  basis: centsShape.nullable(),
  adjustment: centsShape.nullable(),
  /** Column (h), signed as on the form. null is unknown. */
  amount: centsShape.nullable(),
  note: z.string().nullable(),
})
export type ScheduleLine = z.infer<typeof scheduleLineShape>

/** A line of the Capital Loss Carryover Worksheet, with its number. */
const worksheetLineShape = z.object({ line: z.string(), what: z.string(), amount: centsShape })

export const carryoverShape = z.object({
  lines: z.array(worksheetLineShape),
  short: centsShape,
  long: centsShape,
  /** Where little income keeps the $3,000 from using the loss up (IRC section 1212(b)(2)), in words. */
  note: z.string().nullable(),
})
export type Carryover = z.infer<typeof carryoverShape>

export const taxFiguresShape = z.object({
  taxable: centsShape,
  incomeTax: centsShape,
  /** The ordinary schedule on everything: the most that may be due (worksheet line 24). */
  regularTax: centsShape,
  investmentTax: centsShape,
  stateTax: centsShape,
  total: centsShape,
  /** Losses carried into the next year: what the sales use up or leave, which is in no tax of this year. */
  carried: centsShape,
})
export const yearTaxShape = z.object({ with: taxFiguresShape, without: taxFiguresShape, difference: centsShape })
export type YearTax = z.infer<typeof yearTaxShape>

/** Losses carried from one year into the next: what the worksheet gives against what the next profile says. */
export const handOverShape = z.object({
  from: z.number().int(),
  to: z.number().int(),
  computed: z.object({ short: centsShape, long: centsShape }),
  entered: z.object({ short: centsShape, long: centsShape }),
  agrees: z.boolean(),
})
export type HandOver = z.infer<typeof handOverShape>

/** One match of a chain: loss shares, what replaced them, where the loss went, and under which rules. */
export const washChainShape = z.object({
  /** Matches of one number belong to one chain: a loss washed, and washed again. Counted from 1. */
  chain: z.number().int(),
  symbol: z.string(),
  sold: dateShape,
  account: z.string(),
  shares: sharesShape,
  disallowed: centsShape,
  permanent: z.boolean(),
  replacement: z.string(),
  bought: dateShape,
  /** Where the loss is now, in words. */
  became: z.string(),
  /** Each place in the law once, in the order a person would check them. */
  rules: z.array(z.string()),
  brokerSees: z.boolean(),
})
export type WashChain = z.infer<typeof washChainShape>

/** What must be read before the figures: no table, no profile, unknown results, provisional losses. */
export const yearNoticeShape = z.object({
  code: z.enum([
    'no-table',
    'no-profile',
    'no-one-return',
    'undecided',
    'restated',
    'unknown',
    'provisional',
    'hand-over',
    'identity',
    'future',
  ]),
  what: z.string(),
})
export type YearNotice = z.infer<typeof yearNoticeShape>

/**
 * One of two separate returns: the sales in accounts of one owner, before carryovers and anything entered in the household's profile, which does not say whose
 * it is. Each return has its own netting and its own limit (Pub. 550, "Limit on deduction"; IRC section 1211(b)).
 */
export const separateReturnShape = z.object({
  /** null: accounts that name no owner. */
  owner: idShape('person').nullable(),
  name: z.string(),
  sales: z.number().int(),
  unknown: z.number().int(),
  short: centsShape,
  long: centsShape,
  net: centsShape,
  /** The loss this return alone may deduct, positive; null: no table of the year, or no owner to file it. */
  lossAllowed: centsShape.nullable(),
})
export type SeparateReturn = z.infer<typeof separateReturnShape>

export const yearViewShape = z.object({
  household: idShape('household'),
  householdName: z.string(),
  asOf: dateShape,
  year: z.number().int(),
  /** Years with sales, profiles or tables, newest first. */
  years: z.array(z.number().int()),
  snapshotHash: z.string(),
  engine: z.string(),
  rows: z.array(yearRowShape),
  totals: z.object({
    taxpayer: scopeTotalsShape,
    broker: scopeTotalsShape,
    reported: scopeTotalsShape,
    deferred: centsShape,
    /** Over the sales of which both figures are known; null where there are sales and none has both. `undecided` counts the others. */
    difference: centsShape.nullable(),
    undecided: z.number().int(),
  }),
  identity: identityShape,
  /** Where spouses file separately and both, or accounts of neither, have sales: then no tax and no sum of Schedule D is shown as one return's. */
  returns: z.array(separateReturnShape),
  boxes: z.array(form8949BoxShape),
  schedule: z.array(scheduleLineShape),
  carryover: carryoverShape.nullable(),
  tax: yearTaxShape.nullable(),
  handOvers: z.array(handOverShape),
  chains: z.array(washChainShape),
  notices: z.array(yearNoticeShape),
  profile: taxProfileShape.nullable(),
  /** Source and effective day of the federal table; null: there is none for the year. */
  table: z.object({ source: z.string(), effective: z.string() }).nullable(),
  /** The method and the choices where the law leaves one open, sentence by sentence. */
  method: z.array(z.string()),
})
export type YearView = z.infer<typeof yearViewShape>

/** How Form 8949 is written: whole dollars for all amounts or none; the lots of one sale on one line or each on its own. */
export const formChoicesShape = z.object({ wholeDollars: z.boolean(), combineLots: z.boolean() })
export type FormChoices = z.infer<typeof formChoicesShape>

export const stateRowShape = z.object({
  state: z.string(),
  name: z.string(),
  treatment: z.string(),
  /** Top rate by year, as a fraction. */
  short: z.record(z.string(), rateShape),
  long: z.record(z.string(), rateShape),
  note: z.string(),
  /**
   * Where a surtax, or a tax of its own, begins at an amount: the rates from `above` (dollars) of `by` on, lowest first. The lowest are the top rates without it.
   * Left out: the row knows no such amount.
   */
  steps: z
    .object({
      by: z.enum(['taxable', 'agi', 'investment', 'long-gain']),
      levels: z.array(z.object({ above: z.number().int(), short: rateShape, long: rateShape })).min(2),
    })
    .optional(),
  source: z.array(z.string()),
})
export type StateSteps = NonNullable<z.infer<typeof stateRowShape>['steps']>
export type StateRow = z.infer<typeof stateRowShape>

export const stateTableShape = z.object({ asOf: dateShape, source: z.string(), trust: z.string(), rows: z.array(stateRowShape) })
export type StateTable = z.infer<typeof stateTableShape>

export const taxTablesShape = z.object({ federal: z.array(federalTableShape), states: stateTableShape })
export type TaxTables = z.infer<typeof taxTablesShape>
