/** Our columns as the grid library's column definitions: one place that knows both. */
import type { ColDef, IDateFilterParams, ValueFormatterParams, ValueGetterParams } from 'ag-grid-community'
import { dateOfDay } from '../../shared/kernel/civil-date.ts'
import { date, dayAsDate, unknown } from '../../shared/present/format.ts'
import type { StatusWord } from '../parts/status.tsx'
import { driftCell, statusCell } from './cells.ts'
import type { GridColumn } from './column.ts'
import { figures, isFigure } from './figures.ts'

/** The pinned row of totals: text by column id. */
export interface TotalsRow {
  readonly totals: Readonly<Record<string, string>>
}

export function definitionOf<Row>(column: GridColumn<Row>): ColDef {
  const flexible = column.grow === undefined ? {} : { flex: column.grow, minWidth: column.width ?? 120 }
  return {
    colId: column.id,
    headerName: column.head,
    headerTooltip: column.tip ?? column.head,
    ...(isFigure(column.kind) ? { headerClass: 'ag-right-aligned-header' } : {}),
    width: column.width ?? widths[column.kind] ?? 110,
    ...flexible,
    ...(column.pinned ? { pinned: 'left' as const } : {}),
    ...(column.sort ? { initialSort: column.sort } : {}),
    sortingOrder: column.kind === 'text' || column.kind === 'date' ? ['asc', 'desc', null] : ['desc', 'asc', null],
    valueGetter: (params: ValueGetterParams) =>
      params.node?.rowPinned ? totalOf(params.data, column.id) : column.value(params.data as Row),
    valueFormatter: (params: ValueFormatterParams) => (params.node?.rowPinned ? String(params.value ?? '') : readsAs(column, params.value)),
    comparator: (a: unknown, b: unknown, _rowA, _rowB, descending) => compare(sortKey(a), sortKey(b), descending),
    cellClass: cellClass(column),
    ...(column.trail
      ? {
          cellClassRules: {
            traceable: params => params.data !== undefined && !params.node.rowPinned && column.trail?.(params.data as Row) !== null,
          },
        }
      : {}),
    ...filterOf(column),
    ...(column.kind === 'status' ? { cellRenderer: statusCell } : column.kind === 'drift' ? { cellRenderer: driftCell } : {}),
    ...(column.kind === 'text' ? { tooltipValueGetter: params => String(params.value ?? '') } : {}),
    getQuickFilterText:
      column.kind === 'text' || column.kind === 'status' ? params => readsAs(column, column.value(params.data as Row)) : () => '',
    suppressHeaderMenuButton: true,
  }
}

const widths: Readonly<Partial<Record<GridColumn<never>['kind'], number>>> = {
  date: 104,
  day: 104,
  term: 84,
  status: 148,
  drift: 176,
  money: 104,
  gain: 104,
  'exact-money': 118,
  'exact-gain': 118,
  shares: 92,
  price: 104,
  days: 72,
  count: 72,
}

function totalOf(data: unknown, id: string): string {
  return (data as TotalsRow).totals[id] ?? ''
}

/** The text of a value, as shown and as searched. */
export function readsAs<Row>(column: GridColumn<Row>, value: unknown): string {
  if (value === null || value === undefined) return column.none ?? unknown
  if (isFigure(column.kind)) return figures[column.kind].text(value as number)
  switch (column.kind) {
    case 'date':
      return date(value as string)
    case 'day':
      return (value as number) < 0 ? (column.none ?? unknown) : dayAsDate(value as number)
    case 'term':
      return value === 'long' ? 'long' : 'short'
    case 'status':
      return (value as StatusWord).word
    default:
      return String(value)
  }
}

function cellClass<Row>(column: GridColumn<Row>): string[] {
  const classes = [isFigure(column.kind) ? 'number' : tabular.has(column.kind) ? 'tabular' : 'words']
  if (column.kind === 'text' && column.opens) classes.push('opens')
  return classes
}

const tabular: ReadonlySet<string> = new Set(['date', 'day', 'drift'])

type SortKey = number | string | null

function sortKey(value: unknown): SortKey {
  if (value === null || value === undefined || value === -1) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'object' && 'word' in value) return (value as StatusWord).word
  if (typeof value === 'object' && 'drift' in value) return Math.abs((value as { drift: number }).drift)
  return String(value)
}

/** Unknown last whichever way the column is sorted. The library turns the result round for descending, so it is turned here first. */
export function compare(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : (a === null ? 1 : -1) * (descending ? -1 : 1)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

const collator = new Intl.Collator('en-US', { numeric: true, sensitivity: 'base' })

function filterOf<Row>(column: GridColumn<Row>): Partial<ColDef> {
  if (isFigure(column.kind)) {
    const { scale } = figures[column.kind]
    return { filter: 'agNumberColumnFilter', filterValueGetter: params => scaled(column.value(params.data as Row) as number | null, scale) }
  }
  if (column.kind === 'date' || column.kind === 'day')
    return { filter: 'agDateColumnFilter', filterValueGetter: params => isoOf(column.value(params.data as Row)), filterParams: dateFilter }
  if (column.kind === 'drift')
    return {
      filter: 'agNumberColumnFilter',
      filterValueGetter: params => scaled((column.value(params.data as Row) as { drift: number } | null)?.drift ?? null, 100),
    }
  return { filter: 'agTextColumnFilter', filterValueGetter: params => readsAs(column, column.value(params.data as Row)) }
}

/** A filter compares what a person typed; a float is exact enough to hold it against. */
function scaled(value: number | null, scale: number): number | null {
  return value === null ? null : value / scale
}

function isoOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' && value >= 0 ? dateOfDay(value) : null
}

/** The library hands over a `Date` at local midnight; its own civil day is compared as text. */
const dateFilter: IDateFilterParams = {
  comparator(wanted, found: string | null) {
    if (found === null) return -1
    const iso = `${wanted.getFullYear()}-${String(wanted.getMonth() + 1).padStart(2, '0')}-${String(wanted.getDate()).padStart(2, '0')}`
    return found < iso ? -1 : found > iso ? 1 : 0
  },
}
