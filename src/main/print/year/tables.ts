/** Tables of the CPA pack: names above columns that repeat on each page, thin rules, amounts flush right, totals in bold. Black on white, for faxes. */
import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces'
import { bare, right, sheet, words } from '../pieces.ts'
import { told } from '../tagged/structure.ts'

export interface PaperColumn<Row> {
  readonly head: string
  /** Points, or `*` for what is left. */
  readonly width: number | '*'
  readonly figure?: boolean
  readonly cell: (row: Row) => string
  readonly total?: string
}

const paddingLeft = (column: number) => (column === 0 ? 0 : 7)

/** A rule over the names, one under them and at the end, a thin one between rows. */
const lines: CustomTableLayout = {
  hLineWidth(line, node) {
    if (line === 0) return sheet.strongRule
    return line === 1 || line === node.table.body.length ? sheet.rule : 0.25
  },
  vLineWidth: () => 0,
  paddingLeft,
  paddingRight: () => 0,
  paddingTop: () => 2,
  paddingBottom: () => 2,
}

/** The same from the second row on: above it stands what the table is of. */
const linesBelow: CustomTableLayout = {
  ...lines,
  hLineWidth: (line, node) => {
    if (line < 2) return line === 0 ? 0 : sheet.strongRule
    return line === 2 || line === node.table.body.length ? sheet.rule : 0.25
  },
}

/** `below`: a sentence under a row, over the whole width; null for none. `over`: what the table is of, above its columns on every page it goes on to. */
export function paperTable<Row>(
  columns: readonly PaperColumn<Row>[],
  rows: readonly Row[],
  below: (row: Row) => string | null = () => null,
  over: Content | null = null,
): Content {
  const cell = (column: PaperColumn<Row>, text: string, bold = false): TableCell =>
    column.figure ? right(text, { fontSize: sheet.small, bold }) : words(text, { fontSize: sheet.small, bold })
  const widths = columns.map(column => column.width)
  const across = columns.slice(1).map(() => ({}) as TableCell)
  const body: TableCell[][] = [
    ...(over === null ? [] : [[{ stack: [over], colSpan: columns.length } as TableCell, ...across]]),
    columns.map(column => cell(column, column.head, true)),
  ]
  for (const row of rows) {
    const cells = columns.map(column => cell(column, column.cell(row)))
    const sentence = below(row)
    body.push(sentence === null ? cells : withSentence(cells, widths, sentence))
  }
  if (columns.some(column => column.total !== undefined)) body.push(columns.map(column => cell(column, column.total ?? '', true)))
  const headerRows = over === null ? 1 : 2
  return {
    table: { headerRows, keepWithHeaderRows: 1, dontBreakRows: true, widths, body },
    layout: over === null ? lines : linesBelow,
    margin: [0, 2, 0, 8],
  }
}

/** One cell over the whole width, so that a page never ends between a row and its sentence. */
function withSentence(cells: TableCell[], widths: PaperColumn<never>['width'][], sentence: string): TableCell[] {
  const inner = told({ table: { widths, body: [cells] }, layout: { ...bare, paddingLeft } }, { tabular: true })
  const stack = [inner, words(sentence, { fontSize: sheet.small, margin: [12, 1, 0, 1] })]
  return [{ stack, colSpan: cells.length } as TableCell, ...cells.slice(1).map(() => ({}) as TableCell)]
}

/** Also a line of the document's outline, by which a reader without eyes or patience finds it. */
export function heading(text: string, note = ''): Content {
  return {
    stack: [words(text, { fontSize: 12, bold: true, outline: true }), ...(note === '' ? [] : [words(note, { fontSize: sheet.small })])],
    margin: [0, 6, 0, 2],
    headlineLevel: 1,
  }
}

export function paragraph(text: string): Content {
  return words(text, { margin: [0, 0, 0, 3] })
}

export function bullets(lines: readonly string[], fontSize: number = sheet.body): Content {
  return { ul: lines.map(line => words(line, { fontSize, margin: [0, 0, 0, 2] })), margin: [0, 0, 0, 6] }
}

/** A heading never stands alone at the foot of a page: for short tables, which fit one. */
export function together(...pieces: readonly Content[]): Content {
  return { stack: [...pieces], unbreakable: true }
}
