/** The year in one row of figures: by character, what section 1091 took, how the custodian differs, whether the sums close. */
import { yearOf } from '../../../../shared/kernel/civil-date.ts'
import type { YearView } from '../../../../shared/model/tax-year.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { counted, exactMoney, signedExactMoney } from '../../../../shared/present/format.ts'
import { Figure } from '../../../parts/figure.tsx'
import { trailIn } from '../trails.ts'

export function YearFigures({ view, household }: { view: YearView; household: HouseholdView }) {
  const { totals, identity, carryover } = view
  const { taxpayer, broker, reported } = totals
  const whole = trailIn(household)
  // the trails of the household speak of the as-of year and of what is entered besides the sales
  const trail = (figure: string) => (view.year === yearOf(view.asOf) ? whole('realized', [], figure) : null)
  const seen = reported.rows > 0 ? `custodian ${counted(reported.rows, 'sale')} in its file` : 'no custodian file of the year'
  return (
    <section className="figures year-figures" aria-label={`Figures of ${view.year}`}>
      <Figure label="Short-term, sales" value={signedExactMoney(taxpayer.short)} note={`broker ${signedExactMoney(broker.short)}`} />
      <Figure label="Long-term, sales" value={signedExactMoney(taxpayer.long)} note={`broker ${signedExactMoney(broker.long)}`} />
      <Figure
        label="Washed and deferred"
        value={exactMoney(totals.deferred)}
        note="in the basis of replacements"
        trail={trail('disallowed')}
      />
      <Figure label="Lost for good" value={exactMoney(taxpayer.permanent)} note={lostWords(view)} trail={trail('permanentlyDisallowed')} />
      <Figure label="Differs from custodian" value={signedExactMoney(totals.difference)} note={seen} />
      <Figure
        label={`Carried to ${view.year + 1}`}
        value={carryover === null ? 'unknown' : exactMoney(carryover.short + carryover.long)}
        note={carryover === null ? 'needs profile and table' : `short ${exactMoney(carryover.short)} · long ${exactMoney(carryover.long)}`}
      />
      <Figure
        label="Sums"
        value={identity.holds ? 'close to the cent' : 'do not close'}
        note={`raw ${signedExactMoney(identity.year.raw)} + washed ${exactMoney(identity.year.disallowed)} − taken up ${exactMoney(identity.year.carriedIn)}`}
      />
    </section>
  )
}

/** Whose purchases made losses of the year permanent. */
function lostWords({ rows }: YearView): string {
  const why = new Set(rows.map(row => row.permanentWhy).filter(one => one !== null))
  return why.size === 0 ? 'nothing bought in an IRA or HSA' : [...why].join('; ')
}
