/**
 * Risk beside the tracking error: absolute and downside risk of what is held and of the targets, how much the tracking error depends on the model and the days it is estimated from, and what the portfolio owes to
 * each asset class. Sources: optimal rebalancing note (absolute and downside risk, factor exposures); rebalancing planner (US), lookback windows of 20, 60 and 252 days.
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import type { WhenView } from '../../../shared/model/when.ts'
import { type CovarianceModel, riskMetricsDecay } from '../estimate/covariance.ts'
import { factorExposure } from '../estimate/factor-exposure.ts'
import { downsideRisk } from '../estimate/volatility.ts'
import { fullTrackingError } from '../planner/tracking-error.ts'
import { ppm } from '../ppm.ts'
import type { Facts } from './facts.ts'
import { historiesOf } from './price-histories.ts'
import { covarianceOf } from './risk-estimate.ts'

export interface RiskFigures {
  readonly volatility: number
  readonly targetVolatility: number
  readonly downside: number | null
  readonly targetDownside: number | null
}

export function riskFigures(snapshot: Snapshot, { assets, risk, drift }: Facts): RiskFigures {
  const [held, target] = [assets.map(({ weight }) => weight), assets.map(asset => asset.target)]
  const series = (weights: readonly number[]) =>
    portfolioReturns(
      snapshot,
      drift.rows.map(({ security }) => security),
      weights,
    )
  const [own, wanted] = [series(held), series(target)]
  return {
    volatility: fullTrackingError(held, risk.covariance).value,
    targetVolatility: fullTrackingError(target, risk.covariance).value,
    downside: own && downsideRisk(own),
    targetDownside: wanted && downsideRisk(wanted),
  }
}

/** Of the securities with a history, at these weights held steady; null without any. */
function portfolioReturns(snapshot: Snapshot, securities: readonly SecurityId[], weights: readonly number[]): Float64Array | null {
  const { securities: known, returns } = historiesOf(snapshot)
  if (returns.days.length === 0) return null
  const sum = new Float64Array(returns.days.length)
  let found = false
  securities.forEach((security, at) => {
    const series = returns.returns[known.indexOf(security)]
    const weight = weights[at] as number
    if (!series || weight === 0) return
    found = true
    for (let t = 0; t < sum.length; t++) sum[t] = (sum[t] as number) + weight * (series[t] as number)
  })
  return found ? sum : null
}

const models: readonly { readonly name: string; readonly model: CovarianceModel }[] = [
  { name: 'sample', model: { kind: 'sample' } },
  { name: 'EWMA', model: { kind: 'ewma', decay: riskMetricsDecay } },
  { name: 'shrinkage', model: { kind: 'shrinkage' } },
  { name: 'factors', model: { kind: 'factors', count: 3 } },
]
const lookbacks = [20, 60, 252] as const

/** A security without a history adds its own variance in every cell, as in the figure itself. */
export function sensitivityOf(snapshot: Snapshot, facts: Facts): WhenView['sensitivity'] {
  const { securities: known, returns } = historiesOf(snapshot)
  if (returns.returns.length === 0) return []
  const places = facts.drift.rows.map(({ security }) => known.indexOf(security))
  const drifts = facts.assets.map(({ drift }) => drift)
  return models.flatMap(({ name, model }) =>
    lookbacks.map(days => {
      if (returns.days.length < days * 0.9) return { model: name, days, trackingError: null, positiveDefinite: null }
      const estimate = covarianceOf(snapshot, model, days)
      if (!estimate) return { model: name, days, trackingError: null, positiveDefinite: null }
      const covariance = places.map((a, i) =>
        places.map((b, j) => (a >= 0 && b >= 0 ? estimate.matrix.get(a, b) : ((i === j ? facts.risk.covariance[i]?.[i] : 0) ?? 0))),
      )
      return {
        model: name,
        days,
        trackingError: ppm(fullTrackingError(drifts, covariance).value),
        positiveDefinite: estimate.positiveDefinite,
      }
    }),
  )
}

/** Betas on the plain average of each asset class that has a history; null with fewer days than factors allow. */
export function exposuresOf(snapshot: Snapshot, facts: Facts): { rows: WhenView['exposures']; explained: number } | null {
  const { securities: known, returns } = historiesOf(snapshot)
  const classes = [...Map.groupBy(facts.securities, security => security.assetClass ?? 'class unknown')].flatMap(([name, of]) => {
    const series = of.flatMap(({ id }) => returns.returns[known.indexOf(id)] ?? [])
    return series.length === 0 ? [] : [{ name, series: average(series) }]
  })
  const ids = facts.drift.rows.map(({ security }) => security)
  const held = portfolioReturns(
    snapshot,
    ids,
    facts.assets.map(({ weight }) => weight),
  )
  const target = portfolioReturns(
    snapshot,
    ids,
    facts.assets.map(asset => asset.target),
  )
  if (!held || classes.length === 0 || returns.days.length <= classes.length + 2) return null
  const factors = classes.map(({ series }) => series)
  const own = factorExposure(held, factors)
  const wanted = target && factorExposure(target, factors)
  return {
    rows: classes.map(({ name }, at) => ({ factor: name, held: ppm(own.betas[at] ?? 0), target: ppm(wanted?.betas[at] ?? 0) })),
    explained: ppm(own.explained),
  }
}

function average(series: readonly Float64Array[]): Float64Array {
  return Float64Array.from(series[0] as Float64Array, (_, t) => series.reduce((sum, each) => sum + (each[t] as number), 0) / series.length)
}
