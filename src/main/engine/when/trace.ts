/** The working of the figures of when to trade. */
import type { Drift } from '../../../shared/model/review.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { basisPoints, date, exactMoney, percent, points } from '../../../shared/present/format.ts'
import { step } from '../explain/step.ts'
import { ppm } from '../ppm.ts'
import type { Standing } from '../standing/standing.ts'
import { decide } from './decide.ts'
import { dynamicBand, plainWeighing, type Weighing } from './dynamic-band.ts'
import { riskLabel, whenOf } from './household-when.ts'

const planner = 'rebalancing planner (US)'
const driftPoints = (fraction: number) => points(Math.round(fraction * 10_000))
const wholePercent = (fraction: number) => percent(Math.round(fraction * 10_000))

export function whenTrace(standing: Standing, drift: Drift, figure: string, weighing: Weighing = plainWeighing): Trace | undefined {
  switch (figure) {
    case 'decision':
      return decisionTrace(standing, drift)
    case 'trackingError':
      return trackingErrorTrace(standing, drift)
    case 'cost':
      return costTrace(standing, drift)
    case 'costBenefit':
      return ratioTrace(standing, drift)
    case 'optimalThreshold':
      return thresholdTrace(standing, drift)
    case 'dynamicBand':
      return bandTrace(standing, drift, weighing)
    case 'volatility':
      return volatilityTrace(standing, drift)
    case 'threshold':
      return regimeTrace(standing, drift)
    default:
      return undefined
  }
}

function decisionTrace(standing: Standing, drift: Drift): Trace {
  const { when, line } = decide(standing, drift)
  const list = (label: string, of: readonly { readonly words: string }[]) =>
    step(label, of.length === 0 ? 'none' : String(of.length), { inputs: of.map(({ words }) => step(words, '')) })
  return step('When to trade', line.words, {
    formula: 'what makes it impossible to say comes before what holds back, that before what fires',
    rule: `${planner}, trigger, exit and invalidation conditions`,
    inputs: [
      list('Fired', when.triggered),
      list('Held back', when.heldBack),
      list('Impossible to say', when.invalid),
      regimeTrace(standing, drift),
      ratioTrace(standing, drift),
    ],
  })
}

function regimeTrace(standing: Standing, drift: Drift): Trace {
  const { facts, when } = decide(standing, drift)
  const { figures, policy } = whenOf(standing, drift)
  return step('Threshold', figures.threshold === null ? 'none by this policy' : points(figures.threshold), {
    formula: 'the firm’s threshold, ×1 below a VIX of 20, ×1.2 below 30, ×1.5 from 30 on',
    rule: `${planner}, dynamic thresholds`,
    inputs: [
      step('Policy', policy.words, {
        source: policy.chosen ? 'settings' : 'settings: drift that raises a flag, and the bands of the models',
      }),
      step('VIX', facts.vix === null ? 'unknown: counts as calm' : `${(facts.vix.level / 100).toFixed(1)}, ${when.regime}`, {
        source: facts.vix === null ? 'nowhere' : `${facts.vix.source}, ${date(facts.vix.asOf)}`,
      }),
    ],
  })
}

function trackingErrorTrace(standing: Standing, drift: Drift): Trace {
  const { facts } = decide(standing, drift)
  const full = facts.trackingError.kind === 'full'
  return step('Tracking error', basisPoints(ppm(facts.trackingError.value)), {
    formula: full ? 'root of Σ drift² · σ² + 2 Σ drift · drift · covariance' : 'root of Σ drift² · σ², no cross terms',
    rule: `${planner}, core metric 2`,
    source: riskLabel(facts),
    inputs: facts.assets.map(({ name, drift: own }, at) =>
      step(`${name}: drift ${driftPoints(own)}`, `σ ${wholePercent(facts.risk.volatilities[at] ?? 0)}`, {
        source: `volatility by ${facts.risk.from[at]}`,
      }),
    ),
  })
}

function costTrace(standing: Standing, drift: Drift): Trace {
  const { facts } = decide(standing, drift)
  const { costs } = standing.snapshot.settings
  return step('Cost of a full rebalance', `${exactMoney(facts.costAmount)}, ${basisPoints(ppm(facts.cost))} of the value`, {
    formula: 'Σ |trade| · cost of one side + commissions, ÷ value',
    rule: `${planner}, core metric 3`,
    source: `${costs.source} (${date(costs.asOf)})`,
    inputs: facts.assets.map(({ name, size }, at) =>
      step(
        `${name}: ${wholePercent(size)} of the value is traded`,
        `${exactMoney(facts.costs[at]?.amount ?? null)}, ${(facts.costs[at]?.basisPoints ?? 0).toFixed(1)} bp`,
      ),
    ),
  })
}

function ratioTrace(standing: Standing, drift: Drift): Trace {
  const { costBenefit } = whenOf(standing, drift).figures
  return step('Cost over benefit', costBenefit === null ? 'nothing is gained' : (costBenefit / 1e6).toFixed(2), {
    formula: 'cost of a full rebalance ÷ tracking error it takes away in a year; below 1 it pays',
    rule: `${planner}, core metric 5`,
    inputs: [costTrace(standing, drift), trackingErrorTrace(standing, drift)],
  })
}

function thresholdTrace(standing: Standing, drift: Drift): Trace {
  const { figures } = whenOf(standing, drift)
  return step(
    'Threshold in theory',
    figures.optimalThreshold === null ? 'none: nothing moves' : points(Math.round(figures.optimalThreshold / 100)),
    {
      formula: 'root of 2 · cost ÷ (σ² · 1 year)',
      rule: `${planner}, core metric 6`,
      inputs: [costTrace(standing, drift), volatilityTrace(standing, drift)],
    },
  )
}

function bandTrace(standing: Standing, drift: Drift, weighing: Weighing): Trace {
  const { facts } = decide(standing, drift)
  const found = dynamicBand(standing, facts, weighing)
  const { figures } = whenOf(standing, drift, weighing)
  if (found === null || figures.dynamicBand === null) {
    return step('Band in theory', 'none', {
      formula: 'nothing drifts, moves or costs: there is no drift to weigh against the cost of trading',
    })
  }
  const { risk, volatility, proportional, fixed, discount } = found.facts
  const { te, tc, tax } = weighing.weights
  return step('Band in theory', `${driftPoints(found.band)}, ${figures.dynamicBand.words}`, {
    formula:
      'V(s) = least of waiting and trading: waiting W(s) = λ · (tracking error of s)² · 1 day + discounted E V(s + move of a day); trading to s′ costs fixed + proportional · |s − s′| + W(s′); solved backwards until the policy stands',
    rule: 'optimal rebalancing, dynamic programming approaches',
    source: 'one drift stands for all: what is above target is one basket, what is below another, in the proportions of today',
    inputs: [
      step('Drift today', driftPoints(facts.portfolio)),
      step('What counts: tracking error, cost, tax', `${te} : ${tc} : ${tax}`, {
        formula: 'λ of squared tracking error; a dollar of cost and of tax',
        source: `Rebalance, What counts: ${weighing.source}`,
      }),
      step('Tracking error of a drift of 100 pts', `σ ${wholePercent(found.unit)} a year`, {
        inputs: [trackingErrorTrace(standing, drift)],
      }),
      step('Cost of a year at a drift of 100 pts', wholePercent(risk), { formula: 'λ · σ²' }),
      step('Drift wanders', `${wholePercent(volatility)} a year`, {
        formula: 'w · (1 − w) · σ, w the target of what is above it',
        inputs: [step('w', wholePercent(found.share))],
      }),
      step('Proportional cost of trading a drift of 100 pts', wholePercent(proportional), {
        formula: 'weight of cost · (cost of a full rebalance − commissions) ÷ drift + weight of tax · tax',
        inputs: [
          costTrace(standing, drift),
          step('Tax', found.taxUnknown ? 'not counted: no tax profile or table of the year' : wholePercent(found.tax), {
            formula: 'long-term rate · gain in a dollar of what is above its target, over all accounts',
          }),
        ],
      }),
      step('Fixed cost: commissions', basisPoints(ppm(fixed)), { formula: 'weight of cost · commissions ÷ value' }),
      step('Discount', `${wholePercent(discount)} a year`, { source: found.discountSource }),
      step('Horizon', 'without end', {
        source: 'looked at every trading day until the policy stands; a later year counts less by the discount',
      }),
    ],
  })
}

function volatilityTrace(standing: Standing, drift: Drift): Trace {
  const { facts } = decide(standing, drift)
  const { volatility } = whenOf(standing, drift).figures
  return step('Volatility of the portfolio', percent(Math.round(volatility / 100)), {
    formula: 'root of weights · covariance · weights, a year',
    source: riskLabel(facts),
    inputs: facts.assets.map(({ name, weight }, at) =>
      step(`${name}: ${wholePercent(weight)} of the value`, `σ ${wholePercent(facts.risk.volatilities[at] ?? 0)}`, {
        source: `volatility by ${facts.risk.from[at]}`,
      }),
    ),
  })
}
