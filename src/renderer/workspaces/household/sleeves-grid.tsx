/** The sleeves of the household's accounts: what each holds against the part it is to have, and its drift from its own model. */
import { useMemo } from 'react'
import type { SleeveRow } from '../../../shared/model/sleeve-row.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import type { StatusWord } from '../../parts/status.tsx'
import { trailIn } from './trails.ts'

const rowId = (row: SleeveRow) => `${row.account} ${row.name}`

export function SleevesGrid({ view }: { view: HouseholdView }) {
  const columns = useMemo(() => columnsOf(view), [view])
  if (view.sleeves.length === 0) return null
  return <Grid head="short" label="Sleeves" columns={columns} rows={view.sleeves} rowId={rowId} />
}

function pinnedWord({ held, holdings }: SleeveRow): StatusWord {
  if (!holdings.some(({ pinned }) => pinned)) return { tone: 'quiet', word: 'nothing' }
  return held ? { tone: 'blocked', word: 'not traded' } : { tone: 'quiet', word: 'traded' }
}

function columnsOf(view: HouseholdView): readonly GridColumn<SleeveRow>[] {
  const trail = trailIn(view)
  const figure = (name: string) => (row: SleeveRow) => trail('sleeve', [row.account, row.name], name)
  return [
    { id: 'name', head: 'Sleeve', kind: 'text', value: row => row.name, pinned: true, width: 140 },
    { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 160 },
    { id: 'model', head: 'Model', kind: 'text', value: row => row.model, none: 'held as it is', width: 140 },
    {
      id: 'trade',
      head: 'Pinned',
      kind: 'status',
      width: 128,
      value: pinnedWord,
    },
    { id: 'value', head: 'Value', kind: 'money', value: row => row.value, width: 112, trail: figure('value') },
    { id: 'weight', head: 'Of account', kind: 'percent', value: row => row.weight, width: 96, trail: figure('weight') },
    { id: 'part', head: 'To be', kind: 'percent', value: row => row.part, width: 88 },
    { id: 'drift', head: 'Off by', kind: 'points', value: row => row.drift, width: 92, trail: figure('drift') },
    {
      id: 'portfolio',
      head: 'Own drift',
      tip: 'Half the sum of absolute drifts of the sleeve from its own model, cash left out',
      kind: 'percent',
      value: row => row.portfolio,
      none: 'as it is',
      width: 96,
      trail: figure('portfolio'),
    },
    {
      id: 'holds',
      head: 'Holds',
      kind: 'text',
      value: row => row.holdings.map(({ symbol, pinned }) => (pinned ? `${symbol} (pinned)` : symbol)).join(', '),
      none: 'nothing',
      width: 160,
      grow: 1,
    },
  ]
}
