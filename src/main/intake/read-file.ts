/**
 * One file, from bytes to what it states: gathered, decoded, parsed in pieces, recognised by its header, read. Content never throws: whatever is wrong is
 * an issue of weight `stop` with place and remedy. Between two pieces the event loop runs and the checkpoint is asked; a checkpoint may throw to stop.
 */
import { setImmediate } from 'node:timers/promises'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { ImportIssue, Mapping, ReadFile } from '../../shared/model/import-batch.ts'
import { type Gathered, gather, largestFile, type Source } from './bytes.ts'
import { headOf, piecesOf, type Separator, separators } from './csv-rows.ts'
import type { FileContext, Layout, LayoutReader, LayoutResult, Row } from './layout.ts'
import { nearest, recognise } from './layouts.ts'
import { mappedLayout } from './mapped/mapped.ts'
import { likelyHeader, suggestMapping } from './mapped/suggest.ts'
import { cappedNote, RowKeeper, shownRows } from './preview.ts'
import type { Finding } from './sniff.ts'
import { textOf } from './text.ts'

export interface Checkpoint {
  /** Characters read of all. Throws where the work is to stop. */
  advance(done: number, of: number): void
}

export interface ReadOptions {
  readonly fileName: string
  /** Read through this mapping instead of a recognised layout. */
  readonly mapping?: Mapping | null
  /** Stated by a person where the file does not say. */
  readonly asOf?: CivilDate | null
  readonly account?: string | null
  readonly checkpoint?: Checkpoint
}

interface Chosen {
  readonly layout: Layout | undefined
  readonly separator: Separator
  readonly head: readonly Row[]
}

export async function readFile(source: Source, options: ReadOptions): Promise<ReadFile> {
  const file = await gather(source)
  const context: FileContext = { fileName: options.fileName, asOf: options.asOf ?? null, account: options.account ?? null }
  if (file.tooLarge) {
    const megabytes = Math.round(largestFile / 1024 / 1024)
    return unread(file, context, {
      code: 'too-large',
      what: `The file is larger than ${megabytes} MB`,
      remedy: 'Export a shorter range, or one account at a time.',
    })
  }
  const decoded = await textOf(file.bytes)
  if ('refusal' in decoded) return unread(file, context, decoded.refusal)
  const notes = decoded.note ? [issueOf(decoded.note, 'note')] : []
  const chosen = choose(decoded.text, context, options.mapping ?? null)
  if (!chosen.layout) return unrecognised(file, context, chosen, notes)
  return readWith(file, decoded.text, chosen.layout, chosen.separator, context, notes, options.checkpoint)
}

/** The separator under which a layout is recognised; else the one that makes the most cells. */
function choose(text: string, context: FileContext, mapping: Mapping | null): Chosen {
  const heads = separators.map(separator => ({ separator, head: headOf(text, separator) }))
  if (mapping === null) {
    for (const { separator, head } of heads) {
      const layout = recognise(head, context)
      if (layout) return { layout, separator, head }
    }
  }
  const widest = heads.toSorted((a, b) => widthOf(b.head) - widthOf(a.head))[0]
  const { separator, head } = widest ?? { separator: ',' as const, head: [] }
  return { layout: mapping === null ? undefined : mappedLayout(mapping), separator, head }
}

function widthOf(head: readonly Row[]): number {
  return head.reduce((most, row) => Math.max(most, row.cells.length), 0)
}

async function readWith(
  file: Gathered,
  text: string,
  layout: Layout,
  separator: Separator,
  context: FileContext,
  notes: ImportIssue[],
  checkpoint: Checkpoint | undefined,
): Promise<ReadFile> {
  const keeper = new RowKeeper()
  const faults: ImportIssue[] = [...notes]
  if (separator === ';') faults.push(semicolons())
  else if (separator !== ',')
    faults.push(
      issueOf(
        { code: 'separator', what: `Cells are separated by ${separator === '\t' ? 'tabs' : '"|"'}; they were read as such`, remedy: '' },
        'note',
      ),
    )
  const reader = readerOf(layout, context)
  for (const piece of piecesOf(text, separator)) {
    for (const row of piece.rows) {
      keeper.see(row)
      reader.take(row)
      if (reader.hasNewIssue()) keeper.keepLate(row)
    }
    for (const fault of piece.faults) faults.push(faultIssue(fault))
    if (faults.length > 500) break
    checkpoint?.advance(piece.done, text.length)
    await setImmediate()
  }
  const result = reader.finish()
  if (keeper.total > shownRows) faults.push(cappedNote(keeper.total))
  if (result.facts.length === 0 && ![...faults, ...result.issues].some(issue => issue.weight === 'stop')) faults.push(nothingInside(layout))
  return assembled(file, context, layout, result, [...faults, ...result.issues], keeper)
}

interface WatchedReader extends LayoutReader {
  /** Whether an issue came up since the last time this was asked. */
  hasNewIssue(): boolean
}

/** Row by row where the layout can; else the rows are gathered for it. */
function readerOf(layout: Layout, context: FileContext): WatchedReader {
  if (layout.begin) {
    const reader = layout.begin(context)
    let seen = 0
    return {
      take: row => reader.take(row),
      finish: () => reader.finish(),
      hasNewIssue() {
        const count = reader.issueCount?.() ?? 0
        const grown = count > seen
        seen = count
        return grown
      },
    }
  }
  const rows: Row[] = []
  return { take: row => rows.push(row), finish: () => layout.read(rows, context), hasNewIssue: () => false }
}

function assembled(
  file: Gathered,
  context: FileContext,
  layout: Layout,
  result: LayoutResult,
  issues: readonly ImportIssue[],
  keeper: RowKeeper,
): ReadFile {
  return {
    fileName: context.fileName,
    sha256: file.sha256,
    size: file.size,
    layout: layout.id,
    layoutName: layout.name,
    asOf: result.asOf,
    coverageFrom: result.coverageFrom,
    coverageTo: result.coverageTo,
    header: [...result.header],
    accounts: [...result.accounts],
    facts: result.facts as ReadFile['facts'],
    rows: keeper.rows(result),
    issues: [...issues],
    tieOuts: [...result.tieOuts],
  }
}

function issueOf(finding: Finding, weight: ImportIssue['weight']): ImportIssue {
  return { code: `import/${finding.code}`, line: finding.line ?? 0, column: '', what: finding.what, remedy: finding.remedy, weight }
}

function faultIssue(fault: { line: number; kind: 'unterminated' | 'quotes' }): ImportIssue {
  return fault.kind === 'unterminated'
    ? issueOf(
        {
          code: 'half-file',
          line: fault.line,
          what: 'The file ends inside a quoted cell that begins in this row: it was cut off',
          remedy: 'Export it again.',
        },
        'stop',
      )
    : issueOf(
        {
          code: 'quotes',
          line: fault.line,
          what: 'A quotation mark inside a cell is not doubled: where the cell ends cannot be known',
          remedy: 'Export the file again; do not edit it.',
        },
        'stop',
      )
}

function semicolons(): ImportIssue {
  return issueOf(
    {
      code: 'separator',
      what: 'Cells are separated by semicolons: a spreadsheet with European settings saved this file, and in such a file 1,234 may mean 1.234',
      remedy: 'Import the file as the custodian gave it, without opening it in a spreadsheet.',
    },
    'stop',
  )
}

function nothingInside(layout: Layout): ImportIssue {
  return issueOf(
    {
      code: 'no-rows',
      what: `The header is that of ${layout.name}, but there is no row below it`,
      remedy: 'Export a range that holds something.',
    },
    'stop',
  )
}

/** A file no layout knows: its rows are shown, its header is offered to the mapper. */
function unrecognised(file: Gathered, context: FileContext, chosen: Chosen, notes: readonly ImportIssue[]): ReadFile {
  const header = likelyHeader(chosen.head)
  const guess = suggestMapping(header)
  const pairs = Object.entries(guess?.columns ?? {})
    .map(([field, column]) => `${field} = "${column}"`)
    .join(', ')
  const near = nearest(chosen.head)
  const seen = header
    .slice(0, 12)
    .map(cell => `"${cell.trim().slice(0, 40)}"`)
    .join(', ')
  const issue: ImportIssue = {
    weight: 'stop',
    code: 'import/layout-unknown',
    line: chosen.head.find(row => row.cells === header)?.line ?? 1,
    column: (header[0] ?? '').slice(0, 80),
    what: near
      ? `Nearly the header of ${near.name}, but without ${listed(near.missing)}; it has ${seen}${header.length > 12 ? ', …' : ''}`
      : `No layout has this header: ${seen}${header.length > 12 ? ', …' : ''}`,
    remedy: `${near ? 'Export it again as the custodian gives it, with all columns and their own names.' : 'If it is an export that should be known, check that its header was not edited.'} Else map its columns${guess ? `; it looks like ${guess.kind}: ${pairs}` : ''}.`,
  }
  const result = { ...empty, header }
  const keeper = new RowKeeper()
  for (const row of chosen.head) keeper.see(row)
  const rows = keeper.rows(result)
  return { ...blank(file, context), header: [...header], rows, issues: [...notes, issue] }
}

function listed(columns: readonly string[]): string {
  return columns.map(column => `a column "${column}"`).join(' and ')
}

const empty: LayoutResult = {
  asOf: null,
  coverageFrom: null,
  coverageTo: null,
  header: [],
  accounts: [],
  facts: [],
  readings: [],
  issues: [],
  tieOuts: [],
}

function blank(file: Gathered, context: FileContext): ReadFile {
  return {
    fileName: context.fileName,
    sha256: file.sha256,
    size: file.size,
    layout: null,
    layoutName: 'not recognised',
    asOf: null,
    coverageFrom: null,
    coverageTo: null,
    header: [],
    accounts: [],
    facts: [],
    rows: [],
    issues: [],
    tieOuts: [],
  }
}

function unread(file: Gathered, context: FileContext, finding: Finding): ReadFile {
  return { ...blank(file, context), issues: [issueOf(finding, 'stop')] }
}
