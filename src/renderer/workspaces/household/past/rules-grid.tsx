/** The rules side by side: each figure opens how it was made. */

import { useMemo } from 'react'
import type { Past, PastFigure, PastRule } from '../../../../shared/model/past.ts'
import { hundredths } from '../../../../shared/present/format.ts'
import type { GridColumn } from '../../../grid/column.ts'
import { Grid } from '../../../grid/grid.tsx'
import { Empty } from '../../../parts/faces.tsx'

const rowId = (row: PastRule) => row.name

export function PastRules({ past }: { past: Past }) {
  const columns = useMemo(() => columnsOf(past), [past])
  return (
    <Grid
      head="short"
      label="Rules over the past"
      columns={columns}
      rows={past.rules}
      rowId={rowId}
      empty={<Empty title="No rule was simulated" />}
    />
  )
}

function columnsOf(past: Past): readonly GridColumn<PastRule>[] {
  const { household, asOf, best } = past
  const trail = (figure: PastFigure) => (row: PastRule) => ({ of: 'past' as const, input: { household, asOf, rule: row.name, figure } })
  return [
    { id: 'name', head: 'Rule', kind: 'text', value: row => row.name, width: 182, grow: 1 },
    {
      id: 'best',
      head: 'Place',
      kind: 'status',
      value: row => placeOf(row, best),
      none: '',
      width: 134,
    },
    {
      id: 'te',
      head: 'Track. error',
      tip: 'A year, against the targets; before taxes',
      kind: 'basis-points',
      value: row => row.trackingError,
      width: 96,
      trail: trail('trackingError'),
    },
    {
      id: 'cost',
      head: 'Cost',
      tip: 'A year, of the value',
      kind: 'basis-points',
      value: row => row.cost,
      width: 84,
      trail: trail('cost'),
    },
    {
      id: 'tax',
      head: 'Tax',
      tip: 'A year, of the value',
      kind: 'percent',
      value: row => hundredths(row.tax),
      width: 76,
      trail: trail('tax'),
    },
    {
      id: 'turnover',
      head: 'Turnover',
      tip: 'A year: half of all bought and sold',
      kind: 'percent',
      value: row => hundredths(row.turnover),
      width: 84,
      trail: trail('turnover'),
    },
    {
      id: 'rebalances',
      head: 'Trades on',
      tip: 'Days on which it traded',
      kind: 'days',
      value: row => row.rebalances,
      width: 88,
      trail: trail('rebalances'),
    },
    {
      id: 'sharpe',
      head: 'Sharpe',
      tip: 'After costs and taxes; cash earns nothing',
      kind: 'correlation',
      value: row => row.sharpe,
      sort: 'desc',
      width: 88,
      trail: trail('sharpe'),
    },
    {
      id: 'growth',
      head: 'Growth',
      tip: 'A year, after costs and taxes',
      kind: 'percent',
      value: row => hundredths(row.growth),
      width: 80,
      trail: trail('growth'),
    },
    {
      id: 'premium',
      head: 'Premium',
      tip: 'Growth above never trading; below zero where rebalancing lost',
      kind: 'percent',
      value: row => hundredths(row.premium),
      width: 84,
      trail: trail('premium'),
    },
    {
      id: 'wins',
      head: 'Came first',
      tip: 'Part of a thousand redrawn pasts in which it was best',
      kind: 'percent',
      value: row => hundredths(row.wins),
      width: 92,
      trail: trail('wins'),
    },
  ]
}

/** Behind the best by less than luck makes, or by more. */
function placeOf({ name, behindLeast }: PastRule, best: string | null) {
  if (best === null) return null
  if (name === best) return { tone: 'ready' as const, word: 'Best here' }
  return behindLeast > 0 ? { tone: 'caution' as const, word: 'Behind' } : { tone: 'quiet' as const, word: 'May be luck' }
}
