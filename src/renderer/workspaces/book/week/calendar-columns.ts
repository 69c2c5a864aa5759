/** The columns of the calendar. An estimated day says so by a word. */
import type { CalendarEvent } from '../../../../shared/model/week.ts'
import { calendarKindWords } from '../../../../shared/present/words.ts'
import type { GridColumn } from '../../../grid/column.ts'

export const eventColumns: readonly GridColumn<CalendarEvent>[] = [
  { id: 'day', head: 'Day', kind: 'date', value: event => event.day, width: 112 },
  { id: 'sure', head: 'Known', kind: 'text', value: event => (event.estimated ? 'estimated' : 'stated'), width: 92 },
  { id: 'kind', head: 'What', kind: 'text', value: event => calendarKindWords[event.kind], width: 136 },
  { id: 'title', head: 'Of', kind: 'text', value: event => event.title, opens: true, width: 200, grow: 1 },
  { id: 'household', head: 'Household', kind: 'text', value: event => event.householdName, width: 140 },
  { id: 'account', head: 'Account', kind: 'text', value: event => event.accountName, none: 'any', width: 130 },
  {
    id: 'amount',
    head: 'Amount',
    tip: 'Cash, or the gain or loss of the lots today',
    kind: 'money',
    value: event => event.amount,
    none: '',
    width: 104,
  },
  { id: 'words', head: 'In full', kind: 'text', value: event => event.what, width: 240, grow: 2 },
]
