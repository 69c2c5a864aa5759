/**
 * Writes tables of the template: the inverse of reading. Quoting follows RFC 4180, lines end in LF, and free text that a spreadsheet could
 * take for a formula, a number or a date gets the protecting apostrophe that the reader removes.
 */
import type { CellKind, CellValue } from './cells.ts'
import { type Column, markOf, type TableName, tables } from './tables.ts'

/** Values by column name; a column left out is blank. `note` fills the free first column. */
export type TableRow = Readonly<Record<string, CellValue>>

const risky = /^['=+\-@\t\r]|^[\d.,:/ -]+$|^\d+(\.\d+)?e[+-]?\d+$|^(true|false)$/i

/** What stands in the file; read back as a cell it is the value again. */
export function cellText(kind: CellKind, value: CellValue): string {
  if (value === null || value === '') return ''
  const text = kind.write(value)
  return kind.textual && risky.test(text) ? `'${text}` : text
}

function quotedCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function writeLine(cells: readonly string[]): string {
  return `${cells.map(quotedCell).join(',')}\n`
}

export function templateHeader(name: TableName, columns: readonly Column[] = tables[name].columns): string {
  return writeLine([markOf(name), ...columns.map(column => column.name)])
}

export function templateLine(name: TableName, row: TableRow, columns: readonly Column[] = tables[name].columns): string {
  const note = row['note to self']
  return writeLine([typeof note === 'string' ? note : '', ...columns.map(column => cellText(column.kind, row[column.name] ?? null))])
}

/** One table as CSV text, without the rare columns at its end that no row fills. */
export function writeTable(name: TableName, rows: Iterable<TableRow>): string {
  const written = [...rows]
  const columns = [...tables[name].columns]
  const isEmpty = (column: Column | undefined) => column?.rare === true && written.every(row => (row[column.name] ?? null) === null)
  while (isEmpty(columns.at(-1))) columns.pop()
  let text = templateHeader(name, columns)
  for (const row of written) text += templateLine(name, row, columns)
  return text
}
