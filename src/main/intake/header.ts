/**
 * Header rows: told apart without regard to case, doubled blanks or curly apostrophes, and read by name, so that a custodian who swaps two columns
 * (Fidelity's Price and Quantity) cannot swap two meanings. A name that stands twice is refused: nobody can say which column is meant.
 */
import type { HeaderColumns, Row } from './layout.ts'

/** Our field name -> the header texts it is known by, in lower case. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>

/** Our field name -> column, -1 where the file has none. */
export type Columns<Field extends string> = Readonly<Record<Field, number>>

export function headerWord(cell: string): string {
  return cell.replaceAll('\u2019', "'").replaceAll('\ufeff', '').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Cells without the blank ones a trailing comma leaves. */
export function withoutTail(cells: readonly string[]): readonly string[] {
  let end = cells.length
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end--
  return end === cells.length ? cells : cells.slice(0, end)
}

export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

/** Where each field stands, or undefined where a required one is missing or any known one stands twice. */
export function columnsOf<Field extends string>(
  cells: readonly string[],
  names: ColumnNames<Field>,
  required: readonly NoInfer<Field>[],
): Columns<Field> | undefined {
  const words = cells.map(headerWord)
  const at = {} as Record<Field, number>
  for (const field of Object.keys(names) as Field[]) {
    const found = words.flatMap((word, index) => (names[field].includes(word) ? [index] : []))
    if (found.length > 1) return undefined
    at[field] = found[0] ?? -1
  }
  return required.every(field => at[field] >= 0) ? at : undefined
}

/** The first row that is such a header, with its columns. */
export function findHeader<Field extends string>(
  head: readonly Row[],
  names: ColumnNames<Field>,
  required: readonly NoInfer<Field>[],
): { readonly row: Row; readonly at: Columns<Field> } | undefined {
  for (const row of head) {
    const at = columnsOf(row.cells, names, required)
    if (at) return { row, at }
  }
  return undefined
}

/** Header texts that none of the names claims. */
export function unknownColumns<Field extends string>(
  cells: readonly string[],
  names: ColumnNames<Field>,
  ignored: readonly string[],
): string[] {
  const known = new Set([...(Object.values(names) as (readonly string[])[]).flat(), ...ignored])
  return withoutTail(cells).filter(cell => cell.trim() !== '' && !known.has(headerWord(cell)))
}

/** What a layout needs in its header, for saying what a header that is nearly its own lacks. */
export function neededColumns<Field extends string>(names: ColumnNames<Field>, required: readonly NoInfer<Field>[]): HeaderColumns {
  return {
    count: required.length,
    missingIn(cells) {
      const words = new Set(cells.map(headerWord))
      return required.filter(field => !names[field].some(name => words.has(name))).map(field => names[field][0] ?? field)
    },
  }
}
