/** The gutter of one step: the lines that pass it and its mark. Decoration: the words beside it say all of it. */
import type { LineageKind } from '../../../../shared/model/lineage.ts'
import type { LanePart, LaneRow } from './lanes.ts'

const step = 20
/** Where the mark stands, from the top of the row. */
const level = 18

const marks: Readonly<Record<LineageKind, string>> = {
  bought: 'M0 -5a5 5 0 1 1 0 10a5 5 0 1 1 0 -10z',
  reinvested: 'M0 -5a5 5 0 1 1 0 10a5 5 0 1 1 0 -10z',
  received: 'M0 -5a5 5 0 1 1 0 10a5 5 0 1 1 0 -10z',
  stated: 'M0 -5a5 5 0 1 1 0 10a5 5 0 1 1 0 -10z',
  moved: 'M0 -4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0 -9z',
  split: 'M0 -4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0 -9z',
  rebased: 'M0 -4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0 -9z',
  left: 'M0 -4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0 -9z',
  washed: 'M0 -6.5 6.5 0 0 6.5 -6.5 0z',
  sold: 'M0 6 6 -4.5 -6 -4.5z',
  open: 'M-5 -5H5V5H-5z',
}

const hollow: ReadonlySet<LineageKind> = new Set(['moved', 'split', 'rebased', 'left'])

export function LaneDrawing({ row: { node, lane, parts }, width }: { row: LaneRow; width: number }) {
  const x = placeOf(lane)
  return (
    <div className="lineage-lanes" style={{ width: width * step + 8 }}>
      <svg aria-hidden="true" focusable="false">
        {parts.map(part => (
          <Line key={part.key} part={part} to={x} />
        ))}
        <path
          className={`lineage-mark ${node.kind} ${hollow.has(node.kind) ? 'hollow' : ''}`}
          d={marks[node.kind]}
          transform={`translate(${x} ${level})`}
        />
      </svg>
    </div>
  )
}

function Line({ part: { kind, lane, part }, to }: { part: LanePart; to: number }) {
  // a loss runs beside the shares of its lane, so that both are seen
  const x = placeOf(lane) + (kind === 'loss' ? 4 : 0)
  const className = `lineage-line ${kind}`
  if (part === 'through') return <line className={className} x1={x} x2={x} y1="0" y2="100%" />
  if (part === 'from') return <line className={className} x1={x} x2={x} y1={level} y2="100%" />
  return <path className={className} d={`M${x} 0V${level}H${to}`} />
}

function placeOf(lane: number): number {
  return 14 + lane * step
}
