/**
 * What a layout is: a name, a test on the first rows of a file, and a reader from rows to facts, issues and tie-outs. One file a layout;
 * layouts.ts lists them. A layout never guesses: a cell it cannot read becomes an issue with line, column, what and remedy, and its row makes no fact.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Fact, FileAccount, ImportIssue, TieOut } from '../../shared/model/import-batch.ts'

/** One record of the CSV. `line` is the file's line on which it begins, from 1 (records with embedded newlines span several). */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

export interface FileContext {
  readonly fileName: string
  /** The day the file is for, where a person stated it because the file does not. */
  readonly asOf?: CivilDate | null
  /** The account's number, where a person stated it because the file does not. */
  readonly account?: string | null
}

/** How one row was understood, for the preview. Rows that became a fact need none: the preview says it from the fact. */
export interface RowReading {
  readonly line: number
  readonly reading: 'lot' | 'position' | 'cash' | 'trade' | 'realized' | 'record' | 'header' | 'total' | 'note' | 'blank' | 'unread'
  readonly says: string
}

export interface LayoutResult {
  readonly asOf: CivilDate | null
  readonly coverageFrom: CivilDate | null
  readonly coverageTo: CivilDate | null
  readonly header: readonly string[]
  readonly accounts: readonly FileAccount[]
  readonly facts: readonly Fact[]
  readonly readings: readonly RowReading[]
  readonly issues: readonly ImportIssue[]
  readonly tieOuts: readonly TieOut[]
}

export interface HeaderColumns {
  readonly count: number
  /** Of the columns that are needed, those the cells do not have, in the custodian's words. */
  missingIn(cells: readonly string[]): readonly string[]
}

/** Takes the rows one after another, so that a file of a million rows can be read in pieces between which the desk stays awake. */
export interface LayoutReader {
  take(row: Row): void
  finish(): LayoutResult
  /** Issues so far, so that the preview keeps the rows they name. */
  issueCount?(): number
}

export interface Layout {
  /** Stable, kebab case: `schwab-lot-details`. */
  readonly id: string
  /** As an advisor says it: `Schwab Lot Details (open lots)`. */
  readonly name: string
  /** Decides from the first non-blank rows alone; rows are as parsed, untrimmed, BOM removed. */
  recognises(head: readonly Row[], context: FileContext): boolean
  /** Columns without which this is no header of its, as far as these cells lack them; left out where a header is not what tells it. */
  readonly columns?: HeaderColumns
  /** `rows` are all rows of the file, blank ones included. */
  read(rows: Iterable<Row>, context: FileContext): LayoutResult
  /** Where a layout can take its rows one at a time. */
  begin?(context: FileContext): LayoutReader
}

/** A layout that reads row by row. */
export function streamed(
  layout: Pick<Layout, 'id' | 'name' | 'recognises' | 'columns'> & { begin(context: FileContext): LayoutReader },
): Layout {
  return {
    ...layout,
    read(rows, context) {
      const reader = layout.begin(context)
      for (const row of rows) reader.take(row)
      return reader.finish()
    },
  }
}
