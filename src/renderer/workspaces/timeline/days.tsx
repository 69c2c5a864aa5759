/** The days behind a row (weekends and holidays shaded, days without records hatched, the as-of day as a line) and the axis above the rows. */
import { addDays, type CivilDate, weekday } from '../../../shared/kernel/civil-date.ts'
import type { TimelineView } from '../../../shared/model/timeline.ts'
import { date, money, shortDate } from '../../../shared/present/format.ts'
import { edgeOf, placeOf, type Scale, widthOf } from './scale.ts'

interface DaysProps {
  readonly view: TimelineView
  readonly scale: Scale
  readonly height: number
}

export function Days({ view, scale, height }: DaysProps) {
  return (
    <>
      {view.closed.map(({ date: day, why }) => (
        <rect key={day} x={edgeOf(scale, day)} y={0} width={scale.dayWidth} height={height} className={`tl-closed ${why}`} />
      ))}
      {view.gaps.map(gap => (
        <rect
          key={`${gap.account} ${gap.from}`}
          x={edgeOf(scale, gap.from)}
          y={0}
          width={edgeOf(scale, addDays(gap.to, 1)) - edgeOf(scale, gap.from)}
          height={5}
          fill="url(#tl-hatch)"
        >
          <title>{gap.what}</title>
        </rect>
      ))}
      <line x1={placeOf(scale, view.asOf)} x2={placeOf(scale, view.asOf)} y1={0} y2={height} className="tl-today" />
    </>
  )
}

/** Mondays with their dates, the as-of day, cash needs, and a lane for each account whose records have a gap. */
export function Axis({ view, scale }: { view: TimelineView; scale: Scale }) {
  const mondays = daysOf(view).filter(day => weekday(day) === 1)
  const gaps = view.gaps.slice(0, 4)
  const lanes = 30 + gaps.length * 14 + (view.cashNeeds.length > 0 ? 16 : 0)
  return (
    <div className="tl-axis-row">
      <div className="tl-name">
        <strong className="small">Day</strong>
        {gaps.length > 0 && <span className="small grey">Hatched: no records</span>}
      </div>
      <svg width={widthOf(scale)} height={lanes} role="img" aria-label={axisWords(view)}>
        <Hatch />
        {mondays.map(day => (
          <g key={day} className="tl-tick">
            <line x1={edgeOf(scale, day)} x2={edgeOf(scale, day)} y1={18} y2={lanes} />
            <text x={edgeOf(scale, day) + 2} y={28}>
              {shortDate(day)}
            </text>
          </g>
        ))}
        <text x={placeOf(scale, view.asOf)} y={12} textAnchor="middle" className="tl-now">
          today, {shortDate(view.asOf)}
        </text>
        {gaps.map((gap, index) => (
          <Gap key={`${gap.account} ${gap.from}`} gap={gap} scale={scale} y={32 + index * 14} />
        ))}
        {view.cashNeeds.map(need => (
          <g key={need.id} className="tl-need">
            <path d={`M${placeOf(scale, need.due)} ${lanes - 14}v10`} />
            <text x={placeOf(scale, need.due) + 4} y={lanes - 4}>
              {money(need.amount)} needed
            </text>
            <title>{`${date(need.due)}: ${need.what}`}</title>
          </g>
        ))}
      </svg>
    </div>
  )
}

function Gap({ gap, scale, y }: { gap: TimelineView['gaps'][number]; scale: Scale; y: number }) {
  const left = edgeOf(scale, gap.from)
  const width = edgeOf(scale, addDays(gap.to, 1)) - left
  return (
    <g className="tl-gap">
      <rect x={left} y={y} width={width} height={10} fill="url(#tl-hatch)" />
      <text x={left + width + 4} y={y + 9}>
        {gap.what}
      </text>
    </g>
  )
}

function Hatch() {
  return (
    <defs>
      <pattern id="tl-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" x2="0" y1="0" y2="6" className="tl-hatch-line" />
      </pattern>
    </defs>
  )
}

function daysOf({ from, to }: TimelineView): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

function axisWords(view: TimelineView): string {
  const needs = view.cashNeeds.map(need => `${date(need.due)}: ${need.what}`)
  return [`Days from ${date(view.from)} to ${date(view.to)}`, ...view.gaps.map(gap => gap.what), ...needs].join('. ')
}
