/** Tracking error against tax, year after year: a line a scenario from today on, a dot a year; the chosen one is drawn strong and its years are named. */
import type { Transition } from '../../../../shared/model/transition.ts'
import { axisOf } from '../../../../shared/present/curve-scale.ts'
import { roughBasisPoints, signedMoney } from '../../../../shared/present/format.ts'

const frame = { width: 400, height: 250, left: 66, right: 30, top: 24, bottom: 34 }

export function YearsPlot({ transition: { scenarios, before }, chosen }: { transition: Transition; chosen: string }) {
  const all = scenarios.flatMap(({ years }) => years)
  const x = axisOf([0, before.trackingError, ...all.map(year => year.trackingError)], frame.left, frame.width - frame.right)
  const y = axisOf([0, ...all.map(year => year.taxSoFar)], frame.height - frame.bottom, frame.top)
  const ordered = [...scenarios].sort((a, b) => Number(a.key === chosen) - Number(b.key === chosen))
  return (
    <svg className="years-plot" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img">
      <title>Tracking error against tax over the years, scenario by scenario</title>
      <g className="curve-axes">
        {y.marks.map(mark => (
          <g key={mark}>
            <line
              x1={frame.left}
              x2={frame.width - frame.right}
              y1={y.place(mark)}
              y2={y.place(mark)}
              className={mark === 0 ? 'zero' : undefined}
            />
            <text x={frame.left - 8} y={y.place(mark) + 4} textAnchor="end">
              {signedMoney(mark)}
            </text>
          </g>
        ))}
        {x.marks.map(mark => (
          <text key={mark} x={x.place(mark)} y={frame.height - frame.bottom + 16} textAnchor="middle">
            {roughBasisPoints(mark)}
          </text>
        ))}
        <text x={frame.left} y={frame.top - 10}>
          est. tax added so far
        </text>
        <text x={frame.width - frame.right} y={frame.height - 4} textAnchor="end">
          tracking error
        </text>
      </g>
      {ordered.map(({ key, title, years }) => {
        const path = [{ year: 0, trackingError: before.trackingError, taxSoFar: 0 }, ...years]
        const places = path.map(each => ({ year: each.year, x: x.place(each.trackingError), y: y.place(each.taxSoFar) }))
        return (
          <g key={key} className={key === chosen ? 'years-path chosen' : 'years-path'}>
            <title>{title}</title>
            <polyline points={places.map(place => `${place.x},${place.y}`).join(' ')} />
            {places.slice(1).map(place => (
              <circle key={place.year} cx={place.x} cy={place.y} r={key === chosen ? 4 : 2.5} />
            ))}
            {key === chosen && <Names places={places.slice(1)} />}
          </g>
        )
      })}
    </svg>
  )
}

/** Years that stand at the same place are named together. */
function Names({ places }: { places: readonly { readonly year: number; readonly x: number; readonly y: number }[] }) {
  const named: { years: number[]; x: number; y: number }[] = []
  for (const { year, x, y } of places) {
    const near = named.find(each => Math.abs(each.x - x) < 34 && Math.abs(each.y - y) < 14)
    if (near) near.years.push(year)
    else named.push({ years: [year], x, y })
  }
  return named.map(({ years, x, y }) => (
    <text key={years[0]} x={Math.min(x, frame.width - 40)} y={y - 9} textAnchor="middle">
      {years.length > 1 ? `${years[0]}–${String(years.at(-1)).slice(2)}` : years[0]}
    </text>
  ))
}
