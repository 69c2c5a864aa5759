/**
 * What a column says: its kind decides how values read, sort and filter, so that the same figure looks the same in every grid. Values are
 * read from the row when they are wanted; null is unknown, sorts last in both directions and reads `unknown`.
 */
import type { TrailRequest } from '../desk/trail.tsx'
import type { StatusWord } from '../parts/status.tsx'

/** Integer figures: cents, millionths, hundredths of a percent, hundredths of a basis point, whole days or counts. */
export type FigureKind =
  | 'money'
  | 'exact-money'
  | 'gain'
  | 'exact-gain'
  | 'shares'
  | 'price'
  | 'points'
  | 'percent'
  | 'basis-points'
  | 'correlation'
  | 'days'
  | 'count'

/** A weight less its target against the drift allowed, hundredths of a percent; one-sided for a drift that is never below zero. */
export interface DriftValue {
  readonly drift: number
  readonly band: number
  readonly oneSided?: boolean
}

interface Common<Row> {
  readonly id: string
  readonly head: string
  /** Longer words for the header, shown on hover. */
  readonly tip?: string
  /** Pixels; with `grow` it is the least. */
  readonly width?: number
  readonly grow?: number
  readonly pinned?: boolean
  readonly sort?: 'asc' | 'desc'
  /** What a click or Alt+Enter on the cell opens; null: nothing behind this figure. */
  readonly trail?: (row: Row) => TrailRequest | null
  /** What an unknown value reads as where `unknown` would mislead, such as `none` for a lock. */
  readonly none?: string
}

export type GridColumn<Row> = Common<Row> &
  (
    | { readonly kind: 'text'; readonly value: (row: Row) => string | null; readonly opens?: boolean }
    | { readonly kind: FigureKind; readonly value: (row: Row) => number | null }
    | { readonly kind: 'date'; readonly value: (row: Row) => string | null }
    /** A day number; -1 is unknown. */
    | { readonly kind: 'day'; readonly value: (row: Row) => number }
    | { readonly kind: 'term'; readonly value: (row: Row) => 'short' | 'long' | null }
    | { readonly kind: 'status'; readonly value: (row: Row) => StatusWord | null }
    | { readonly kind: 'drift'; readonly value: (row: Row) => DriftValue | null }
  )

/** A row of a columnar answer: its position in every column. */
export interface IndexRow {
  readonly index: number
}

const made = new WeakMap<object, readonly IndexRow[]>()

/** Light rows for columns held elsewhere; the same answer gives the same rows. */
export function indexRows(columns: { readonly count: number }): readonly IndexRow[] {
  const before = made.get(columns)
  if (before) return before
  const rows = Array.from({ length: columns.count }, (_, index) => ({ index }))
  made.set(columns, rows)
  return rows
}
