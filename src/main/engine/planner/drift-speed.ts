/**
 * Core metric 4 of the rebalancing planner (US): how fast assets drift. Drift_speed_i = σ_i · sqrt(Days_since_last_rebalance / 252), its percentile rank among the assets ("standardization"), and the
 * estimated days until a band is reached ("weekly: review drift trends and estimate time to threshold breach").
 */
export const tradingDaysAYear = 252

/** `volatility` a year; `days`: trading days since the last rebalance. Expected drift relative to the asset's own weight. */
export function driftSpeed(volatility: number, days: number): number {
  return volatility * Math.sqrt(days / tradingDaysAYear)
}

/** For each value the part of the others that lie below it, ties by half: 0 the slowest, 1 the fastest, 0.5 where there is one alone. */
export function percentileRanks(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return values.map(value => {
    if (values.length < 2) return 0.5
    const below = firstAtLeast(sorted, value)
    const upTo = firstAbove(sorted, value)
    return (below + (upTo - below - 1) / 2) / (values.length - 1)
  })
}

function firstAtLeast(sorted: readonly number[], value: number): number {
  return bisect(sorted, each => each >= value)
}

function firstAbove(sorted: readonly number[], value: number): number {
  return bisect(sorted, each => each > value)
}

function bisect(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle])) high = middle
    else low = middle + 1
  }
  return low
}

export interface Breach {
  readonly weight: number
  readonly drift: number
  /** Drift at which the band is left, a fraction of the portfolio. */
  readonly band: number
  /** A year, of the asset relative to the portfolio. */
  readonly volatility: number
}

/**
 * Trading days until a drift of one expected size on top of the present one reaches the band: weight · σ · sqrt(days / 252) = band − |drift|. 0 where it is outside already, Infinity where
 * nothing is held or moves.
 */
export function daysToBreach({ weight, drift, band, volatility }: Breach): number {
  const room = band - Math.abs(drift)
  if (room <= 0) return 0
  const speed = Math.abs(weight) * volatility
  return speed > 0 ? tradingDaysAYear * (room / speed) ** 2 : Infinity
}
