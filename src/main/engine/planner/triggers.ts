/**
 * When to trade: triggers, skip conditions and invalidations of the rebalancing planner (US), "trigger / exit / invalidation conditions", with the bands of the firm. The decision names what
 * triggered, what held it back, and the numbers of both; an invalidation outranks a skip, a skip outranks a trigger.
 */
import { costBenefitRatio } from './cost-benefit.ts'
import { inPoints } from './in-points.ts'
import { costsAreStale, mostDaysOfCosts } from './rebalancing-cost.ts'
import { isPaused, type Regime, regimeOf, type StressPolicy, stressFrom, thresholdIn } from './regimes.ts'

export type Frequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'semi-annual' | 'annual'

export type TriggerPolicy =
  | { readonly kind: 'calendar'; readonly every: Frequency }
  | { readonly kind: 'threshold'; readonly threshold: number }
  /** A review on dates, and earlier where drift reaches the override. */
  | { readonly kind: 'hybrid'; readonly every: Frequency; readonly threshold: number; readonly override: number }
  | { readonly kind: 'cost-benefit' }

export interface WhenFacts {
  /** Portfolio drift, a fraction. */
  readonly drift: number
  /** Of the portfolio's value. */
  readonly cost: number
  /** Expected reduction of tracking error a year. */
  readonly reduction: number
  readonly vix: number | null
  readonly stressPolicy: StressPolicy
  /** A date of the calendar lies between the last rebalance and today (see `isDue`). */
  readonly due: boolean
  readonly daysOfCosts: number
  readonly targetsChanged: boolean
  /** Tax-loss threshold: largest unrealized loss of a taxable position, a fraction of its basis; 0 where none. */
  readonly largestLoss: number
  /** The account is taxable and the firm applies the tax-loss threshold to it. */
  readonly taxLoss: boolean
  /** Drifts beyond the bands of a class, a security or an account, as the regime widens them. */
  readonly breaches?: readonly Reason[]
  /** What the desk knows beside the planner: orders that are out, data without which nothing can be said. */
  readonly holds?: readonly Reason[]
  readonly blocks?: readonly Reason[]
  readonly assets: readonly {
    readonly name: string
    readonly tradable: boolean
    readonly dailyVolume: number | null
    readonly liquidityDays: number | null
  }[]
}

export type Decision = 'rebalance' | 'wait' | 'on-plan' | 'invalid'

export interface Reason {
  readonly code: ReasonCode
  readonly words: string
}
export type ReasonCode =
  | 'threshold'
  | 'calendar'
  | 'override'
  | 'cost-benefit'
  | 'tax-loss'
  | 'cost-above-benefit'
  | 'stress'
  | 'paused'
  | 'illiquid'
  | 'targets-changed'
  | 'not-tradable'
  | 'stale-costs'
  | 'band'
  | 'orders-out'
  | 'data'

export interface When {
  readonly decision: Decision
  readonly regime: Regime | 'unknown'
  readonly triggered: readonly Reason[]
  readonly heldBack: readonly Reason[]
  readonly invalid: readonly Reason[]
}

/** "When asset is illiquid (ADV < $1M or Liquidity_days > 10)". */
export const leastDailyVolume = 1_000_000
export const mostLiquidityDays = 10
/** "Wait for volatility to normalize" up to this drift. */
export const mostDriftToWait = 0.1
/** "Rebalance if drift >= 5 % OR unrealized loss >= 10 %". */
export const taxLoss = { drift: 0.05, loss: 0.1 } as const

const percent = (value: number) => `${(value * 100).toFixed(1)} %`

export function whenToTrade(policy: TriggerPolicy, facts: WhenFacts): When {
  const regime = facts.vix === null ? 'normal' : regimeOf(facts.vix)
  const triggered = triggersOf(policy, facts, regime)
  const heldBack = skipsOf(facts, regime)
  const invalid = invalidationsOf(facts)
  const decision = invalid.length > 0 ? 'invalid' : triggered.length === 0 ? 'on-plan' : heldBack.some(holdsAll) ? 'wait' : 'rebalance'
  return { decision, regime: facts.vix === null ? 'unknown' : regime, triggered, heldBack, invalid }
}

/** An illiquid asset holds back itself, not the portfolio. */
function holdsAll({ code }: Reason): boolean {
  return code !== 'illiquid'
}

function triggersOf(policy: TriggerPolicy, facts: WhenFacts, regime: Regime): Reason[] {
  const reasons: Reason[] = []
  const reach = (code: 'threshold' | 'override', stated: number) => {
    const threshold = thresholdIn(regime, stated)
    const wider = threshold > stated ? `, widened from ${inPoints(stated)} in the ${regime} regime` : ''
    if (facts.drift >= threshold) reasons.push({ code, words: `drift ${inPoints(facts.drift)} has reached ${inPoints(threshold)}${wider}` })
  }
  if (policy.kind === 'threshold') {
    reach('threshold', policy.threshold)
    reasons.push(...(facts.breaches ?? []))
  }
  if (policy.kind === 'calendar' && facts.due) reasons.push({ code: 'calendar', words: `the ${policy.every} date has come` })
  if (policy.kind === 'hybrid') {
    if (facts.due) {
      reach('threshold', policy.threshold)
      reasons.push(...(facts.breaches ?? []))
    }
    reach('override', policy.override)
  }
  if (policy.kind === 'cost-benefit') {
    const ratio = costBenefitRatio(facts.cost, facts.reduction)
    if (ratio < 1) reasons.push({ code: 'cost-benefit', words: `cost is ${ratio.toFixed(2)} of the expected benefit` })
  }
  if (facts.taxLoss && facts.largestLoss >= taxLoss.loss) {
    reasons.push({ code: 'tax-loss', words: `an unrealized loss of ${percent(facts.largestLoss)} has reached ${percent(taxLoss.loss)}` })
  } else if (facts.taxLoss && facts.drift >= taxLoss.drift) {
    reasons.push({ code: 'tax-loss', words: `drift ${inPoints(facts.drift)} has reached ${inPoints(taxLoss.drift)} in a taxable account` })
  }
  return reasons
}

function skipsOf(facts: WhenFacts, regime: Regime): Reason[] {
  const reasons: Reason[] = [...(facts.holds ?? [])]
  if (facts.cost > facts.reduction) {
    reasons.push({
      code: 'cost-above-benefit',
      words: `cost ${percent(facts.cost)} is above the expected benefit ${percent(facts.reduction)}`,
    })
  }
  if (facts.vix !== null && facts.vix >= stressFrom && facts.drift <= mostDriftToWait) {
    reasons.push({ code: 'stress', words: `VIX ${facts.vix.toFixed(1)} with drift of ${inPoints(facts.drift)}: wait for calmer markets` })
  } else if (isPaused(regime, facts.stressPolicy, facts.drift)) {
    reasons.push({ code: 'paused', words: `rebalancing pauses in stress below a drift of 15 pts; it is ${inPoints(facts.drift)}` })
  }
  for (const { name, dailyVolume, liquidityDays } of facts.assets) {
    const thin = dailyVolume !== null && dailyVolume < leastDailyVolume
    const slow = liquidityDays !== null && liquidityDays > mostLiquidityDays
    if (thin || slow) reasons.push({ code: 'illiquid', words: illiquidWords(name, thin ? dailyVolume : null, slow ? liquidityDays : null) })
  }
  return reasons
}

function illiquidWords(name: string, volume: number | null, days: number | null): string {
  const parts = [
    ...(volume === null ? [] : [`trades $${Math.round(volume / 1000)}k a day, less than $1 million`]),
    ...(days === null ? [] : [`takes ${days.toFixed(1)} days to trade, more than ${mostLiquidityDays}`]),
  ]
  return `${name} ${parts.join(' and ')}: left alone`
}

function invalidationsOf({ targetsChanged, daysOfCosts, assets, blocks }: WhenFacts): Reason[] {
  const reasons: Reason[] = [...(blocks ?? [])]
  if (targetsChanged) reasons.push({ code: 'targets-changed', words: 'the targets have changed since the proposal was made' })
  for (const { name, tradable } of assets) {
    if (!tradable) reasons.push({ code: 'not-tradable', words: `${name} is delisted or suspended` })
  }
  if (costsAreStale(daysOfCosts)) {
    reasons.push({ code: 'stale-costs', words: `cost estimates are ${daysOfCosts} days old, more than ${mostDaysOfCosts}` })
  }
  return reasons
}
