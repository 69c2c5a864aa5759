/** Rules 1 to 4, triggers, skip conditions, invalidations, regimes and partial rebalancing of the rebalancing planner (US), each at its edge. */

import { describe, expect, test } from 'vitest'
import { checklist } from '../../../../../src/main/engine/planner/checklists.ts'
import { inPoints } from '../../../../../src/main/engine/planner/in-points.ts'
import { costConstrained, halfWay, toBandEdge, toTarget } from '../../../../../src/main/engine/planner/partial.ts'
import { type QualityFacts, qualityChecks } from '../../../../../src/main/engine/planner/quality-checks.ts'
import { isPaused, regimeOf, thresholdIn } from '../../../../../src/main/engine/planner/regimes.ts'
import { isDue } from '../../../../../src/main/engine/planner/review-dates.ts'
import { evaluateRules, type RuleFacts, rules } from '../../../../../src/main/engine/planner/rules.ts'
import { thresholdRebalance } from '../../../../../src/main/engine/planner/threshold-rebalance.ts'
import { type TriggerPolicy, type WhenFacts, whenToTrade } from '../../../../../src/main/engine/planner/triggers.ts'
import { civilDate } from '../../../../../src/shared/kernel/civil-date.ts'

const calm: RuleFacts = { portfolioDrift: 0.02, rebalancingCost: 0.001, trackingErrorReduction: 0.005, vix: 15, assets: [] }
const states = (facts: Partial<RuleFacts>) => evaluateRules({ ...calm, ...facts }).map(({ state }) => state)

describe('insight rules', () => {
  test('none fires in a calm portfolio near its target', () => {
    expect(states({})).toEqual(['holds-not', 'holds-not', 'holds-not', 'holds-not'])
  })
  test('rule 1: drift of 5 % and cost of 20 bp are enough, a little less drift or more cost is not', () => {
    expect(states({ portfolioDrift: 0.05, rebalancingCost: 0.002 })[0]).toBe('fires')
    expect(states({ portfolioDrift: 0.0499, rebalancingCost: 0.002 })[0]).toBe('holds-not')
    expect(states({ portfolioDrift: 0.05, rebalancingCost: 0.0021 })[0]).toBe('holds-not')
  })
  test('rule 2: an asset of 30 % volatility, 3 points off either way', () => {
    const asset = (drift: number, volatility: number | null) => states({ assets: [{ name: 'A', drift, volatility }] })[1]
    expect([asset(0.03, 0.3), asset(-0.03, 0.3), asset(0.029, 0.3), asset(0.03, 0.29), asset(0.03, null)]).toEqual([
      'fires',
      'fires',
      'holds-not',
      'holds-not',
      'unknown',
    ])
  })
  test('rule 3: a reduction of 1.5 % at 30 bp', () => {
    expect(states({ trackingErrorReduction: 0.015, rebalancingCost: 0.003 })[2]).toBe('fires')
    expect(states({ trackingErrorReduction: 0.0149 })[2]).toBe('holds-not')
    expect(states({ trackingErrorReduction: 0.02, rebalancingCost: 0.0031 })[2]).toBe('holds-not')
    expect(states({ trackingErrorReduction: null })[2]).toBe('unknown')
  })
  test('rule 4: VIX of 30 and drift up to 10 %', () => {
    expect([
      states({ vix: 30, portfolioDrift: 0.1 })[3],
      states({ vix: 29.9 })[3],
      states({ vix: 35, portfolioDrift: 0.11 })[3],
      states({ vix: null })[3],
    ]).toEqual(['fires', 'holds-not', 'holds-not', 'unknown'])
  })
  test("confidence is the planner's", () => {
    expect(Object.values(rules).map(({ confidence }) => confidence)).toEqual([0.7, 0.65, 0.6, 0.65])
  })
})

const facts: WhenFacts = {
  drift: 0.03,
  cost: 0.001,
  reduction: 0.01,
  vix: 15,
  stressPolicy: 'widen',
  due: false,
  daysOfCosts: 10,
  targetsChanged: false,
  largestLoss: 0,
  taxLoss: false,
  assets: [],
}
const decide = (policy: TriggerPolicy, more: Partial<WhenFacts>) => {
  const { decision, triggered, heldBack, invalid } = whenToTrade(policy, { ...facts, ...more })
  return [decision, ...[...triggered, ...heldBack, ...invalid].map(({ code }) => code)]
}

describe('triggers', () => {
  const threshold: TriggerPolicy = { kind: 'threshold', threshold: 0.05 }
  const hybrid: TriggerPolicy = { kind: 'hybrid', every: 'monthly', threshold: 0.05, override: 0.1 }
  test('threshold-based', () => {
    expect([decide(threshold, { drift: 0.05 }), decide(threshold, { drift: 0.049 })]).toEqual([['rebalance', 'threshold'], ['on-plan']])
  })
  test('time-based', () => {
    const monthly: TriggerPolicy = { kind: 'calendar', every: 'monthly' }
    expect([decide(monthly, { due: true }), decide(monthly, {})]).toEqual([['rebalance', 'calendar'], ['on-plan']])
  })
  test('hybrid: the threshold counts on the date, the override on any day', () => {
    expect(decide(hybrid, { drift: 0.06 })).toEqual(['on-plan'])
    expect(decide(hybrid, { drift: 0.06, due: true })).toEqual(['rebalance', 'threshold'])
    expect(decide(hybrid, { drift: 0.1 })).toEqual(['rebalance', 'override'])
  })
  test('cost-benefit: a ratio below 1', () => {
    expect(decide({ kind: 'cost-benefit' }, {})).toEqual(['rebalance', 'cost-benefit'])
    expect(decide({ kind: 'cost-benefit' }, { cost: 0.01 })).toEqual(['on-plan'])
  })
  test('tax-loss threshold: drift of 5 % or an unrealized loss of 10 %', () => {
    const yearly: TriggerPolicy = { kind: 'calendar', every: 'annual' }
    expect(decide(yearly, { taxLoss: true, largestLoss: 0.1 })).toEqual(['rebalance', 'tax-loss'])
    expect(decide(yearly, { taxLoss: true, drift: 0.05 })).toEqual(['rebalance', 'tax-loss'])
    expect(decide(yearly, { taxLoss: true, largestLoss: 0.09, drift: 0.04 })).toEqual(['on-plan'])
    expect(decide(yearly, { taxLoss: false, largestLoss: 0.5, drift: 0.2 })).toEqual(['on-plan'])
  })
})

describe('exit and skip', () => {
  const threshold: TriggerPolicy = { kind: 'threshold', threshold: 0.05 }
  test('cost above benefit', () => {
    expect(decide(threshold, { drift: 0.06, cost: 0.02 })).toEqual(['wait', 'threshold', 'cost-above-benefit'])
  })
  test('VIX of 30 waits up to a drift of 10 %', () => {
    expect(decide(threshold, { drift: 0.1, vix: 30 })).toEqual(['wait', 'threshold', 'stress'])
    expect(decide(threshold, { drift: 0.11, vix: 30 })).toEqual(['rebalance', 'threshold'])
  })
  test('a firm that pauses in stress waits for an extreme drift of 15 %', () => {
    expect(decide(threshold, { drift: 0.14, vix: 30, stressPolicy: 'pause' })).toEqual(['wait', 'threshold', 'paused'])
    expect(decide(threshold, { drift: 0.15, vix: 30, stressPolicy: 'pause' })).toEqual(['rebalance', 'threshold'])
  })
  test('an illiquid asset is left alone, the others trade', () => {
    const asset = (dailyVolume: number | null, liquidityDays: number | null) =>
      decide(threshold, { drift: 0.06, assets: [{ name: 'A', tradable: true, dailyVolume, liquidityDays }] })
    expect([asset(999_999, 1), asset(1_000_000, 10), asset(null, 10.1), asset(null, null)]).toEqual([
      ['rebalance', 'threshold', 'illiquid'],
      ['rebalance', 'threshold'],
      ['rebalance', 'threshold', 'illiquid'],
      ['rebalance', 'threshold'],
    ])
  })
})

test('invalidate: changed targets, a delisted asset, costs older than 30 days', () => {
  const threshold: TriggerPolicy = { kind: 'threshold', threshold: 0.05 }
  expect(decide(threshold, { targetsChanged: true })).toEqual(['invalid', 'targets-changed'])
  expect(decide(threshold, { daysOfCosts: 31 })).toEqual(['invalid', 'stale-costs'])
  expect(decide(threshold, { assets: [{ name: 'A', tradable: false, dailyVolume: null, liquidityDays: null }] })).toEqual([
    'invalid',
    'not-tradable',
  ])
})

describe('dynamic thresholds', () => {
  test('regimes by VIX', () => {
    expect([19.9, 20, 29.9, 30].map(regimeOf)).toEqual(['normal', 'elevated', 'elevated', 'stress'])
  })
  test('5 % and 10 % become 6 and 12, then 7.5 and 15', () => {
    const both = (regime: 'normal' | 'elevated' | 'stress') => [0.05, 0.1].map(each => Number(thresholdIn(regime, each).toFixed(12)))
    expect([both('normal'), both('elevated'), both('stress')]).toEqual([
      [0.05, 0.1],
      [0.06, 0.12],
      [0.075, 0.15],
    ])
    expect([isPaused('stress', 'pause', 0.14), isPaused('stress', 'widen', 0.14), isPaused('elevated', 'pause', 0.14)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('partial rebalancing', () => {
  test('to target, half way, to the edge of the band (10 % with 8-12 %: 15 % goes to 12 %)', () => {
    expect(toTarget([0.05, 0, -0.05])).toEqual([-0.05, 0, 0.05])
    expect(halfWay([0.05, -0.05])).toEqual([-0.025, 0.025])
    expect(toBandEdge([0.05, 0.02, -0.03], [0.02, 0.02, 0.02]).map(each => Number(each.toFixed(12)))).toEqual([-0.03, 0, 0.01])
  })
  test('cost-constrained: only where the benefit is above twice the cost', () => {
    expect(costConstrained([0.05, 0.05], [2.01, 2], [1, 1])).toEqual([-0.05, 0])
  })
})

test('threshold rebalancing (note): trades to target where one drift is above the threshold, else none', () => {
  expect(thresholdRebalance([0.56, 0.44], [0.5, 0.5])?.map(each => Number(each.toFixed(12)))).toEqual([-0.06, 0.06])
  expect(thresholdRebalance([0.55, 0.45], [0.5, 0.5], 0.06)).toBeNull()
})

test('calendar: a new week begins on Monday, a new quarter in January, April, July and October', () => {
  const due = (last: string | null, today: string, every: Parameters<typeof isDue>[2]) =>
    isDue(last === null ? null : civilDate(last), civilDate(today), every)
  expect([due('2026-11-20', '2026-11-22', 'weekly'), due('2026-11-22', '2026-11-23', 'weekly')]).toEqual([false, true])
  expect([due('2026-10-01', '2026-12-31', 'quarterly'), due('2026-12-31', '2027-01-01', 'quarterly')]).toEqual([false, true])
  expect([due('2026-01-01', '2026-06-30', 'semi-annual'), due('2026-06-30', '2026-07-01', 'semi-annual')]).toEqual([false, true])
  expect([due('2026-11-21', '2026-11-21', 'daily'), due('2026-11-20', '2026-11-21', 'daily'), due(null, '2026-11-21', 'annual')]).toEqual([
    false,
    true,
    true,
  ])
  expect([due('2026-11-30', '2026-12-01', 'monthly'), due('2026-01-01', '2026-12-31', 'annual')]).toEqual([true, false])
})

describe('quality checks', () => {
  const good: QualityFacts = {
    weights: [
      { name: 'A', weight: 0.6 },
      { name: 'cash', weight: 0.4 },
    ],
    targets: [{ name: 'A', target: 1 }],
    longOnly: true,
    daysOfCosts: 3,
    liquidityDays: [{ name: 'A', days: 5 }],
  }
  const found = (more: Partial<QualityFacts>) => qualityChecks({ ...good, ...more }).map(({ check, weight }) => `${check} ${weight}`)
  test('each by name; a sound portfolio has none', () => {
    expect(found({})).toEqual([])
    expect(found({ weights: [{ name: 'A', weight: 0.99 }] })).toEqual(['drift-accuracy blocks'])
    expect(
      found({
        targets: [
          { name: 'A', target: 1.1 },
          { name: 'B', target: -0.1 },
        ],
      }),
    ).toEqual(['target-validity blocks'])
    expect(found({ targets: [{ name: 'A', target: 0.9 }] })).toEqual(['target-validity blocks'])
    expect(
      found({
        daysOfCosts: 31,
        liquidityDays: [
          { name: 'A', days: 5.1 },
          { name: 'B', days: null },
        ],
      }),
    ).toEqual(['cost-realism warns', 'liquidity warns'])
  })
})

test('the monitoring checklist has every rhythm, and each item a screen', () => {
  expect([...new Set(checklist.map(({ rhythm }) => rhythm))]).toEqual(['daily', 'weekly', 'monthly', 'quarterly', 'event'])
  expect(new Set(checklist.map(({ id }) => id)).size).toBe(checklist.length)
})

test('drift in words: points of two places, no idle zeros, a true minus', () => {
  expect([0.181456, 0.06, -0.1095, 0].map(inPoints)).toEqual(['18.15 pts', '6 pts', '−10.95 pts', '0 pts'])
})
