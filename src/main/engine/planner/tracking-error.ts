/**
 * Core metric 2 of the rebalancing planner (US): tracking error against the targets, a year. With covariances TE = sqrt(Σ Drift_i²·σ_i² + 2·Σ Drift_i·Drift_j·Cov_ij); simplified, without the
 * cross terms, TE ≈ sqrt(Σ Drift_i²·σ_i²), which is labelled wherever it is shown. The two may differ either way: drifts of one sign in assets that move together have
 * more risk than the simplified figure says, an overweight against an underweight of the like has less.
 */
export type TrackingErrorKind = 'full' | 'simplified'

export interface TrackingError {
  readonly kind: TrackingErrorKind
  /** A year, as a fraction. */
  readonly value: number
}

/** `covariance` a year, square and symmetric, in the order of the drifts. */
export function fullTrackingError(drifts: readonly number[], covariance: readonly (readonly number[])[]): TrackingError {
  let variance = 0
  for (let i = 0; i < drifts.length; i++) {
    variance += drifts[i] * drifts[i] * covariance[i][i]
    for (let j = 0; j < i; j++) variance += 2 * drifts[i] * drifts[j] * covariance[i][j]
  }
  return { kind: 'full', value: Math.sqrt(Math.max(0, variance)) }
}

/** `volatilities` a year. */
export function simplifiedTrackingError(drifts: readonly number[], volatilities: readonly number[]): TrackingError {
  return { kind: 'simplified', value: Math.sqrt(drifts.reduce((sum, drift, i) => sum + (drift * volatilities[i]) ** 2, 0)) }
}
