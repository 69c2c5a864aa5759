/**
 * A covariance where the book has no history of prices: one market factor, one factor an asset class, and a variance of each security's own by its kind. It tells bonds from
 * stocks and a fund from a single stock, no more, and says so wherever it is used.
 */
import type { Security } from '../../../shared/model/book.ts'

export interface SimplifiedRisk {
  /** Variances a year of the factors. */
  readonly factors: number[]
  /** Security by security. */
  readonly exposures: number[][]
  readonly specific: number[]
  readonly notes: readonly string[]
  readonly used: CovarianceUsed
}

/** Which covariance it is. */
export interface CovarianceUsed {
  readonly kind: 'estimated' | 'simplified'
  /** Returns it was estimated from; none where it was not. */
  readonly days: number
  readonly factors: number
  /** Part of the variance that the factors explain; null where nothing was estimated. */
  readonly explained: number | null
  /** Securities without a history long enough, in their order. */
  readonly assumed: readonly string[]
}

const marketVariance = 0.16 ** 2
const classVariance = 0.06 ** 2
/** Volatility of its own, by kind. */
const own = {
  stock: 0.25,
  etf: 0.04,
  'mutual-fund': 0.05,
  bond: 0.03,
  'money-market': 0.005,
  option: 0.6,
  'digital-asset': 0.6,
  other: 0.2,
} as const

export function simplifiedRisk(securities: readonly Security[]): SimplifiedRisk {
  const classes = [...new Set(securities.map(({ assetClass }) => assetClass ?? 'unknown'))].sort()
  return {
    factors: [marketVariance, ...classes.map(() => classVariance)],
    exposures: securities.map(security => [
      betaOf(security),
      ...classes.map(each => (each === (security.assetClass ?? 'unknown') ? Math.max(betaOf(security), 0.3) : 0)),
    ]),
    specific: securities.map(({ kind }) => own[kind] ** 2),
    used: { kind: 'simplified', days: 0, factors: classes.length + 1, explained: null, assumed: securities.map(({ symbol }) => symbol) },
    notes: [
      'Risk is a simplified estimate by kind and asset class (no history of prices): read tracking error as an order of magnitude.',
      ...(securities.some(({ assetClass }) => assetClass === null) ? ['Securities without an asset class share one of their own.'] : []),
    ],
  }
}

function betaOf({ kind, assetClass }: Security): number {
  if (kind === 'money-market') return 0
  if (kind === 'bond' || /bond|fixed|income|treasury|credit/i.test(assetClass ?? '')) return 0.1
  return kind === 'digital-asset' || kind === 'option' ? 2 : 1
}
