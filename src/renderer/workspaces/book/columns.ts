/** The columns of the grid of households. Losses are shown as losses: with a minus. */

import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdRow } from '../../../shared/model/views.ts'
import { count, counted, money } from '../../../shared/present/format.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import type { GridColumn } from '../../grid/column.ts'
import { decisionWords } from './when-words.ts'

/** A household's line with what its cells need beside it. */
export interface BookRow extends HouseholdRow {
  readonly asOf: CivilDate
  /** Portfolio drift that raises a flag. */
  readonly threshold: number
}

export const bookColumns: readonly GridColumn<BookRow>[] = [
  { id: 'name', head: 'Household', kind: 'text', value: row => row.name, opens: true, pinned: true, width: 132 },
  { id: 'next', head: 'Next step', kind: 'text', value: row => row.next, grow: 1, width: 266 },
  { id: 'value', head: 'Value', kind: 'money', value: row => row.value, width: 116, trail: row => trailOf(row, 'value') },
  {
    id: 'drift',
    head: 'Drift',
    tip: 'Half the sum of absolute drifts against its flag',
    kind: 'drift',
    width: 172,
    none: 'no target',
    value: row => (row.drift === null ? null : { drift: row.drift, band: row.threshold, oneSided: true }),
    trail: row => (row.drift === null ? null : trailOf(row, 'drift')),
  },
  {
    id: 'when',
    head: 'Trade now?',
    tip: 'By the firm’s policy: drift, cost and the state of the market',
    kind: 'status',
    value: row => (row.when === undefined ? null : decisionWords[row.when.decision]),
    width: 108,
    trail: row => ({
      of: 'review',
      input: { household: row.id, asOf: row.asOf, figure: { subject: 'when', ids: [], figure: 'decision' } },
    }),
  },
  {
    id: 'short',
    head: 'Short loss',
    tip: 'Short-term losses of the lots that are ready',
    kind: 'gain',
    value: row => -row.lossShort,
    width: 88,
    trail: row => trailOf(row, 'lossShort'),
  },
  {
    id: 'long',
    head: 'Long loss',
    tip: 'Long-term losses of the lots that are ready',
    kind: 'gain',
    value: row => -row.lossLong,
    width: 92,
    trail: row => trailOf(row, 'lossLong'),
  },
  {
    id: 'saved',
    head: 'Est. saved',
    tip: 'Estimated tax saved this year by the lots that are ready, taken together',
    kind: 'money',
    value: row => row.savedNow,
    width: 100,
    sort: 'desc',
    trail: row => trailOf(row, 'savedNow'),
  },
  {
    id: 'locks',
    head: 'Lock ends',
    tip: 'The next wash lock to end',
    kind: 'date',
    value: row => row.nextLockEnds,
    none: 'no lock',
    width: 106,
  },
  {
    id: 'turning',
    head: 'Turns long',
    tip: 'The next lot to turn long-term',
    kind: 'date',
    value: row => row.nextLong,
    none: 'none soon',
    width: 106,
  },
  {
    id: 'cash',
    head: 'Cash need',
    kind: 'money',
    value: row => row.cashNeeded,
    width: 90,
    trail: row => (row.cashNeeded > 0 ? trailOf(row, 'cashNeeded') : null),
  },
  {
    id: 'data',
    head: 'Data',
    kind: 'status',
    width: 112,
    value: row =>
      row.stops > 0
        ? { tone: 'blocked', word: counted(row.stops, 'problem') }
        : row.pricesAsOf === null
          ? { tone: 'caution', word: 'no prices' }
          : row.stale
            ? { tone: 'caution', word: 'stale prices' }
            : row.priced < row.positions
              ? { tone: 'caution', word: `${row.priced} of ${row.positions} priced` }
              : { tone: 'ready', word: 'current' },
  },
]

export function bookTotals(rows: readonly BookRow[]): Readonly<Record<string, string>> {
  const sum = (of: (row: BookRow) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0)
  const unsaid = rows.filter(row => row.savedNow === null).length
  const unpriced = rows.filter(row => row.priced < row.positions).length
  return {
    name: counted(rows.length, 'household'),
    value: `${money(sum(row => row.value))}${unpriced > 0 ? '*' : ''}`,
    short: money(-sum(row => row.lossShort)),
    long: money(-sum(row => row.lossLong)),
    saved: `${money(sum(row => row.savedNow))}${unsaid > 0 ? '*' : ''}`,
    cash: money(sum(row => row.cashNeeded)),
    next: [unsaid > 0 && `* ${count(unsaid)} without a tax profile`, unpriced > 0 && `* ${count(unpriced)} not all priced`]
      .filter(Boolean)
      .join(', '),
  }
}

export function trailOf(row: BookRow, figure: string): TrailRequest {
  return { of: 'review', input: { household: row.id, asOf: row.asOf, figure: { subject: 'household', ids: [row.id], figure } } }
}
