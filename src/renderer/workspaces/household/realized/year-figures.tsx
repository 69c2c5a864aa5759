/** The year in one row of figures: by character, what section 1091 took, how the custodian differs, whether the sums close. */
import { yearOf } from '../../../../shared/kernel/civil-date.ts'
import type { YearView } from '../../../../shared/model/tax-year.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { counted, exactMoney, signedExactMoney } from '../../../../shared/present/format.ts'
import { scopeGain } from '../../../../shared/present/words.ts'
import { Figure } from '../../../parts/figure.tsx'
import { trailIn } from '../trails.ts'

export function YearFigures({ view, household }: { view: YearView; household: HouseholdView }) {
  const { totals, identity, carryover } = view
  const { taxpayer, broker, reported } = totals
  const whole = trailIn(household)
  const whose = view.returns.length === 0 ? 'sales' : 'sales of all returns'
  // the trails of the household speak of the as-of year and of what is entered besides the sales
  const trail = (figure: string) => (view.year === yearOf(view.asOf) ? whole('realized', [], figure) : null)
  return (
    <section className="figures year-figures" aria-label={`Figures of ${view.year}`}>
      <Figure label={`Short-term, ${whose}`} value={signedExactMoney(taxpayer.short)} note={`broker ${scopeGain(broker, 'short')}`} />
      <Figure label={`Long-term, ${whose}`} value={signedExactMoney(taxpayer.long)} note={`broker ${scopeGain(broker, 'long')}`} />
      <Figure
        label="Washed and deferred"
        value={exactMoney(totals.deferred)}
        note="in the basis of replacements"
        trail={trail('disallowed')}
      />
      <Figure label="Lost for good" value={exactMoney(taxpayer.permanent)} note={lostWords(view)} trail={trail('permanentlyDisallowed')} />
      <Figure
        label={reported.rows > 0 ? 'Differs from custodian' : 'Differs from broker'}
        value={signedExactMoney(totals.difference)}
        note={againstWords(view)}
      />
      <Figure
        label={`Carried to ${view.year + 1}`}
        value={carryover === null ? 'unknown' : exactMoney(carryover.short + carryover.long)}
        note={
          carryover === null
            ? view.returns.length === 0
              ? 'needs profile and table'
              : 'of each return by itself'
            : `short ${exactMoney(carryover.short)} · long ${exactMoney(carryover.long)}`
        }
      />
      <Figure
        label="Sums"
        value={identity.holds ? 'close to the cent' : 'do not close'}
        note={`raw ${signedExactMoney(identity.year.raw)} + washed ${exactMoney(identity.year.disallowed)} − taken up ${exactMoney(identity.year.carriedIn)}`}
      />
    </section>
  )
}

/** What the sales are held against: the custodian's file, or a broker's rules where there is none. */
function againstWords({ totals: { reported, taxpayer, undecided } }: YearView): string {
  const worked = taxpayer.rows - reported.rows
  const held = [
    ...(reported.rows > 0 ? [`${counted(reported.rows, 'sale')} by its file`] : []),
    ...(worked > 0 && reported.rows > 0 ? [`${worked} by a broker’s rules`] : []),
    ...(reported.rows === 0 ? ['by a broker’s rules; no custodian file of the year'] : []),
    ...(undecided > 0 ? [`unknown for ${undecided}`] : []),
  ]
  return held.join(', ')
}

/** Whose purchases made losses of the year permanent. */
function lostWords({ rows }: YearView): string {
  const why = new Set(rows.map(row => row.permanentWhy).filter(one => one !== null))
  return why.size === 0 ? 'nothing bought in an IRA or HSA' : [...why].join('; ')
}
