/**
 * RFC 4180 text: fields with a comma, quote or line break are quoted, quotes doubled, rows end in CRLF.
 * Formula-proof (OWASP, "CSV injection"): a *text* cell that a spreadsheet would run (it starts with = + - @, their full-width twins, tab, CR
 * or LF) gets an apostrophe in front. Number and date columns are declared and checked instead, so that -1234.50 stays a number.
 */
import { parseCivilDate } from '../kernel/civil-date.ts'

type ColumnType = 'text' | 'number' | 'date'
/** null is an unknown or absent value: an empty cell. */
export type Cell = string | null

export interface Column<Row> {
  readonly name: string
  readonly type: ColumnType
  readonly cell: (row: Row) => Cell
}

/** Columns of one kind of row, by what they hold. */
export function columnsOf<Row>() {
  const of =
    (type: ColumnType) =>
    (name: string, cell: (row: Row) => Cell): Column<Row> => ({ name, type, cell })
  return { text: of('text'), number: of('number'), day: of('date') }
}

export interface CsvOptions {
  /** A UTF-8 byte order mark, for Excel on Windows, which otherwise reads names in the machine's own encoding. */
  readonly byteOrderMark?: boolean
}

const byteOrderMark = '\ufeff'
const runsAsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const needsQuotes = /[",\r\n]/
const plainNumber = /^-?\d+(\.\d+)?$/

/** Text that no spreadsheet takes for a formula. Applied once, on the way out. */
export function inertText(text: string): string {
  return runsAsFormula.test(text) ? `'${text}` : text
}

function quoted(field: string): string {
  return needsQuotes.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

function written<Row>(column: Column<Row>, row: Row): string {
  const cell = column.cell(row)
  if (cell === null || cell === '') return ''
  if (column.type === 'text') return quoted(inertText(cell))
  const fits = column.type === 'number' ? plainNumber.test(cell) : parseCivilDate(cell) !== undefined
  if (!fits) throw new RangeError(`column ${column.name} holds ${column.type}s, not ${JSON.stringify(cell)}`)
  return cell
}

/** Header and rows as one text. */
export function csvText<Row>(columns: readonly Column<Row>[], rows: readonly Row[], options: CsvOptions = {}): string {
  const lines = [columns.map(column => quoted(column.name)), ...rows.map(row => columns.map(column => written(column, row)))]
  return `${options.byteOrderMark === true ? byteOrderMark : ''}${lines.map(line => `${line.join(',')}\r\n`).join('')}`
}
