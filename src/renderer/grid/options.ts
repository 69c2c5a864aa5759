/** Everything the grid library is told once: behaviour, keys, and how its events reach our props. */
import type { CellFocusedEvent, CellKeyDownEvent, GridApi, GridOptions, SelectionChangedEvent } from 'ag-grid-community'
import type { RefObject } from 'react'
import type { TrailRequest } from '../desk/trail.tsx'
import { definitionOf } from './definitions.ts'
import { focusRow } from './focus.ts'
import type { GridProps } from './grid.tsx'
import { tellSelection } from './selection.ts'
import { gridTheme, gridWords } from './theme.ts'

export function optionsOf<Row>(
  latest: RefObject<GridProps<Row>>,
  openTrail: (request: TrailRequest) => void,
  setShown: (shown: number) => void,
): GridOptions {
  const { columns, rows, rowId, selected, onSelect, totals, rowClass } = latest.current
  const columnOf = (id: string) => columns.find(column => column.id === id)

  function trailAt(id: string, row: Row | undefined): boolean {
    const request = row === undefined ? null : (columnOf(id)?.trail?.(row) ?? null)
    if (request) openTrail(request)
    return request !== null
  }

  return {
    theme: gridTheme,
    localeText: { ...gridWords },
    columnDefs: columns.map(definitionOf),
    defaultColDef: { sortable: true, resizable: true, suppressMovable: false },
    rowData: rows as Row[],
    // rows that come later would bring a scroll bar that takes its room from the last column
    alwaysShowVerticalScroll: latest.current.waiting !== undefined,
    ...(rowId ? { getRowId: params => (isTotals(params.data) ? 'totals' : rowId(params.data as Row)) } : {}),
    animateRows: false,
    suppressDragLeaveHidesColumns: true,
    ensureDomOrder: true,
    tooltipShowMode: 'whenTruncated',
    tooltipShowDelay: 400,
    suppressColumnMoveAnimation: true,
    ...(rowClass ? { getRowClass: params => (params.node.rowPinned ? undefined : latest.current.rowClass?.(params.data as Row)) } : {}),
    ...(selected && onSelect && rowId ? selectionOptions(latest) : {}),
    ...(totals ? { pinnedBottomRowData: [{ totals: {} }] } : {}),
    onModelUpdated: event => setShown(event.api.getDisplayedRowCount()),
    onFirstDataRendered: event => firstShown(event.api, latest.current),
    onCellFocused: (event: CellFocusedEvent) => focused(event, row => latest.current.onFocusRow?.(row as Row)),
    onCellClicked: event => {
      if (event.node.rowPinned || event.data === undefined) return
      const column = columnOf(event.column.getColId())
      if (column?.kind === 'text' && column.opens) latest.current.onOpen?.(event.data as Row)
      else trailAt(event.column.getColId(), event.data as Row)
    },
    onRowDoubleClicked: event => {
      if (!event.node.rowPinned && event.data !== undefined) latest.current.onOpen?.(event.data as Row)
    },
    onCellKeyDown: event => {
      const key = event.event as KeyboardEvent | null | undefined
      if (key?.key !== 'Enter' || event.node.rowPinned || event.data === undefined) return
      const id = (event as CellKeyDownEvent).column.getColId()
      if (key.altKey) trailAt(id, event.data as Row)
      else latest.current.onOpen?.(event.data as Row)
    },
  }
}

function isTotals(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'totals' in data && Object.keys(data).length === 1
}

function selectionOptions<Row>(latest: RefObject<GridProps<Row>>): GridOptions {
  return {
    rowSelection: {
      mode: 'multiRow',
      checkboxes: true,
      headerCheckbox: true,
      selectAll: 'filtered',
      enableClickSelection: false,
      isRowSelectable: node => node.rowPinned === undefined && (latest.current.selectable?.(node.data as Row) ?? true),
    },
    selectionColumnDef: { pinned: 'left', width: 36, sortable: false, resizable: false, suppressMovable: true },
    onSelectionChanged: (event: SelectionChangedEvent) => {
      if (event.source === 'api') return
      tellSelection(event.api, latest.current)
    },
  }
}

function focused(event: CellFocusedEvent, tell: (row: unknown) => void): void {
  if (event.rowIndex === null || event.rowPinned) return
  const row = event.api.getDisplayedRowAtIndex(event.rowIndex)?.data as unknown
  if (row !== undefined) tell(row)
}

function firstShown<Row>(api: GridApi, { label, focusOn }: GridProps<Row>): void {
  if (focusOn) focusRow(api, focusOn)
  afterPaint(api, () => performance.mark(`painted ${label}`))
}

/** Two frames later what was rendered has been painted; the mark is what the bench waits for. */
function afterPaint(api: GridApi, tell: () => void): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (!api.isDestroyed()) tell()
    }),
  )
}
