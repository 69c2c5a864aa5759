/** The lot in focus: why it is in or out with the smallest change that would turn it, its 61 days, the wash evidence, and what may replace it. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Candidate, Review, Substitute } from '../../../shared/model/review.ts'
import { basisPoints, counted, date, money, sharesHeld } from '../../../shared/present/format.ts'
import { permanentTakers, washApplies, washWords } from '../../../shared/present/words.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { candidateWords, Status, washChip } from '../../parts/status.tsx'
import { Strip61 } from '../../parts/strip61.tsx'
import { go } from '../../shell/route.ts'
import { LineageLink } from '../household/lineage/link.tsx'
import type { LotRow } from './columns.ts'
import type { GroupOf } from './identical.ts'
import { namesOf, stripLocks, stripMarks } from './strip.ts'

interface LotDetailProps {
  readonly review: Review
  readonly row: LotRow | null
  readonly groupOf: GroupOf
}

export function LotDetail({ review, row, groupOf }: LotDetailProps) {
  if (row === null)
    return (
      <section className="lot-detail empty" aria-label="Lot in focus">
        <Empty title="No lot in focus">Move to a lot with the arrow keys: its reasons, its 61 days and its substitutes stand here.</Empty>
      </section>
    )
  return (
    <section className="lot-detail" aria-label="Lot in focus">
      <header className="lot-detail-head">
        <h2 className="clip" title={row.name}>
          {row.symbol}, lot of {date(row.lot.acquired)}
        </h2>
        <Status {...candidateWords[row.state]} />
        <LineageLink household={row.household} lot={row.lot.id} of={`${row.symbol} of ${date(row.lot.acquired)}`} />
        <Button
          look="plain"
          icon="timeline"
          onPress={() => go({ screen: 'timeline', household: row.household, rest: [row.lot.security, row.lot.account] })}
        >
          On the timeline
        </Button>
        <span className="grey clip">
          {sharesHeld(row.lot.shares)} in {row.accountName} · {row.name}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="lot-detail-body" tabIndex={0} aria-label="Reasons, 61 days and substitutes">
        <Reasons candidate={row} />
        <Wash review={review} candidate={row} groupOf={groupOf} />
        <Substitutes options={row.substitutes} />
      </section>
    </section>
  )
}

function Reasons({ candidate }: { candidate: Candidate }) {
  return (
    <section className="why" aria-labelledby="why-lot">
      <h3 id="why-lot">Why {candidate.state === 'ready' ? 'it is in' : 'it stands there'}</h3>
      {candidate.reasons.length === 0 && <p className="grey">Nothing speaks against a sale, and nothing for it.</p>}
      <ul className="reasons">
        {candidate.reasons.map(reason => (
          <li key={reason.code + reason.what}>
            <p>{reason.what}</p>
            {reason.change && <p className="reason-change">What would turn it: {reason.change}</p>}
            {reason.rule && <p className="grey small">{reason.rule}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Wash({ review, candidate, groupOf }: { review: Review; candidate: Candidate; groupOf: GroupOf }) {
  const { wash } = candidate
  const names = namesOf(review)
  return (
    <section className="wash" aria-labelledby="wash-lot">
      <div className="line between">
        <h3 id="wash-lot">Wash sale, 61 days</h3>
        <Status {...washChip(wash)} />
      </div>
      <p>{washSentence(candidate, review.tradeDay)}</p>
      <Strip61 day={review.tradeDay} marks={stripMarks(review, candidate, groupOf, names)} locks={stripLocks(review, candidate, groupOf)} />
      {wash.reasons.length > 0 && (
        <ul className="reasons">
          {wash.reasons.map(reason => (
            <li key={`${reason.what} ${reason.date}`}>
              <p>{reason.what}</p>
              <p className="grey small">{reason.rule}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** In words, with what is lost for good said as such (Rev. Rul. 2008-5). */
export function washSentence({ wash, gain }: Pick<Candidate, 'wash' | 'gain'>, asOf: CivilDate): string {
  const clear =
    wash.clearOn === null || wash.clearOn <= asOf ? '' : ` The same sale would be clear of the records on ${date(wash.clearOn)}.`
  if (wash.permanentShares > 0)
    return `Permanent loss: ${permanentTakers(wash)} bought in the window, so the loss on ${sharesHeld(wash.permanentShares)} would be gone for good, not put off.${clear}`
  if (wash.washedShares > 0)
    return `The loss on ${sharesHeld(wash.washedShares)} would be disallowed and move into the shares bought.${clear}`
  if (!washApplies(wash))
    return gain !== null && gain >= 0
      ? 'A gain is never a wash sale.'
      : 'A sale of this lot brings no loss to the return, so there is none that could be washed.'
  return `${washWords[wash.state].charAt(0).toUpperCase()}${washWords[wash.state].slice(1)}.${clear}`
}

function Substitutes({ options }: { options: readonly Substitute[] }) {
  return (
    <section className="instead" aria-labelledby="substitutes-lot">
      <h3 id="substitutes-lot">Substitutes, best first</h3>
      {options.length === 0 ? (
        <p className="grey">None declared. Declare one under Settings, Relations; until then the proceeds stay in cash.</p>
      ) : (
        <ol className="substitutes">
          {options.map(option => (
            <li key={option.security}>
              <p className="line between">
                <strong>{option.symbol}</strong>
                <span className="tabular">{substituteFigures(option)}</span>
              </p>
              <p className="grey clip" title={option.name}>
                {option.name}
              </p>
              {option.barred === null ? (
                <p className="small grey">
                  Free to buy: no lock, no restriction.{' '}
                  {option.measures && <>{`${option.measures.charAt(0).toUpperCase()}${option.measures.slice(1)}. `}</>}
                  {option.reason}
                </p>
              ) : (
                <Status tone="blocked" word={`Not offered: ${option.barred}`} />
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function substituteFigures({ correlation: stated, estimate, expenseDifference }: Substitute): string {
  const correlation = estimate?.correlation ?? stated
  const by = estimate === undefined ? 'as stated' : 'from prices'
  const alike = correlation === null ? 'correlation not known' : `correlation ${(correlation / 100).toFixed(2)} ${by}`
  if (expenseDifference === null) return `${alike}, expense not known`
  return `${alike}, ${expenseDifference > 0 ? '+' : ''}${basisPoints(expenseDifference)} a year`
}

/** The heading of the screen in one line. */
export function reviewLead({ candidates, totals, asOf, pricesAsOf }: Review): string {
  const losses = candidates.filter(candidate => (candidate.gain ?? 0) < 0).length
  const prices = pricesAsOf === null ? 'no prices' : `prices of ${date(pricesAsOf)}`
  const worth =
    totals.ready === 0
      ? 'nothing to take now'
      : totals.savedNow === null
        ? 'tax saved unknown: no tax profile'
        : `together they save est. ${money(totals.savedNow)} now`
  return `${counted(losses, 'loss lot')}, ${totals.ready} ready; ${worth} · ${date(asOf)}, ${prices}`
}
