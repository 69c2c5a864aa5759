/** Drift and its speed, asset by asset: how far off, how volatile, how soon the band is reached. */

import { useMemo } from 'react'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { WhenAsset, WhenView } from '../../../../shared/model/when.ts'
import { hundredths } from '../../../../shared/present/format.ts'
import type { GridColumn } from '../../../grid/column.ts'
import { Grid } from '../../../grid/grid.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { trailIn } from '../trails.ts'

const rowId = (row: WhenAsset) => row.security ?? row.symbol

export function Assets({ view, when }: { view: HouseholdView; when: WhenView }) {
  const columns = useMemo(() => columnsOf(view, when.untargeted === true), [view, when.untargeted])
  return (
    <Grid
      head="short"
      label="Drift and its speed"
      columns={columns}
      rows={when.assets}
      rowId={rowId}
      empty={<Empty title="Nothing is held">There is nothing that could drift.</Empty>}
    />
  )
}

function columnsOf(view: HouseholdView, untargeted: boolean): readonly GridColumn<WhenAsset>[] {
  const trail = trailIn(view)
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, width: 88, pinned: true },
    { id: 'weight', head: 'Weight', kind: 'percent', value: row => row.weight, width: 84 },
    { id: 'target', head: 'Target', kind: 'percent', value: row => (untargeted ? null : row.target), none: 'none', width: 84 },
    {
      id: 'drift',
      head: 'Drift',
      tip: 'Weight less target, against the band as the market widens it',
      kind: 'drift',
      value: row => (row.band === null ? null : { drift: row.drift, band: row.band }),
      none: 'no target',
      width: 196,
      trail: row => (row.security === null ? null : trail('drift', [row.security], 'drift')),
    },
    {
      id: 'days',
      head: 'Days to band',
      tip: 'Trading days until a drift of the expected size reaches the band; 0: it is outside',
      kind: 'count',
      value: row => row.daysToBreach,
      none: 'not expected',
      sort: 'asc',
      width: 118,
    },
    {
      id: 'volatility',
      head: 'Volatility',
      tip: 'A year, from the last 60 days',
      kind: 'percent',
      value: row => hundredths(row.volatility),
      width: 92,
      trail: () => trail('when', [], 'trackingError'),
    },
    { id: 'from', head: 'Estimated by', kind: 'text', value: row => row.volatilityFrom, width: 118, grow: 1 },
    {
      id: 'speed',
      head: 'Drift speed',
      tip: 'Expected drift of its own weight since the last trade',
      kind: 'percent',
      value: row => hundredths(row.speed),
      none: 'no trade yet',
      width: 96,
    },
    {
      id: 'rank',
      head: 'Faster than',
      tip: 'Part of the others that drift more slowly',
      kind: 'percent',
      value: row => hundredths(row.rank),
      width: 110,
    },
  ]
}
