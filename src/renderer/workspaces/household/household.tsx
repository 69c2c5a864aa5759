/** The head of a household and its tabs; the tab in view is in the address. `lineage/LOT` is a page of its own. */
import type { HouseholdView } from '../../../shared/model/views.ts'
import { counted } from '../../../shared/present/format.ts'
import { reviewFacts } from '../../desk/review-facts.ts'
import { useFrameFacts, useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Button } from '../../parts/button.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { ChooseHousehold } from '../../shell/choose-household.tsx'
import { go, type Route, replaceRoute } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { OptimizeButton, useOptimizeKey } from '../rebalance/optimize-button.tsx'
import { Accounts } from './accounts.tsx'
import { Dates } from './dates.tsx'
import { HouseholdHead } from './head.tsx'
import { LineagePage } from './lineage/lineage.tsx'
import { Lots } from './lots.tsx'
import { PastTab } from './past/past-tab.tsx'
import { PerformanceTab } from './performance/performance-tab.tsx'
import { Positions } from './positions.tsx'
import { Quality } from './quality.tsx'
import { Realized } from './realized/realized.tsx'
import { WashLedgerTab } from './wash/wash-ledger.tsx'
import { WhenTab } from './when/when-tab.tsx'

const tabKeys = ['positions', 'when', 'rebalances', 'past', 'lots', 'accounts', 'dates', 'realized', 'wash', 'quality'] as const
type TabKey = (typeof tabKeys)[number]

export function Household({ route }: { route: Route }) {
  const [page, lot] = route.rest
  if (route.household !== null && page === 'lineage' && lot !== undefined) return <LineagePage household={route.household} lot={lot} />
  return <HouseholdTabs route={route} />
}

function HouseholdTabs({ route }: { route: Route }) {
  const { asOf } = useSession()
  const { household } = route
  const answer = useQuery('household.view', household === null ? null : { household, asOf })
  useFrameFacts(answer.value ? reviewFacts(answer.value.review) : null)
  useOptimizeKey(household)
  if (household === null) return <ChooseHousehold title="Household" screen="household" />
  const tab = tabKeys.find(key => key === route.rest[0]) ?? 'positions'
  const choose = (key: TabKey) => replaceRoute({ screen: 'household', household, rest: key === 'positions' ? [] : [key] })

  return (
    <AnswerView answer={answer} what="Reading the household">
      {view => (
        <ScreenFrame
          title={view.household.name}
          lead={leadOf(view)}
          aside={
            <>
              <OptimizeButton household={household} />
              {screenOf('harvest') && (
                <Button look="strong" icon="harvest" onPress={() => go({ screen: 'harvest', household })}>
                  {view.review.totals.ready > 0 ? `Review ${counted(view.review.totals.ready, 'harvest')}` : 'Review harvests'}
                </Button>
              )}
            </>
          }
        >
          {/* a tax year has figures of its own, of the year in view */}
          {tab !== 'realized' && tab !== 'wash' && tab !== 'when' && tab !== 'past' && tab !== 'rebalances' && (
            <HouseholdHead view={view} />
          )}
          <Tabs label="Views of the household" tabs={tabsOf(view)} current={tab} onChoose={choose}>
            {tab === 'positions' && <Positions view={view} />}
            {tab === 'when' && <WhenTab view={view} />}
            {tab === 'rebalances' && <PerformanceTab view={view} />}
            {tab === 'past' && <PastTab view={view} />}
            {tab === 'lots' && <Lots view={view} />}
            {tab === 'accounts' && <Accounts view={view} />}
            {tab === 'dates' && <Dates view={view} />}
            {tab === 'realized' && <Realized view={view} route={route} />}
            {tab === 'wash' && <WashLedgerTab view={view} />}
            {tab === 'quality' && <Quality view={view} />}
          </Tabs>
        </ScreenFrame>
      )}
    </AnswerView>
  )
}

function tabsOf({ review, accounts, holdings, cashNeeds, restrictions }: HouseholdView) {
  return [
    { key: 'positions', label: 'Positions', count: holdings.length },
    { key: 'when', label: 'When to trade' },
    { key: 'rebalances', label: 'Past rebalances' },
    { key: 'past', label: 'Backtest' },
    { key: 'lots', label: 'Lots', count: review.lots.length },
    { key: 'accounts', label: 'Accounts', count: accounts.length },
    {
      key: 'dates',
      label: 'Dates and limits',
      count: review.locks.length + review.turningLong.length + cashNeeds.length + restrictions.length,
    },
    { key: 'realized', label: 'Realized' },
    { key: 'wash', label: 'Wash ledger' },
    { key: 'quality', label: 'Data quality', count: review.quality.length },
  ] as const
}

const filing = {
  single: 'single',
  mfj: 'married filing jointly',
  mfs: 'married filing separately',
  hoh: 'head of household',
  qss: 'qualifying surviving spouse',
} as const

function leadOf({ people, taxProfile, accounts }: HouseholdView): string {
  const owners = people.length > 0 ? people.map(person => person.name).join(', ') : 'no owners entered'
  const status = taxProfile ? filing[taxProfile.filingStatus] : 'no tax profile'
  return `${owners} · ${status} · ${counted(accounts.length, 'account')}`
}
