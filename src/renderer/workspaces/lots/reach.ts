/** Where the figures of a sale stand in its picture: scales from cents to places, the outline of the region, and shares from a place. Draws, decides nothing. */
import type { Cents } from '../../../shared/kernel/cents.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { MethodResult, SaleView } from '../../../shared/model/views.ts'

export const frameOf = { width: 360, height: 230, left: 76, right: 14, top: 20, bottom: 28 } as const

export interface Scale {
  readonly cash: Cents
  readonly least: Cents
  readonly most: Cents
  readonly x: (cash: number) => number
  readonly y: (gain: number) => number
}

/** null: nothing to draw. */
export function scaleOf(reach: SaleView['reach']): Scale | null {
  const last = reach.at(-1)
  if (last === undefined || last.proceeds === 0) return null
  let [least, most] = [0, 0]
  for (const corner of reach) {
    least = Math.min(least, corner.least)
    most = Math.max(most, corner.most)
  }
  const { width, height, left, right, top, bottom } = frameOf
  const tall = Math.max(1, most - least)
  return {
    cash: last.proceeds,
    least: least as Cents,
    most: most as Cents,
    x: cash => left + (cash / last.proceeds) * (width - left - right),
    y: gain => top + ((most - gain) / tall) * (height - top - bottom),
  }
}

export function areaOf(reach: SaleView['reach'], { x, y }: Scale): string {
  const place = (cash: number, gain: number) => `${x(cash).toFixed(1)} ${y(gain).toFixed(1)}`
  const upper = reach.map(corner => place(corner.proceeds, corner.most))
  const lower = reach.toReversed().map(corner => place(corner.proceeds, corner.least))
  return `M${[...upper, ...lower].join('L')}Z`
}

/** The area is that of lots at their own basis: what lots of one sale take over from each other stands in the gains of a column a second time. */
export function placesOf(results: readonly MethodResult[], { x, y }: Scale) {
  return results.flatMap(result =>
    result.refusal !== null || result.gainShort === null || result.gainLong === null
      ? []
      : [{ result, x: x(result.proceeds), y: y(result.gainShort + result.gainLong + result.passedOn) }],
  )
}

/** Squares that lie on each other have one label between them. */
const together = 12

/** Names of the methods at each place, in the order in which they are compared. */
export function labelsOf(
  places: ReturnType<typeof placesOf>,
): readonly { readonly x: number; readonly y: number; readonly text: string }[] {
  const labels: { x: number; y: number; names: string[] }[] = []
  for (const { result, x, y } of places) {
    const name = result.method === 'LEASTTAX' ? 'Least tax' : result.method
    const near = labels.find(label => Math.abs(label.x - x) < together && Math.abs(label.y - y) < together)
    if (near) near.names.push(name)
    else labels.push({ x, y, names: [name] })
  }
  // where lots leave no choice a list of every name would lie across the axis
  return labels.map(({ x, y, names }) => ({ x, y, text: names.length > 3 && labels.length === 1 ? 'every method' : names.join(', ') }))
}

/** `along`: place across the drawing, 0 to 1. In whole `step`s, at least one of them, or the whole position. */
export function sharesAt(along: number, step: number, held: Shares): Shares {
  const { width, left, right } = frameOf
  const part = (along * width - left) / (width - left - right)
  if (part >= 0.995) return held
  return Math.min(held, Math.max(step, Math.round((part * held) / step) * step)) as Shares
}

/** The number of shares a key leads to; null: the key means nothing here. */
export function stepped(key: string, now: Shares, held: Shares, least: number): Shares | null {
  const one = Math.max(least, Math.round(held / 100 / 1_000_000) * 1_000_000)
  const by = { ArrowRight: one, ArrowUp: one, ArrowLeft: -one, ArrowDown: -one, PageUp: 10 * one, PageDown: -10 * one }[key]
  if (key === 'Home') return Math.min(held, one) as Shares
  if (key === 'End') return held
  return by === undefined ? null : (Math.min(held, Math.max(Math.min(one, held), now + by)) as Shares)
}
