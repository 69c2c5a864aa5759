/** What is wrong with or missing from the data of this household, the worst first, each with its place and remedy. */
import { useMemo } from 'react'
import type { Review } from '../../../shared/model/review.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Empty } from '../../parts/faces.tsx'
import { weightWords } from '../../parts/status.tsx'

type Flag = Review['quality'][number]
const order = ['stop', 'warning', 'note'] as const

const columns: readonly GridColumn<Flag>[] = [
  { id: 'weight', head: 'Weight', kind: 'status', value: row => weightWords[row.weight], width: 112 },
  { id: 'what', head: 'What', kind: 'text', value: row => row.what, width: 260, grow: 2 },
  { id: 'where', head: 'Where', kind: 'text', value: row => row.where, width: 180, grow: 1 },
  { id: 'remedy', head: 'What to do', kind: 'text', value: row => row.remedy, width: 260, grow: 2 },
  { id: 'code', head: 'Code', kind: 'text', value: row => row.code, width: 140 },
]
const rowId = (row: Flag) => `${row.code} ${row.where} ${row.what}`

export function Quality({ view }: { view: HouseholdView }) {
  const rows = useMemo(() => [...view.review.quality].sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight)), [view])
  return (
    <Grid
      label="Data quality"
      columns={columns}
      rows={rows}
      rowId={rowId}
      empty={
        <Empty title="Nothing is wrong with the data">
          Prices are current, lots agree with positions, and trades are known for the days that matter.
        </Empty>
      }
    />
  )
}
