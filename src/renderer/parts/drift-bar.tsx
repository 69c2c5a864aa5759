/**
 * Where a weight stands against its target: a track of twice the band on either side, the band as a box, the target as a hairline, the drift
 * as a dot. Outside the band the dot is a hollow square, so that it is told by shape. The figures stand beside it in words.
 */
import { points } from '../../shared/present/format.ts'

interface DriftBarProps {
  /** Weight less target, hundredths of a percent. */
  readonly drift: number
  /** Allowed drift to either side, same unit; 0 means no band. */
  readonly band: number
  /** A drift that is never below zero (of a whole portfolio): the track begins at zero. */
  readonly oneSided?: boolean
}

const width = 96
const middle = width / 2

interface DriftPlaces {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly target: number
  readonly outside: boolean
}

/** The same picture for React and for the grid: places in pixels on a track of 96. */
export function driftPlaces(drift: number, band: number, oneSided = false): DriftPlaces {
  const reach = Math.max(band * 2, 100)
  const target = oneSided ? 6 : middle
  const scale = (width - 6 - target) / reach
  const place = (value: number) => target + Math.max(oneSided ? 0 : -reach, Math.min(reach, value)) * scale
  return { at: place(drift), from: oneSided ? target : place(-band), to: place(band), target, outside: Math.abs(drift) > band }
}

export function DriftBar({ drift, band, oneSided = false }: DriftBarProps) {
  const { at, from, to, target, outside } = driftPlaces(drift, band, oneSided)
  return (
    <svg className="drift-bar" width={width} height={16} viewBox={`0 0 ${width} 16`} role="img" aria-label={driftWords(drift, band)}>
      <line x1={2} x2={width - 2} y1={8} y2={8} className="drift-track" />
      <rect x={from} y={3} width={Math.max(1, to - from)} height={10} rx={2} className="drift-band" />
      <line x1={target} x2={target} y1={2} y2={14} className="drift-target" />
      {outside ? (
        <rect x={at - 4} y={4} width={8} height={8} className="drift-out" />
      ) : (
        <circle cx={at} cy={8} r={4} className="drift-in" />
      )}
    </svg>
  )
}

export function driftWords(drift: number, band: number): string {
  const side = drift === 0 ? 'on target' : `${points(Math.abs(drift))} ${drift > 0 ? 'over' : 'under'} target`
  return `${side}, ${Math.abs(drift) > band ? 'outside' : 'inside'} its band of ${points(band)}`
}
