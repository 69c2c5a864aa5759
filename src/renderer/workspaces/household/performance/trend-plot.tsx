/** Drift and tracking error week by week, one above the other on the same days: what acts is a dashed line, rebalances are marked, and where nothing is known the line is broken and the stretch is hatched. */
import type { PerformanceView, TrendPoint } from '../../../../shared/model/performance.ts'
import { axisOf } from '../../../../shared/present/curve-scale.ts'
import { points as inPoints, roughBasisPoints } from '../../../../shared/present/format.ts'
import { monthMarks, stretches, trendInWords } from '../../../../shared/present/performance-words.ts'

const width = 1080
const left = 64
const right = 14
const charts = { drift: { top: 22, bottom: 122 }, trackingError: { top: 156, bottom: 206 } } as const
const height = 232

const dayOf = (day: string) => Date.parse(day) / 86_400_000

export function TrendPlot({ view }: { view: PerformanceView }) {
  const { points, threshold, rebalances, gaps } = view
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, until] = [dayOf(first.day), dayOf(last.day)]
  const x = (day: string) => left + ((dayOf(day) - from) / Math.max(1, until - from)) * (width - left - right)
  const marked = rebalances.filter(({ first: day }) => day >= first.day && day <= last.day)
  return (
    <svg className="trend-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={trendInWords(view)}>
      <defs>
        <pattern id="trend-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" className="trend-hatch" />
        </pattern>
      </defs>
      {gaps.map(gap => (
        <g key={gap.from}>
          <title>{gap.words}</title>
          <rect
            x={x(gap.from)}
            width={Math.max(2, x(gap.until) - x(gap.from))}
            y={charts.drift.top}
            height={charts.trackingError.bottom - charts.drift.top}
            fill="url(#trend-hatch)"
          />
        </g>
      ))}
      <Line title="Drift" of={point => point.drift} show={inPoints} threshold={threshold} view={view} x={x} at={charts.drift} />
      <Line
        title="Tracking error, est., a year"
        of={point => point.trackingError}
        show={roughBasisPoints}
        view={view}
        x={x}
        at={charts.trackingError}
      />
      {marked.map(({ id, first: day, title }) => (
        <g key={id} className="trend-mark">
          <title>{title}</title>
          <line x1={x(day)} x2={x(day)} y1={charts.drift.top} y2={charts.trackingError.bottom} />
          <path d={`M ${x(day)} ${charts.drift.top - 9} l 5 5 l -5 5 l -5 -5 z`} />
        </g>
      ))}
      {monthMarks(points).map(({ day, text }) => (
        <text key={day} className="trend-text" x={x(day)} y={height - 8} textAnchor="middle">
          {text}
        </text>
      ))}
    </svg>
  )
}

interface LineProps {
  readonly title: string
  readonly of: (point: TrendPoint) => number | null
  readonly show: (value: number) => string
  readonly threshold?: number
  readonly view: PerformanceView
  readonly x: (day: string) => number
  readonly at: { readonly top: number; readonly bottom: number }
}

function Line({ title, of, show, threshold, view: { points, gaps }, x, at }: LineProps) {
  const known = points.flatMap(point => of(point) ?? [])
  const axis = axisOf([0, ...known, ...(threshold === undefined ? [] : [threshold])], at.bottom, at.top, 3)
  const parts = stretches(points, gaps, of).map(part => part.map(({ day, value }) => `${x(day)},${axis.place(value)}`).join(' '))
  return (
    <g>
      <text className="trend-text" x={left} y={at.top - 8}>
        {title}
      </text>
      {axis.marks.map(mark => (
        <g key={mark}>
          <line className="trend-grid" x1={left} x2={width - right} y1={axis.place(mark)} y2={axis.place(mark)} />
          <text className="trend-text" x={left - 8} y={axis.place(mark) + 4} textAnchor="end">
            {show(mark)}
          </text>
        </g>
      ))}
      {threshold !== undefined && (
        <g>
          <line className="trend-band" x1={left} x2={width - right} y1={axis.place(threshold)} y2={axis.place(threshold)} />
          <text className="trend-text" x={width - right} y={axis.place(threshold) - 5} textAnchor="end">
            flagged at {show(threshold)}
          </text>
        </g>
      )}
      {parts.map(line =>
        line.includes(' ') ? <polyline key={line} className="trend-line" points={line} /> : <Dot key={line} place={line} />,
      )}
    </g>
  )
}

function Dot({ place }: { place: string }) {
  const [x, y] = place.split(',')
  return <circle className="trend-dot" cx={x} cy={y} r={2.5} />
}
