/** Columns of the grids of a file: its issues, its rows as read beside their raw cells, its changes, and the history of imports. */
import type { Difference, ImportIssue, ImportPreview, ImportRow } from '../../../shared/model/import-batch.ts'
import { moment } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import { type StatusWord, weightWords } from '../../parts/status.tsx'

type PreviewRow = ImportPreview['file']['rows'][number]

/** Issues and differences have no identity of their own: their place in the list is it. */
export type NumberedIssue = ImportIssue & { readonly number: number }
export type NumberedDifference = Difference & { readonly number: number }
export type RowWithIssues = PreviewRow & { readonly issues: readonly ImportIssue[] }

export const issueColumns: readonly GridColumn<NumberedIssue>[] = [
  { id: 'weight', head: 'Weight', kind: 'status', width: 104, value: row => weightWords[row.weight] },
  { id: 'line', head: 'Line', kind: 'count', width: 72, none: 'file', value: row => (row.line === 0 ? null : row.line) },
  { id: 'column', head: 'Column', kind: 'text', width: 120, none: 'whole row', value: row => row.column || null },
  { id: 'what', head: 'What', kind: 'text', grow: 2, width: 220, value: row => row.what },
  { id: 'remedy', head: 'What to do', kind: 'text', grow: 2, width: 220, none: 'nothing', value: row => row.remedy || null },
]

const heaviest = ['stop', 'warning', 'note'] as const

function issueStatus(issues: readonly ImportIssue[]): StatusWord | null {
  const weight = heaviest.find(one => issues.some(issue => issue.weight === one))
  return weight === undefined ? null : weightWords[weight]
}

export function rowsWithIssues(rows: readonly PreviewRow[], issues: readonly ImportIssue[]): readonly RowWithIssues[] {
  const byLine = Map.groupBy(issues, issue => issue.line)
  return rows.map(row => ({ ...row, issues: byLine.get(row.line) ?? [] }))
}

/** How a row was read, then its cells under the header of the file; a header may repeat, so the place is part of the id. */
export function rowColumns(header: readonly string[]): readonly GridColumn<RowWithIssues>[] {
  return [
    { id: 'line', head: 'Line', kind: 'count', pinned: true, width: 72, value: row => row.line },
    { id: 'issue', head: 'Issue', kind: 'status', width: 108, none: ' ', value: row => issueStatus(row.issues) },
    { id: 'reading', head: 'Read as', kind: 'text', width: 92, value: row => row.reading },
    { id: 'says', head: 'It says', kind: 'text', width: 300, none: ' ', value: row => row.says || null },
    { id: 'problem', head: 'Problem', kind: 'text', width: 260, none: ' ', value: row => problemOf(row) },
    ...header.map(
      (head, at): GridColumn<RowWithIssues> => ({
        id: `cell-${at}`,
        head: head || `column ${at + 1}`,
        kind: 'text',
        width: 120,
        none: ' ',
        value: row => row.cells[at] || null,
      }),
    ),
  ]
}

function problemOf({ issues }: RowWithIssues): string | null {
  if (issues.length === 0) return null
  return issues.map(issue => `${issue.column === '' ? '' : `${issue.column}: `}${issue.what}`).join('; ')
}

const changeWords: Readonly<Record<Difference['change'], StatusWord>> = {
  new: { tone: 'ready', word: 'New' },
  changed: { tone: 'caution', word: 'Changed' },
  gone: { tone: 'blocked', word: 'Gone' },
  same: { tone: 'quiet', word: 'Same' },
}

export const differenceColumns: readonly GridColumn<NumberedDifference>[] = [
  { id: 'change', head: 'Change', kind: 'status', width: 108, value: row => changeWords[row.change] },
  { id: 'account', head: 'Account', kind: 'text', width: 130, none: ' ', value: row => row.account || null },
  { id: 'symbol', head: 'Security', kind: 'text', width: 84, none: ' ', value: row => row.symbol || null },
  { id: 'what', head: 'What', kind: 'text', grow: 1, width: 140, value: row => row.what },
  { id: 'before', head: 'In the book', kind: 'text', grow: 1, width: 140, none: ' ', value: row => row.before || null },
  { id: 'after', head: 'In the file', kind: 'text', grow: 1, width: 140, none: ' ', value: row => row.after || null },
  { id: 'line', head: 'Line', kind: 'count', width: 72, none: ' ', value: row => (row.line === 0 ? null : row.line) },
]

export const importColumns: readonly GridColumn<ImportRow>[] = [
  { id: 'file', head: 'File', kind: 'text', pinned: true, width: 240, value: row => row.fileName },
  {
    id: 'state',
    head: 'State',
    kind: 'status',
    width: 124,
    value: row => (row.reversed ? { tone: 'quiet', word: 'Undone' } : { tone: 'ready', word: 'In the book' }),
  },
  { id: 'taken', head: 'Went with it', kind: 'text', width: 170, none: ' ', value: row => row.takenOut ?? null },
  { id: 'layout', head: 'Layout', kind: 'text', width: 190, value: row => row.layout },
  { id: 'at', head: 'Imported', kind: 'text', width: 178, value: row => moment(row.at) },
  { id: 'asOf', head: 'As of', kind: 'date', none: 'no day', value: row => row.asOf },
  { id: 'facts', head: 'Facts', kind: 'count', width: 80, value: row => row.facts },
  { id: 'new', head: 'New', kind: 'count', width: 72, value: row => row.new },
  { id: 'changed', head: 'Changed', kind: 'count', width: 88, value: row => row.changed },
  { id: 'gone', head: 'Gone', kind: 'count', width: 72, value: row => row.gone },
  { id: 'same', head: 'Same', kind: 'count', width: 72, value: row => row.same },
  { id: 'sha', head: 'SHA-256', kind: 'text', width: 160, value: row => row.sha256 },
]
