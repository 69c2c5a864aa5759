/** The days that matter, as a list by day: of one household or all, over a month, a quarter or a year, and as a file for other calendars. */
import { useMemo } from 'react'
import { addDays } from '../../../../shared/kernel/civil-date.ts'
import { type HouseholdId, id } from '../../../../shared/kernel/id.ts'
import type { Calendar, CalendarEvent } from '../../../../shared/model/week.ts'
import { counted, date } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useJobQuery, useQuery } from '../../../desk/use-query.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { SaveFile } from '../../../parts/files.tsx'
import { Select } from '../../../parts/inputs.tsx'
import { go, type Route, replaceRoute } from '../../../shell/route.ts'
import { eventColumns } from './calendar-columns.ts'

const spans = [
  { value: '31', label: 'a month' },
  { value: '92', label: 'three months' },
  { value: '366', label: 'a year' },
] as const
type Span = (typeof spans)[number]['value']

const rowId = (event: CalendarEvent) => event.key

function open({ opens, household }: CalendarEvent): void {
  if (opens !== null) go({ ...opens, household: opens.screen === 'book' || opens.screen === 'settings' ? null : household })
}

export function CalendarTab({ route }: { route: Route }) {
  const { asOf } = useSession()
  const span = spans.find(({ value }) => value === route.query.days)?.value ?? '92'
  const household = route.query.of === undefined ? null : id<'household'>(route.query.of)
  const asked = useMemo(() => ({ asOf, until: addDays(asOf, Number(span)), household }), [asOf, span, household])
  const answer = useJobQuery('calendar.view', asked)
  return (
    <div className="calendar">
      <CalendarBar span={span} household={household}>
        <SaveFile make="calendar.export" input={asked} disabled={(answer.value?.events ?? 0) === 0}>
          Save as calendar file (.ics)
        </SaveFile>
      </CalendarBar>
      <AnswerView answer={answer} what="Looking through the days">
        {calendar => <Days calendar={calendar} />}
      </AnswerView>
    </div>
  )
}

interface BarProps {
  readonly span: Span
  readonly household: HouseholdId | null
  readonly children: React.ReactNode
}

function CalendarBar({ span, household, children }: BarProps) {
  const index = useQuery('book.index', {})
  const show = (days: Span, of: HouseholdId | null) =>
    replaceRoute({ screen: 'book', rest: ['calendar'], query: { ...(days === '92' ? {} : { days }), ...(of === null ? {} : { of }) } })
  return (
    <div className="calendar-bar">
      <Select
        label="Household"
        none="Every household"
        value={household}
        choices={(index.value?.households ?? []).map(each => ({ value: each.id, label: each.name }))}
        onChange={of => show(span, of)}
      />
      <Select label="Over" value={span} choices={spans} onChange={days => show(days ?? '92', household)} />
      <span className="spring" />
      {children}
    </div>
  )
}

function Days({ calendar }: { calendar: Calendar }) {
  const rows = useMemo(() => calendar.days.flatMap(({ events }) => events), [calendar])
  const said = `${counted(calendar.events, 'event')} on ${counted(calendar.days.length, 'day')}, ${date(calendar.asOf)} to ${date(calendar.until)}`
  return (
    <Grid
      label="Calendar"
      columns={eventColumns}
      rows={rows}
      rowId={rowId}
      onOpen={open}
      tools={<p role="status">{said}</p>}
      empty={
        <Empty title="No day to watch">
          No lock ends, no lot turns long-term, no switchback, distribution, cash need or new tax year in these days.
        </Empty>
      }
    />
  )
}
