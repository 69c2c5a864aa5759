/**
 * The sale's cash against its gain: the region between the least and the most gain that any lots realize for each number of shares, every method as a mark, and
 * the present sale as a point. Dragging the point, or arrow keys on it, moves along the shares; a page key takes ten steps.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { oneShare, type Shares } from '../../../shared/kernel/shares.ts'
import type { MethodResult, SaleView } from '../../../shared/model/views.ts'
import { money, sharesHeld, signedMoney } from '../../../shared/present/format.ts'
import { nameOf } from './methods.tsx'
import { areaOf, frameOf, labelsOf, placesOf, type Scale, scaleOf, sharesAt, stepped } from './reach.ts'

interface ReachPlotProps {
  readonly sale: SaleView
  /** The lots as they stand in the boxes; null: none are picked. */
  readonly present: MethodResult | null
  readonly shares: Shares | null
  readonly onMove: (shares: Shares) => void
}

export function ReachPlot({ sale, present, shares, onMove }: ReachPlotProps) {
  const drawing = useRef<SVGSVGElement>(null)
  const scale = scaleOf(sale.reach)
  if (scale === null) return <p className="reach-unknown grey">A lot’s basis or the price is unknown, so the reachable gains are too.</p>
  const least = sale.account.fractional ? 1 : oneShare

  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1 || drawing.current === null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { left, width } = drawing.current.getBoundingClientRect()
    onMove(sharesAt((event.clientX - left) / width, oneShare, sale.held))
  }
  const press = (event: KeyboardEvent) => {
    const next = stepped(event.key, shares ?? sale.held, sale.held, least)
    if (next === null) return
    event.preventDefault()
    onMove(next)
  }
  const point = pointOf(present, scale)
  const places = placesOf(sale.methods, scale)

  return (
    <figure className="reach">
      <figcaption className="small grey">
        Cash raised against gain realized; shaded is what any choice of lots can reach, squares are methods
      </figcaption>
      <svg ref={drawing} viewBox={`0 0 ${frameOf.width} ${frameOf.height}`} onPointerDown={drag} onPointerMove={drag}>
        <title>Cash of the sale against its gain</title>
        <path d={areaOf(sale.reach, scale)} className="reach-area" />
        <Axes scale={scale} />
        <Labels places={places} />
        {places.map(({ result, x, y }) => (
          <rect key={result.method} x={x - 3} y={y - 3} width={6} height={6} className="reach-method">
            <title>{inWords(nameOf(result.method), result)}</title>
          </rect>
        ))}
        <g
          role="slider"
          tabIndex={0}
          aria-label="Shares to sell"
          aria-valuemin={0}
          aria-valuemax={sale.held / oneShare}
          aria-valuenow={(shares ?? 0) / oneShare}
          aria-valuetext={present === null ? 'nothing picked' : inWords(sharesHeld(shares ?? sale.shares), present)}
          className="reach-point"
          onKeyDown={press}
        >
          <circle cx={point.x} cy={point.y} r={7} />
        </g>
      </svg>
      <p className="small" role="status">
        {present === null ? 'No shares are picked yet.' : inWords('Now', present)}
      </p>
    </figure>
  )
}

function Axes({ scale }: { readonly scale: Scale }) {
  const { width, height, left, bottom, right, top } = frameOf
  return (
    <g className="reach-axes">
      <line x1={left} x2={width - right} y1={scale.y(0)} y2={scale.y(0)} />
      <text x={left - 6} y={scale.y(0) + 4} textAnchor="end">
        $0
      </text>
      {[scale.most, scale.least]
        .filter(gain => Math.abs(scale.y(gain) - scale.y(0)) > 14)
        .map(gain => (
          <text key={gain} x={left - 6} y={scale.y(gain) + 4} textAnchor="end">
            {signedMoney(gain)}
          </text>
        ))}
      <text x={left} y={height - bottom + 18}>
        $0
      </text>
      <text x={width - right} y={height - bottom + 18} textAnchor="end">
        {money(scale.cash)} cash
      </text>
      <text x={left} y={top - 4}>
        gain
      </text>
    </g>
  )
}

/** Beside the square, on the side that has more room. */
function Labels({ places }: { readonly places: ReturnType<typeof placesOf> }) {
  return (
    <g className="reach-axes">
      {labelsOf(places).map(({ x, y, text }) => {
        const back = x > frameOf.width / 2
        return (
          <text key={text} x={back ? x - 10 : x + 10} y={y - 6} textAnchor={back ? 'end' : 'start'}>
            {text}
          </text>
        )
      })}
    </g>
  )
}

function pointOf(present: MethodResult | null, scale: Scale): { readonly x: number; readonly y: number } {
  return placesOf(present === null ? [] : [present], scale)[0] ?? { x: scale.x(0), y: scale.y(0) }
}

function inWords(name: string, { proceeds, gainShort, gainLong, passedOn }: MethodResult): string {
  const again = passedOn === 0 ? '' : `, ${money(passedOn)} of loss counted again in it`
  return `${name}: ${money(proceeds)} cash, short-term ${signedMoney(gainShort)}, long-term ${signedMoney(gainLong)}${again}`
}
