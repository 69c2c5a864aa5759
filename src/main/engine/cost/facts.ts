/**
 * What is known of trading one security in one account: the custodian's fee, half the quoted spread, and what its volume and volatility say of impact. What the firm has not
 * estimated is the assumption of its size class (half of it for the spread, half for impact), by name: a figure that rests on one carries the flag. Source: rebalancing
 * planner (US), core metric 3, "edge cases and degradation"; impact after Boyd and others (2017) or Almgren and others (2005), as the firm chose. A volatility that the firm has not estimated is that
 * of the book's own prices, by day and number of days.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import type { Custodian, Security } from '../../../shared/model/book.ts'
import type { CostAssumptions, CostEstimate, CostFlag, CustodianFee } from '../../../shared/model/costs.ts'
import type { ImpactForm } from '../../../shared/model/lists.ts'
import { date } from '../../../shared/present/format.ts'
import { usualTurnoverDays } from '../execution/impact.ts'
import { fallbacks } from '../planner/flags.ts'
import { mostDaysOfCosts } from '../planner/rebalancing-cost.ts'
import type { Standing } from '../standing/standing.ts'
import { type OwnVolatility, ownVolatility } from './own-volatility.ts'

export type CostClass = keyof CostAssumptions['oneWay'] | 'at-net-asset-value'

/** Of what trades on an exchange, in dollars of a day. */
interface Liquid {
  readonly estimate: CostEstimate
  /** Shares a day. */
  readonly dailyVolume: number
  /** Cents a day. */
  readonly dailyValue: number
  /** A fraction a day. */
  readonly dailyVolatility: number
  /** null: the firm's estimate. */
  readonly ownVolatility: OwnVolatility | null
  /** Shares outstanding over shares a day; null: not known. */
  readonly turnoverDays: number | null
  readonly form: ImpactForm
}

export interface CostFacts {
  /** For one order, whatever its size. */
  readonly commission: Cents
  /** The custodian's row it comes from; null: the firm's commission. */
  readonly fee: CustodianFee | null
  /** Hundredths of a cent a share, where that comes to more than `commission`. */
  readonly perShare: number
  readonly price: Price
  readonly costClass: CostClass
  /** One way, hundredths of a basis point of value: half the spread, and impact where it is only assumed. */
  readonly spread: number
  readonly assumedImpact: number
  /** null: no estimate of volume and volatility, or it changes hands at net asset value. */
  readonly liquid: Liquid | null
  readonly estimate: CostEstimate | null
  readonly flags: readonly CostFlag[]
}

export function costClass(security: Security): CostClass {
  if (security.kind === 'mutual-fund' || security.kind === 'money-market') return 'at-net-asset-value'
  return security.capClass ?? 'unknown'
}

/** One way, hundredths of a basis point of value, where nothing of the security is known. */
export function oneWayRate(of: CostClass, costs: CostAssumptions): number {
  return of === 'at-net-asset-value' ? 0 : costs.oneWay[of]
}

/** Of a security in an account of the household, at its price; without a price there is no impact to tell. */
export function costFactsOf(standing: Standing, account: AccountId, security: SecurityId): CostFacts {
  return costFacts(standing.snapshot.settings.costs, {
    security: standing.securityOf(security),
    custodian: standing.accountOf(account).custodian,
    price: standing.priceOf(security)?.price ?? (0 as Price),
    asOf: standing.asOf,
    volatility: () => ownVolatility(standing.snapshot, security),
  })
}

export interface Traded {
  readonly security: Security
  readonly custodian: Custodian
  readonly price: Price
  readonly asOf: CivilDate
  /** Of its own prices, asked for where the firm has no estimate; left out: not known. */
  readonly volatility?: () => OwnVolatility | null
}

export function costFacts(costs: CostAssumptions, { security, custodian, price, asOf, volatility }: Traded): CostFacts {
  const fee = feesIn(costs).get(`${custodian} ${security.kind}`) ?? null
  const charge = { commission: fee?.perOrder ?? costs.commission, perShare: fee?.perShare ?? 0, fee, price }
  const of = costClass(security)
  if (of === 'at-net-asset-value') return { ...charge, costClass: of, spread: 0, assumedImpact: 0, liquid: null, estimate: null, flags: [] }
  const estimate = estimatesIn(costs).get(security.id) ?? null
  const liquid = price > 0 ? liquidOf(costs, estimate, price, volatility) : null
  const assumed = oneWayRate(of, costs)
  const assumedSpread = Math.floor(assumed / 2)
  const spread = estimate?.spread == null ? assumedSpread : Math.round(estimate.spread / 2)
  return {
    ...charge,
    costClass: of,
    spread,
    assumedImpact: liquid === null ? assumed - assumedSpread : 0,
    liquid,
    estimate,
    flags: flagsOf(security, of, { estimate, liquid, costs, asOf }),
  }
}

function liquidOf(costs: CostAssumptions, estimate: CostEstimate | null, price: Price, volatility: Traded['volatility']): Liquid | null {
  if (estimate === null || estimate.dailyVolume === null) return null
  const { dailyVolume, dailyVolatility, outstanding } = estimate
  const own = dailyVolatility === null ? (volatility?.() ?? null) : null
  if (dailyVolatility === null && own === null) return null
  return {
    estimate,
    dailyVolume,
    dailyValue: (dailyVolume * price) / 10_000,
    dailyVolatility: dailyVolatility === null ? (own as OwnVolatility).value : dailyVolatility / 1e6,
    ownVolatility: own,
    turnoverDays: outstanding == null ? null : outstanding / dailyVolume,
    form: costs.impact ?? 'square-root',
  }
}

interface Rested {
  readonly estimate: CostEstimate | null
  readonly liquid: Liquid | null
  readonly costs: CostAssumptions
  readonly asOf: CivilDate
}

function flagsOf(
  { symbol }: Security,
  of: Exclude<CostClass, 'at-net-asset-value'>,
  { estimate, liquid, costs, asOf }: Rested,
): CostFlag[] {
  const size = of === 'unknown' ? 'unknown size' : of === 'mid' ? 'medium size' : `${of} size`
  const assumption = `the assumption for ${size}`
  const flags: CostFlag[] = []
  const flag = (fallback: CostFlag['fallback'], words: string) => flags.push({ fallback, symbol, words: `${symbol}: ${words}` })
  if (estimate?.spread == null) flag('no-spread', `no spread known, ${assumption} stands in.`)
  if (estimate?.dailyVolume == null) flag('no-liquidity', `no volume known, impact is ${assumption}.`)
  else if (estimate.dailyVolatility === null && liquid === null) flag('no-volatility', `no volatility known, impact is ${assumption}.`)
  if (liquid?.form === 'almgren' && liquid.turnoverDays === null)
    flag('no-outstanding', `shares outstanding not known, ${usualTurnoverDays} days of its volume stand in.`)
  const isOld = (day: CivilDate) => daysBetween(day, asOf) > mostDaysOfCosts
  const [old, what] = estimate === null ? [costs.asOf, 'the assumed costs are'] : [estimate.asOf, 'its cost estimate is']
  if (isOld(old)) flag('stale-costs', `${what} of ${date(old)}, older than ${mostDaysOfCosts} days.`)
  else if (liquid?.ownVolatility && isOld(liquid.ownVolatility.asOf))
    flag('stale-costs', `the prices of its volatility end on ${date(liquid.ownVolatility.asOf)}, more than ${mostDaysOfCosts} days ago.`)
  return flags
}

const estimates = new WeakMap<CostAssumptions, ReadonlyMap<SecurityId, CostEstimate>>()

function estimatesIn(costs: CostAssumptions): ReadonlyMap<SecurityId, CostEstimate> {
  const known = estimates.get(costs)
  if (known) return known
  const made = new Map((costs.estimates ?? []).map(estimate => [estimate.security, estimate]))
  estimates.set(costs, made)
  return made
}

const fees = new WeakMap<CostAssumptions, ReadonlyMap<string, CustodianFee>>()

/** The first row of a custodian and kind counts: the firm's stand before the schedules'. */
function feesIn(costs: CostAssumptions): ReadonlyMap<string, CustodianFee> {
  const known = fees.get(costs)
  if (known) return known
  const made = new Map([...(costs.fees ?? [])].reverse().map(fee => [`${fee.custodian} ${fee.kind}`, fee]))
  fees.set(costs, made)
  return made
}

/** What a schedule and the firm's own rows come to for these custodians on a day: the firm's first, and none of the schedule's where the firm charges a commission of its own. */
export function feesInForce(
  costs: CostAssumptions,
  schedule: readonly CustodianFee[],
  custodians: ReadonlySet<Custodian>,
  asOf: CivilDate,
): CustodianFee[] {
  const own = costs.fees ?? []
  return [newestFirst(own), costs.commission > 0 ? [] : newestFirst(schedule)].flatMap(rows =>
    rows.filter(({ custodian, effective }) => custodians.has(custodian) && effective <= asOf),
  )
}

function newestFirst(rows: readonly CustodianFee[]): CustodianFee[] {
  return [...rows].sort((a, b) => (a.effective < b.effective ? 1 : a.effective > b.effective ? -1 : 0))
}

const labels: Readonly<Record<CostFlag['fallback'], string>> = {
  'no-costs': fallbacks['no-costs'],
  'no-spread': fallbacks['no-spread'],
  'no-liquidity': fallbacks['no-liquidity'],
  'no-volatility': fallbacks['no-volatility'],
  'no-outstanding': fallbacks['no-outstanding'],
  'stale-costs': `costs older than ${mostDaysOfCosts} days`,
}

/** `estimated spread: 3 (AAA, BBB, CCC)`, one sentence a fallback, in the order of the table. */
export function countedFlags(flags: readonly CostFlag[]): string[] {
  return (Object.keys(labels) as CostFlag['fallback'][]).flatMap(fallback => {
    const symbols = [...new Set(flags.filter(flag => flag.fallback === fallback).map(({ symbol }) => symbol))].sort()
    return symbols.length === 0 ? [] : [`${labels[fallback]}: ${symbols.length} (${named(symbols)})`]
  })
}

const mostNamed = 12

function named(symbols: readonly string[]): string {
  const more = symbols.length - mostNamed
  return more > 0 ? `${symbols.slice(0, mostNamed).join(', ')} and ${more} more` : symbols.join(', ')
}
