/** Week by week: bars for the households outside their bands, a line for the average drift. Weeks without a measured household are empty. */
import type { BookTrend } from '../../../../shared/model/performance.ts'
import { axisOf } from '../../../../shared/present/curve-scale.ts'
import { count, date, points } from '../../../../shared/present/format.ts'
import { driftOf } from '../../../../shared/present/performance-words.ts'

type Weeks = BookTrend['weeks']

const [width, left, right] = [1080, 64, 64]
const charts = { top: 22, bottom: 190 }
const height = 216

export function BookPlot({ weeks }: { weeks: Weeks }) {
  const step = (width - left - right) / weeks.length
  const x = (at: number) => left + (at + 0.5) * step
  const bars = axisOf([0, ...weeks.map(({ households }) => households)], charts.bottom, charts.top, 4)
  const drift = axisOf(
    [0, ...weeks.flatMap(({ average }) => (average === null ? [] : [Math.round(average / 100)]))],
    charts.bottom,
    charts.top,
    4,
  )
  const known = weeks.flatMap(({ average }, at) => (average === null ? [] : [`${x(at)},${drift.place(average / 100)}`]))
  return (
    <svg className="trend-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words(weeks)}>
      <text className="trend-text" x={left} y={charts.top - 8}>
        bars: households outside, of those measured (outline)
      </text>
      <text className="trend-text" x={width - right} y={charts.top - 8} textAnchor="end">
        line: average drift
      </text>
      {bars.marks.map(mark => (
        <g key={mark}>
          <line className="trend-grid" x1={left} x2={width - right} y1={bars.place(mark)} y2={bars.place(mark)} />
          <text className="trend-text" x={left - 8} y={bars.place(mark) + 4} textAnchor="end">
            {count(mark)}
          </text>
        </g>
      ))}
      {drift.marks.map(mark => (
        <text key={mark} className="trend-text" x={width - right + 8} y={drift.place(mark) + 4}>
          {points(mark)}
        </text>
      ))}
      {weeks.map(({ day, households, outside, average }, at) => (
        <g key={day}>
          <title>{`Week to ${date(day)}: ${count(outside)} of ${count(households)} households outside, average drift ${driftOf(average)}`}</title>
          <rect
            className="trend-of"
            x={x(at) - step * 0.35}
            width={step * 0.7}
            y={bars.place(households)}
            height={charts.bottom - bars.place(households)}
          />
          <rect
            className="trend-bar"
            x={x(at) - step * 0.35}
            width={step * 0.7}
            y={bars.place(outside)}
            height={charts.bottom - bars.place(outside)}
          />
          {at % 4 === (weeks.length - 1) % 4 && (
            <text className="trend-text" x={x(at)} y={height - 8} textAnchor="middle">
              {date(day).replace(/, \d{4}$/, '')}
            </text>
          )}
        </g>
      ))}
      {known.length > 1 && <polyline className="trend-line" points={known.join(' ')} />}
    </svg>
  )
}

function words(weeks: Weeks): string {
  const last = weeks.at(-1)
  if (last === undefined) return 'No weeks'
  return `${count(last.outside)} of ${count(last.households)} households outside their bands in the week to ${date(last.day)}, average drift ${driftOf(last.average)}; ${weeks.length} weeks`
}
