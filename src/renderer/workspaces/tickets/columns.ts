/** The columns of the list of tickets. */
import type { TicketRow } from '../../../shared/model/ticket.ts'
import { moment } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import { ticketWords } from '../../parts/status.tsx'

export const ticketColumns: readonly GridColumn<TicketRow>[] = [
  { id: 'id', head: 'Ticket', kind: 'text', value: row => row.id, opens: true, pinned: true, width: 124 },
  { id: 'status', head: 'Status', kind: 'status', value: row => ticketWords[row.status], width: 124 },
  { id: 'household', head: 'Household', kind: 'text', value: row => row.householdName, grow: 1, width: 180 },
  { id: 'asOf', head: 'As of', kind: 'date', value: row => row.asOf },
  { id: 'prepared', head: 'Prepared', kind: 'text', value: row => moment(row.preparedAt), width: 176 },
  { id: 'accounts', head: 'Accounts', kind: 'count', value: row => row.accounts, width: 88 },
  { id: 'orders', head: 'Orders', kind: 'count', value: row => row.orders, width: 80 },
  { id: 'filled', head: 'Filled', kind: 'text', value: row => (row.filled === null ? '—' : `${row.filled} of ${row.orders}`), width: 80 },
  { id: 'short', head: 'Est. short gain', kind: 'gain', value: row => row.gainShort, width: 120 },
  { id: 'long', head: 'Est. long gain', kind: 'gain', value: row => row.gainLong, width: 120 },
  { id: 'saved', head: 'Est. saved now', kind: 'money', value: row => row.savedNow, width: 120 },
]
