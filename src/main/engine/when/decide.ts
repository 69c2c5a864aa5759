/**
 * Whether a household is rebalanced today: its facts through the firm's policy. The decision names what fired, what held it back, and what makes it impossible to say. Source: rebalancing planner (US),
 * "trigger / exit / invalidation conditions" and "dynamic thresholds".
 */
import { isTaxable } from '../../../shared/model/book.ts'
import type { Drift } from '../../../shared/model/review.ts'
import type { WhenPolicy } from '../../../shared/model/settings.ts'
import type { Breach, WhenLine, WhenProblem } from '../../../shared/model/when.ts'
import { points } from '../../../shared/present/format.ts'
import { type Regime, regimeOf } from '../planner/regimes.ts'
import { isDue } from '../planner/review-dates.ts'
import { type Reason, type When, whenToTrade } from '../planner/triggers.ts'
import { holdingsOf } from '../standing/holdings.ts'
import type { Standing } from '../standing/standing.ts'
import { breachesOf } from './breaches.ts'
import { type Facts, factsOf } from './facts.ts'
import { plannerPolicy, policyOf } from './policy.ts'
import { daysOfCosts, isSuspended, problemsOf } from './problems.ts'

export interface Decided {
  readonly policy: WhenPolicy
  readonly facts: Facts
  readonly regime: Regime
  readonly breaches: readonly Breach[]
  readonly problems: readonly WhenProblem[]
  readonly when: When
  readonly line: WhenLine
}

const decided = new WeakMap<Drift, Decided>()

/** Once for a drift, which is of one snapshot. */
export function decide(standing: Standing, drift: Drift): Decided {
  const known = decided.get(drift)
  if (known) return known
  const made = decideAnew(standing, drift)
  decided.set(drift, made)
  return made
}

function decideAnew(standing: Standing, drift: Drift): Decided {
  const policy = policyOf(standing.snapshot.settings)
  const facts = factsOf(standing, drift, policy)
  const regime = facts.vix === null ? 'normal' : regimeOf(facts.vix.level / 100)
  const breaches = breachesOf(standing, drift, policy, regime)
  const problems = problemsOf(standing, facts)
  const { trigger } = policy
  const every = trigger.kind === 'calendar' || trigger.kind === 'hybrid' ? trigger.every : null
  const taxable = standing.snapshot.accounts.some(({ type }) => isTaxable(type))
  const weighed = whenToTrade(plannerPolicy(policy), {
    drift: facts.portfolio,
    cost: facts.cost,
    reduction: facts.trackingError.value,
    vix: facts.vix === null ? null : facts.vix.level / 100,
    stressPolicy: policy.stress,
    due: every !== null && isDue(facts.lastTraded, standing.asOf, every),
    daysOfCosts: daysOfCosts(standing),
    targetsChanged: false,
    largestLoss: policy.taxLoss ? largestLoss(standing) : 0,
    taxLoss: policy.taxLoss && taxable,
    breaches: breaches.map(breachWords),
    holds: ordersOut(standing),
    blocks: blocksOf(facts, problems),
    assets: drift.rows.map(({ security, symbol, value }, at) => ({
      name: symbol,
      tradable: value === 0 || !isSuspended(standing, security),
      dailyVolume: facts.costs[at]?.dailyVolume ?? null,
      liquidityDays: facts.costs[at]?.liquidityDays ?? null,
    })),
  })
  const when = facts.targeted ? weighed : withoutTargets(weighed)
  return { policy, facts, regime, breaches, problems, when, line: lineOf(when) }
}

/** What rests on a drift or on its cost and benefit; a loss needs no target, and fires by its own words. */
const againstTargets: readonly Reason['code'][] = [
  'threshold',
  'override',
  'band',
  'cost-benefit',
  'cost-above-benefit',
  'stress',
  'paused',
]

/** Where nothing was wanted, drift is against equal parts, which nobody chose: it neither asks for a trade nor holds one back. */
function withoutTargets(when: When): When {
  const stands = ({ code, words }: Reason) => !againstTargets.includes(code) && !(code === 'tax-loss' && words.startsWith('drift'))
  return { ...when, triggered: when.triggered.filter(stands), heldBack: when.heldBack.filter(stands) }
}

const levels = { class: 'asset class ', security: '', account: '' } as const
const kinds = { model: '', absolute: '', relative: ', a part of its target' } as const

function breachWords({ level, name, drift, band, by }: Breach): Reason {
  return {
    code: 'band',
    words: `${levels[level]}${name} is ${points(Math.abs(drift))} ${drift < 0 ? 'below' : 'above'} target, outside its band of ${points(band)}${kinds[by]}`,
  }
}

/** Trades of tickets that no file shows yet: a plan made now would not know their outcome. */
function ordersOut({ snapshot }: Standing): Reason[] {
  const count = new Set([...(snapshot.plannedSales ?? []), ...(snapshot.plannedPurchases ?? [])].map(({ ticket }) => ticket)).size
  if (count === 0) return []
  return [
    { code: 'orders-out', words: `${count === 1 ? 'a ticket is' : `${count} tickets are`} issued whose trades are not in the book yet` },
  ]
}

function blocksOf({ targeted, drift }: Facts, problems: readonly WhenProblem[]): Reason[] {
  const blocks = problems.filter(({ weight }) => weight === 'blocks').map(({ what }): Reason => ({ code: 'data', words: plain(what) }))
  if (drift.rows.length === 0) return [...blocks, { code: 'data', words: 'nothing is held' }]
  return targeted ? blocks : [...blocks, { code: 'data', words: 'no target is specified: choose a model portfolio for its accounts' }]
}

function plain(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

/** The deepest loss of a position in a taxable account, a fraction of its basis. */
function largestLoss(standing: Standing): number {
  return holdingsOf(standing).reduce((most, { account, value, basis }) => {
    if (value === null || basis === null || basis <= 0 || !isTaxable(standing.accountOf(account).type)) return most
    return Math.max(most, (basis - value) / basis)
  }, 0)
}

function lineOf({ decision, triggered, heldBack, invalid }: When): WhenLine {
  const [fired, held, block] = [triggered[0]?.words, heldBack.find(({ code }) => code !== 'illiquid')?.words, invalid[0]?.words]
  switch (decision) {
    case 'rebalance':
      return { decision, words: `Rebalance now: ${fired}` }
    case 'wait':
      return { decision, words: `Wait: ${held}` }
    case 'on-plan':
      return { decision, words: 'On plan' }
    case 'invalid':
      return { decision, words: `Cannot be said: ${block}` }
  }
}
