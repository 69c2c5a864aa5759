/**
 * How alike two securities were, from the prices of the days both have: correlation of daily returns, and the tracking error a year that holding the one in place of the other adds, on the part replaced
 * (standard deviation of the daily differences, 252 days a year). Sources: rebalancing planner (US), "Tracking Error" and "Lookback windows"; portfolio rebalancing note.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { leastReturns } from '../estimate/returns.ts'
import { realizedVolatility } from '../estimate/volatility.ts'
import { historiesOf } from '../when/price-histories.ts'

export interface PairEstimate {
  /** Hundredths. */
  readonly correlation: number
  /** A year, ppm of the part replaced. */
  readonly trackingError: number
  /** Daily returns it rests on, the last of them on `until`. */
  readonly days: number
  readonly until: CivilDate
}

/** null where one of them has no history to estimate from, or did not move. */
export function pairEstimate(snapshot: Snapshot, a: SecurityId, b: SecurityId): PairEstimate | null {
  const { securities, returns } = historiesOf(snapshot)
  const [first, second] = [returns.returns[securities.indexOf(a)], returns.returns[securities.indexOf(b)]]
  const until = returns.days.at(-1)
  if (first === undefined || second === undefined || until === undefined || first.length < leastReturns) return null
  const correlation = correlationOf(first, second)
  const apart = realizedVolatility(
    first.map((each, day) => each - (second[day] as number)),
    first.length,
  )
  if (correlation === null || apart === null) return null
  return { correlation: Math.round(correlation * 100), trackingError: Math.round(apart * 1e6), days: first.length, until }
}

function correlationOf(a: Float64Array, b: Float64Array): number | null {
  const mean = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0) / of.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [both, squareA, squareB] = [0, 0, 0]
  for (let day = 0; day < a.length; day++) {
    const [x, y] = [(a[day] as number) - meanA, (b[day] as number) - meanB]
    both += x * y
    squareA += x * x
    squareB += y * y
  }
  return squareA > 0 && squareB > 0 ? both / Math.sqrt(squareA * squareB) : null
}
