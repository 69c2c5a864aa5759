/** The figures that decide, each with its trail. */
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { WhenView } from '../../../../shared/model/when.ts'
import { basisPoints, money, percent, points } from '../../../../shared/present/format.ts'
import { Figure } from '../../../parts/figure.tsx'
import { trailIn } from '../trails.ts'

/** ppm as a percentage of two places. */
export const ofYear = (value: number | null) => percent(value === null ? null : Math.round(value / 100))

/** ppm in points: what drift is held against reads as drift does. */
const ofDrift = (value: number) => points(Math.round(value / 100))

export function WhenFigures({ view, when: { figures, untargeted } }: { view: HouseholdView; when: WhenView }) {
  const trail = trailIn(view)
  const below =
    figures.downside === null ? 'downside unknown' : `downside ${ofYear(figures.downside)}, targets ${ofYear(figures.targetDownside)}`
  return (
    <section className="figures head-figures" aria-label="Figures of when to trade">
      <Figure
        label="Drift"
        value={untargeted ? 'no target' : points(figures.drift)}
        note={
          untargeted
            ? `against equal parts ${points(figures.drift)}`
            : figures.threshold === null
              ? 'the policy has no threshold'
              : `acts at ${points(figures.threshold)}`
        }
        trail={trail('household', [view.household.id], 'drift')}
      />
      <Figure
        label="Tracking error"
        value={`est. ${basisPoints(Math.round(figures.trackingError / 100) * 100)}`}
        note={`a year; ${figures.riskLabel}`}
        trail={trail('when', [], 'trackingError')}
      />
      <Figure
        label="Cost of a full rebalance"
        value={`est. ${money(figures.costAmount)}`}
        note={`${basisPoints(figures.cost)} of the value`}
        trail={trail('when', [], 'cost')}
      />
      <Figure
        label="Cost over benefit"
        value={figures.costBenefit === null ? 'nothing to gain' : (figures.costBenefit / 1e6).toFixed(2)}
        note="it pays below 1"
        trail={trail('when', [], 'costBenefit')}
      />
      <Figure
        label="Threshold in theory"
        value={figures.optimalThreshold === null ? 'none' : ofDrift(figures.optimalThreshold)}
        note="by cost and volatility alone"
        trail={trail('when', [], 'optimalThreshold')}
      />
      <Figure
        label="Band in theory"
        value={figures.dynamicBand === null ? 'none' : ofDrift(figures.dynamicBand.band)}
        note={figures.dynamicBand === null ? 'nothing drifts or costs' : `dynamic programming; ${figures.dynamicBand.words}`}
        trail={trail('when', [], 'dynamicBand')}
      />
      <Figure
        label="Volatility"
        value={`est. ${ofYear(figures.volatility)}`}
        note={`a year; targets ${ofYear(figures.targetVolatility)}; ${below}`}
        trail={trail('when', [], 'volatility')}
      />
    </section>
  )
}
