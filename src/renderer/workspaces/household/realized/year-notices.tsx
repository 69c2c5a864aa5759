/** What must be read before the figures of a year, gravest first, with the way to what is missing. */
import type { YearNotice, YearView } from '../../../../shared/model/tax-year.ts'
import { Button } from '../../../parts/button.tsx'
import { Banner } from '../../../parts/faces.tsx'
import { go } from '../../../shell/route.ts'

const weights: Readonly<Record<YearNotice['code'], 'note' | 'warning' | 'stop'>> = {
  identity: 'stop',
  'no-table': 'warning',
  'no-profile': 'warning',
  'no-one-return': 'warning',
  undecided: 'warning',
  restated: 'note',
  'hand-over': 'warning',
  unknown: 'warning',
  future: 'warning',
  provisional: 'note',
}
const actions: Partial<Record<YearNotice['code'], string>> = { 'no-profile': 'Enter tax profile', 'hand-over': 'Open tax profile' }

export function YearNotices({ view }: { view: YearView }) {
  if (view.notices.length === 0) return null
  return (
    <div className="year-notices">
      {view.notices.map(notice => {
        const action = actions[notice.code]
        const year = notice.code === 'hand-over' ? (view.handOvers.find(over => !over.agrees)?.to ?? view.year) : view.year
        return (
          <Banner
            key={notice.what}
            weight={weights[notice.code]}
            action={
              action && (
                <Button look="plain" onPress={() => go({ screen: 'settings', rest: ['taxes', view.household, String(year)] })}>
                  {action}
                </Button>
              )
            }
          >
            {notice.what}
          </Banner>
        )
      })}
    </div>
  )
}
