/** The household's figures at a glance, each with its trail, and what must be read first. */

import { addCents, negateCents } from '../../../shared/kernel/cents.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { estimated, money, points, signedMoney } from '../../../shared/present/format.ts'
import { Button } from '../../parts/button.tsx'
import { Banner } from '../../parts/faces.tsx'
import { Figure } from '../../parts/figure.tsx'
import { go } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { carryforward } from './carryforward.ts'
import { trailIn } from './trails.ts'

export function HouseholdHead({ view }: { view: HouseholdView }) {
  const { review } = view
  const { realized, totals, drift, worth } = review
  const trail = trailIn(view)
  const source = realized.source === '' ? 'nothing recorded' : realized.source.split('+').join(' and ')
  return (
    <>
      {view.taxProfile === null && (
        <Banner
          weight="warning"
          action={
            screenOf('settings') && (
              <Button look="plain" onPress={() => go({ screen: 'settings', rest: ['taxes', view.household.id] })}>
                Enter tax profile
              </Button>
            )
          }
        >
          No tax profile is entered, so dollars saved are unknown. Losses, dates and wash verdicts are shown all the same.
        </Banner>
      )}
      <section className="figures head-figures" aria-label="Figures of the household">
        <Figure
          size="large"
          label="Value"
          value={money(worth.value)}
          {...(worth.priced < worth.positions ? { note: `${worth.priced} of ${worth.positions} positions priced` } : {})}
          asOf={review.pricesAsOf}
          trail={trail('household', [view.household.id], 'value')}
        />
        <Figure
          size="large"
          label={`Realized short ${realized.year}`}
          value={signedMoney(realized.short)}
          note={source}
          trail={trail('realized', [], 'short')}
        />
        <Figure
          size="large"
          label={`Realized long ${realized.year}`}
          value={signedMoney(realized.long)}
          note={source}
          trail={trail('realized', [], 'long')}
        />
        <Figure size="large" label="Loss carryforward" {...carryforward(view)} />
        <Figure
          size="large"
          label="Harvestable now"
          value={money(negateCents(addCents(totals.lossShort, totals.lossLong)))}
          note={`short ${money(negateCents(totals.lossShort))} · long ${money(negateCents(totals.lossLong))}`}
          trail={trail('household', [view.household.id], totals.lossShort === 0 ? 'lossLong' : 'lossShort')}
        />
        <Figure
          size="large"
          label="Tax saved now"
          value={estimated(money(totals.savedNow))}
          note={`after cost ${estimated(money(totals.net))}`}
          trail={trail('household', [view.household.id], 'savedNow')}
        />
        <Figure
          size="large"
          label="Drift"
          value={drift.portfolio === null ? 'no target' : points(drift.portfolio)}
          note="half-sum of all drifts"
          trail={drift.portfolio === null ? null : trail('household', [view.household.id], 'drift')}
        />
      </section>
    </>
  )
}
