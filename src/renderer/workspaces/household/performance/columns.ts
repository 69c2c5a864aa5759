/** Columns of past rebalances and of the weeks behind the plot. */
import type { PastRebalance, PerformanceFigure, TrendPoint } from '../../../../shared/model/performance.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { hundredths } from '../../../../shared/present/format.ts'
import type { TrailRequest } from '../../../desk/trail.tsx'
import type { GridColumn } from '../../../grid/column.ts'
import { verdictOf } from './words.ts'

export function performanceTrail(view: HouseholdView): (figure: PerformanceFigure['figure'], rebalance?: string) => TrailRequest {
  return (figure, rebalance) => ({
    of: 'performance',
    input: { household: view.household.id, asOf: view.review.asOf, figure: { figure, rebalance: rebalance ?? null } },
  })
}

export function rebalanceColumns(view: HouseholdView): readonly GridColumn<PastRebalance>[] {
  const trail = performanceTrail(view)
  const of = (figure: PerformanceFigure['figure']) => (row: PastRebalance) => trail(figure, row.id)
  return [
    { id: 'day', head: 'First trade', kind: 'date', value: row => row.first, width: 108, pinned: true },
    { id: 'title', head: 'What', kind: 'text', value: row => row.title, width: 130, grow: 1 },
    { id: 'turnover', head: 'Turnover', kind: 'percent', value: row => hundredths(row.turnover), width: 86, trail: of('turnover') },
    { id: 'before', head: 'Drift before', kind: 'points', value: row => hundredths(row.drift.before), width: 94, trail: of('drift') },
    {
      id: 'after',
      head: 'Drift after',
      tip: 'Drift at the close of its last trade',
      kind: 'points',
      value: row => hundredths(row.drift.after),
      width: 86,
      trail: of('drift'),
    },
    {
      id: 'planned',
      head: 'Planned cost',
      kind: 'exact-money',
      value: row => row.cost.planned,
      none: 'no ticket',
      width: 100,
      trail: of('cost'),
    },
    {
      id: 'cost',
      head: 'Cost',
      kind: 'exact-gain',
      value: row => row.cost.actual,
      none: 'not traded',
      width: 80,
      tip: 'Fees, and fills against the prices on the ticket',
      trail: of('cost'),
    },
    { id: 'tax', head: 'Tax', tip: 'Realized so far', kind: 'gain', value: row => row.tax.realized, width: 80, trail: of('tax') },
    {
      id: 'premium',
      head: 'Premium',
      tip: 'Return as it is less return left alone, of the value before; may be below zero',
      kind: 'gain',
      value: row => row.premiumAmount,
      width: 86,
      trail: of('premium'),
    },
    { id: 'afterTax', head: 'After tax', kind: 'gain', value: row => row.afterTax, width: 86, trail: of('premium') },
    { id: 'verdict', head: 'So far', kind: 'status', value: verdictOf, width: 114 },
  ]
}

export const weekColumns: readonly GridColumn<TrendPoint>[] = [
  { id: 'day', head: 'Day', kind: 'date', value: point => point.day, width: 112, sort: 'desc' },
  { id: 'value', head: 'Value', kind: 'money', value: point => point.value, width: 120 },
  { id: 'drift', head: 'Drift', kind: 'points', value: point => point.drift, none: 'no targets', width: 96 },
  { id: 'error', head: 'Tracking error', kind: 'basis-points', value: point => point.trackingError, none: 'no targets', width: 120 },
  { id: 'outside', head: 'Outside bands', kind: 'count', value: point => point.outside, none: 'no targets', width: 120, grow: 1 },
]
