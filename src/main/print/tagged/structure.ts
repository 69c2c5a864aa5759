/**
 * The structure of a document for readers that do not look at it (ISO 32000-1, 14.7 and 14.8): headings, paragraphs, lists, tables with their rows and cells, pictures with what they show. It is read from the
 * document before it is laid out, so its order is the order of thought and not that of the page. Rules, boxes and what repeats on every page are no content.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'

export type Role = 'Document' | 'Sect' | 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** A piece of the structure; one without `children` holds what is printed. */
export interface Part {
  readonly role: Role
  readonly children: Part[]
  readonly columns?: number
  readonly alt?: string
}

/** What our own pieces say beside what pdfmake knows; pdfmake passes over names it does not know. */
export interface Told {
  readonly role?: 'H1' | 'H2' | 'H3'
  /** Of a picture: what it shows, in words. */
  readonly alt?: string
  /** No content: it repeats what stands elsewhere. */
  readonly artifact?: boolean
  /** Of a table: its cells are read as rows and columns; a table without header rows is only an arrangement of pieces unless this is said. */
  readonly tabular?: boolean
}

interface Node extends Told {
  text?: unknown
  stack?: unknown[]
  columns?: unknown[]
  ul?: unknown[]
  svg?: unknown
  section?: unknown
  header?: unknown
  footer?: unknown
  outline?: boolean
  colSpan?: number
  table?: { readonly body: unknown[][]; readonly headerRows?: number }
  decorationColor?: unknown
}

/** The whole of a document. Every text and picture in it is given its part, which pdfmake carries to where it is drawn (see `partOf`). */
export function structureOf(document: TDocumentDefinitions): Part {
  const whole = part('Document')
  const made = document as unknown as Node & { content: unknown }
  framed(made, whole, () => read(made.content, whole))
  return whole
}

/** What is drawn belongs to this part; null for what is no content. */
export function partOf(drawn: unknown): Part | null {
  const { decorationColor } = drawn as { decorationColor?: unknown }
  return typeof decorationColor === 'object' ? (decorationColor as Part | null) : null
}

function part(role: Role, more: Omit<Part, 'role' | 'children'> = {}): Part {
  return { role, children: [], ...more }
}

function under(parent: Part, role: Role, more: Omit<Part, 'role' | 'children'> = {}): Part {
  const made = part(role, more)
  parent.children.push(made)
  return made
}

/** Heads and feet are made page by page while it is laid out, more than once where breaks move: each time anew. */
function framed(node: Node, whole: Part, inside: () => void): void {
  const before = under(whole, 'Sect')
  inside()
  const after = under(whole, 'Sect')
  if (node.header !== undefined) node.header = heard(node.header, before)
  if (node.footer !== undefined) node.footer = heard(node.footer, after)
}

function heard(make: unknown, place: Part): unknown {
  if (typeof make !== 'function') return make
  return (...given: unknown[]) => {
    const content = make(...given) as Node
    if (content.artifact !== true) {
      place.children.length = 0
      read(content, place)
    }
    return content
  }
}

function read(given: unknown, parent: Part): void {
  if (Array.isArray(given)) for (const each of given) read(each, parent)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return
  const node = given as Node
  if (node.artifact === true) return
  if (node.section !== undefined) {
    const section = under(parent, 'Sect')
    framed(node, section, () => read(node.section, section))
  } else if (node.text !== undefined) {
    carried(node, under(parent, node.role ?? (node.outline === true ? 'H2' : 'P')))
  } else if (node.svg !== undefined) {
    carried(node, under(parent, 'Figure', { alt: node.alt ?? '' }))
  } else if (node.table !== undefined) {
    readTable(node, node.table, parent)
  } else if (node.ul !== undefined) {
    const list = under(parent, 'L')
    for (const item of node.ul) read(item, under(under(list, 'LI'), 'LBody'))
  } else {
    read(node.stack ?? node.columns, parent)
  }
}

/** The one style that pdfmake hands on, unread where nothing is underlined, from a node to each line and picture drawn of it. */
function carried(node: Node, own: Part): void {
  node.decorationColor = own
}

function readTable(node: Node, { body, headerRows = 0 }: NonNullable<Node['table']>, parent: Part): void {
  if (headerRows === 0 && node.tabular !== true) {
    read(body, parent)
    return
  }
  const table = under(parent, 'Table')
  for (const [at, row] of body.entries()) {
    const inner = rowOver(row)
    readRow(inner?.cells ?? row, under(table, 'TR'), at < headerRows ? 'TH' : 'TD')
    if (inner) carriedCell(inner.sentence, under(under(table, 'TR'), 'TD', { columns: row.length }))
  }
}

/** A row with a sentence under it is one cell over the whole width: to a reader two rows. */
function rowOver(row: readonly unknown[]): { readonly cells: readonly unknown[]; readonly sentence: unknown } | null {
  const [first, sentence] = (row[0] as Node | undefined)?.stack ?? []
  const table = (first as Node | undefined)?.table
  const cells = (first as Node | undefined)?.tabular === true ? table?.body[0] : undefined
  return cells === undefined ? null : { cells, sentence }
}

function readRow(row: readonly unknown[], into: Part, role: 'TH' | 'TD'): void {
  let covered = 0
  for (const cell of row) {
    if (covered > 0) covered -= 1
    else {
      const columns = (cell as Node).colSpan ?? 1
      covered = columns - 1
      carriedCell(cell, under(into, role, columns > 1 ? { columns } : {}))
    }
  }
}

/** A cell of text alone holds it itself. */
function carriedCell(cell: unknown, own: Part): void {
  const node = cell as Node
  if (typeof node === 'object' && node.text !== undefined && node.role === undefined) carried(node, own)
  else read(cell, own)
}

/** Content with what a reader is told of it. */
export function told(content: Content, what: Told): Content {
  return { ...(content as object), ...what } as Content
}
