/** The working of a figure of a simulated past: its formula, what it came from, and how far it can be trusted. */
import type { Past, PastFigure, PastRule } from '../../../shared/model/past.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { basisPoints, count, counted, date, hundredths, percent } from '../../../shared/present/format.ts'
import { draws } from '../backtest/noise.ts'
import { step } from '../explain/step.ts'

const source = 'rebalancing planner (US), "Backtest notes"'
/** ppm as a percentage of two places. */
const ofYear = (ppm: number | null) => percent(hundredths(ppm))
const ratio = (hundredths: number) => (hundredths / 100).toFixed(2).replace('-', '−')

/** undefined: the past has no such rule. */
export function pastTrace(past: Past, name: string, figure: PastFigure): Trace | undefined {
  const rule = past.rules.find(each => each.name === name)
  if (rule === undefined) return undefined
  const days = step('Days', count(past.days), {
    source: past.from === null || past.to === null ? 'prices of the book' : `prices of the book, ${date(past.from)} to ${date(past.to)}`,
    inputs: past.warnings.map(({ what }) => step('To know', '', { source: what })),
  })
  return { ...traces[figure](rule, past, days), source: `${rule.name}: ${rule.words} ${source}` }
}

const traces: Readonly<Record<PastFigure, (rule: PastRule, past: Past, days: Trace) => Trace>> = {
  trackingError: (rule, _, days) =>
    step('Tracking error a year', basisPoints(rule.trackingError), {
      formula:
        'standard deviation of its daily returns after costs and before taxes, less those of the targets rebalanced daily and free, × √252',
      inputs: [
        days,
        step('Average drift', ofYear(rule.averageDrift), { formula: 'half the sum of absolute drifts, averaged over the days' }),
        step('Largest drift', ofYear(rule.largestDrift)),
        ...rule.regimes
          .filter(each => each.days > 0)
          .map(each =>
            step(`With the VIX ${regimes[each.regime]}`, each.trackingError === null ? 'too few days' : basisPoints(each.trackingError), {
              formula: `over ${counted(each.days, 'day')}`,
            }),
          ),
      ],
    }),
  cost: (rule, past, days) =>
    step('Cost a year', basisPoints(rule.cost), {
      formula: 'Σ over its rebalances of the cost of every order ÷ value, ÷ years',
      inputs: [
        step('Rebalances', count(rule.rebalances)),
        step('Cost of an order', '', { source: past.costWords, formula: 'commission + half the spread + impact' }),
        days,
      ],
    }),
  tax: (rule, past, days) =>
    step('Tax a year', ofYear(rule.tax), {
      formula: 'Σ over years of (net short-term gain × its rate + net long-term gain × its rate) ÷ value, ÷ years',
      rule: 'IRC §§1(h), 1212(b), 1222; Reg. §1.1012-1(c)(1)',
      inputs: [step('How tax is modelled', '', { source: past.taxWords }), days],
    }),
  turnover: (rule, _, days) =>
    step('Turnover a year', ofYear(rule.turnover), {
      formula: 'half of all bought and sold ÷ value, ÷ years',
      inputs: [step('Rebalances', count(rule.rebalances)), days],
    }),
  rebalances: (rule, _, days) => step('Rebalances', count(rule.rebalances), { formula: rule.words, inputs: [days] }),
  sharpe: (rule, past, days) =>
    step('Sharpe ratio', ratio(rule.sharpe), {
      formula: 'mean daily return after costs and taxes × 252 ÷ its volatility a year; cash earns nothing',
      inputs: [
        step('Growth a year', ofYear(rule.growth)),
        step('Volatility a year', ofYear(rule.volatility)),
        step('Of the targets themselves', past.target === null ? 'unknown' : ratio(past.target.sharpe), {
          formula: 'rebalanced daily, free and untaxed',
        }),
        days,
      ],
    }),
  growth: (rule, past, days) =>
    step('Growth a year', ofYear(rule.growth), {
      formula: 'Π(1 + daily return after costs and taxes) to the power of 252 ÷ days, less one',
      inputs: [step('Of the targets themselves', ofYear(past.target?.growth ?? null)), days],
    }),
  premium: (rule, past, days) =>
    step('Rebalancing premium', ofYear(rule.premium), {
      formula: 'growth a year less that of never trading; below zero where prices trended',
      inputs: [step('Growth a year', ofYear(rule.growth)), step('Growth of never trading', ofYear(past.rules[0]?.growth ?? null)), days],
    }),
  wins: (rule, past, days) =>
    step('Came first in', ofYear(rule.wins), {
      formula: `part of ${count(draws)} pasts redrawn from blocks of 21 days in which its Sharpe ratio was the highest`,
      inputs: [
        step(`Sharpe ratio of ${past.best ?? 'the best'} less its own`, `${ratio(rule.behindLeast)} to ${ratio(rule.behindMost)}`, {
          formula: 'in nine redrawn pasts of ten; where it reaches zero, luck alone makes as much',
        }),
        days,
      ],
    }),
}

const regimes = { normal: 'below 20', elevated: 'from 20 to 30', stress: 'at 30 or above' } as const
