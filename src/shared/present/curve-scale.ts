/** Where the points of a trade-off stand in its picture: round marks on both axes, places, and labels that do not lie on each other. Draws, decides nothing. */

export interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Axis {
  readonly marks: readonly number[]
  readonly place: (value: number) => number
}

/** An axis over the values from `from` to `to` (places), with a few round marks; all values lie inside. Nothing to span: one mark in the middle. */
export function axisOf(values: readonly number[], from: number, to: number, most = 5): Axis {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (!(low < high)) return { marks: low === high ? [low] : [], place: () => (from + to) / 2 }
  const step = roundStep((high - low) / most)
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  const marks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step)
  const [begin, end] = [first * step, last * step]
  return { marks, place: value => from + ((value - begin) / (end - begin)) * (to - from) }
}

/** 1, 2 or 5 times a power of ten, at least as large as asked, and never below one unit. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const times = [1, 2, 5, 10].find(one => one * power >= least * 0.999) ?? 10
  return Math.max(1, times * power)
}

interface Labelled {
  readonly x: number
  readonly y: number
}

/** Pushes labels that would lie on each other apart, downward, in the order of their height. */
export function apart<Label extends Labelled>(labels: readonly Label[], height: number): readonly (Label & { readonly labelY: number })[] {
  let last = -Infinity
  return [...labels]
    .sort((a, b) => a.y - b.y)
    .map(label => {
      const labelY = Math.max(label.y, last + height)
      last = labelY
      return { ...label, labelY }
    })
}

/** The point a key leads to; null: the key means nothing here. */
export function pointAfter(key: string, at: number, count: number): number | null {
  const to = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, Home: 0, End: count - 1 }[key]
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to))
}
