/** Beside the rows: the hypothetical trade as it is set, what the desk says of it, and the row's events in words. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { TimelineRow, TimelineView, Trial } from '../../../shared/model/timeline.ts'
import { date, estimated, exactMoney, money, sharesHeld } from '../../../shared/present/format.ts'
import { taxChange, washApplies } from '../../../shared/present/words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { Button } from '../../parts/button.tsx'
import { RefusalBanner } from '../../parts/faces.tsx'
import { Figure, FigureValue } from '../../parts/figure.tsx'
import { Status, washChips } from '../../parts/status.tsx'
import { collisionWords, markWords } from './marks.tsx'
import { PutInBasket } from './put-in-basket.tsx'
import { titleOf } from './row.tsx'
import { Settings } from './settings.tsx'
import type { Hand, Tried } from './trial.ts'

interface PanelProps {
  readonly household: HouseholdId
  readonly view: TimelineView
  readonly row: TimelineRow
  readonly hand: Hand
  readonly tried: Tried
  readonly onChange: (hand: Hand) => void
}

export function Panel({ household, view, row, hand, tried, onChange }: PanelProps) {
  const { trial, current, refusal } = tried
  const title = titleOf(row)
  return (
    <aside className="tl-panel" aria-label="Hypothetical trade">
      <h2 className="clip" title={title}>
        If {hand.side === 'sell' ? 'sold' : 'bought'}: {title}
      </h2>
      <Settings view={view} row={row} hand={hand} onChange={onChange} />
      {refusal && <RefusalBanner refusal={refusal} />}
      {trial && (
        <div className={current ? 'tl-verdict' : 'tl-verdict old'} aria-busy={!current}>
          <p className="small">
            {current ? `On ${date(trial.date)}` : `Working out ${date(hand.date)} …; what stands here is of ${date(trial.date)}`}
          </p>
          <Verdict trial={trial} tradeDay={view.tradeDay} onDay={day => onChange({ ...hand, date: day })} />
          <Dollars household={household} view={view} trial={trial} />
          <PutInBasket household={household} view={view} trial={trial} current={current} />
        </div>
      )}
      <Events household={household} view={view} row={row} />
    </aside>
  )
}

function Verdict({ trial, tradeDay, onDay }: { trial: Trial; tradeDay: CivilDate; onDay: (day: CivilDate) => void }) {
  const { wash, clearOn, lastClear, locks, collisions, rolled, barred, chain } = trial
  // a dividend to come is told once: with its day where that is estimated, and the verdict's sentence has none
  const told = new Set(collisions.map(one => `${one.account} ${one.estimated ? null : one.date}`))
  const others = wash.reasons.filter(reason => !told.has(`${reason.account} ${reason.date}`))
  return (
    <section aria-label="Verdict">
      <Status {...(washApplies(wash) ? washChips[wash.state] : { tone: 'quiet', word: 'Wash sale rule does not apply' })} />
      <p className="tl-headline" role="status">
        {trial.headline}
      </p>
      {barred.map(what => (
        <div key={what} className="tl-barred">
          <Status tone="blocked" word="Restricted" />
          <p>{what}</p>
        </div>
      ))}
      {rolled && <p className="small">{rolled}</p>}
      {chain && <p>{chain}</p>}
      <ul className="reasons">
        {collisions.map(collision => (
          <li key={`${collision.account} ${collision.security} ${collision.date} ${collision.shares}`}>
            <p>{collision.what}</p>
            <p className={collision.permanent ? 'tl-lost' : 'tl-washed'}>{collisionWords(collision)}</p>
            <p className="grey small">{collision.rule}</p>
          </li>
        ))}
        {others.map(reason => (
          <li key={`${reason.what} ${reason.date}`}>
            <p>{reason.what}</p>
            <p className="grey small">{reason.rule}</p>
          </li>
        ))}
      </ul>
      {wash.state !== 'clear' && clearOn !== null && clearOn > trial.date && (
        <div className="line">
          <span>First clear day: {date(clearOn)}</span>
          <Button look="plain" onPress={() => onDay(clearOn)}>
            Move it there
          </Button>
        </div>
      )}
      {wash.state !== 'clear' && wash.state !== 'not-evaluated' && clearOn === null && (
        <p className="small">
          No day of the next year can be called clear: an account without trades, or something without a date, stands in the way.
        </p>
      )}
      {lastClear && (
        <p>
          Clear through {date(lastClear.date)}; then {lastClear.what}.
        </p>
      )}
      {locks && <p>It locks: {locks.what}</p>}
      {trial.date !== tradeDay && <p className="small grey">At today’s price: nobody knows that day’s.</p>}
    </section>
  )
}

function Dollars({ household, view, trial }: { household: HouseholdId; view: TimelineView; trial: Trial }) {
  const trailOf = (figure: string): TrailRequest | null => {
    if (trial.picks.length === 0) return null
    const { account, security, picks } = trial
    const choice = {
      account,
      security,
      method: 'SPECID' as const,
      picks: picks.map(pick => ({ ...pick })),
      replacement: null,
      override: '',
    }
    const ids = [trial.side, account, security, trial.date]
    return { of: 'review', input: { household, asOf: view.asOf, figure: { subject: 'trial', ids, figure }, choices: [choice] } }
  }
  const gain = trial.gainShort === null || trial.gainLong === null ? null : [trial.gainShort, trial.gainLong]
  const [tax, clear] = [taxChange(trial.saved), taxChange(trial.savedIfClear)]
  return (
    <section className="tl-dollars" aria-label="Dollars">
      {trial.shares !== null && (
        <Figure
          label="Shares"
          value={sharesHeld(trial.shares)}
          note={trial.amount === null ? 'no price' : estimated(money(trial.amount))}
        />
      )}
      {gain && <Figure label="Short-term" value={money(gain[0] ?? null)} trail={trailOf('gain')} />}
      {gain && <Figure label="Long-term" value={money(gain[1] ?? null)} trail={trailOf('gain')} />}
      {trial.disallowed !== null && trial.disallowed !== 0 && (
        <Figure
          label="Loss disallowed"
          value={money(trial.disallowed)}
          note={trial.passedOn === null || trial.passedOn === 0 ? undefined : `${money(trial.passedOn)} counted again`}
          trail={trailOf('disallowed')}
        />
      )}
      {trial.permanent !== null && trial.permanent !== 0 && (
        <Figure label="Permanent loss" value={exactMoney(trial.permanent)} note="lost for good" trail={trailOf('permanent')} />
      )}
      {trial.side === 'sell' && trial.taxUnknown === null && (
        <>
          <Figure label={`Est. ${tax.what}`} value={money(tax.amount)} trail={trailOf('saved')} />
          {trial.carried !== null && trial.carried !== 0 && (
            <Figure
              label={trial.carried > 0 ? 'Loss carried on' : 'Carried loss used up'}
              value={money(Math.abs(trial.carried))}
              note={trial.carried > 0 ? 'to later years, in no tax of this one' : 'not there for later years'}
              trail={trailOf('carried')}
            />
          )}
          {trial.saved !== trial.savedIfClear && (
            <Figure label={`Est. ${clear.what} if clear`} value={money(clear.amount)} trail={trailOf('savedIfClear')} />
          )}
        </>
      )}
      {trial.taxUnknown !== null && <p className="small">{trial.taxUnknown}</p>}
    </section>
  )
}

/** The row's marks and locks as a list, with what waiting saves as a figure that opens. */
function Events({ household, view, row }: { household: HouseholdId; view: TimelineView; row: TimelineRow }) {
  const waitingTrail = (mark: TimelineRow['marks'][number]): TrailRequest => ({
    of: 'review',
    input: { household, asOf: view.asOf, figure: { subject: 'waiting', ids: [mark.account, mark.security, mark.date], figure: 'saved' } },
  })
  return (
    <section className="tl-events" aria-labelledby="tl-events">
      <h3 id="tl-events">
        In words, {date(view.from)} to {date(view.to)}
      </h3>
      {row.marks.length === 0 && row.locks.length === 0 && <p className="grey">Nothing happened and nothing is expected in these days.</p>}
      <ul>
        {row.marks.map(mark => (
          <li key={mark.id}>
            <span className="tl-when tabular">{date(mark.date)}</span> {mark.kind === 'expected' && <em>{markWords.expected}: </em>}
            {mark.what}
            {mark.waiting && (
              <>
                {' '}
                Saved by waiting: <FigureValue label="Saved by waiting" value={exactMoney(mark.waiting.saved)} trail={waitingTrail(mark)} />
              </>
            )}
          </li>
        ))}
        {row.locks.map(lock => (
          <li key={lock.id}>
            <span className="tl-when tabular">{date(lock.until)}</span> {lock.what}
          </li>
        ))}
      </ul>
      {row.declared.map(what => (
        <p key={what} className="small grey">
          {what}
        </p>
      ))}
    </section>
  )
}
