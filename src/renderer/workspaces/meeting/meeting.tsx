/** The client's household in large type: what is held, what is proposed, one slider, and the two questions every client asks. */
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { reviewFacts } from '../../desk/review-facts.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { go, type Route, replaceRoute } from '../../shell/route.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { PlanAcrossTheTable } from './plan.tsx'

const tabs = [
  { key: 'plan', label: 'Your plan' },
  { key: 'calendar', label: 'Your calendar' },
] as const

export function Meeting({ route }: { route: Route }) {
  const { household } = route
  if (household === null)
    return (
      <Empty title="No household is in front" action={<Button onPress={() => go({ screen: 'book' })}>Go to the book</Button>}>
        Choose the household before its people sit down.
      </Empty>
    )
  return <Household household={household} route={route} />
}

function Household({ household, route }: { household: HouseholdId; route: Route }) {
  const { asOf } = useSession()
  const answer = useQuery('household.view', { household, asOf })
  useFrameFacts(answer.value ? reviewFacts(answer.value.review) : null)
  const current = route.rest[0] === 'calendar' ? 'calendar' : 'plan'
  return (
    <AnswerView answer={answer} what="Reading the household">
      {view => (
        <div className="meeting">
          <Tabs
            label="Meeting"
            tabs={tabs}
            current={current}
            onChoose={key => replaceRoute({ screen: 'meeting', household, rest: key === 'plan' ? [] : [key] })}
          >
            {current === 'plan' ? <Plan view={view} household={household} /> : <Timeline route={{ ...route, rest: route.rest.slice(1) }} />}
          </Tabs>
        </div>
      )}
    </AnswerView>
  )
}

function Plan({ view, household }: { view: HouseholdView; household: HouseholdId }) {
  const { asOf } = useSession()
  if (view.accounts.length === 0) return <Empty title="No accounts yet">Nothing has been imported for this household.</Empty>
  return <PlanAcrossTheTable key={household} view={view} household={household} asOf={asOf} />
}
