/**
 * What each rebalancing rule would have made of a household's targets over the book's prices ("Backtest notes" of the rebalancing planner (US)): with the firm's costs and the household's tax rates of today,
 * which was best, and how much of that is luck. A past is one draw: everything that makes it look better than it was is said beside it.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PriceHistoryRow } from '../../../shared/model/history.ts'
import { type Past, type PastCell, type PastRule, pastRegimes } from '../../../shared/model/past.ts'
import type { Snapshot } from '../../../shared/model/snapshot.ts'
import { exactMoney } from '../../../shared/present/format.ts'
import { type Compared, compareRules, falsify, inRegime, rulesCompared, sensitivity } from '../backtest/compare-rules.ts'
import { type Noise, noiseOf } from '../backtest/noise.ts'
import type { CostOf } from '../backtest/rule.ts'
import { type Market, performance } from '../backtest/simulate.ts'
import { costFactsOf } from '../cost/facts.ts'
import { tradeCost } from '../cost/trade-cost.ts'
import { driftIn } from '../drift/drift-in.ts'
import { ppm } from '../ppm.ts'
import { holdingsOf } from '../standing/holdings.ts'
import { type Standing, standingOf } from '../standing/standing.ts'
import { accountFor, worthOfRows } from '../when/facts.ts'
import { nothingOf, tooFewDays, warningsOf } from './cautions.ts'
import { leastDaily, leastPastDays, type PastMarket, pastMarket } from './market.ts'
import { type PastTax, taxOf } from './past-tax.ts'
import { verdictOf } from './verdict.ts'

export interface PastQuestion {
  readonly snapshot: Snapshot
  /** Of the targets, as far back as the book has them. */
  readonly histories: readonly PriceHistoryRow[]
  readonly vix: readonly { readonly day: CivilDate; readonly level: number }[]
}

const hundredths = (value: number) => Math.round(value * 100)

/** Securities of the targets, whose prices are asked for. */
export function targetsOfPast(snapshot: Snapshot): SecurityId[] {
  return driftIn(standingOf(snapshot))
    .rows.filter(({ target }) => target > 0)
    .map(({ security }) => security)
}

/** `advance` is told before each step, with the rule at work. */
export function rulesOverPast(
  { snapshot, histories, vix }: PastQuestion,
  advance: (done: number, of: number, what: string) => void = () => undefined,
): Past {
  const standing = standingOf(snapshot)
  const drift = driftIn(standing)
  const found = pastMarket(standing, drift, histories)
  const taxes = taxOf(standing)
  const value = worthOfRows(drift)
  const head = {
    household: snapshot.household.id,
    asOf: snapshot.asOf,
    assets: [...found.assets],
    from: found.from,
    to: found.market.days.at(-1) ?? null,
    days: found.market.days.length,
    taxWords: taxes.words,
    costWords: `Costs are those of one order a security of a household of ${exactMoney(cents(value))} today: commission, half the spread and impact, by the firm’s estimates; the same in every year.`,
  }
  const nothing = nothingOf(found, tooFewDays(found, leastPastDays, leastDaily))
  if (nothing !== null) return { ...head, ...empty, nothing }
  const steps = rulesCompared.length + 2
  const costs = found.used.map(security => costOf(standing, security, value))
  const compared = compareRules(found.market, found.target, costs, taxes.rates, (done, name) => advance(done, steps, name))
  advance(steps - 2, steps, 'thresholds and costs')
  const grid = sensitivity(found.market, found.target).map(cellOf)
  advance(steps - 1, steps, 'redrawn pasts')
  return { ...head, ...told(found, compared, taxes, vix), nothing: null, grid, warnings: [...warningsOf(found)] }
}

const empty = { target: null, rules: [], best: null, verdict: [], falsified: null, grid: [], warnings: [] }

function cellOf({ threshold, cost, result }: ReturnType<typeof sensitivity>[number]): PastCell {
  return {
    threshold: Math.round(threshold * 10_000),
    rate: ppm(cost),
    trackingError: ppm(result.trackingError),
    cost: ppm(result.cost),
    sharpe: hundredths(result.sharpe),
    rebalances: result.rebalances,
  }
}

function told(
  { market, target }: PastMarket,
  compared: readonly Compared[],
  taxes: PastTax,
  vix: PastQuestion['vix'],
): Pick<Past, 'target' | 'rules' | 'best' | 'verdict' | 'falsified'> {
  const top = compared.reduce((best, { result }, at) => (result.sharpe > (compared[best] as Compared).result.sharpe ? at : best), 0)
  const noise = noiseOf(
    compared.map(({ result }) => result.own),
    top,
    market.riskFree,
  )
  const levels = new Map(vix.map(({ day, level }) => [day, level / 100]))
  const named = (name: string) => (compared.find(each => each.name === name) as Compared).result
  const { best, verdict } = verdictOf(market, compared, top, noise)
  return {
    target: targetItself(market, target),
    rules: compared.map((each, at) => ruleOf(each, at, { market, noise, levels, taxed: taxes.rates !== null || taxes.untaxed })),
    best,
    verdict,
    falsified: falsify(named('5 % threshold'), named('monthly')),
  }
}

interface Told {
  readonly market: Market
  readonly noise: Noise
  readonly levels: ReadonlyMap<CivilDate, number>
  readonly taxed: boolean
}

function ruleOf({ name, words, result }: Compared, at: number, { market, noise, levels, taxed }: Told): PastRule {
  return {
    name,
    words,
    trackingError: ppm(result.trackingError),
    cost: ppm(result.cost),
    tax: taxed ? ppm(result.tax) : null,
    turnover: ppm(result.turnover),
    rebalances: result.rebalances,
    sharpe: hundredths(result.sharpe),
    growth: ppm(result.growth),
    volatility: ppm(result.volatility),
    premium: ppm(result.premium),
    averageDrift: ppm(result.averageDrift),
    largestDrift: ppm(result.largestDrift),
    wins: ppm(noise.wins[at] ?? 0),
    behindLeast: hundredths(noise.least[at] ?? 0),
    behindMost: hundredths(noise.most[at] ?? 0),
    regimes: pastRegimes.map(regime => {
      const found = inRegime(market.days, result, day => levels.get(day) ?? null, regime)
      return { regime, days: found.days, trackingError: found.trackingError === null ? null : ppm(found.trackingError) }
    }),
  }
}

function targetItself({ days, returns, riskFree }: Market, target: readonly number[]): Past['target'] {
  const daily = Float64Array.from(days, (_, t) => target.reduce((sum, weight, i) => sum + weight * (returns[i]?.[t] ?? 0), 0))
  const { growth, volatility, sharpe } = performance(daily, riskFree)
  return { growth: ppm(growth), volatility: ppm(volatility), sharpe: hundredths(sharpe) }
}

/** One order of so much of the household, in the account that holds most of it, as a fraction of the household. */
function costOf(standing: Standing, security: SecurityId, value: number): CostOf {
  const account = accountFor(standing, holdingsOf(standing), security)
  if (account === null || value <= 0) return () => 0
  const facts = costFactsOf(standing, account, security)
  return part => {
    const traded = Math.round(part * value)
    return traded <= 0 ? 0 : tradeCost(cents(traded), facts) / value
  }
}
