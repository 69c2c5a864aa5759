/**
 * The one wrapper around the grid library. Made once per mount from plain definitions; new rows are set by id, so that focus, scroll and
 * selection stay. Arrows move, Space selects, Enter opens, Alt+Enter or a click on a figure opens its trail. Nothing is ever exported from
 * here: files are made by the desk from frozen documents.
 */
import { createGrid, type GridApi, type GridOptions } from 'ag-grid-community'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { count } from '../../shared/present/format.ts'
import { useTrail } from '../desk/trail.tsx'
import { Empty } from '../parts/faces.tsx'
import type { GridColumn } from './column.ts'
import { announceGrid } from './focus.ts'
import { GridTools } from './grid-tools.tsx'
import { optionsOf } from './options.ts'
import { useSelection } from './selection.ts'
import { selectionModules } from './theme.ts'

export interface GridProps<Row> {
  /** Name for screen readers: `Households`. */
  readonly label: string
  /** Declared once, outside of the component (or memoized): a new array rebuilds the columns. */
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[]
  /** Keeps focus, scroll and selection over new rows. Left out for a hundred thousand rows that are only ever replaced as a whole. */
  readonly rowId?: (row: Row) => string
  /** Enter or a double click on a row; a click on a column marked `opens`. */
  readonly onOpen?: (row: Row) => void
  /** The row to stand on when the grid is first shown, such as the one left by opening it. */
  readonly focusOn?: string | null
  readonly onFocusRow?: (row: Row) => void
  /** With both, rows can be selected by Space or the box. */
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (ids: ReadonlySet<string>) => void
  readonly selectable?: (row: Row) => boolean
  /** Text by column id for the pinned last row, over the rows that pass the filters. */
  readonly totals?: (rows: readonly Row[]) => Readonly<Record<string, string>>
  /** Stands left of the search box. */
  readonly tools?: ReactNode
  /** What to say where there are no rows at all. */
  readonly empty?: ReactNode
  /** Rows are on their way: the grid already stands, so that only they must be drawn when they come. */
  readonly waiting?: boolean
  readonly rowClass?: (row: Row) => string | undefined
  /** What the search box holds at first. */
  readonly search?: string
  /** `short`: a title without a search box, for lists that fit a glance; `none`: the grid alone. */
  readonly head?: 'full' | 'short' | 'none'
  /** As tall as its rows up to this many, in a place that scrolls as a whole; left out, it fills its place and scrolls within. */
  readonly lines?: number
}

export function Grid<Row>(props: GridProps<Row>) {
  const { label, rows, columns, tools, empty, head = 'full', search, waiting = false, lines } = props
  const [api, setApi] = useState<GridApi | null>(null)
  const [shown, setShown] = useState(rows.length)
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const { open } = useTrail()
  const openTrail = useRef(open)
  openTrail.current = open
  const nothing = rows.length === 0 && !waiting

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once per mount; later props arrive through `latest` and the effects below
  useEffect(() => {
    if (!host.current || nothing) return
    const options = optionsOf(latest, request => openTrail.current(request), setShown)
    const made = createGrid(host.current, options as GridOptions, { modules: props.selected ? selectionModules : [] })
    host.current.querySelector('[role=grid], [role=treegrid]')?.setAttribute('aria-label', label)
    announceGrid(host.current, made)
    setApi(made)
    return () => {
      setApi(null)
      made.destroy()
    }
  }, [nothing, columns])

  useEffect(() => {
    if (!api || api.isDestroyed() || api.getGridOption('rowData') === rows) return
    api.setGridOption('rowData', rows as Row[])
  }, [api, rows])
  useSelection(api, props)
  useTotals(api, props, shown)

  return (
    <section
      className="grid-box"
      aria-label={label}
      style={lines === undefined || nothing ? undefined : { minHeight: heightOf(Math.min(lines, rows.length)) }}
    >
      {head !== 'none' && (
        <GridTools
          api={api}
          label={label}
          first={search ?? ''}
          searches={head === 'full' && !nothing}
          said={shown === rows.length || nothing ? count(rows.length) : `${count(shown)} of ${count(rows.length)}`}
        >
          {tools}
        </GridTools>
      )}
      {nothing ? <div className="grid-empty">{empty ?? <Empty title="Nothing to show" />}</div> : <div ref={host} className="grid-host" />}
    </section>
  )
}

/** Of so many rows with the title, the column heads and a line's room for the eye; theme.ts says how tall each is. */
function heightOf(rows: number): number {
  return 38 + 34 + 28 * rows + 12
}

function passing<Row>(api: GridApi): readonly Row[] {
  const rows: Row[] = []
  api.forEachNodeAfterFilter(node => void rows.push(node.data as Row))
  return rows
}

function useTotals<Row>(api: GridApi | null, { totals, rows }: GridProps<Row>, shown: number) {
  useEffect(() => {
    if (!api || api.isDestroyed() || !totals) return
    api.setGridOption('pinnedBottomRowData', [{ totals: totals(shown === rows.length ? rows : passing<Row>(api)) }])
  }, [api, totals, rows, shown])
}
