/** How much of the plan's benefit the first so many orders keep, with the knee marked. Every number of orders can be taken; the sentence beside it says the knee. */
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { axisOf, pointAfter } from '../../../shared/present/curve-scale.ts'
import { counted } from '../../../shared/present/format.ts'
import { partOfWhole } from '../../../shared/present/plan-words.ts'

const frame = { width: 220, height: 64, left: 6, right: 6, top: 8, bottom: 8 }

type Point = Proposal['benefit'][number]

export function BenefitPlot({ points, onTake }: { points: readonly Point[]; onTake: (point: Point) => void }) {
  const x = axisOf([0, points.at(-1)?.tickets ?? 1], frame.left, frame.width - frame.right)
  const y = axisOf([0, 1_000_000, ...points.map(point => point.benefit)], frame.height - frame.bottom, frame.top)
  const knee = points.findIndex(point => point.knee)
  const [at, setAt] = useState<number | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const current = Math.min(at ?? Math.max(0, knee), points.length - 1)

  function press(event: KeyboardEvent, point: Point) {
    const to = pointAfter(event.key, current, points.length)
    if (to !== null) {
      setAt(to)
      drawing.current?.querySelectorAll<SVGGElement>('.benefit-point')[to]?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') onTake(point)
    else return
    event.preventDefault()
  }

  return (
    <svg ref={drawing} className="benefit-plot" viewBox={`0 0 ${frame.width} ${frame.height}`}>
      <title>Benefit by the number of orders</title>
      <line x1={frame.left} x2={frame.width - frame.right} y1={y.place(0)} y2={y.place(0)} className="benefit-base" />
      <polyline className="curve-line" points={points.map(point => `${x.place(point.tickets)},${y.place(point.benefit)}`).join(' ')} />
      {points.map((point, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a point inside a drawing; a button element cannot stand in SVG
        <g
          key={point.tickets}
          role="button"
          tabIndex={index === current ? 0 : -1}
          className="benefit-point"
          aria-label={`At most ${counted(point.tickets, 'order')}: ${partOfWhole(Math.floor(point.benefit / 10_000) * 10_000)} of the benefit`}
          onFocus={() => setAt(index)}
          onClick={() => onTake(point)}
          onKeyDown={event => press(event, point)}
        >
          <title>{`At most ${counted(point.tickets, 'order')}: ${partOfWhole(Math.floor(point.benefit / 10_000) * 10_000)} of the benefit`}</title>
          <circle className="curve-reach" cx={x.place(point.tickets)} cy={y.place(point.benefit)} r={7} />
          <circle
            className={point.knee ? 'benefit-knee' : 'curve-dot'}
            cx={x.place(point.tickets)}
            cy={y.place(point.benefit)}
            r={point.knee ? 4.5 : 2}
          />
        </g>
      ))}
    </svg>
  )
}
