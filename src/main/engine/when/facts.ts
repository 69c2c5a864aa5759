/**
 * The facts of one household that the planner's metrics ask for: what is held against what is targeted, its risk, what a full rebalance would cost, and the state of the market. Whatever is estimated for want of
 * data carries its flag. Source: rebalancing planner (US), core metrics 1 to 3 and "edge cases and degradation".
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Security } from '../../../shared/model/book.ts'
import type { VixRow } from '../../../shared/model/history.ts'
import type { Drift } from '../../../shared/model/review.ts'
import type { WhenPolicy } from '../../../shared/model/settings.ts'
import { usualExecution } from '../../../shared/model/usual-execution.ts'
import { tradingDaysBetween } from '../calendar/trading-days.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { modelOf } from '../model/model-of.ts'
import { type AssetDrift, type Holding, portfolioDrift } from '../planner/drift-metrics.ts'
import type { Flag } from '../planner/flags.ts'
import { rebalancingCost } from '../planner/rebalancing-cost.ts'
import { fullTrackingError, simplifiedTrackingError, type TrackingError } from '../planner/tracking-error.ts'
import { type Holding as Held, holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { type Risk, riskOf } from './risk-estimate.ts'

export interface Facts {
  readonly drift: Drift
  /** Of the drift's rows. */
  readonly securities: readonly Security[]
  /** In the order of the rows; fractions of the accounts with targets. */
  readonly assets: readonly AssetDrift[]
  readonly portfolio: number
  /** A model says what is wanted; else everything is measured against equal parts. */
  readonly targeted: boolean
  readonly cash: number
  readonly risk: Risk
  readonly trackingError: TrackingError
  /** Of one full rebalance, a fraction of the value, and in dollars. */
  readonly cost: number
  readonly costAmount: Cents
  /** By row. */
  readonly costs: readonly RowCost[]
  readonly vix: (VixRow & { readonly stale: boolean }) | null
  readonly lastTraded: CivilDate | null
  readonly flags: readonly Flag[]
}

/** "Flagged when older than a trading day". */
const freshVix = 1

export function factsOf(standing: Standing, drift: Drift, policy: WhenPolicy): Facts {
  const { snapshot } = standing
  const value = worthOfRows(drift)
  const securities = drift.rows.map(row => standing.securityOf(row.security))
  const { holdings, cash, targeted } = holdingsIn(drift)
  const measured = portfolioDrift(targeted ? [...holdings, { name: 'cash', weight: cash, target: 0 }] : holdings)
  const assets = measured.assets.slice(0, holdings.length)
  const risk = riskOf(snapshot, securities)
  const drifts = assets.map(asset => asset.drift)
  const flags: Flag[] = [...measured.flags, ...risk.flags]
  const held = holdingsOf(standing)
  const costs = securities.map((security, at) =>
    costOf(standing, held, security, cents(Math.round(Math.abs(drifts[at] as number) * value)), flags),
  )
  const points = costs.map(({ basisPoints }) => basisPoints)
  const cost = rebalancingCost(drifts, points, 1)
  return {
    drift,
    securities,
    assets,
    portfolio: measured.portfolio,
    targeted,
    cash,
    risk,
    trackingError: risk.estimated > 0 ? fullTrackingError(drifts, risk.covariance) : simplifiedTrackingError(drifts, risk.volatilities),
    cost,
    costAmount: sumCents(costs.map(({ amount }) => amount)),
    costs,
    vix: vixOf(standing, policy),
    lastTraded: lastTrade(standing),
    flags,
  }
}

/** Of the accounts that the rows are of: those with targets where there are any. */
export function worthOfRows({ rows, value }: Drift): number {
  const weights = rows.reduce((sum, { weight }) => sum + weight, 0)
  const held = sumCents(rows.map(row => row.value))
  return weights > 0 ? Math.round((held * 10_000) / weights) : Math.max(0, value)
}

function holdingsIn(drift: Drift): { holdings: Holding[]; cash: number; targeted: boolean } {
  const weights = drift.rows.map(({ value, weight }) => (value < 0 && drift.value > 0 ? value / drift.value : weight / 10_000))
  const held = weights.reduce((sum, weight) => sum + weight, 0)
  const targeted = drift.portfolio !== null
  // against equal parts cash has no part, so that securities are measured among themselves
  const scale = targeted || held <= 0 ? 1 : 1 / held
  const holdings = drift.rows.map(
    ({ symbol, target }, at): Holding => ({
      name: symbol,
      weight: (weights[at] as number) * scale,
      target: targeted && target > 0 ? target / 10_000 : null,
    }),
  )
  return { holdings, cash: drift.rows.length === 0 ? 0 : Math.max(0, 1 - held), targeted }
}

interface RowCost {
  /** Of what is traded. */
  readonly basisPoints: number
  readonly amount: Cents
  /** Dollars a day, and days at the participation allowed; null where no volume is known. */
  readonly dailyVolume: number | null
  readonly liquidityDays: number | null
}

/** Transaction_cost_i of one order over the household's drift, in the account that holds most of it (engine/cost, the one model of harvests, tickets and the optimizer). */
function costOf(standing: Standing, holdings: readonly Held[], security: Security, traded: Cents, flags: Flag[]): RowCost {
  const account = accountFor(standing, holdings, security.id)
  if (account === null) return { basisPoints: 0, amount: noCents, dailyVolume: null, liquidityDays: null }
  const known = costFactsOf(standing, account, security.id)
  const { dailyValue } = known.liquid ?? { dailyValue: null }
  const { participation } = standing.snapshot.settings.costs.execution ?? usualExecution
  const amount = traded > 0 ? tradeCost(traded, known) : noCents
  if (traded > 0) {
    for (const { fallback, symbol, words } of known.flags) if (fallback !== 'stale-costs') flags.push({ fallback, about: symbol, words })
    if (known.costClass === 'unknown' && known.estimate === null) {
      const words = `${security.symbol}: its size is not known, so it is charged as one of unknown size.`
      flags.push({ fallback: 'no-costs', about: security.symbol, words })
    }
  }
  return {
    basisPoints: traded > 0 ? (amount / traded) * 10_000 : 0,
    amount,
    dailyVolume: dailyValue === null ? null : dailyValue / 100,
    liquidityDays: dailyValue === null ? null : traded / (dailyValue * (participation / 10_000)),
  }
}

/** Where most of it lies; the first account with a model where nothing is held. */
export function accountFor(standing: Standing, holdings: readonly Held[], security: SecurityId): AccountId | null {
  const { snapshot } = standing
  const held = holdings
    .filter(holding => standing.sameOf(holding.security) === standing.sameOf(security))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return held[0]?.account ?? snapshot.accounts.find(account => modelOf(snapshot, account) !== null)?.id ?? snapshot.accounts[0]?.id ?? null
}

/** The newer of what was typed in and the price series; of one day what was typed in. */
function vixOf({ snapshot }: Standing, { vix: typed }: WhenPolicy): Facts['vix'] {
  const known = [typed, snapshot.vix].filter(row => row !== null && row !== undefined).filter(row => row.asOf <= snapshot.asOf)
  const newest = known.reduce<VixRow | null>((best, row) => (best === null || row.asOf > best.asOf ? row : best), null)
  return newest && { ...newest, stale: tradingDaysBetween(newest.asOf, snapshot.asOf) > freshVix }
}

/** Reinvested dividends are nobody's rebalance. */
function lastTrade({ snapshot, asOf }: Standing): CivilDate | null {
  return snapshot.entries.reduce<CivilDate | null>(
    (last, { kind, tradeDate }) =>
      (kind === 'buy' || kind === 'sell') && tradeDate <= asOf && (last === null || tradeDate > last) ? tradeDate : last,
    null,
  )
}
