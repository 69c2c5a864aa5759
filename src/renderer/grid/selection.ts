/**
 * Selection belongs to the screen: what it says is put into the grid, what a person does is told back. The grid library tells a little later than the key was
 * pressed, so a painting in between would take back a tick nobody has heard of yet: rows that differ from what was last told or put in are left alone.
 */
import type { GridApi, IRowNode } from 'ag-grid-community'
import { useLayoutEffect } from 'react'
import type { GridProps } from './grid.tsx'

/** Ticks by row id. */
type Ticks = ReadonlyMap<string, boolean>

/** The ticks when the grid last told of them, or was last told; rows that came since are not in it. */
const agreed = new WeakMap<GridApi, Ticks>()

/** Tells the screen which rows are ticked now. */
export function tellSelection<Row>(api: GridApi, { rowId, onSelect }: GridProps<Row>): void {
  if (!rowId || !onSelect) return
  agreed.set(api, ticksOf(nodesOf(api, rowId)))
  onSelect(new Set(api.getSelectedRows().map(row => rowId(row as Row))))
}

/** The rows whose ticks are to change, so that the grid shows what is wanted; a tick that differs from the agreed one is on its way to the screen. */
export function ticksToChange(shown: Ticks, wanted: ReadonlySet<string>, told: Ticks): string[] {
  const isUntold = (id: string, on: boolean) => told.has(id) && told.get(id) !== on
  return [...shown].filter(([id, on]) => on !== wanted.has(id) && !isUntold(id, on)).map(([id]) => id)
}

export function useSelection<Row>(api: GridApi | null, { selected, rowId, rows }: GridProps<Row>) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows need their ticks again
  useLayoutEffect(() => {
    if (!api || api.isDestroyed() || !selected || !rowId) return
    const nodes = nodesOf(api, rowId)
    const shown = ticksOf(nodes)
    const told = agreed.get(api) ?? new Map()
    const changed = ticksToChange(shown, selected, told)
    for (const on of [true, false]) {
      const those = changed.filter(id => selected.has(id) === on).map(id => nodes.get(id) as IRowNode)
      if (those.length > 0) api.setNodesSelected({ nodes: those, newValue: on, source: 'api' })
    }
    const now = new Map([...shown].map(([id, on]) => [id, told.get(id) ?? on]))
    for (const id of changed) now.set(id, selected.has(id))
    agreed.set(api, now)
  }, [api, selected, rows])
}

function nodesOf<Row>(api: GridApi, rowId: (row: Row) => string): Map<string, IRowNode> {
  const nodes = new Map<string, IRowNode>()
  api.forEachNode(node => void nodes.set(rowId(node.data as Row), node))
  return nodes
}

function ticksOf(nodes: ReadonlyMap<string, IRowNode>): Ticks {
  return new Map([...nodes].map(([id, node]) => [id, node.isSelected() ?? false]))
}
