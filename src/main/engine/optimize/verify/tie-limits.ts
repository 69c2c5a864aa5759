/**
 * Limits that add up just what a tied factor adds up: a cap on one security over all accounts, or nearness to a weight of it. Where such a limit has no price of its own it is counted with the factor:
 * whatever the exposure is, the limit bars it, or costs what it costs there. So each of the factor's two prices stands for the limit as well. A limit with a price is left alone: it would count twice.
 */
import type { ExtraRow, Instance } from '../../../../shared/model/instance.ts'

/** A limit as it is at an exposure y of the factor: now + ratio·(y − exposure now). */
export interface TieLimit {
  readonly row: ExtraRow
  readonly ratio: number
  readonly now: number
}

export interface TieLimits {
  readonly of: ReadonlyMap<number, readonly TieLimit[]>
  /** Counted with a factor, by position among the instance's own rows. */
  readonly counted: ReadonlySet<number>
}

/** `rows`: prices of the instance's own rows. */
export function tieLimitsOf(instance: Instance, rows: readonly number[], tied: Iterable<number>, held: readonly number[]): TieLimits {
  const of = new Map<number, TieLimit[]>()
  const counted = new Set<number>()
  for (const factor of tied) {
    const own: TieLimit[] = []
    for (const [at, row] of (instance.also?.rows ?? []).entries()) {
      const ratio = rows[at] === 0 && !counted.has(at) ? ratioOf(instance, factor, row) : 0
      if (ratio === 0) continue
      counted.add(at)
      own.push({ row, ratio, now: nowOf(instance, row, held) })
    }
    of.set(factor, own)
  }
  return { of, counted }
}

/** What the limit adds up to for a unit of the factor's exposure; 0 where it is another sum. */
function ratioOf({ sec, F }: Instance, factor: number, { securities, coefficients }: ExtraRow): number {
  const weight = new Map<number, number>()
  securities.forEach((i, place) => weight.set(i, (weight.get(i) ?? 0) + coefficients[place]))
  const exposure = (i: number) => sec.B[i][factor] * Math.sqrt(F[factor])
  const exposed = sec.price.flatMap((_, i) => (exposure(i) === 0 ? [] : [i]))
  const moved = [...weight].filter(([, each]) => each !== 0)
  if (exposed.length === 0 || moved.length !== exposed.length) return 0
  const ratio = (weight.get(exposed[0]) ?? 0) / exposure(exposed[0])
  const same = exposed.every(i => Math.abs((weight.get(i) ?? 0) - ratio * exposure(i)) <= alike * Math.abs(ratio * exposure(i)))
  return same ? ratio : 0
}

const alike = 1e-11

function nowOf({ sec }: Instance, { securities, coefficients, of }: ExtraRow, held: readonly number[]): number {
  return securities.reduce((sum, i, place) => {
    const weight = of === 'change' ? 0 : of === 'active' ? held[i] - sec.target[i] : held[i]
    return sum + coefficients[place] * weight
  }, 0)
}

/** curvature/2·y² + slope·y. */
interface Parabola {
  readonly curvature: number
  readonly slope: number
}

/** The least over the exposures that the limits allow within ±reach; `now` is the exposure of the present drift. +∞ where they allow none. */
export function leastWithin(own: Parabola, limits: readonly TieLimit[], now: number, reach: number): number {
  let [low, high] = [-reach, reach]
  if (limits.length === 0) {
    const stationary = own.curvature > 0 ? -own.slope / own.curvature : own.slope < 0 ? reach : -reach
    const y = Math.min(high, Math.max(low, stationary))
    return y * (own.slope + (own.curvature / 2) * y)
  }
  const bends: number[] = []
  const value = ({ ratio, now: from }: TieLimit, y: number) => from + ratio * (y - now)
  for (const limit of limits) {
    const { row, ratio, now: from } = limit
    const ends = [row.low, row.high].map(end => (end === null ? null : now + (end - from) / ratio))
    const [least, most] = ratio > 0 ? ends : ends.toReversed()
    if (row.excess !== undefined) bends.push(...[least, most].filter(end => end !== null))
    else {
      low = Math.max(low, least ?? low)
      high = Math.min(high, most ?? high)
    }
  }
  if (low > high) return low - high > rounded ? Infinity : leastAlong(own, limits, value, [high, low])
  const points = [low, ...bends.filter(bend => bend > low && bend < high).sort((a, b) => a - b), high]
  return leastAlong(own, limits, value, points)
}

/** A limit of one weight alone may have ends that rounding puts the wrong way around. */
const rounded = 1e-12

/** Piece by piece: between two bends the cost is a parabola. */
function leastAlong(
  own: Parabola,
  limits: readonly TieLimit[],
  value: (limit: TieLimit, y: number) => number,
  points: readonly number[],
): number {
  const beyond = ({ low, high }: ExtraRow, at: number) => Math.max(0, (low ?? at) - at, at - (high ?? at))
  const cost = (y: number) =>
    limits.reduce(
      (sum, limit) => {
        const { penalty = 0, centre = 0, excess = 0 } = limit.row
        const at = value(limit, y)
        return sum + penalty * (at - centre) ** 2 + excess * beyond(limit.row, at)
      },
      y * (own.slope + (own.curvature / 2) * y),
    )
  const curvature = limits.reduce((sum, { row, ratio }) => sum + 2 * (row.penalty ?? 0) * ratio * ratio, own.curvature)
  let least = Infinity
  points.forEach((point, piece) => {
    least = Math.min(least, cost(point))
    const next = points[piece + 1]
    if (next === undefined || !(curvature > 0)) return
    // a parabola's least from its values at both ends: its slope in the middle is that of the chord
    const middle = (point + next) / 2
    const width = next - point
    const stationary = width > 0 ? middle - (cost(next) - cost(point)) / width / curvature : point
    least = Math.min(least, cost(Math.min(next, Math.max(point, stationary))))
  })
  return least
}
