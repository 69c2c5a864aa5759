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

const lines: CustomTableLayout = {
  hLineWidth: (line, node) => (line === 0 ? sheet.strongRule : line === 1 || line === node.table.body.length ? sheet.rule : 0.25),
  vLineWidth: () => 0,
  paddingLeft: column => (column === 0 ? 0 : 7),
  paddingRight: () => 0,
  paddingTop: () => 2,
  paddingBottom: () => 2,
}

export function paperTable<Row>(columns: readonly PaperColumn<Row>[], rows: readonly Row[]): Content {
  const cell = (column: PaperColumn<Row>, text: string, bold = false): TableCell =>
    column.figure ? right(text, { fontSize: sheet.small, bold }) : words(text, { fontSize: sheet.small, bold })
  const totals = columns.some(column => column.total !== undefined) ? [columns.map(column => cell(column, column.total ?? '', true))] : []
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(column => column.width),
      body: [
        columns.map(column => cell(column, column.head, true)),
        ...rows.map(row => columns.map(column => cell(column, column.cell(row)))),
        ...totals,
      ],
    },
    layout: lines,
    margin: [0, 2, 0, 8],
  }
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
