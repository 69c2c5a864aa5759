/**
 * How alike two securities were, from the prices of the days both have: correlation and beta of daily returns, and the tracking error a year that holding the one in place of the other adds, on the part replaced
 * (standard deviation of the daily differences, 252 days a year). Where fewer than sixty common days are in the book, the correlation that the firm stated, said to be so. One measure for ranked substitutes
 * and for switchbacks. Sources: rebalancing planner (US), "Tracking Error" and "Lookback windows" (60 and 252 days); portfolio rebalancing note.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { date, percent } from '../../../shared/present/format.ts'
import { alignedReturns, isJump, type PriceHistory } from '../estimate/returns.ts'
import { realizedVolatility } from '../estimate/volatility.ts'
import { historyRows, longestLookback, splitsOf } from '../when/price-histories.ts'

export interface PairEstimate {
  /** Hundredths. */
  readonly correlation: number
  /** Of the one held on the one replaced, hundredths. */
  readonly beta: number
  /** A year, ppm of the part replaced. */
  readonly trackingError: number
  /** Daily returns it rests on, the last of them on `until`. */
  readonly days: number
  readonly until: CivilDate
}

/** Fewer common days say nothing of a pair. */
export const leastCommonDays = 60

/** Of the prices of both, that households share: by the first row, then the second. */
const kept = new WeakMap<PriceHistoryRow, Map<PriceHistoryRow, { readonly splits: string; readonly estimate: PairEstimate | null }>>()

/** Of `held` in place of `replaced`; null with fewer than sixty common days, or where one of them did not move. */
export function pairEstimate(snapshot: Snapshot, replaced: SecurityId, held: SecurityId): PairEstimate | null {
  const rows = historyRows(snapshot)
  const [one, other] = [rows.get(replaced), rows.get(held)]
  if (one === undefined || other === undefined) return null
  const splits = splitsOf(snapshot)
  const ofRow = ({ security }: PriceHistoryRow) => splits.get(security) ?? []
  const key = JSON.stringify([ofRow(one), ofRow(other)])
  const pairs = kept.get(one) ?? new Map()
  kept.set(one, pairs)
  const known = pairs.get(other)
  if (known?.splits === key) return known.estimate
  const history = (row: PriceHistoryRow): PriceHistory => ({
    name: row.security,
    days: row.days,
    prices: row.prices.map(price => price / 1e6),
    splits: ofRow(row),
  })
  const estimate = estimateOf(history(one), history(other))
  pairs.set(other, { splits: key, estimate })
  return estimate
}

/** A day on which either moved as only a split or a wrong price does is left out. */
function estimateOf(replaced: PriceHistory, held: PriceHistory): PairEstimate | null {
  const { returns, days } = alignedReturns([replaced, held], longestLookback)
  const [a, b] = returns
  if (a === undefined || b === undefined) return null
  const sound = days.map((_, day) => day).filter(day => !isJump(a[day] as number) && !isJump(b[day] as number))
  const until = days[sound.at(-1) ?? -1]
  if (sound.length < leastCommonDays || until === undefined) return null
  const [first, second] = [a, b].map(series => Float64Array.from(sound, day => series[day] as number)) as [Float64Array, Float64Array]
  const { squareA, squareB, both } = moments(first, second)
  const apart = realizedVolatility(
    first.map((each, day) => each - (second[day] as number)),
    first.length,
  )
  if (apart === null || squareA === 0 || squareB === 0) return null
  return {
    correlation: Math.round((both / Math.sqrt(squareA * squareB)) * 100),
    beta: Math.round((both / squareA) * 100),
    trackingError: Math.round(apart * 1e6),
    days: first.length,
    until,
  }
}

function moments(a: Float64Array, b: Float64Array): { squareA: number; squareB: number; both: number } {
  const mean = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0) / of.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [both, squareA, squareB] = [0, 0, 0]
  for (let day = 0; day < a.length; day++) {
    const [x, y] = [(a[day] as number) - meanA, (b[day] as number) - meanB]
    both += x * y
    squareA += x * x
    squareB += y * y
  }
  return { squareA, squareB, both }
}

const hundredths = (value: number) => (value / 100).toFixed(2)

/** `correlation 0.99, beta 1.01 over 252 days to Nov 20, 2026 (0.98 as stated), adds 1.20 % …`; where prices are too few, what was stated, and that it is. */
export function pairWords(stated: number | null, estimate: PairEstimate | null): string {
  if (estimate === null) {
    const why = `fewer than ${leastCommonDays} common days of prices`
    return stated === null
      ? `correlation and added tracking error not known: ${why}`
      : `correlation ${hundredths(stated)} as stated by the firm, added tracking error not known: ${why}`
  }
  const { correlation, beta, days, until, trackingError } = estimate
  const told = stated === null ? '' : ` (${hundredths(stated)} as stated)`
  return `correlation ${hundredths(correlation)}${told}, beta ${hundredths(beta)} over ${days} days to ${date(until)}, adds ${percent(Math.round(trackingError / 100))} of tracking error a year on the part replaced`
}
