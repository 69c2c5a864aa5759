/**
 * What must hold before drift and risk decide anything: the planner's quality checks, targets that can be reached, prices that are there and of today, histories that make sense. Each failure is named with its
 * remedy; those that block say that no decision can be made, none is mended in silence. Source: rebalancing planner (US), "quality checks".
 */
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { ModelPortfolio } from '../../../shared/model/book.ts'
import type { WhenProblem } from '../../../shared/model/when.ts'
import { date, percent } from '../../../shared/present/format.ts'
import { tradingDaysBetween } from '../calendar/trading-days.ts'
import { weightsOff } from '../drift/drift.ts'
import { whyNotBought } from '../model/may-buy.ts'
import { modelOf, modelsFollowed } from '../model/model-of.ts'
import { nameOf } from '../model/slots.ts'
import { targetsFor } from '../model/targets-for.ts'
import { type QualityCheck, qualityChecks } from '../planner/quality-checks.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import type { Facts } from './facts.ts'
import { historiesOf } from './price-histories.ts'

export function problemsOf(standing: Standing, facts: Facts): WhenProblem[] {
  return [
    ...checked(standing, facts),
    ...targetProblems(standing, facts),
    ...priceProblems(standing, facts),
    ...historyProblems(standing, facts),
    ...marketProblems(standing, facts),
  ].sort((a, b) => Number(a.weight === 'warns') - Number(b.weight === 'warns'))
}

/** Trading days behind the newest price of the household after which a security counts as delisted or suspended. */
export const unpricedDays = 10

export function isSuspended(standing: Standing, security: SecurityId): boolean {
  const price = standing.priceOf(security)
  return price !== null && standing.pricesAsOf !== null && tradingDaysBetween(price.date, standing.pricesAsOf) > unpricedDays
}

export function daysOfCosts({ snapshot }: Standing): number {
  return Math.max(0, daysBetween(snapshot.settings.costs.asOf, snapshot.asOf))
}

/** Models that an account of the household follows. */
function followed({ snapshot }: Standing): ModelPortfolio[] {
  return modelsFollowed(snapshot, snapshot.accounts)
}

function checked(standing: Standing, facts: Facts): WhenProblem[] {
  const weights = facts.targeted
    ? [...facts.assets.map(({ name, weight }) => ({ name, weight })), { name: 'cash', weight: facts.cash }]
    : facts.assets.map(({ name, weight }) => ({ name, weight }))
  const liquidityDays = facts.costs.map(({ liquidityDays: days }, at) => ({ name: facts.assets[at]?.name ?? '', days }))
  const common = { longOnly: true, daysOfCosts: daysOfCosts(standing), liquidityDays }
  const household = qualityChecks({ ...common, weights: weights.length === 0 ? [{ name: 'nothing', weight: 1 }] : weights, targets: [] })
  const models = followed(standing).flatMap(model => {
    const targets = model.targets.map(line => ({ name: nameOf(line, standing), target: line.weight / 10_000 }))
    return qualityChecks({ ...common, daysOfCosts: 0, liquidityDays: [], weights: [{ name: 'all', weight: 1 }], targets }).map(check => ({
      check,
      model,
    }))
  })
  return [
    ...household.map(check => asProblem(check)),
    ...models.map(({ check, model }) => {
      const problem = asProblem(check)
      return { ...problem, where: problem.where === 'targets' ? model.name : `${problem.where} in ${model.name}` }
    }),
  ]
}

function asProblem({ weight, refusal: { code, what, where, remedy } }: QualityCheck): WhenProblem {
  return { code, weight, what, where: where ?? 'this household', remedy: remedy ?? '' }
}

/** A target that trading cannot reach: it must be bought, and may not be or has no price. */
function targetProblems(standing: Standing, facts: Facts): WhenProblem[] {
  const found: WhenProblem[] = []
  const warn = (code: string, what: string, where: string, remedy: string) => found.push({ code, weight: 'warns', what, where, remedy })
  for (const model of followed(standing)) {
    if (weightsOff(model) !== 0) continue
    for (const line of model.targets) {
      const bought = line.members?.map(({ security }) => security) ?? [line.security]
      if (line.weight > 0 && bought.every(security => standing.priceOf(security) === null))
        warn(
          'target/no-price',
          `${nameOf(line, standing)} is targeted at ${percent(line.weight)} and has no price: it cannot be bought.`,
          model.name,
          'Import its price.',
        )
    }
  }
  for (const row of facts.drift.rows) {
    if (row.drift >= 0 || row.target === 0) continue
    const barred = whoBars(standing, row)
    if (barred === null) continue
    const what = `${row.symbol} is below its target of ${percent(row.target)} and may not be bought: ${barred}.`
    warn('target/not-reachable', what, row.symbol, 'Let a substitute count toward it, change the target, or wait until the date.')
  }
  return found
}

/** In every account that follows a model, for the line as a whole: the first bar there is, where all of them have one. */
function whoBars(standing: Standing, row: Facts['drift']['rows'][number]): string | null {
  const { snapshot } = standing
  const modelled = snapshot.accounts.filter(account => account.mode === 'tradable' && modelOf(snapshot, account) !== null)
  const bars = modelled.flatMap(({ id }) => {
    const line = targetsFor(standing, id).targets.find(({ slot }) => slot.key === (row.slot ?? row.security))
    if (line === undefined) return [whyNotBought(standing, id, row.security)]
    if (line.buyable && line.slot.line.members !== undefined) return [null]
    return [whyNotBought(standing, id, line.security) ?? (line.buyable ? null : (line.notes[0] ?? null))]
  })
  const [first] = bars
  return first !== undefined && bars.every(bar => bar !== null) ? first : null
}

function priceProblems(standing: Standing, facts: Facts): WhenProblem[] {
  const found: WhenProblem[] = []
  const held = holdingsOf(standing).filter(
    ({ account }) => modelOf(standing.snapshot, standing.accountOf(account)) !== null || !facts.targeted,
  )
  const symbols = (of: readonly SecurityId[]) => [...new Set(of.map(security => standing.securityOf(security).symbol))].join(', ')
  const missing = held.filter(({ price }) => price === null).map(({ security }) => security)
  if (missing.length > 0) {
    const what = `No price for ${symbols(missing)}: its weight, and so every drift, is unknown.`
    found.push({ code: 'price/missing', weight: 'blocks', what, where: symbols(missing), remedy: 'Import prices of the last trading day.' })
  }
  const zero = held.filter(({ price }) => price !== null && price.price <= 0).map(({ security }) => security)
  if (zero.length > 0) {
    const what = `The price of ${symbols(zero)} is not above zero.`
    found.push({
      code: 'price/not-positive',
      weight: 'blocks',
      what,
      where: symbols(zero),
      remedy: 'Import the right price; it counts from then on.',
    })
  }
  const stale = held.filter(({ price }) => price?.stale === true).map(({ security }) => security)
  if (stale.length > 0) {
    const what = `Prices of ${symbols(stale)} are older than ${standing.snapshot.settings.staleAfterTradingDays} trading day: drifts are of that day.`
    found.push({ code: 'price/stale', weight: 'warns', what, where: symbols(stale), remedy: 'Import prices of the last trading day.' })
  }
  return found
}

const historyRemedies = {
  'unexplained-jump': 'Enter the split under Data, or correct the price.',
  'bad-price': 'Correct the price in a copy of its file and import that.',
  gap: 'Import the missing prices.',
  'too-short': 'Import more prices: 253 days make every lookback possible.',
} as const
const mostOfOneKind = 4

function historyProblems({ snapshot }: Standing, facts: Facts): WhenProblem[] {
  const { problems } = historiesOf(snapshot)
  const found = [...Map.groupBy(problems, ({ code }) => code)].flatMap(([code, of]) => {
    const told = of.slice(0, mostOfOneKind).map(({ name, words }): WhenProblem => {
      return { code: `history/${code}`, weight: 'warns', what: words, where: name, remedy: historyRemedies[code] }
    })
    const left = of.length - told.length
    return left === 0
      ? told
      : [
          ...told,
          {
            ...(told[0] as WhenProblem),
            what: `${left} more of the same kind.`,
            where: [...new Set(of.map(({ name }) => name))].join(', '),
          },
        ]
  })
  if (!facts.risk.positiveDefinite) {
    const what = 'The covariance is not positive definite: some mix of these securities would have no risk at all.'
    const remedy = 'Import more days of prices, or leave out one of two series that are the same.'
    found.push({ code: 'history/not-positive-definite', weight: 'warns', what, where: `${facts.risk.days} days of prices`, remedy })
  }
  return found
}

function marketProblems({ snapshot }: Standing, { vix }: Facts): WhenProblem[] {
  const remedy = 'Type it in under Settings, When to trade, or import prices of a security named VIX.'
  if (vix === null) {
    const what = 'The VIX is not known: the market counts as calm, and no band is widened.'
    return [{ code: 'market/no-vix', weight: 'warns', what, where: 'market', remedy }]
  }
  if (!vix.stale) return []
  const what = `The VIX of ${(vix.level / 100).toFixed(1)} is of ${date(vix.asOf)}, older than a trading day on ${date(snapshot.asOf)}.`
  return [{ code: 'market/stale-vix', weight: 'warns', what, where: vix.source, remedy }]
}
