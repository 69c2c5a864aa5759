/** How the figures of past rebalances read. */
import type { PastRebalance } from '../../../../shared/model/performance.ts'
import { hundredths, percent, points, signedPoints, unknown } from '../../../../shared/present/format.ts'
import type { StatusWord } from '../../../parts/status.tsx'

/** ppm as a percentage of two places. */
export const percentOf = (ppm: number | null) => percent(hundredths(ppm))
/** Drift in ppm, in points as on every other screen. */
export const driftOf = (ppm: number | null) => points(hundredths(ppm))

export const ratioOf = (thousandths: number | null) => (thousandths === null ? unknown : (thousandths / 1000).toFixed(2).replace('-', '−'))

/** How drift moved, ppm in points with a sign. */
export const change = (ppm: number | null) => signedPoints(hundredths(ppm))

export function verdictOf({ verdict, state }: PastRebalance): StatusWord {
  if (state === 'open') return { tone: 'waiting', word: 'not traded yet' }
  return {
    paid: { tone: 'ready', word: 'has paid' },
    'not-paid': { tone: 'caution', word: 'not so far' },
    unknown: { tone: 'quiet', word: unknown },
  }[verdict] as StatusWord
}
