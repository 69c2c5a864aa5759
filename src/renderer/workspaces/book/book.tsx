/** Tiles, the grid of households with a preview of the one in focus, and tabs for the week, its calendar, switchbacks and all lots. Where it stands is in the address. */

import type { Overview } from '../../../shared/model/views.ts'
import { count, counted, date, money } from '../../../shared/present/format.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import { useJobQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { type Route, replaceRoute } from '../../shell/route.ts'
import { AllLots } from './all-lots.tsx'
import { EmptyDesk } from './empty-desk.tsx'
import { Households } from './households.tsx'
import { OptimizeBook } from './optimize-book.tsx'
import { TrendsTab } from './trends/trends.tsx'
import { CalendarTab } from './week/calendar.tsx'
import { SwitchbacksTab } from './week/switchbacks.tsx'
import { WeekTab } from './week/week.tsx'

const tabs = [
  { key: 'households', label: 'Households' },
  { key: 'week', label: 'The week' },
  { key: 'trends', label: 'Trends' },
  { key: 'calendar', label: 'Calendar' },
  { key: 'switchbacks', label: 'Switchbacks' },
  { key: 'lots', label: 'All lots' },
  { key: 'optimize', label: 'Optimize' },
] as const

export function Book({ route }: { route: Route }) {
  const { info, asOf } = useSession()
  const answer = useJobQuery('book.overview', info.empty ? null : { asOf })
  useFrameFacts(answer.value ? factsOf(answer.value) : null)
  if (info.empty) return <EmptyDesk />
  const tab = tabs.find(({ key }) => key === route.rest[0])?.key ?? 'households'

  function choose(key: (typeof tabs)[number]['key']) {
    replaceRoute({ screen: 'book', rest: key === 'households' ? [] : [key] })
  }

  return (
    <ScreenFrame title="Book" lead={answer.value ? leadOf(answer.value) : 'What is to be done in all households'}>
      <Tabs label="Views of the book" tabs={tabs} current={tab} onChoose={choose}>
        {tab === 'week' && <WeekTab />}
        {tab === 'trends' && <TrendsTab />}
        {tab === 'calendar' && <CalendarTab route={route} />}
        {tab === 'switchbacks' && <SwitchbacksTab />}
        {tab === 'optimize' && <OptimizeBook />}
        {tab === 'lots' && <AllLots symbol={route.query.symbol ?? ''} />}
        {tab === 'households' && (
          <AnswerView answer={answer} what="Reviewing the book">
            {overview => <Households overview={overview} tile={route.query.tile ?? null} />}
          </AnswerView>
        )}
      </Tabs>
    </ScreenFrame>
  )
}

function leadOf({ totals, asOf, pricesAsOf }: Overview): string {
  const size = `${counted(totals.households, 'household')}, ${counted(totals.accounts, 'account')}, ${counted(totals.lots, 'lot')}`
  return `${size} · ${money(totals.value)} as of ${date(asOf)}, ${pricesAsOf === null ? 'without prices' : `prices of ${date(pricesAsOf)}`}`
}

function factsOf({ pricesAsOf, households }: Overview) {
  const stops = households.filter(row => row.stops > 0).length
  const stale = households.filter(row => row.stale).length
  const all = stale > 0 && stale === households.length
  const words = [stale > 0 && !all && `${count(stale)} with stale prices`, stops > 0 && `${count(stops)} with data problems`].filter(
    Boolean,
  )
  return {
    pricesAsOf,
    stale: all,
    coverage: words.length > 0 ? { what: words.join(', '), complete: false } : { what: 'No data problems', complete: true },
  }
}
