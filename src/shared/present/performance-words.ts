/** How trends and past rebalances read, on screen and on paper: their figures, the names of what stands beside each other, and the lines of the trend. */
import type { OverTime, PastGap, PastRebalance, PerformanceView, TrendPoint } from '../model/performance.ts'
import { date, hundredths, points as inPoints, percent, signedPoints, unknown } from './format.ts'

/** ppm as a percentage of two places. */
export const percentOf = (ppm: number | null) => percent(hundredths(ppm))
/** Drift in ppm, in points as on every other screen. */
export const driftOf = (ppm: number | null) => inPoints(hundredths(ppm))

export const ratioOf = (thousandths: number | null) => (thousandths === null ? unknown : (thousandths / 1000).toFixed(2).replace('-', '−'))

/** How drift moved, ppm in points with a sign. */
export const change = (ppm: number | null) => signedPoints(hundredths(ppm))

/** `too short` where there is a return and still no ratio. */
export function sharpeOf({ sharpe, returns }: PastRebalance, of: keyof PastRebalance['sharpe']): string {
  return sharpe[of] === null && returns[of] !== null ? 'too short' : ratioOf(sharpe[of])
}

export function verdictWord({ verdict, state }: PastRebalance): string {
  if (state === 'open') return 'not traded yet'
  return { paid: 'has paid', 'not-paid': 'not so far', unknown }[verdict]
}

export const portfolios = [
  ['actual', 'As it is'],
  ['leftAlone', 'Left alone'],
  ['targetMonthly', 'Targets, monthly'],
  ['targetHeld', 'Targets, held'],
] as const satisfies readonly (readonly [keyof PastRebalance['returns'], string])[]

export const times = [
  ['before', 'Before'],
  ['after', 'After'],
  ['average', 'Average since'],
  ['most', 'Most since'],
  ['now', 'Now'],
] as const satisfies readonly (readonly [keyof OverTime, string])[]

/** How far the records reach and what is not in them. */
export function reachWords({ gaps, before, leftOut, notes }: Pick<PerformanceView, 'gaps' | 'before' | 'leftOut' | 'notes'>): string[] {
  return [
    ...gaps.map(gap => `Gap: ${gap.words}.`),
    `It begins where it does because ${before}.`,
    ...leftOut.map(({ name, why }) => `${name} is left out: ${why}.`),
    ...notes,
  ]
}

/** Stretches of what is known: broken where a value is missing and where the records have a gap. */
export function stretches(
  points: readonly TrendPoint[],
  gaps: readonly PastGap[],
  of: (point: TrendPoint) => number | null,
): { readonly day: string; readonly value: number }[][] {
  const all: { day: string; value: number }[][] = [[]]
  for (const point of points) {
    const value = of(point)
    if (value === null || gaps.some(({ until }) => until === point.day)) all.push([])
    if (value !== null) all.at(-1)?.push({ day: point.day, value })
  }
  return all.filter(stretch => stretch.length > 0)
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Month ends that are far enough apart to be written. */
export function monthMarks(points: readonly TrendPoint[]): { readonly day: string; readonly text: string }[] {
  const ends = points.filter(({ month }) => month)
  const every = Math.max(1, Math.ceil(ends.length / 14))
  return ends
    .filter((_, at) => (ends.length - 1 - at) % every === 0)
    .map(({ day }) => ({ day, text: `${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(2, 4)}` }))
    .slice(0, -1)
}

export function trendInWords({ points, rebalances }: Pick<PerformanceView, 'points' | 'rebalances'>): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return 'No trend'
  return `Drift ${inPoints(first.drift)} on ${date(first.day)}, ${inPoints(last.drift)} on ${date(last.day)}; ${rebalances.length} rebalances between. The weeks stand in a table below.`
}
