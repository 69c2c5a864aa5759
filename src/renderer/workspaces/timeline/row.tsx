/** One row: the securities' names at the left, the days across, what happened and is expected, locks as bars, and the hypothetical trade. */
import { memo, useRef } from 'react'
import { addDays, type CivilDate, earlierDate, laterDate } from '../../../shared/kernel/civil-date.ts'
import type { TimelineRow, TimelineView, Trial } from '../../../shared/model/timeline.ts'
import { date, shortDate } from '../../../shared/present/format.ts'
import { washApplies } from '../../../shared/present/words.ts'
import { Status, washChips } from '../../parts/status.tsx'
import { Days } from './days.tsx'
import { Handle } from './handle.tsx'
import { axisAt, Collisions, Marks, markWords } from './marks.tsx'
import { dayAt, edgeOf, type Scale, widthOf, within } from './scale.ts'
import type { Hand } from './trial.ts'

interface RowProps {
  readonly view: TimelineView
  readonly row: TimelineRow
  readonly scale: Scale
  /** null: another row is in hand. */
  readonly hand: Hand | null
  readonly trial: Trial | null
  readonly current: boolean
  readonly onMove: (row: TimelineRow, day: CivilDate) => void
}

/** Room that the words of a bar take; a shorter bar has them behind it. */
const lockWords = 150
const lockStep = 17
const lockTop = axisAt + 25

export const Row = memo(function Row({ view, row, scale, hand, trial, current, onMove }: RowProps) {
  const track = useRef<HTMLDivElement>(null)
  const title = titleOf(row)
  const locks = barsOf(row.locks).slice(0, 3)
  const height = lockTop + Math.max(1, locks.length) * lockStep
  const canTry = row.holdings.length > 0 || view.accounts.length > 0
  return (
    <section className={hand ? 'tl-row in-hand' : 'tl-row'} aria-label={title}>
      <div className="tl-name">
        <strong className="clip" title={title}>
          {title}
        </strong>
        <div className="tl-second small grey">
          <span className="clip" title={namesOf(row)}>
            {namesOf(row)}
          </span>
          <span className="nowrap">{besideWords(row)}</span>
        </div>
        {hand && trial && washApplies(trial.wash) && <Status {...washChips[trial.wash.state]} />}
      </div>
      <div
        ref={track}
        className="tl-track"
        style={{ width: widthOf(scale), height }}
        onPointerDown={event => {
          if (!canTry || (event.target as Element).closest('.tl-handle')) return
          const edge = event.currentTarget.getBoundingClientRect()
          onMove(row, within(dayAt(scale, event.clientX - edge.left), view.tradeDay, view.to))
        }}
      >
        <svg width={widthOf(scale)} height={height} role="img" aria-label={inWords(row)}>
          <Days view={view} scale={scale} height={height} />
          {hand && <Band scale={scale} view={view} day={hand.date} height={height} />}
          <line x1={0} x2={widthOf(scale)} y1={axisAt} y2={axisAt} className="tl-axis" />
          {locks.map((lock, index) => (
            <LockBar key={`${lock.from} ${lock.until}`} view={view} scale={scale} lock={lock} y={lockTop + index * lockStep} />
          ))}
          {hand && trial && current && <Collisions collisions={shownOf(view, trial)} scale={scale} day={hand.date} />}
          <Marks row={row} scale={scale} hand={hand} />
        </svg>
        {canTry && (
          <Handle
            title={title}
            side={hand?.side ?? (row.holdings.length > 0 ? 'sell' : 'buy')}
            day={hand?.date ?? view.tradeDay}
            first={view.tradeDay}
            last={view.to}
            scale={scale}
            track={track}
            inHand={hand !== null}
            said={hand && trial && current ? trial.headline : ''}
            onMove={day => onMove(row, day)}
          />
        )}
      </div>
    </section>
  )
})

/** The sixty-one days of section 1091 around the trade. */
function Band({ scale, view, day, height }: { scale: Scale; view: TimelineView; day: CivilDate; height: number }) {
  const first = edgeOf(scale, laterDate(addDays(day, -30), view.from))
  const last = edgeOf(scale, addDays(earlierDate(addDays(day, 30), view.to), 1))
  return <rect x={first} y={0} width={last - first} height={height} className="tl-band" />
}

interface LockProps {
  readonly view: TimelineView
  readonly scale: Scale
  readonly lock: Bar
  readonly y: number
}

/** Locks of the same days as one bar: several sales, lots or identical securities bar the same purchase. */
interface Bar {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly what: readonly string[]
}

export function barsOf(locks: TimelineRow['locks']): readonly Bar[] {
  const days = Map.groupBy(locks, lock => `${lock.from} ${lock.until}`)
  return [...days.values()].flatMap(same => {
    const [first] = same
    return first === undefined ? [] : [{ from: first.from, until: first.until, what: [...new Set(same.map(lock => lock.what))] }]
  })
}

function LockBar({ view, scale, lock, y }: LockProps) {
  const first = edgeOf(scale, laterDate(lock.from, view.from))
  const last = edgeOf(scale, addDays(earlierDate(lock.until, view.to), 1))
  return (
    <g className="tl-lock">
      <rect x={first} y={y} width={last - first} height={14} rx={2} />
      <text x={last - first < lockWords ? last + 4 : first + 4} y={y + 11}>
        no buying through {shortDate(lock.until)}
      </text>
      <title>{lock.what.join('. ')}</title>
    </g>
  )
}

/** What lies outside the days shown has its words in the panel. */
function shownOf(view: TimelineView, { collisions }: Trial): Trial['collisions'] {
  return collisions.filter(one => one.date >= view.from && one.date <= view.to)
}

export function titleOf({ members }: Pick<TimelineRow, 'members'>): string {
  return members.map(member => member.symbol).join(', ')
}

function namesOf({ members, declared }: TimelineRow): string {
  return [...members.map(member => member.name), ...declared].join(' · ')
}

function besideWords({ earlier, later }: TimelineRow): string {
  return [earlier > 0 ? `${earlier} earlier` : '', later > 0 ? `${later} later` : ''].filter(Boolean).join(' · ')
}

function inWords(row: TimelineRow): string {
  const marks = row.marks.map(mark => `${date(mark.date)} ${markWords[mark.kind]}: ${mark.what}`)
  const locks = row.locks.map(lock => lock.what)
  return [...marks, ...locks].join('. ') || 'Nothing happened and nothing is expected in these days.'
}
