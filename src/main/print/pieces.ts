/** Pieces of a printed sheet: text that only ever is text, boxes to tick, rules. Black on white, no tint and nothing under 8 pt: it is faxed. */
import type { Content, ContentText, CustomTableLayout, Size, TableCell } from 'pdfmake/interfaces'
import type { Told } from './tagged/structure.ts'

export const sheet = { margin: 36, width: 612 - 2 * 36, body: 9, small: 8, rule: 0.6, strongRule: 1.4 } as const

/** Control and direction-changing characters, which could hide or reorder what is read. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

/** Text from files and typists as one line that says what it shows. */
export function plain(text: string): string {
  return text.replace(invisible, ' ')
}

type Look = Omit<ContentText, 'text'> & Pick<Told, 'role'>

export function words(text: string, look: Look = {}): ContentText {
  return { text: plain(text), ...look }
}

/** A bold lead and what it says: `Wash sale: clear on the records`. */
export function remark(lead: string, text: string, look: Look = {}): ContentText {
  return { text: [{ text: `${lead} `, bold: true }, plain(text)], ...look }
}

export function right(text: string, look: Look = {}): ContentText {
  return words(text, { alignment: 'right', noWrap: true, ...look })
}

/** Roboto's figures have one width, in thousandths of the size; the point another (hmtx table of the two weights). */
const figureWidths = { regular: { digit: 0.562, point: 0.264 }, bold: { digit: 0.568, point: 0.278 } } as const

/** A column of figures whose points stand under each other: each is moved left by the places it lacks. */
export function decimalAligned(figures: readonly string[], bold = false): ContentText[] {
  const places = figures.map(figure => (/\d$/.test(figure) && figure.includes('.') ? figure.length - figure.lastIndexOf('.') - 1 : 0))
  const most = places.reduce((widest, own) => Math.max(widest, own), 0)
  const { digit, point } = figureWidths[bold ? 'bold' : 'regular']
  return figures.map((figure, index) => {
    const held = places[index] ?? 0
    const lacking = /\d$/.test(figure) ? (most - held) * digit + (held === 0 && most > 0 ? point : 0) : 0
    return right(figure, { bold, margin: [0, 0, lacking * sheet.body, 0] })
  })
}

/** An empty box to tick by hand, or one with a cross. Drawn, because the font has none. */
export function box(crossed = false, size = 8): Content {
  const line = (y1: number, y2: number) => ({ type: 'line' as const, x1: 1.5, y1: y1 + 1, x2: size - 1.5, y2: y2 + 1, lineWidth: 1 })
  const cross = crossed ? [line(1.5, size - 1.5), line(size - 1.5, 1.5)] : []
  return { canvas: [{ type: 'rect', x: 0, y: 1, w: size, h: size, lineWidth: 0.8 }, ...cross] }
}

/** A box with its word beside it. */
export function choice(word: string, crossed = false): Content {
  return {
    columns: [
      { width: 11, ...(box(crossed) as object) },
      { width: 'auto', text: word },
    ] as Content[],
  }
}

export function rule(thickness: number, margin: [number, number, number, number] = [0, 0, 0, 0]): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: sheet.width, y2: 0, lineWidth: thickness }], margin }
}

/** What nobody may miss, in a strong frame; nothing where there is nothing to say. */
export function readFirstBox(lines: readonly string[], below: number): Content[] {
  if (lines.length === 0) return []
  const stack = [words('READ FIRST', { bold: true, fontSize: 11 }), ...lines.map(line => words(`• ${line}`, { bold: true, fontSize: 10 }))]
  const frame: CustomTableLayout = {
    hLineWidth: () => 2,
    vLineWidth: () => 2,
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: () => 5,
    paddingBottom: () => 5,
  }
  return [{ table: { widths: ['*'], body: [[{ stack }]] }, layout: frame, margin: [0, 0, 0, below] }]
}

/** No lines and no room around the cells. */
export const bare: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
}

/** Pieces side by side. */
export function row(widths: Size[], cells: TableCell[], margin: [number, number, number, number] = [0, 0, 0, 0]): Content {
  return { table: { widths, body: [cells] }, layout: 'noBorders', margin }
}
