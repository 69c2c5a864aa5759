/** Moves the keyboard into a grid: from the search box above it, from an empty screen, or back to the row it was left at. */
import type { GridApi } from 'ag-grid-community'

const made = new WeakMap<Element, GridApi>()

export function announceGrid(host: Element, api: GridApi): void {
  made.set(host, api)
}

/** The first row of a grid; false where there is none. */
export function focusFirstRow(api: GridApi | null): boolean {
  if (!api || api.isDestroyed() || api.getDisplayedRowCount() === 0) return false
  focusAt(api, 0)
  return true
}

/** The first grid inside `place` that has rows. */
export function focusFirstGrid(place: Element): boolean {
  for (const host of place.querySelectorAll('.grid-host')) if (focusFirstRow(made.get(host) ?? null)) return true
  return false
}

export function focusRow(api: GridApi, id: string): void {
  const index = api.getRowNode(id)?.rowIndex
  if (index === null || index === undefined) return
  api.ensureIndexVisible(index, 'middle')
  focusAt(api, index)
}

function focusAt(api: GridApi, index: number): void {
  const [first] = api.getAllDisplayedColumns().filter(column => !column.getColId().startsWith('ag-Grid-'))
  if (first) api.setFocusedCell(index, first)
}
