/** The curve: solved points as dots that can be taken, baselines as named squares, the plan itself as a ring. One point at a time is in the Tab order; arrows walk. */
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { type CurvePoint, heightOf, heightWords, placesOf } from '../../../shared/present/curve-places.ts'
import { type Frame, pointAfter } from '../../../shared/present/curve-scale.ts'
import { counted, roughBasisPoints, signedMoney } from '../../../shared/present/format.ts'
import { partOfWhole, planTax } from '../../../shared/present/plan-words.ts'
import { useBox } from '../../parts/use-box.ts'

/** Until its place is known, and the least it is drawn in. */
const least = { width: 320, height: 120 }
/** Of a label in 11 pixels. */
const letter = 6
const around = { left: 76, right: 26, top: 22, bottom: 38 }

interface CurvePlotProps {
  readonly shown: Proposal
  /** What the distance from the model is called on this screen. */
  readonly across?: string
  readonly onTake: (weight: number) => void
}

/** In the pixels of its place, so that its words are as large at 1,280 as at 1,920. */
export function CurvePlot(props: CurvePlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const box = useBox(place)
  const frame: Frame = {
    width: Math.max(least.width, box?.width ?? 0),
    height: Math.max(least.height, box?.height ?? 0),
    ...around,
  }
  return (
    <div ref={place} className="curve-place">
      <Curve {...props} frame={frame} />
    </div>
  )
}

function Curve({ shown, onTake, frame, across = 'tracking error' }: CurvePlotProps & { readonly frame: Frame }) {
  const { points, baselines, own, x, y } = placesOf(shown, frame, letter)
  const [at, setAt] = useState<number | null>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const chosen = points.findIndex(point => point.chosen)
  const current = Math.min(at ?? Math.max(0, chosen), Math.max(0, points.length - 1))

  function press(event: KeyboardEvent, point: CurvePoint) {
    const to = pointAfter(event.key, current, points.length)
    if (to !== null) {
      setAt(to)
      drawing.current?.querySelectorAll<SVGGElement>('.curve-point')[to]?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') onTake(point.weight)
    else return
    event.preventDefault()
  }

  return (
    <svg ref={drawing} className="curve-plot" viewBox={`0 0 ${frame.width} ${frame.height}`}>
      <title>Plans on the curve</title>
      <Axes
        frame={frame}
        of={heightOf(shown)}
        across={across}
        xMarks={x.marks.map(mark => ({ at: x.place(mark), text: roughBasisPoints(mark) }))}
        yMarks={y.marks.map(mark => ({ at: y.place(mark), text: signedMoney(mark) }))}
      />
      {points.length > 1 && (
        <polyline className="curve-line" points={points.map(point => `${x.place(point.trackingError)},${y.place(point.high)}`).join(' ')} />
      )}
      {points.map((point, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a point inside a drawing; a button element cannot stand in SVG
        <g
          key={point.weight}
          role="button"
          tabIndex={index === current ? 0 : -1}
          className="curve-point"
          aria-label={inWords(point)}
          onFocus={() => setAt(index)}
          onClick={() => onTake(point.weight)}
          onKeyDown={event => press(event, point)}
        >
          <title>{inWords(point)}</title>
          <circle className="curve-reach" cx={x.place(point.trackingError)} cy={y.place(point.high)} r={11} />
          <circle className="curve-dot" cx={x.place(point.trackingError)} cy={y.place(point.high)} r={4.5} />
        </g>
      ))}
      {baselines.map(({ name, x: left, y: high, labelY, back }) => (
        <g key={name} className="curve-baseline">
          <rect x={left - 3.5} y={high - 3.5} width={7} height={7} />
          <text x={back ? left - 9 : left + 9} y={labelY + 4} textAnchor={back ? 'end' : 'start'}>
            {name}
          </text>
        </g>
      ))}
      {own && (
        <g className="curve-own">
          <circle cx={own.x} cy={own.y} r={8} />
          <text x={own.x} y={own.y - 13} textAnchor="middle">
            {own.name}
          </text>
        </g>
      )}
    </svg>
  )
}

function inWords({ trackingError, tax, tickets, gap }: CurvePoint): string {
  const proven = gap === null ? 'not proven' : `within ${partOfWhole(gap)} of the best possible`
  return `Take: ${roughBasisPoints(trackingError)} tracking error, ${planTax(tax)}, ${counted(tickets, 'order')}, ${proven}`
}

interface Mark {
  readonly at: number
  readonly text: string
}

interface AxesProps {
  readonly frame: Frame
  readonly of: 'tax' | 'cost'
  readonly across: string
  readonly xMarks: readonly Mark[]
  readonly yMarks: readonly Mark[]
}

function Axes({ frame, of, across, xMarks, yMarks }: AxesProps) {
  const { width, height, left, right, top, bottom } = frame
  return (
    <g className="curve-axes">
      {yMarks.map(({ at, text }) => (
        <g key={text}>
          <line x1={left} x2={width - right} y1={at} y2={at} className={text === '$0' ? 'zero' : undefined} />
          <text x={left - 8} y={at + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {xMarks.map(({ at, text }) => (
        <text key={text} x={at} y={height - bottom + 16} textAnchor="middle">
          {text}
        </text>
      ))}
      <text x={left} y={top - 10}>
        {heightWords[of]}
      </text>
      <text x={width - right} y={height - 4} textAnchor="end">
        {across}
      </text>
    </g>
  )
}
