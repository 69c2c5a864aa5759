/**
 * The year's tax in the proof of a bound: the least of the tax less what the gains earn at their prices, over all net gains the account could have. On each piece of the
 * netting, within the budgets, that is a line's least over a polygon, so one of its corners: every crossing of two of its edges is tried.
 */
import type { Instance } from '../../../../shared/model/instance.ts'

/** Prices of a dollar of the year's short-term and long-term net gain. */
export interface GainPrices {
  readonly regime: 'loss' | 'gain' | 'mixed'
  readonly shortGain: number
  readonly longGain: number
}

/** a·S + b·L ≤ c. */
interface Edge {
  readonly a: number
  readonly b: number
  readonly c: number
}

const longTermDays = 365
/** Relative to the gains: a corner that rounding puts a hair outside is still a corner. */
const touching = 1e-12

/** +∞ where no gains of the piece are within reach and budget. */
export function leastOfYear({ tax, lam, nav, also, ...instance }: Instance, { regime, shortGain, longGain }: GainPrices): number {
  const cap = tax.cap / nav
  const soFar = taxAt(tax, cap, tax.ytdS / nav, tax.ytdL / nav)
  const most = also?.tax === undefined ? Infinity : also.tax / nav + soFar
  const [short, long] = [reachOf({ ...instance, tax, lam, nav, also }, false), reachOf({ ...instance, tax, lam, nav, also }, true)]
  const edges: Edge[] = [
    { a: 1, b: 0, c: Math.min(short.high, also?.shortGain === undefined ? Infinity : also.shortGain / nav) },
    { a: -1, b: 0, c: -short.low },
    { a: 0, b: 1, c: Math.min(long.high, also?.longGain === undefined ? Infinity : also.longGain / nav) },
    { a: 0, b: -1, c: -long.low },
    ...edgesOf(regime),
  ]
  const kinks: Edge[] = [{ a: 1, b: 1, c: -cap }, { a: 1, b: 0, c: 0 }, ...(most < Infinity ? taxEdges(tax, cap, most) : [])]
  const within = (S: number, L: number) => {
    const room = touching * Math.max(1, Math.abs(S), Math.abs(L))
    return edges.every(({ a, b, c }) => a * S + b * L <= c + room) && taxAt(tax, cap, S, L) <= most + room
  }
  let least = Infinity
  for (const [S, L] of crossings([...edges, ...kinks])) {
    if (within(S, L)) least = Math.min(least, lam.tax * (taxAt(tax, cap, S, L) - soFar) - shortGain * S - longGain * L)
  }
  return least + shortGain * (tax.ytdS / nav) + longGain * (tax.ytdL / nav)
}

function edgesOf(regime: GainPrices['regime']): Edge[] {
  if (regime === 'loss') return [{ a: 1, b: 1, c: 0 }]
  return [
    { a: -1, b: -1, c: 0 },
    { a: 0, b: regime === 'gain' ? -1 : 1, c: 0 },
  ]
}

/** Where each line the tax is made of meets its budget. */
function taxEdges(tax: Instance['tax'], cap: number, most: number): Edge[] {
  return [
    { a: tax.rO, b: tax.rO, c: most },
    { a: tax.rho, b: tax.rho, c: most + (tax.rO - tax.rho) * cap },
    { a: tax.rS, b: tax.rS, c: most },
    { a: tax.rS, b: tax.rL, c: most },
    { a: tax.rL, b: tax.rL, c: most },
  ]
}

function* crossings(edges: readonly Edge[]): Generator<readonly [number, number]> {
  for (let i = 0; i < edges.length; i++) {
    for (let j = 0; j < i; j++) {
      const [one, other] = [edges[i], edges[j]]
      const det = one.a * other.b - one.b * other.a
      if (det === 0 || !Number.isFinite(one.c) || !Number.isFinite(other.c)) continue
      yield [(one.c * other.b - one.b * other.c) / det, (one.a * other.c - one.c * other.a) / det]
    }
  }
}

/** What the year's net gain of a term can be, whatever is sold. */
function reachOf({ lots, sec, tax, nav }: Instance, longTerm: boolean): { readonly low: number; readonly high: number } {
  let [low, high] = [0, 0]
  lots.sec.forEach((i, l) => {
    if (lots.blocked[l] || sec.noSell[i] || lots.days[l] > longTermDays !== longTerm) return
    const gain = (lots.shares[l] * (sec.price[i] - lots.basis[l])) / nav
    if (gain > 0) high += gain
    else low += gain
  })
  const soFar = (longTerm ? tax.ytdL : tax.ytdS) / nav
  return { low: low + soFar, high: high + soFar }
}

/** Tax on net gains (IRC 1222, 1211(b), 1212(b)). */
function taxAt(tax: Instance['tax'], cap: number, short: number, long: number): number {
  const net = short + long
  if (net <= 0) return -tax.rO * Math.min(-net, cap) - tax.rho * Math.max(0, -net - cap)
  return long < 0 ? tax.rS * net : tax.rS * Math.max(short, 0) + tax.rL * (net - Math.max(short, 0))
}
