/**
 * What is known of the risk of a list of securities: covariance a year where they have histories (shrinkage, up to 252 days), the planner's fallbacks where they have none: the average volatility of the asset class, then of
 * the market, then an assumption by kind, uncorrelated with everything else. Every fallback carries its flag. Source: rebalancing planner (US), "fallback proxies" and "lookback windows".
 */
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { Security } from '../../../shared/model/book.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { type CovarianceEstimate, type CovarianceModel, estimateCovariance } from '../estimate/covariance.ts'
import { realizedVolatility } from '../estimate/volatility.ts'
import type { Flag } from '../planner/flags.ts'
import { simplifiedRisk } from '../rebalance/simplified-risk.ts'
import { type Histories, historiesOf } from './price-histories.ts'

export interface Risk {
  /** Annual volatility in the order of the securities: over 60 days where there is a history. */
  readonly volatilities: readonly number[]
  readonly from: readonly VolatilitySource[]
  /** Annual; without a history on the diagonal alone. */
  readonly covariance: readonly (readonly number[])[]
  /** How many of the securities have a history; `days`: of its returns. */
  readonly estimated: number
  readonly days: number
  readonly positiveDefinite: boolean
  readonly flags: readonly Flag[]
}

export type VolatilitySource = 'own prices' | 'asset class' | 'market' | 'assumed by kind'

/** "Volatility: 20d / 60d for drift speed estimation". */
const volatilityDays = 60
/** Funds of the whole US market or its large companies, in the order asked. */
const marketSymbols = ['SPY', 'VOO', 'IVV', 'VTI', 'ITOT', 'SCHB']

const estimates = new WeakMap<Histories, Map<string, CovarianceEstimate>>()

/** Of all securities of the snapshot with a history, once a model; null without any. `lookback` in days. */
export function covarianceOf(snapshot: Snapshot, model: CovarianceModel, lookback: number): CovarianceEstimate | null {
  const histories = historiesOf(snapshot)
  const { returns } = histories
  if (returns.returns.length === 0 || returns.days.length < 2) return null
  const kept = estimates.get(histories) ?? new Map<string, CovarianceEstimate>()
  estimates.set(histories, kept)
  const key = `${JSON.stringify(model)} ${lookback}`
  const known = kept.get(key)
  if (known) return known
  const made = estimateCovariance(
    returns.returns.map(series => series.slice(-lookback)),
    model,
  )
  kept.set(key, made)
  return made
}

export function riskOf(snapshot: Snapshot, securities: readonly Security[]): Risk {
  const { securities: known, returns } = historiesOf(snapshot)
  const estimate = covarianceOf(snapshot, { kind: 'shrinkage' }, returns.days.length)
  const place = new Map(known.map((security, at) => [security, at]))
  const own = new Map<SecurityId, number>()
  known.forEach((security, at) => {
    const volatility = realizedVolatility(returns.returns[at] as Float64Array, volatilityDays)
    if (volatility !== null) own.set(security, volatility)
  })
  const flags: Flag[] = []
  const found = securities.map(security => volatilityOf(snapshot, security, own, flags))
  const covariance = securities.map((one, i) =>
    securities.map((other, j) => {
      const [a, b] = [place.get(one.id), place.get(other.id)]
      if (estimate && a !== undefined && b !== undefined) return estimate.matrix.get(a, b)
      return i === j ? (found[i] as Found).value ** 2 : 0
    }),
  )
  for (const { id, symbol } of securities) {
    if (place.has(id)) continue
    flags.push({ fallback: 'no-correlation', about: symbol, words: `${symbol} has no price history: it moves with nothing else here.` })
  }
  return {
    volatilities: found.map(({ value }) => value),
    from: found.map(({ from }) => from),
    covariance,
    estimated: securities.filter(({ id }) => place.has(id)).length,
    days: returns.days.length,
    positiveDefinite: estimate?.positiveDefinite ?? true,
    flags,
  }
}

interface Found {
  readonly value: number
  readonly from: VolatilitySource
}

function volatilityOf(snapshot: Snapshot, security: Security, own: ReadonlyMap<SecurityId, number>, flags: Flag[]): Found {
  const known = own.get(security.id)
  if (known !== undefined) return { value: known, from: 'own prices' }
  const flag = (from: string, value: number): void => {
    const words = `${security.symbol} has too few prices for a volatility of its own: ${from}, ${(value * 100).toFixed(1)} %, is used.`
    flags.push({ fallback: 'no-volatility', about: security.symbol, words })
  }
  const alike = snapshot.securities.flatMap(({ id, assetClass }) => (assetClass === security.assetClass ? (own.get(id) ?? []) : []))
  if (security.assetClass !== null && alike.length > 0) {
    const value = alike.reduce((sum, each) => sum + each, 0) / alike.length
    flag(`the average of ${security.assetClass}`, value)
    return { value, from: 'asset class' }
  }
  const market = marketOf(snapshot, own)
  if (market) {
    flag(`the market’s (${market.symbol})`, market.value)
    return { value: market.value, from: 'market' }
  }
  const { factors, exposures, specific } = simplifiedRisk([security])
  const variance = (exposures[0] as number[]).reduce((sum, load, f) => sum + load * load * (factors[f] as number), specific[0] as number)
  flag('an assumption by its kind', Math.sqrt(variance))
  return { value: Math.sqrt(variance), from: 'assumed by kind' }
}

function marketOf({ securities }: Snapshot, own: ReadonlyMap<SecurityId, number>): { symbol: string; value: number } | null {
  for (const symbol of marketSymbols) {
    const found = securities.find(security => security.symbol === symbol)
    const value = found && own.get(found.id)
    if (value !== undefined) return { symbol, value }
  }
  return null
}
