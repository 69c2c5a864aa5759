/** Where the points of a plan's trade-off, its baselines and the plan itself stand in a picture: on screen and on paper alike. */
import type { Cents } from '../kernel/cents.ts'
import type { Proposal } from '../model/proposal.ts'
import { apart, axisOf, type Frame } from './curve-scale.ts'
import { baselineWords, hasPlan } from './plan-words.ts'

/** A point that can be drawn: what it is unknown of has no place. */
export type CurvePoint = Omit<Proposal['curve'][number], 'tax'> & { readonly tax: Cents | null; readonly high: number }

/** Without a tax profile the height is the cost of trading: that is known of every plan. */
export function heightOf(shown: Proposal): 'tax' | 'cost' {
  return shown.after.tax === null ? 'cost' : 'tax'
}

export const heightWords = { tax: 'est. tax the plan adds', cost: 'est. cost of trading' } as const

export function placesOf(shown: Proposal, frame: Frame) {
  const of = heightOf(shown)
  const points = shown.curve
    .flatMap((point): CurvePoint[] => (point[of] === null ? [] : [{ ...point, high: point[of] }]))
    .sort((a, b) => a.trackingError - b.trackingError || a.high - b.high)
  const known = shown.baselines.flatMap(({ name, figures }) => placed(baselineWords[name], figures.trackingError, figures[of]))
  const [own = null] = !hasPlan(shown)
    ? []
    : placed(shown.edit === null ? 'this plan' : 'your plan', shown.after.trackingError, shown.after[of])
  const all = [...points, ...known, ...(own === null ? [] : [own])]
  const x = axisOf([0, ...all.map(one => one.trackingError)], frame.left, frame.width - frame.right)
  const y = axisOf([0, ...all.map(one => one.high)], frame.height - frame.bottom, frame.top)
  const baselines = labelled(
    known.map(one => {
      const left = x.place(one.trackingError)
      return { name: one.name, x: left, y: y.place(one.high), back: left > frame.width * 0.66 }
    }),
  )
  return { points, baselines, own: own && { name: own.name, x: x.place(own.trackingError), y: y.place(own.high) }, x, y }
}

/** Plans in one place share a label; those at the two sides of the picture cannot lie on each other. */
function labelled(baselines: readonly Baseline[]) {
  const shared: Baseline[] = []
  for (const one of baselines) {
    const at = shared.findIndex(({ x, y }) => Math.abs(x - one.x) < 2 && Math.abs(y - one.y) < 2)
    const other = shared[at]
    if (other === undefined) shared.push(one)
    else shared[at] = { ...other, name: `${other.name}, ${one.name}` }
  }
  return [false, true].flatMap(back =>
    apart(
      shared.filter(one => one.back === back),
      14,
    ),
  )
}

interface Baseline {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly back: boolean
}

function placed(name: string, trackingError: number | null, high: Cents | null) {
  return trackingError === null || high === null ? [] : [{ name, trackingError, high }]
}
