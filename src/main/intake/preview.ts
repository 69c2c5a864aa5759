/**
 * The rows a preview shows: the first two thousand, and beyond them every row with an issue, up to as many again. Cells are shown as text and shortened; the
 * reading of a row comes from the fact it made, else from what the layout said of it.
 */
import type { Fact, ImportIssue, ReadFile } from '../../shared/model/import-batch.ts'
import type { LayoutResult, Row } from './layout.ts'
import { factReading, factWords } from './words.ts'

export const shownRows = 2_000
const mostCells = 60
const longestCell = 400

type PreviewRow = ReadFile['rows'][number]

/** Keeps what the preview will need while the rows go by. */
export class RowKeeper {
  readonly #kept = new Map<number, readonly string[]>()
  #late = 0
  #total = 0

  get total(): number {
    return this.#total
  }

  see(row: Row): void {
    this.#total++
    if (this.#kept.size < shownRows) this.#kept.set(row.line, row.cells)
  }

  /** A row beyond the first ones that an issue names. */
  keepLate(row: Row): void {
    if (this.#late >= shownRows || this.#kept.has(row.line)) return
    this.#late++
    this.#kept.set(row.line, row.cells)
  }

  rows(result: LayoutResult): PreviewRow[] {
    const facts = new Map<number, Fact>()
    for (const fact of result.facts) if (this.#kept.has(fact.line) && !facts.has(fact.line)) facts.set(fact.line, fact)
    const readings = new Map(result.readings.map(reading => [reading.line, reading]))
    return [...this.#kept]
      .map(([line, cells]) => {
        const fact = facts.get(line)
        const reading = readings.get(line)
        return {
          line,
          cells: cells.slice(0, mostCells).map(cell => (cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell)),
          reading: reading?.reading ?? (fact ? factReading(fact) : 'unread'),
          says: reading && reading.says !== '' ? reading.says : fact ? factWords(fact) : '',
        }
      })
      .toSorted((a, b) => a.line - b.line)
  }
}

/** Says what the preview leaves off; everything left off is imported all the same. */
export function cappedNote(total: number): ImportIssue {
  return {
    weight: 'note',
    code: 'import/preview-capped',
    line: 0,
    column: '',
    what: `The preview shows the first ${shownRows.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} rows and the rows with issues`,
    remedy: 'All rows are read, checked and imported.',
  }
}
