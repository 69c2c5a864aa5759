/**
 * Text to records with papaparse, in pieces of a quarter megabyte: between two pieces the caller may show progress, stop, or let the desk breathe.
 * Each record keeps the line of the file on which it begins. A record that does not end inside a piece is read again with a longer one.
 */
import Papa from 'papaparse'
import type { Row } from './layout.ts'

export interface CsvFault {
  readonly line: number
  readonly kind: 'unterminated' | 'quotes'
}

export interface Piece {
  readonly rows: readonly Row[]
  readonly faults: readonly CsvFault[]
  /** Characters read so far. */
  readonly done: number
}

interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code?: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

function newlinesIn(text: string, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

function newlinesInCells(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += newlinesIn(cell, cell.length)
  return count
}

/** Records with their lines; `line` is the first record's. */
function numbered(data: readonly string[][], line: number, oneLineEach: boolean): Row[] {
  const rows: Row[] = new Array(data.length)
  let next = line
  for (let at = 0; at < data.length; at++) {
    const cells = data[at] as string[]
    rows[at] = { line: next, cells }
    next += oneLineEach ? 1 : 1 + newlinesInCells(cells)
  }
  return rows
}

export function* piecesOf(text: string, separator: string, size = 1 << 18): Generator<Piece> {
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n', quoteChar: '"' })
  let at = 0
  let line = 1
  let reach = size
  while (at < text.length) {
    const last = at + reach >= text.length
    const slice = last ? text.slice(at) : text.slice(at, at + reach)
    const { data, errors, meta } = parser.parse(slice, 0, !last) as Parsed
    const used = last ? slice.length : meta.cursor
    if (used === 0) {
      reach *= 2
      continue
    }
    const newlines = newlinesIn(slice, used)
    if (last && slice.endsWith('\n') && data.at(-1)?.length === 1 && data.at(-1)?.[0] === '') data.pop()
    const ends = last && !slice.endsWith('\n') ? data.length - 1 : data.length
    const rows = numbered(data, line, newlines === ends)
    const faults = errors.flatMap(({ code, row }): CsvFault[] => {
      const record = row === undefined ? undefined : rows[row]
      return record ? [{ line: record.line, kind: code === 'MissingQuotes' ? 'unterminated' : 'quotes' }] : []
    })
    at += used
    line += newlines
    reach = size
    yield { rows, faults, done: at }
  }
}

export const separators = [',', '\t', '|', ';'] as const
export type Separator = (typeof separators)[number]

/** The first records that hold anything, at most forty. */
export function headOf(text: string, separator: Separator): Row[] {
  const head: Row[] = []
  const start = text.length > 262_144 ? text.slice(0, 262_144) : text
  for (const { rows } of piecesOf(start, separator, start.length)) {
    for (const row of rows) {
      if (row.cells.some(cell => cell.trim() !== '')) head.push(row)
      if (head.length === 40) return head
    }
  }
  return head
}
