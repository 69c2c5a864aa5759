/** What a column and a table of the template are, the columns that many tables share, and the names of the tables in the order in which they are committed. */
import type { CellKind } from './cells.ts'
import * as cell from './cells.ts'

export interface Column {
  readonly name: string
  readonly kind: CellKind
  /** A required cell may not be blank. A missing column counts as blank cells. */
  readonly required: boolean
  /** Few rows need it: a file that is written leaves it out where none does. */
  readonly rare?: true
  readonly meaning: string
  readonly example: string
}

/** In the order in which they are committed: a later table may refer to rows of an earlier one. */
export const tableNames = [
  'households',
  'people',
  'securities',
  'models',
  'accounts',
  'household-models',
  'sleeves',
  'relations',
  'prices',
  'tax-profiles',
  'restrictions',
  'cash-needs',
  'settings',
  'entries',
  'lots',
  'positions',
  'cash',
  'realized',
] as const
export type TableName = (typeof tableNames)[number]

export interface Table {
  readonly name: TableName
  readonly title: string
  readonly meaning: string
  readonly columns: readonly Column[]
  /** Columns that together name a row; two rows with the same key are an issue. */
  readonly key: readonly string[]
}

export function must(name: string, kind: CellKind, meaning: string, example: string): Column {
  return { name, kind, required: true, meaning, example }
}

export function may(name: string, kind: CellKind, meaning: string, example: string): Column {
  return { name, kind, required: false, meaning, example }
}

export function rarely(name: string, kind: CellKind, meaning: string, example: string): Column {
  return { ...may(name, kind, meaning, example), rare: true }
}

export const household = must('household', cell.identifier, 'id of the household', 'alvarez-kim')
export const account = must('account', cell.identifier, 'id of the account in the accounts table', 'alvarez-kim-joint')
export const onlyAccount = may('account', cell.identifier, 'id of the one account meant; blank: the whole household', 'alvarez-kim-joint')
export const symbol = must('symbol', cell.symbol, 'ticker', 'VTI')
export const day = must('as_of', cell.date, 'the day for which the row is true', '2026-11-20')
