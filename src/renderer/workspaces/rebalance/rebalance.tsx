/** Rebalance of one household: the wishes at the left, the plan beside them, and every face between none and a finished plan. */
import { useState } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { date } from '../../../shared/present/format.ts'
import { reviewFacts } from '../../desk/review-facts.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { Banner, Empty, LoadingFace, RefusalBanner } from '../../parts/faces.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { useScreenKeys } from '../../parts/use-screen-keys.ts'
import { ChooseHousehold } from '../../shell/choose-household.tsx'
import type { Route } from '../../shell/route.ts'
import { isOtherThanLine } from './kept.ts'
import { KeptPlans } from './kept-plans.tsx'
import { EditBar, PlanBar } from './plan-bar.tsx'
import { PlanView } from './plan-view.tsx'
import { useAskedFor } from './use-asked-for.ts'
import { useHandOver } from './use-hand-over.ts'
import { type Planning, usePlan } from './use-plan.ts'
import { WishesPanel } from './wishes-panel.tsx'
import { OverYears } from './years/over-years.tsx'

export function Rebalance({ route }: { route: Route }) {
  const { asOf } = useSession()
  const { household } = route
  const answer = useQuery('household.view', household === null ? null : { household, asOf })
  useFrameFacts(answer.value ? reviewFacts(answer.value.review) : null)
  if (household === null) return <ChooseHousehold title="Rebalance" screen="rebalance" />
  return (
    <AnswerView answer={answer} what="Reading the household">
      {view => <Workbench key={household} view={view} household={household} asOf={asOf} route={route} />}
    </AnswerView>
  )
}

interface WorkbenchProps {
  readonly view: HouseholdView
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly route: Route
}

function Workbench({ view, household, asOf, route }: WorkbenchProps) {
  const plan = usePlan(household, asOf, view.flowDays)
  const handOver = useHandOver(household, plan)
  useAskedFor(route, plan)
  const [years, setYears] = useState(false)
  const { shown } = plan
  const stale = shown !== null && (shown.stale || shown.snapshotHash !== view.review.snapshotHash)
  useScreenKeys({
    o: plan.solve,
    s: () => (plan.solving ? plan.stop() : plan.drawing && plan.stopDrawing()),
    u: plan.undo,
    r: plan.redo,
    t: () => shown !== null && !stale && handOver.toTickets(),
    w: () => focusIn('[data-wishes] input, [data-wishes] button'),
    c: () => focusIn('.curve [tabindex="0"]'),
    l: () => focusIn('.trade-open'),
    y: () => setYears(true),
  })

  return (
    <ScreenFrame
      title="Rebalance"
      lead={leadOf(view, shown)}
      aside={<Aside plan={plan} stale={stale} handOver={handOver} onYears={() => setYears(true)} />}
    >
      <div className="rebalance">
        <WishesPanel view={view} plan={plan} />
        <div className="plan-place">
          <Notices plan={plan} stale={stale} handOver={handOver} />
          <EditBar plan={plan} />
          {shown === null ? (
            <NoPlan plan={plan} household={household} view={view} />
          ) : (
            <PlanView plan={plan} shown={shown} household={household} asOf={asOf} />
          )}
        </div>
      </div>
      {years && <OverYears view={view} plan={plan} household={household} asOf={asOf} onClose={() => setYears(false)} />}
    </ScreenFrame>
  )
}

interface NoticesProps {
  readonly plan: Planning
  readonly stale: boolean
  readonly handOver: ReturnType<typeof useHandOver>
}

function Aside({ onYears, ...bar }: NoticesProps & { readonly onYears: () => void }) {
  return (
    <>
      <Button keys="Y" onPress={onYears} tip="Toward the targets over this tax year and those after it">
        Over several years (Y)
      </Button>
      <PlanBar {...bar} />
    </>
  )
}

function Notices({ plan, stale, handOver }: NoticesProps) {
  return (
    <>
      {plan.refusal && <RefusalBanner refusal={plan.refusal} onClear={plan.clear} />}
      {handOver.refusal && <RefusalBanner refusal={handOver.refusal} onClear={handOver.clear} />}
      {stale && (
        <Banner weight="warning" action={<Button onPress={plan.solve}>Optimize again (O)</Button>}>
          The book moved since this plan was made: it can be read, not traded.
        </Banner>
      )}
      {isOtherThanLine(plan) && (
        <Banner weight="note">
          What this household is planned from moved since the run over the book: this is the plan of today, not the one its line shows.
        </Banner>
      )}
    </>
  )
}

function NoPlan({ plan, household, view }: { plan: Planning; household: HouseholdId; view: HouseholdView }) {
  if (plan.solving) return <LoadingFace what="Optimizing" step={plan.progress} onStop={plan.stop} />
  if (view.accounts.length === 0) return <Empty title="No accounts">Accounts are made when a file that names them is imported.</Empty>
  return (
    <div className="no-plan">
      <Empty
        title="No plan yet"
        action={
          <Button look="strong" icon="rebalance" keys="O" onPress={plan.solve}>
            Optimize (O)
          </Button>
        }
      >
        Say at the left what you want, then optimize: lot by lot, with proof of how near the plan is to the best possible one. Nothing is
        written and nothing is traded.
      </Empty>
      <KeptPlans household={household} />
    </div>
  )
}

function focusIn(selector: string): void {
  document.querySelector<HTMLElement>(`.rebalance ${selector}`)?.focus()
}

function leadOf(view: HouseholdView, shown: Proposal | null): string {
  const priced = view.review.pricesAsOf === null ? 'no prices' : `prices of ${date(view.review.pricesAsOf)}`
  if (shown === null) return `${view.household.name} · ${priced}`
  return `${priced.charAt(0).toUpperCase()}${priced.slice(1)}, trades of ${date(shown.tradeDay)} · ${shown.title}, ${shown.id} revision ${shown.revision}`
}
