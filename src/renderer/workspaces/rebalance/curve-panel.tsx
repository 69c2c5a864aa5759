/** Tax against tracking error, and benefit against the number of orders: what another plan would bring, each a click away. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { heightOf } from '../../../shared/present/curve-places.ts'
import { counted } from '../../../shared/present/format.ts'
import { partOfWhole } from '../../../shared/present/plan-words.ts'
import { Button } from '../../parts/button.tsx'
import { BenefitPlot } from './benefit-plot.tsx'
import { CurvePlot } from './curve-plot.tsx'
import type { Planning } from './use-plan.ts'
import { withOrders, withWeight } from './wishes.ts'

export function CurvePanel({ plan, shown }: { plan: Planning; shown: Proposal }) {
  const { wishes, wish } = plan
  const knee = shown.benefit.find(point => point.knee)
  const all = shown.benefit.at(-1)?.tickets ?? 0
  const take = (point: Proposal['benefit'][number]) => wish(withOrders(wishes, point))
  return (
    <section className="panel curve" aria-label="Other plans">
      <header className="panel-head">
        <h2>{heightOf(shown) === 'tax' ? 'Tax against tracking error' : 'Cost against tracking error'}</h2>
        <span className="grey small" role="status">
          {plan.drawing ? 'Drawing the curve …' : shown.curve.length === 0 ? 'No curve yet' : 'Take a point: click, or ← → and Enter'}
        </span>
        {plan.drawing && (
          <Button look="plain" icon="stop" keys="S" onPress={plan.stopDrawing}>
            Stop (S)
          </Button>
        )}
      </header>
      <CurvePlot shown={shown} onTake={weight => wish(withWeight(wishes, 'te', weight))} />
      {shown.benefit.length > 1 && (
        <div className="benefit">
          <BenefitPlot points={shown.benefit} onTake={take} />
          <p className="small">
            {knee === undefined || knee.tickets >= all
              ? `All ${counted(all, 'order')} are needed for the benefit.`
              : `${knee.tickets} of ${counted(all, 'order')} keep ${partOfWhole(Math.floor(knee.benefit / 10_000) * 10_000)} of the benefit.`}{' '}
            {knee !== undefined && knee.tickets < all && (
              <Button look="plain" onPress={() => take(knee)}>
                {`Take ${knee.tickets}`}
              </Button>
            )}
            {wishes.tradesIn !== undefined && (
              <Button look="plain" onPress={() => wish(withOrders(wishes, null))}>
                Any number of orders again
              </Button>
            )}
          </p>
        </div>
      )}
    </section>
  )
}
