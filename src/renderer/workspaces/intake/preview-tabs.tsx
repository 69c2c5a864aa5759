/** What the file says and does: its issues with place and remedy, its rows as read, its own totals against ours, what it changes in the book. */
import { useMemo, useState } from 'react'
import type { ImportIssue, ImportPreview } from '../../../shared/model/import-batch.ts'
import { counted } from '../../../shared/present/format.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { Status, weightWords } from '../../parts/status.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import {
  differenceColumns,
  issueColumns,
  type NumberedDifference,
  type NumberedIssue,
  type RowWithIssues,
  rowColumns,
  rowsWithIssues,
} from './columns.ts'
import { readFirst } from './use-preview.ts'

type TabKey = 'issues' | 'rows' | 'totals' | 'changes'

export function PreviewTabs({ preview }: { preview: ImportPreview }) {
  const { file, differences, counts } = preview
  const issuesFirst = counts.stops > 0 || file.layout === null || readFirst(preview).length > 0
  const [tab, setTab] = useState<TabKey>(issuesFirst ? 'issues' : differences.length > 0 ? 'changes' : 'rows')
  const off = file.tieOuts.filter(tie => !tie.agrees).length
  const tabs = [
    { key: 'issues', label: 'Issues', count: file.issues.length },
    { key: 'rows', label: 'Rows', count: file.rows.length },
    { key: 'totals', label: off > 0 ? `Tie-out, ${off} off` : 'Tie-out', count: file.tieOuts.length },
    { key: 'changes', label: 'Changes to the book', count: counts.new + counts.changed + counts.gone },
  ] as const
  return (
    <div className="preview-tabs">
      <Tabs label="Preview of the file" tabs={tabs} current={tab} onChoose={setTab}>
        {tab === 'issues' && <Issues issues={file.issues} />}
        {tab === 'rows' && <Rows preview={preview} />}
        {tab === 'totals' && <TieOuts tieOuts={file.tieOuts} />}
        {tab === 'changes' && <Changes differences={differences} counts={counts} />}
      </Tabs>
    </div>
  )
}

const issueId = (row: NumberedIssue) => String(row.number)

/** What holds the file is read first; each weight in the order of the lines. */
function stopsFirst(issues: readonly ImportIssue[]): readonly ImportIssue[] {
  const rank = (issue: ImportIssue) => (issue.weight === 'stop' ? 0 : issue.weight === 'warning' ? 1 : 2)
  return issues.toSorted((a, b) => rank(a) - rank(b))
}

/** More issues than these are for sorting and searching, not for reading one after another. */
const mostRead = 200

function Issues({ issues }: { issues: readonly ImportIssue[] }) {
  const rows = useMemo(() => stopsFirst(issues).map((issue, number) => ({ ...issue, number })), [issues])
  if (rows.length === 0) return <Empty title="No issues">Every row was read as its layout says.</Empty>
  if (rows.length > mostRead) return <Grid label="Issues" columns={issueColumns} rows={rows} rowId={issueId} />
  return (
    <div className="plain-table">
      <table>
        <caption className="hidden-label">Issues of the file, with their place and what to do</caption>
        <thead>
          <tr>
            <th scope="col">Weight</th>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">What</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(issue => (
            <tr key={issue.number}>
              <td>
                <Status {...weightWords[issue.weight]} />
              </td>
              <td className="number">{issue.line === 0 ? 'file' : issue.line}</td>
              <td>{issue.column || 'whole row'}</td>
              <td>{issue.what}</td>
              <td>{issue.remedy || 'nothing'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const rowId = (row: RowWithIssues) => String(row.line)

function Rows({ preview }: { preview: ImportPreview }) {
  const { header, rows, issues } = preview.file
  const [only, setOnly] = useState(false)
  const headerText = header.join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same header in a new answer must not rebuild the columns
  const columns = useMemo(() => rowColumns(header), [headerText])
  const all = useMemo(() => rowsWithIssues(rows, issues), [rows, issues])
  const shown = useMemo(() => (only ? all.filter(row => row.issues.length > 0) : all), [all, only])
  return (
    <Grid
      label="Rows of the file"
      columns={columns}
      rows={shown}
      rowId={rowId}
      tools={
        <Button pressed={only} onPress={() => setOnly(!only)}>
          Only rows with issues
        </Button>
      }
      empty={<Empty title={only ? 'No row has an issue' : 'The file has no rows'} />}
    />
  )
}

function TieOuts({ tieOuts }: { tieOuts: ImportPreview['file']['tieOuts'] }) {
  if (tieOuts.length === 0)
    return <Empty title="The file states no totals of its own">There is nothing to hold the sum of its rows against.</Empty>
  return (
    <div className="plain-table">
      <table>
        <caption className="hidden-label">The file’s own totals against the sum of its rows</caption>
        <thead>
          <tr>
            <th scope="col">Total</th>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col" className="number">
              The file says
            </th>
            <th scope="col" className="number">
              Its rows give
            </th>
            <th scope="col" className="number">
              Difference
            </th>
            <th scope="col">Agrees</th>
          </tr>
        </thead>
        <tbody>
          {tieOuts.map(tie => (
            <tr key={`${tie.line} ${tie.what}`}>
              <td>{tie.what}</td>
              <td className="number">{tie.line}</td>
              <td className="number">{tie.stated}</td>
              <td className="number">{tie.computed}</td>
              <td className="number">{tie.difference}</td>
              <td>
                <Status tone={tie.agrees ? 'ready' : 'blocked'} word={tie.agrees ? 'Agrees' : 'Off'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const differenceId = (row: NumberedDifference) => String(row.number)

function Changes({ differences, counts }: Pick<ImportPreview, 'differences' | 'counts'>) {
  const rows = useMemo(() => differences.map((difference, number) => ({ ...difference, number })), [differences])
  const same = counts.same > 0 ? `${counted(counts.same, 'fact')} stand in the book already.` : ''
  return (
    <Grid
      label="Changes to the book"
      columns={differenceColumns}
      rows={rows}
      rowId={differenceId}
      empty={<Empty title={counts.new > 0 ? `${counted(counts.new, 'fact')} would be new` : 'This file changes nothing'}>{same}</Empty>}
    />
  )
}
