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

/** `letter`: the width of a letter of a label, about, in the units of the frame. */
export function placesOf(shown: Proposal, frame: Frame, letter: number) {
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
    known.map(one => ({ name: one.name, x: x.place(one.trackingError), y: y.place(one.high) })),
    frame.width,
    letter,
  )
  return { points, baselines, own: own && { name: own.name, x: x.place(own.trackingError), y: y.place(own.high) }, x, y }
}

/** From a square to its label. */
const gap = 9

/**
 * Plans in one place share a label. It stands on the right of its square, or on the left (`back`) where the picture ends too soon for it; those that would cross are pushed
 * apart, whichever side they stand on.
 */
function labelled(baselines: readonly Baseline[], width: number, letter: number) {
  const shared: Baseline[] = []
  for (const one of baselines) {
    const at = shared.findIndex(({ x, y }) => Math.abs(x - one.x) < 2 && Math.abs(y - one.y) < 2)
    const other = shared[at]
    if (other === undefined) shared.push(one)
    else shared[at] = { ...other, name: `${other.name}, ${one.name}` }
  }
  const sided = shared.map(one => {
    const wide = gap + one.name.length * letter
    const back = one.x + wide > width && one.x - wide > 0
    return { ...one, back, from: back ? one.x - wide : one.x, to: back ? one.x : one.x + wide }
  })
  const right = sided.filter(one => !one.back)
  const left = sided.filter(one => one.back)
  const crossing = right.some(one => left.some(other => one.to > other.from && one.from < other.to))
  return (crossing ? [sided] : [right, left]).flatMap(group => apart(group, 14))
}

interface Baseline {
  readonly name: string
  readonly x: number
  readonly y: number
}

function placed(name: string, trackingError: number | null, high: Cents | null) {
  return trackingError === null || high === null ? [] : [{ name, trackingError, high }]
}
