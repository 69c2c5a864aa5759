/** The columns of the checklist, and how its states and rhythms read. */
import type { WeekItem } from '../../../../shared/model/week.ts'
import type { GridColumn } from '../../../grid/column.ts'
import type { StatusWord } from '../../../parts/status.tsx'

export const rhythmWords: Readonly<Record<WeekItem['rhythm'], string>> = {
  daily: 'Every day',
  weekly: 'Every week',
  monthly: 'Every month',
  quarterly: 'Every quarter',
  event: 'When it happens',
}

export const itemStates: Readonly<Record<WeekItem['state'], StatusWord>> = {
  due: { tone: 'caution', word: 'due' },
  done: { tone: 'ready', word: 'done' },
  skipped: { tone: 'quiet', word: 'left out' },
  'not-due': { tone: 'waiting', word: 'no event' },
}

export const itemColumns: readonly GridColumn<WeekItem>[] = [
  { id: 'rhythm', head: 'Rhythm', kind: 'text', value: item => rhythmWords[item.rhythm], width: 124 },
  { id: 'words', head: 'To do', kind: 'text', value: item => item.words, opens: true, width: 240, grow: 3 },
  { id: 'state', head: 'State', kind: 'status', value: item => itemStates[item.state], width: 106 },
  { id: 'about', head: 'Today', kind: 'text', value: item => item.about, width: 150, grow: 2 },
  {
    id: 'next',
    head: 'Next',
    tip: 'First trading day of the next period',
    kind: 'date',
    value: item => item.next,
    none: 'on events',
    width: 108,
  },
]
