/** The columns of the switchbacks, and how their states read. */
import type { Switchback } from '../../../../shared/model/week.ts'
import type { GridColumn } from '../../../grid/column.ts'
import type { StatusWord } from '../../../parts/status.tsx'

export const switchbackStates: Readonly<Record<Switchback['state'], StatusWord>> = {
  due: { tone: 'caution', word: 'to decide' },
  waiting: { tone: 'waiting', word: 'window open' },
  barred: { tone: 'blocked', word: 'barred' },
  decided: { tone: 'ready', word: 'kept' },
}

export const switchbackColumns: readonly GridColumn<Switchback>[] = [
  { id: 'household', head: 'Household', kind: 'text', value: row => row.householdName, opens: true, width: 120, grow: 1 },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 110 },
  { id: 'held', head: 'Holds', kind: 'text', value: row => row.held.symbol, width: 66 },
  { id: 'sold', head: 'For', kind: 'text', value: row => row.sold.symbol, width: 66 },
  { id: 'state', head: 'State', kind: 'status', value: row => switchbackStates[row.state], width: 124 },
  {
    id: 'free',
    head: 'Free from',
    tip: 'First day on which what was sold may be bought again',
    kind: 'date',
    value: row => row.freeOn,
    width: 108,
  },
  { id: 'value', head: 'Value', kind: 'money', value: row => row.value, width: 84 },
  { id: 'tax', head: 'Tax to switch', tip: 'Est. change of this year’s tax', kind: 'gain', value: row => row.switchBack.tax, width: 110 },
  {
    id: 'te',
    head: 'TE to keep',
    tip: 'Tracking error the substitute brings to its account, a year',
    kind: 'basis-points',
    value: row => row.keep.trackingError,
    width: 98,
  },
]
