/**
 * Which covariance a plan was made with, and every fallback it rests on, counted: nothing is filled in silently. Source: rebalancing planner (US), "Edge cases and degradation"; the names are those of
 * planner/flags.ts. Assumptions about costs are counted by order (cost/rests-on.ts) and named here beside the others, so that one list says all.
 */
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import type { CostFlag } from '../../../shared/model/costs.ts'
import type { RiskUsed } from '../../../shared/model/plan-explained.ts'
import type { ProposalAccount } from '../../../shared/model/proposal.ts'
import { counted, percent } from '../../../shared/present/format.ts'
import { targetsFor } from '../model/targets-for.ts'
import { mostDrift } from '../planner/drift-metrics.ts'
import type { Fallback } from '../planner/flags.ts'
import type { Standing } from '../standing/standing.ts'
import { riskModel } from './risk-model.ts'
import type { CovarianceUsed } from './simplified-risk.ts'

type Counted = RiskUsed['fallbacks'][number]
const mostNamed = 8

/** Of the accounts that are planned; what is left out of the plan is counted as without a target where that is why. */
export function riskUsed(standing: Standing, accounts: readonly ProposalAccount[]): RiskUsed {
  const planned = accounts.filter(({ refusal }) => refusal === null)
  const securities = securitiesOf(standing, new Set(planned.map(({ account }) => account)))
  const { used } = riskModel(standing.snapshot, securities.map(standing.securityOf))
  const known = { of: securities.length, ...used }
  return {
    kind: used.kind,
    days: used.days,
    factors: used.factors,
    explained: used.explained === null ? null : Math.round(used.explained * 1e6),
    securities: securities.length,
    fallbacks: [
      ...withoutTarget(accounts),
      ...byCosts(planned, 'no-costs', 'average cost of the size class'),
      ...assumedRisk(known),
      ...byCosts(planned, 'no-liquidity', 'estimated volume of a day'),
      ...byCosts(planned, 'no-spread', 'estimated spread'),
      ...byCosts(planned, 'no-outstanding', 'estimated shares outstanding'),
      ...farOff(standing, planned, securities),
      ...shortPositions(standing, planned),
    ],
    words: wordsOf(known),
  }
}

/** Held, or wanted by a model, in these accounts; each once. */
function securitiesOf(standing: Standing, accounts: ReadonlySet<AccountId>): SecurityId[] {
  const { lots, sameOf, priceOf } = standing
  const held = lots.filter(({ account }) => accounts.has(account)).map(({ security }) => security)
  const wanted = [...accounts].flatMap(account => targetsFor(standing, account).targets.map(({ security }) => security))
  const first = new Map<string, SecurityId>()
  for (const security of [...held, ...wanted]) if (!first.has(sameOf(security))) first.set(sameOf(security), security)
  return [...first.values()].filter(security => (priceOf(security)?.price ?? 0) > 0)
}

function wordsOf({ kind, days, factors, explained, of, assumed }: CovarianceUsed & { readonly of: number }): string {
  if (kind === 'simplified')
    return `Tracking error rests on a simplified covariance by kind and asset class: no price history of ${of === 1 ? 'the security' : `any of ${of} securities`} is long enough.`
  const rest =
    assumed.length === 0 ? '' : `; ${assumed.length} of ${counted(of, 'security', 'securities')} by asset class, history too short`
  return `Tracking error rests on ${days} days of prices and ${counted(factors, 'statistical factor')} that explain ${percent(Math.round((explained ?? 0) * 10_000))} of the variance${rest}.`
}

/** Without a history a security has no volatility and no correlation of its own: both are assumed, and both are counted. */
function assumedRisk({ kind, assumed, of }: CovarianceUsed & { readonly of: number }): Counted[] {
  if (assumed.length === 0) return []
  const from = kind === 'simplified' ? 'taken from kind and asset class' : 'taken from asset class'
  const told = (fallback: Fallback, what: string): Counted => ({
    fallback,
    count: assumed.length,
    of,
    words: `${what} of ${assumed.length} of ${counted(of, 'security', 'securities')} ${from}, history too short (${named(assumed)})`,
  })
  return [told('no-volatility', 'Volatility'), told('no-correlation', 'Correlation')]
}

function withoutTarget(accounts: readonly ProposalAccount[]): Counted[] {
  const without = accounts.filter(({ refusal }) => refusal?.code === 'data/no-model').map(({ accountName }) => accountName)
  if (without.length === 0) return []
  const of = accounts.length
  const words = `${without.length} of ${counted(of, 'account')} without a target, nothing of it planned (${named(without)})`
  return [{ fallback: 'no-target', count: without.length, of, words }]
}

function byCosts(planned: readonly ProposalAccount[], fallback: CostFlag['fallback'] & Fallback, what: string): Counted[] {
  const orders = planned.flatMap(({ trades }) => trades)
  const flagged = orders.filter(({ flags }) => flags?.some(flag => flag.fallback === fallback))
  if (flagged.length === 0) return []
  const symbols = [...new Set(flagged.map(({ symbol }) => symbol))].sort()
  const words = `Cost of ${flagged.length} of ${counted(orders.length, 'order')} by ${what} (${named(symbols)})`
  return [{ fallback, count: flagged.length, of: orders.length, words }]
}

/** More than 50 points off target in an account: the planner cuts its drift there; the plan itself counts it whole, and says so. */
function farOff(standing: Standing, planned: readonly ProposalAccount[], securities: readonly SecurityId[]): Counted[] {
  const far = planned.flatMap(({ account, value }) => {
    if (value <= 0) return []
    const off = new Map<string, number>()
    const add = (security: SecurityId, by: number) => off.set(standing.sameOf(security), (off.get(standing.sameOf(security)) ?? 0) + by)
    const { slots, targets } = targetsFor(standing, account)
    const boughtFor = new Map(targets.map(({ slot, security }) => [slot.key, security]))
    for (const { slot, security } of targets) add(security, -slot.line.weight / 10_000)
    for (const lot of standing.lots) {
      const price = lot.account === account ? (standing.priceOf(lot.security)?.price ?? null) : null
      const stands = boughtFor.get(slots.claimOf(lot.security)?.slot.key ?? '') ?? lot.security
      if (price !== null) add(stands, marketValue(lot.shares, price) / value)
    }
    return securities
      .filter(security => Math.abs(off.get(standing.sameOf(security)) ?? 0) > mostDrift)
      .map(each => standing.securityOf(each).symbol)
  })
  if (far.length === 0) return []
  const words = `${counted(far.length, 'position')} more than 50 points off target, where drift is cut off: look for a data error or a corporate action (${named(far)})`
  return [{ fallback: 'outlier-cap', count: far.length, of: securities.length, words }]
}

/** A plan sells what is held: of a short position it knows nothing, and says that it is there. */
function shortPositions({ lots, securityOf }: Standing, planned: readonly ProposalAccount[]): Counted[] {
  const accounts = new Set(planned.map(({ account }) => account))
  const own = lots.filter(({ account }) => accounts.has(account))
  const short = own.filter(({ shares }) => shares < 0).map(({ security }) => securityOf(security).symbol)
  if (short.length === 0) return []
  return [
    {
      fallback: 'shorts',
      count: short.length,
      of: own.length,
      words: `${counted(short.length, 'short position')} left out of the plan (${named(short)})`,
    },
  ]
}

/** For paper: the covariance, then every fallback with its count. */
export function riskInWords({ words, fallbacks }: RiskUsed): string[] {
  return [words, ...fallbacks.map(each => `${each.words}.`)]
}

function named(names: readonly string[]): string {
  const more = names.length - mostNamed
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ')
}
