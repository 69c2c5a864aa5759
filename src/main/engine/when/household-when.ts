/** Everything the desk says about when to trade in one household: the decision, the four rules, figures of drift and risk, fallbacks and problems. A pure function of the snapshot. */
import type { Drift } from '../../../shared/model/review.ts'
import type { WhenAsset, WhenView } from '../../../shared/model/when.ts'
import { points } from '../../../shared/present/format.ts'
import { tradingDaysBetween } from '../calendar/trading-days.ts'
import { costBenefitRatio, optimalThreshold } from '../planner/cost-benefit.ts'
import { daysToBreach, driftSpeed, percentileRanks } from '../planner/drift-speed.ts'
import { countFlags, type Flag } from '../planner/flags.ts'
import { thresholdIn } from '../planner/regimes.ts'
import { evaluateRules, rules } from '../planner/rules.ts'
import { ppm } from '../ppm.ts'
import type { Standing } from '../standing/standing.ts'
import { type Decided, decide } from './decide.ts'
import { dynamicBand, plainWeighing, type Weighing } from './dynamic-band.ts'
import type { Facts } from './facts.ts'
import { policyWords, statedThreshold } from './policy.ts'
import { exposuresOf, riskFigures, sensitivityOf } from './risk-tables.ts'

export function whenOf(standing: Standing, drift: Drift, weighing: Weighing = plainWeighing): WhenView {
  const decided = decide(standing, drift)
  const { policy, facts, regime, breaches, problems, when, line } = decided
  const { snapshot } = standing
  const exposures = exposuresOf(snapshot, facts)
  return {
    ...line,
    household: snapshot.household.id,
    asOf: snapshot.asOf,
    regime: when.regime,
    vix: facts.vix,
    policy: { words: policyWords(policy), chosen: snapshot.settings.when !== undefined },
    lastTraded: facts.lastTraded,
    ...(facts.targeted ? {} : { untargeted: true as const }),
    triggered: [...when.triggered],
    heldBack: [...when.heldBack],
    invalid: [...when.invalid],
    rules: rulesOf(facts),
    figures: figuresOf(standing, decided, weighing),
    assets: assetsOf(standing, facts, band => Math.round(thresholdIn(regime, band))),
    breaches: [...breaches],
    sensitivity: sensitivityOf(snapshot, facts),
    exposures: exposures?.rows ?? [],
    explained: exposures?.explained ?? null,
    flags: flagsOf(facts.flags),
    problems: [...problems],
  }
}

const maybe = (fraction: number) => (Number.isFinite(fraction) ? ppm(fraction) : null)

function rulesOf(facts: Facts): WhenView['rules'] {
  const found = evaluateRules({
    portfolioDrift: facts.portfolio,
    rebalancingCost: facts.cost,
    trackingErrorReduction: facts.trackingError.value,
    vix: facts.vix === null ? null : facts.vix.level / 100,
    assets: facts.assets.map(({ name, drift }, at) => ({
      name,
      drift,
      volatility: facts.risk.from[at] === 'own prices' ? (facts.risk.volatilities[at] as number) : null,
    })),
  })
  return found.map(({ rule, state, numbers }) => {
    const { title, condition, conclusion, confidence, universe, failureModes } = rules[rule]
    return { rule, title, condition, conclusion, confidence: ppm(confidence), universe, failureModes: [...failureModes], state, numbers }
  })
}

function figuresOf(standing: Standing, { facts, policy, regime }: Decided, weighing: Weighing): WhenView['figures'] {
  const { snapshot } = standing
  const stated = statedThreshold(policy)
  const risk = riskFigures(snapshot, facts)
  const threshold = stated === null ? null : Math.round(thresholdIn(regime, stated))
  return {
    drift: Math.round(facts.portfolio * 10_000),
    threshold,
    trackingError: ppm(facts.trackingError.value),
    trackingErrorKind: facts.trackingError.kind,
    riskLabel: riskLabel(facts),
    cost: ppm(facts.cost),
    costAmount: facts.costAmount,
    costBenefit: maybe(costBenefitRatio(facts.cost, facts.trackingError.value)),
    dynamicBand: bandOf(standing, facts, threshold, weighing),
    optimalThreshold: maybe(optimalThreshold({ transactionCost: facts.cost, volatility: risk.volatility, years: 1 })),
    volatility: ppm(risk.volatility),
    targetVolatility: ppm(risk.targetVolatility),
    downside: risk.downside === null ? null : ppm(risk.downside),
    targetDownside: risk.targetDownside === null ? null : ppm(risk.targetDownside),
  }
}

function bandOf(standing: Standing, facts: Facts, threshold: number | null, weighing: Weighing): WhenView['figures']['dynamicBand'] {
  const found = dynamicBand(standing, facts, weighing)
  if (found === null || !Number.isFinite(found.band)) return null
  const { band, to } = found
  const where = to >= 0.9 * band ? 'to its edge' : to <= 0.1 * band ? 'to the targets' : `to ${points(Math.round(to * 10_000))}`
  const firm = threshold === null ? 'the policy has no threshold' : `the policy acts at ${points(threshold)}`
  return { band: ppm(band), to: ppm(to), words: `beyond it trade ${where}; ${firm}` }
}

/** `full, 252 days, shrinkage`; what has no history is said. */
export function riskLabel({ risk, trackingError }: Facts): string {
  if (trackingError.kind === 'simplified') return 'simplified: no price history, no correlations'
  const without = risk.volatilities.length - risk.estimated
  return `full, ${risk.days} days, shrinkage${without === 0 ? '' : `; ${without} without a history`}`
}

function assetsOf(standing: Standing, facts: Facts, widened: (band: number) => number): WhenAsset[] {
  const { volatilities, from } = facts.risk
  const since = facts.lastTraded === null ? null : tradingDaysBetween(facts.lastTraded, standing.asOf)
  const ranks = percentileRanks(volatilities)
  return facts.drift.rows.map((row, at) => {
    const volatility = volatilities[at] as number
    const band = row.target > 0 ? widened(row.band) : null
    const asset = facts.assets[at] as Facts['assets'][number]
    const days = band === null ? Infinity : daysToBreach({ weight: asset.weight, drift: asset.drift, band: band / 10_000, volatility })
    return {
      security: row.security,
      symbol: row.symbol,
      weight: Math.round(asset.weight * 10_000),
      target: Math.round(asset.target * 10_000),
      drift: Math.round(asset.drift * 10_000),
      band,
      volatility: ppm(volatility),
      volatilityFrom: from[at] ?? 'unknown',
      speed: since === null ? null : ppm(driftSpeed(volatility, since)),
      rank: ppm(ranks[at] ?? 0.5),
      daysToBreach: Number.isFinite(days) && days < 10_000 ? Math.round(days) : null,
    }
  })
}

function flagsOf(flags: readonly Flag[]): WhenView['flags'] {
  return countFlags(flags).map(({ fallback, label, count }) => ({
    fallback,
    label,
    count,
    words: flags.filter(flag => flag.fallback === fallback).map(({ words }) => words),
  }))
}
