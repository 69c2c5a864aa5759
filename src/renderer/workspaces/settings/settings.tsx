/** The sections of the settings as tabs; the one in view is in the address. */

import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { type Route, replaceRoute } from '../../shell/route.ts'
import { About } from './about.tsx'
import { Backups } from './backups.tsx'
import { CostEstimates } from './cost-estimates.tsx'
import { Costs, Thresholds, TicketNames } from './firm-forms.tsx'
import { OpenPoints } from './law.tsx'
import { Look } from './look.tsx'
import { Performance } from './performance-policy.tsx'
import { PlanLimits } from './plan-limits.tsx'
import { PublishedExamples } from './published-examples.tsx'
import { Relations } from './relations.tsx'
import { TaxTables } from './taxes/tax-tables.tsx'
import { Taxes } from './taxes/taxes.tsx'
import { WhenToTrade } from './when-policy.tsx'
import { SeveralYears } from './years-policy.tsx'

const sections = [
  { key: 'taxes', label: 'Tax profiles' },
  { key: 'tax-tables', label: 'Tax tables' },
  { key: 'costs', label: 'Costs' },
  { key: 'thresholds', label: 'Thresholds' },
  { key: 'when', label: 'When to trade' },
  { key: 'limits', label: 'Limits of plans' },
  { key: 'performance', label: 'Performance' },
  { key: 'years', label: 'Several years' },
  { key: 'tickets', label: 'Names on tickets' },
  { key: 'relations', label: 'Related securities' },
  { key: 'law', label: 'Open points of law' },
  { key: 'examples', label: 'Published examples' },
  { key: 'backups', label: 'Backups' },
  { key: 'look', label: 'Look' },
  { key: 'about', label: 'About' },
] as const
type SectionKey = (typeof sections)[number]['key']

export function Settings({ route }: { route: Route }) {
  const section = sections.find(item => item.key === route.rest[0])?.key ?? 'taxes'
  return (
    <ScreenFrame title="Settings" lead="Every assumption stands here, with who set it or where it comes from">
      <Tabs
        label="Sections"
        tabs={sections}
        current={section}
        onChoose={(key: SectionKey) => replaceRoute({ screen: 'settings', rest: [key] })}
      >
        <div className={section === 'relations' ? 'section wide' : 'section'}>
          {section === 'taxes' && <Taxes household={route.rest[1] ?? null} year={route.rest[2] ?? null} />}
          {section === 'tax-tables' && <TaxTables />}
          {section === 'costs' && (
            <>
              <Costs />
              <CostEstimates />
            </>
          )}
          {section === 'thresholds' && <Thresholds />}
          {section === 'when' && <WhenToTrade />}
          {section === 'limits' && <PlanLimits />}
          {section === 'performance' && <Performance />}
          {section === 'years' && <SeveralYears />}
          {section === 'tickets' && <TicketNames />}
          {section === 'relations' && <Relations />}
          {section === 'law' && <OpenPoints />}
          {section === 'examples' && <PublishedExamples />}
          {section === 'backups' && <Backups />}
          {section === 'look' && <Look />}
          {section === 'about' && <About />}
        </div>
      </Tabs>
    </ScreenFrame>
  )
}
