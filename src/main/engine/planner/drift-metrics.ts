/**
 * Core metric 1 of the rebalancing planner (US): drift of each asset and of the portfolio. Weights are fractions (0.05 is five percentage points). A single drift beyond 50 points is
 * cut off and flagged: more often a data error or a corporate action than a market (edge cases, "outliers in drift"). A short position counts by its absolute value (edge cases,
 * "negative weights"), and is flagged because what it costs to borrow belongs to its cost.
 */
import type { Flag } from './flags.ts'

export interface Holding {
  readonly name: string
  /** Current_weight_i: of the portfolio's value; negative for a short position. */
  readonly weight: number
  /** Target_weight_i; null where nobody stated one. */
  readonly target: number | null
}

export interface AssetDrift {
  readonly name: string
  readonly weight: number
  readonly target: number
  /** Drift_i = Current_weight_i − Target_weight_i, cut off at `mostDrift`. */
  readonly drift: number
  /** Abs_drift_i. */
  readonly size: number
}

export interface PortfolioDrift {
  readonly assets: readonly AssetDrift[]
  /** Portfolio_drift = Σ(Abs_drift_i) / 2: 0 on target, 1 nothing as planned. */
  readonly portfolio: number
  readonly flags: readonly Flag[]
}

/** "Cap individual asset drift at 50 %". */
export const mostDrift = 0.5

/** Errors: none; what is missing is replaced as the planner says and flagged. `sizes`: market value of each asset's market, for the default where targets are missing; else equal weights. */
export function portfolioDrift(holdings: readonly Holding[], sizes?: readonly number[]): PortfolioDrift {
  const flags: Flag[] = []
  const targets = targetsOf(holdings, sizes, flags)
  const assets = holdings.map((holding, at): AssetDrift => {
    if (holding.weight < 0) {
      flags.push({
        fallback: 'shorts',
        about: holding.name,
        words: `${holding.name} is a short position: its size counts, and what borrowing costs is added.`,
      })
    }
    const target = targets[at] as number
    const exact = Math.abs(holding.weight) - target
    const drift = Math.max(-mostDrift, Math.min(mostDrift, exact))
    if (drift !== exact) {
      flags.push({
        fallback: 'outlier-cap',
        about: holding.name,
        words: `${holding.name} is ${(exact * 100).toFixed(1)} points off target, cut off at 50: look for a data error or a corporate action.`,
      })
    }
    return { name: holding.name, weight: holding.weight, target, drift, size: Math.abs(drift) }
  })
  return { assets, portfolio: assets.reduce((sum, { size }) => sum + size, 0) / 2, flags }
}

/** "Missing target allocation: use equal-weight or market-cap-weight as default; flag as no target specified". A single asset without a target among others that have one has the target nothing. */
function targetsOf(holdings: readonly Holding[], sizes: readonly number[] | undefined, flags: Flag[]): readonly number[] {
  if (holdings.some(({ target }) => target !== null)) {
    return holdings.map(({ name, target }) => {
      if (target === null)
        flags.push({ fallback: 'no-target', about: name, words: `${name} has no target specified: nothing of it is planned.` })
      return target ?? 0
    })
  }
  if (holdings.length === 0) return []
  const total = sizes?.reduce((sum, size) => sum + size, 0) ?? 0
  const by = total > 0 ? 'the size of their markets' : 'equal parts'
  flags.push({ fallback: 'no-target', about: 'the portfolio', words: `No target specified: the default is ${by}.` })
  return holdings.map((_, at) => (total > 0 ? (sizes?.[at] ?? 0) / total : 1 / holdings.length))
}
