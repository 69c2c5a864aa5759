/**
 * Insight rules 1 to 4 of the rebalancing planner (US), "signals and thresholds": hypotheses with a condition, a conclusion, a confidence, a universe and the ways in which they fail. None of them is the
 * law or a fact; their confidence is the planner's initial estimate and asks for validation, which every screen that shows a rule says.
 */
import { inPoints } from './in-points.ts'

export interface RuleFacts {
  /** Fractions: 0.05 is five points. */
  readonly portfolioDrift: number
  /** Of the portfolio's value. */
  readonly rebalancingCost: number
  /** A year; null where it cannot be estimated. */
  readonly trackingErrorReduction: number | null
  /** null where nobody entered it. */
  readonly vix: number | null
  readonly assets: readonly RuleAsset[]
}

export interface RuleAsset {
  readonly name: string
  readonly drift: number
  /** σ_60d a year; null where there is no history. */
  readonly volatility: number | null
}

/** `fires`: the condition holds; `unknown`: a number it needs is missing. Numbers that decided, in words. */
export interface RuleResult {
  readonly rule: RuleId
  readonly state: 'fires' | 'holds-not' | 'unknown'
  readonly numbers: string
  /** Assets it speaks of; empty: the portfolio. */
  readonly assets: readonly string[]
}

export interface Rule {
  readonly title: string
  readonly condition: string
  readonly conclusion: string
  /** Stated by the planner, between 0 and 1. */
  readonly confidence: number
  readonly universe: string
  readonly failureModes: readonly string[]
  readonly evaluate: (facts: RuleFacts) => Omit<RuleResult, 'rule'>
}

export type RuleId = 'rule-1' | 'rule-2' | 'rule-3' | 'rule-4'

const percent = (value: number) => `${(value * 100).toFixed(1)} %`
const basisPoints = (value: number) => `${(value * 10_000).toFixed(0)} bp`

/** Limits of the conditions, as the planner states them. */
export const limits = {
  drift: 0.05,
  cost: 0.002,
  highVolatility: 0.3,
  driftOfVolatile: 0.03,
  reduction: 0.015,
  costOfReduction: 0.003,
  stress: 30,
  moderateDrift: 0.1,
} as const

export const rules: Readonly<Record<RuleId, Rule>> = {
  'rule-1': {
    title: 'A threshold beats the calendar',
    condition: 'Portfolio drift of 5 % or more, at a cost of 20 bp or less',
    conclusion: 'Rebalancing now halves the expected tracking error or better, instead of waiting for the next date.',
    confidence: 0.7,
    universe: 'US equity portfolios of ten holdings or more, turnover below 100 % a year, holdings that trade $5 million a day',
    failureModes: ['costs are underestimated', 'drift returns by itself', 'the target no longer fits the market'],
    evaluate: ({ portfolioDrift, rebalancingCost }) => ({
      state: portfolioDrift >= limits.drift && rebalancingCost <= limits.cost ? 'fires' : 'holds-not',
      numbers: `drift ${inPoints(portfolioDrift)} against 5 pts, cost ${basisPoints(rebalancingCost)} against 20 bp`,
      assets: [],
    }),
  },
  'rule-2': {
    title: 'Volatile assets need tighter bands',
    condition: 'An asset of 30 % volatility (60 days) or more that is 3 points or more off target',
    conclusion: 'Rebalancing that asset now stops further drift; its benefit is expected to be twice its cost within 30 days.',
    confidence: 0.65,
    universe: 'US equity portfolios with small companies, bets on a sector, or leverage',
    failureModes: ['the trend goes on', 'selling into a fall', 'correlations change'],
    evaluate: ({ assets }) => {
      const drifted = assets.filter(({ drift }) => Math.abs(drift) >= limits.driftOfVolatile)
      const fired = drifted.filter(({ volatility }) => volatility !== null && volatility >= limits.highVolatility)
      const unknown = drifted.filter(({ volatility }) => volatility === null)
      const told = fired.length > 0 ? fired : drifted
      const numbers = told.map(
        ({ name, drift, volatility }) =>
          `${name} ${inPoints(drift)} off, volatility ${volatility === null ? 'unknown' : percent(volatility)}`,
      )
      return {
        state: fired.length > 0 ? 'fires' : unknown.length > 0 ? 'unknown' : 'holds-not',
        numbers: numbers.length > 0 ? numbers.join('; ') : 'no asset is 3 points off target',
        assets: fired.map(({ name }) => name),
      }
    },
  },
  'rule-3': {
    title: 'Rebalance where the benefit is above the cost',
    condition: 'Expected reduction of tracking error of 1.5 % a year or more, at a cost of 30 bp or less',
    conclusion: 'Risk-adjusted return improves: a Sharpe ratio higher by 0.1 or more over the next 12 months.',
    confidence: 0.6,
    universe: 'US equity and bond portfolios whose tracking error and costs can be measured',
    failureModes: ['correlations change', 'costs spike', 'the target no longer fits the market'],
    evaluate: ({ trackingErrorReduction: reduction, rebalancingCost }) => ({
      state:
        reduction === null ? 'unknown' : reduction >= limits.reduction && rebalancingCost <= limits.costOfReduction ? 'fires' : 'holds-not',
      numbers: `reduction ${reduction === null ? 'unknown' : percent(reduction)} against 1.5 %, cost ${basisPoints(rebalancingCost)} against 30 bp`,
      assets: [],
    }),
  },
  'rule-4': {
    title: 'Wait out a stressed market',
    condition: 'VIX of 30 or more, and portfolio drift of 10 % or less',
    conclusion: 'Waiting 10 to 20 days saves 30 % of the costs or more as spreads calm; the added tracking error can be borne.',
    confidence: 0.65,
    universe: 'US equity portfolios in market stress with moderate drift and a mandate that can wait',
    failureModes: ['drift grows while waiting', 'the mandate cannot wait', 'the client or a regulator asks for it now'],
    evaluate: ({ vix, portfolioDrift }) => ({
      state: vix === null ? 'unknown' : vix >= limits.stress && portfolioDrift <= limits.moderateDrift ? 'fires' : 'holds-not',
      numbers: `VIX ${vix === null ? 'unknown' : vix.toFixed(1)} against 30, drift ${inPoints(portfolioDrift)} against 10 pts`,
      assets: [],
    }),
  },
}

/** All four, in order. */
export function evaluateRules(facts: RuleFacts): readonly RuleResult[] {
  return (Object.keys(rules) as RuleId[]).map(rule => ({ rule, ...rules[rule].evaluate(facts) }))
}
