/**
 * A file as read: facts it states, row by row, every issue with its place and remedy, tie-outs, and what differs from the book. A preview
 * writes nothing; an issue of weight `stop` blocks commit.
 */
import { z } from 'zod'
import { accountTypeShape, custodianShape, reliefMethodShape, securityShape } from './book.ts'
import { entryKindShape } from './ledger.ts'
import { centsShape, dateShape, idShape, priceShape, sharesShape } from './units.ts'

export const importIssueShape = z.object({
  code: z.string(),
  /** Line of the file, from 1; 0 for the file as a whole. */
  line: z.number().int().min(0),
  /** Header text of the column; empty for a whole row. */
  column: z.string(),
  what: z.string(),
  remedy: z.string(),
  weight: z.enum(['note', 'warning', 'stop']),
})
export type ImportIssue = z.infer<typeof importIssueShape>

/** An account as the file names it, and the book's account it is mapped to (null: must be chosen or created before commit). */
export const fileAccountShape = z.object({
  /** Number or masked number as printed in the file (`XXXX-5792`), or its name where the file has no number. */
  key: z.string(),
  number: z.string(),
  name: z.string(),
  custodian: custodianShape,
  typeHint: accountTypeShape.nullable(),
  matched: idShape('account').nullable(),
  rows: z.number().int(),
})
export type FileAccount = z.infer<typeof fileAccountShape>

const place = { line: z.number().int(), account: z.string(), symbol: z.string(), name: z.string() }

/** What one row states, before it knows the book's ids. `account` is the FileAccount key, `symbol` as in the file (`SPAXX` for `SPAXX**`). */
export const factShape = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('lot'),
    ...place,
    asOf: dateShape,
    acquired: dateShape.nullable(),
    shares: sharesShape,
    basis: centsShape.nullable(),
    price: priceShape.nullable(),
  }),
  z.object({
    fact: z.literal('position'),
    ...place,
    asOf: dateShape,
    shares: sharesShape,
    basis: centsShape.nullable(),
    price: priceShape.nullable(),
    value: centsShape.nullable(),
    reinvest: z.boolean().nullable(),
    kindHint: securityShape.shape.kind.nullable(),
  }),
  z.object({ fact: z.literal('cash'), ...place, asOf: dateShape, amount: centsShape }),
  z.object({
    fact: z.literal('entry'),
    ...place,
    kind: entryKindShape,
    tradeDate: dateShape,
    settleDate: dateShape.nullable(),
    shares: sharesShape,
    price: priceShape.nullable(),
    amount: centsShape.nullable(),
    fees: centsShape,
    memo: z.string(),
    sequence: z.number().int(),
    /** Only the template states these. */
    basis: centsShape.nullable(),
    acquired: dateShape.nullable(),
    ratio: z.tuple([z.number().int(), z.number().int()]).nullable(),
    orderGroup: z.string().nullish(),
    method: reliefMethodShape.nullish(),
    /** Symbol of the other security, as in the file. */
    counter: z.string().nullish(),
    counterPrice: priceShape.nullish(),
    allocation: z.number().int().nullish(),
    giftTax: centsShape.nullish(),
  }),
  z.object({
    fact: z.literal('realized'),
    ...place,
    opened: dateShape.nullable(),
    closed: dateShape,
    shares: sharesShape,
    proceeds: centsShape,
    basis: centsShape.nullable(),
    term: z.enum(['short', 'long']).nullable(),
    disallowed: centsShape,
  }),
  /** Rows of Lotwright's own template for everything else: table name and its checked columns. */
  z.object({ fact: z.literal('record'), ...place, table: z.string(), values: z.record(z.string(), z.string()) }),
])
export type Fact = z.infer<typeof factShape>

export const tieOutShape = z.object({
  what: z.string(),
  /** Line of the total in the file. */
  line: z.number().int(),
  stated: z.string(),
  computed: z.string(),
  difference: z.string(),
  agrees: z.boolean(),
})
export type TieOut = z.infer<typeof tieOutShape>

/** One line of the file as shown in the preview: its cells and what was made of it. */
export const previewRowShape = z.object({
  line: z.number().int(),
  cells: z.array(z.string()),
  /** lot, position, cash, trade, realized, record, header, total, note, blank, unread */
  reading: z.string(),
  /** In words: `bought 961 SCHB on 2021-07-02 for $100,975.73`. */
  says: z.string(),
})

/** What the intake makes of one file, before it is held against the book. */
export const readFileShape = z.object({
  fileName: z.string(),
  sha256: z.string(),
  size: z.number().int(),
  /** `schwab-lot-details`, …; null: not recognised. */
  layout: z.string().nullable(),
  layoutName: z.string(),
  asOf: dateShape.nullable(),
  coverageFrom: dateShape.nullable(),
  coverageTo: dateShape.nullable(),
  header: z.array(z.string()),
  accounts: z.array(fileAccountShape),
  facts: z.array(factShape),
  rows: z.array(previewRowShape),
  issues: z.array(importIssueShape),
  tieOuts: z.array(tieOutShape),
})
export type ReadFile = z.infer<typeof readFileShape>

export const differenceShape = z.object({
  change: z.enum(['new', 'changed', 'gone', 'same']),
  what: z.string(),
  line: z.number().int(),
  account: z.string(),
  symbol: z.string(),
  before: z.string(),
  after: z.string(),
})
export type Difference = z.infer<typeof differenceShape>

export const importPreviewShape = z.object({
  /** Handle of the uploaded file; commit names it again. */
  handle: z.string(),
  file: readFileShape.omit({ facts: true }),
  counts: z.object({
    facts: z.number().int(),
    new: z.number().int(),
    changed: z.number().int(),
    gone: z.number().int(),
    same: z.number().int(),
    stops: z.number().int(),
    warnings: z.number().int(),
  }),
  differences: z.array(differenceShape),
  /** Import of the very same bytes, if there was one. */
  alreadyImported: z.object({ import: idShape('import'), at: z.string() }).nullable(),
  canCommit: z.boolean(),
})
export type ImportPreview = z.infer<typeof importPreviewShape>

/** What a person states because the file does not: the day it is for, the account's number. */
export const statedShape = z.object({ asOf: dateShape.nullable(), account: z.string().max(40).nullable() })
export type Stated = z.infer<typeof statedShape>

/** How to map a CSV that no layout recognises: our field name -> header text. Saved by name. */
export const mappingShape = z.object({
  name: z.string().min(1).max(80),
  kind: z.enum(['lots', 'trades', 'positions']),
  columns: z.record(z.string(), z.string()),
  dateOrder: z.enum(['iso', 'mdy', 'dmy']),
  custodian: custodianShape,
  /** Account number for files without an account column. */
  account: z.string().max(40).nullable(),
  asOf: dateShape.nullable(),
})
export type Mapping = z.infer<typeof mappingShape>

export const importRowShape = z.object({
  id: idShape('import'),
  fileName: z.string(),
  sha256: z.string(),
  layout: z.string(),
  asOf: dateShape.nullable(),
  at: z.string(),
  facts: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  same: z.number().int(),
  reversed: z.boolean(),
  /** What it had brought and took with it when it was undone, in words: `1 household, 2 accounts`. */
  takenOut: z.string().optional(),
})
export type ImportRow = z.infer<typeof importRowShape>
