/** Tables of the CPA pack: names above columns that repeat on each page, thin rules, amounts flush right, totals in bold. Black on white, for faxes. */
import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { right, sheet, words } from '../pieces.ts'

export interface PaperColumn<Row> {
  readonly head: string
  /** Points, or `*` for what is left. */
  readonly width: number | '*'
  readonly figure?: boolean
  readonly cell: (row: Row) => string
  readonly total?: string
}

/** A rule over the names, one under them and at the end, a thin one between rows; none between a row and the sentence below it. */
function lines(sentences: ReadonlySet<number>): CustomTableLayout {
  return {
    hLineWidth(line, node) {
      if (line === 0) return sheet.strongRule
      if (line === 1 || line === node.table.body.length) return sheet.rule
      return sentences.has(line) ? 0 : 0.25
    },
    vLineWidth: () => 0,
    paddingLeft: column => (column === 0 ? 0 : 7),
    paddingRight: () => 0,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  }
}

/** `below`: a sentence under a row, over the whole width; null for none. */
export function paperTable<Row>(
  columns: readonly PaperColumn<Row>[],
  rows: readonly Row[],
  below: (row: Row) => string | null = () => null,
): Content {
  const cell = (column: PaperColumn<Row>, text: string, bold = false): TableCell =>
    column.figure ? right(text, { fontSize: sheet.small, bold }) : words(text, { fontSize: sheet.small, bold })
  const body: TableCell[][] = [columns.map(column => cell(column, column.head, true))]
  const sentences = new Set<number>()
  for (const row of rows) {
    body.push(columns.map(column => cell(column, column.cell(row))))
    const sentence = below(row)
    if (sentence === null) continue
    sentences.add(body.length)
    body.push(across(sentence, columns.length))
  }
  if (columns.some(column => column.total !== undefined)) body.push(columns.map(column => cell(column, column.total ?? '', true)))
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: columns.map(column => column.width), body },
    layout: lines(sentences),
    margin: [0, 2, 0, 8],
  }
}

function across(text: string, columns: number): TableCell[] {
  const first = { ...words(text, { fontSize: sheet.small, margin: [12, 0, 0, 1] }), colSpan: columns } as TableCell
  return [first, ...Array.from({ length: columns - 1 }, () => ({}) as TableCell)]
}

export function heading(text: string, note = ''): Content {
  return {
    stack: [words(text, { fontSize: 12, bold: true }), ...(note === '' ? [] : [words(note, { fontSize: sheet.small })])],
    margin: [0, 6, 0, 2],
    headlineLevel: 1,
  }
}

export function paragraph(text: string): Content {
  return words(text, { margin: [0, 0, 0, 3] })
}

export function bullets(lines: readonly string[]): Content {
  return { ul: lines.map(line => words(line, { margin: [0, 0, 0, 2] })), margin: [0, 0, 0, 6] }
}

/** A heading never stands alone at the foot of a page: for short tables, which fit one. */
export function together(...pieces: readonly Content[]): Content {
  return { stack: [...pieces], unbreakable: true }
}
