/** A tax year of the household: which year, its figures, what must be read first, and its sales, Schedule D and Form 8949 as parts. */
import { useState } from 'react'
import { yearOf } from '../../../../shared/kernel/civil-date.ts'
import type { YearView } from '../../../../shared/model/tax-year.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { useQuery } from '../../../desk/use-query.ts'
import { AnswerView } from '../../../parts/answer.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { type Route, replaceRoute } from '../../../shell/route.ts'
import { Forms } from './forms.tsx'
import { Sales } from './sales.tsx'
import { ScheduleD } from './schedule-d.tsx'
import { type Choices, YearBar } from './year-bar.tsx'
import { YearFigures } from './year-figures.tsx'
import { YearNotices } from './year-notices.tsx'

const parts = ['sales', 'schedule', 'forms'] as const
type Part = (typeof parts)[number]

export function Realized({ view, route }: { view: HouseholdView; route: Route }) {
  const [choices, setChoices] = useState<Choices>({ wholeDollars: false, combineLots: false })
  const year = yearIn(route, view)
  const part = parts.find(key => key === route.rest[2]) ?? 'sales'
  const input = { household: view.household.id, asOf: view.review.asOf, year, choices }
  const answer = useQuery('year.view', input)
  const show = (to: number, which: Part) =>
    replaceRoute({ screen: 'household', household: view.household.id, rest: ['realized', String(to), which] })
  return (
    <AnswerView answer={answer} what={`Working out ${year}`}>
      {found => (
        <div className="tax-year">
          <YearBar view={found} input={input} choices={choices} onChoices={setChoices} onYear={to => show(to, part)} />
          <YearNotices view={found} />
          <YearFigures view={found} household={view} />
          <Tabs label="Parts of the tax year" tabs={tabsOf(found)} current={part} onChoose={(key: Part) => show(year, key)}>
            {part === 'sales' && <Sales view={found} household={view} />}
            {part === 'schedule' && <ScheduleD view={found} />}
            {part === 'forms' && <Forms view={found} />}
          </Tabs>
        </div>
      )}
    </AnswerView>
  )
}

function yearIn(route: Route, view: HouseholdView): number {
  const asked = Number(route.rest[1])
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : yearOf(view.review.asOf)
}

function tabsOf(view: YearView) {
  return [
    { key: 'sales', label: 'Sales', count: view.rows.length },
    { key: 'schedule', label: 'Schedule D preview' },
    { key: 'forms', label: 'Form 8949 and method', count: view.boxes.reduce((sum, box) => sum + box.lines.length, 0) },
  ] as const
}
