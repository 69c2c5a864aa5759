/** The working of impact: both published forms beside each other and which one counts, the facts they rest on with day and source, and what working the order over more days would save and risk. */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { Execution } from '../../../shared/model/costs.ts'
import type { ImpactForm } from '../../../shared/model/lists.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import { count, counted, date, exactMoney, percent, rate } from '../../../shared/present/format.ts'
import { workedOver } from '../cost/execution.ts'
import type { CostFacts } from '../cost/facts.ts'
import { impactBy } from '../cost/trade-cost.ts'
import { almgren, usualTurnoverDays } from '../execution/impact.ts'
import { step } from './step.ts'

type Liquid = NonNullable<CostFacts['liquid']>

const forms: Readonly<Record<ImpactForm, { readonly label: string; readonly formula: string; readonly source: string }>> = {
  'square-root': {
    label: 'By the square root',
    formula: 'volatility of a day × value × √(value ÷ value traded a day)',
    source: 'Boyd and others (2017), b = 1',
  },
  almgren: {
    label: 'By permanent and temporary impact',
    formula: `value × volatility of a day × (${almgren.gamma} ÷ 2 × part × (shares outstanding ÷ shares a day)^¼ + ${almgren.eta} × part^${almgren.beta}); part: of a day’s volume`,
    source: 'Almgren, Thum, Hauptmann and Li (2005): orders of large institutions, 2001 to 2003',
  },
}

/** Days held against one. */
const slowly = 5

export function impactTrace(value: Cents, facts: CostFacts, impact: Cents, execution: Execution): Trace {
  const liquid = facts.liquid as Liquid
  const other: ImpactForm = liquid.form === 'almgren' ? 'square-root' : 'almgren'
  const by = (form: ImpactForm) => exactMoney(cents(impactBy(form, value, liquid, 1)))
  return step('Impact', exactMoney(impact), {
    formula: forms[liquid.form].formula,
    source: `${forms[liquid.form].source}; firm setting`,
    inputs: [
      step(`${forms[other].label}, for comparison`, by(other), {
        formula: forms[other].formula,
        source: `${forms[other].source}; does not count`,
      }),
      ...factsTrace(value, liquid),
      ...delayTrace(value, facts, execution),
    ],
  })
}

function factsTrace(value: Cents, { estimate, dailyVolume, dailyValue, dailyVolatility, ownVolatility, turnoverDays }: Liquid): Trace[] {
  const { asOf, source, outstanding, outstandingSource } = estimate
  const told = `estimate of ${date(asOf)}: ${source}`
  return [
    step('Part of a day’s volume', percent(Math.round((value / dailyValue) * 10_000)), {
      formula: `of ${count(dailyVolume)} shares a day`,
      source: told,
    }),
    step('Volatility of a day', rate(dailyVolatility), {
      source:
        ownVolatility === null
          ? told
          : `the book’s prices to ${date(ownVolatility.asOf)}: ${counted(ownVolatility.days, 'return')}, exponentially weighted by 0.94 a day; the firm has no estimate`,
    }),
    step('Shares outstanding', turnoverDays === null ? 'not known' : count(outstanding as number), {
      source:
        turnoverDays === null
          ? `${usualTurnoverDays} days of its volume stand in, in the form of Almgren and others alone`
          : `${outstandingSource ?? source}, ${date(asOf)}`,
    }),
  ]
}

/** The opportunity cost of delay, one day against five. */
function delayTrace(value: Cents, facts: CostFacts, execution: Execution): Trace[] {
  const [once, slow] = [workedOver(facts, value, execution, 1), workedOver(facts, value, execution, slowly)]
  if (once === null || slow === null) return []
  return [
    step(`Worked over ${slowly} days instead of one`, exactMoney(cents(once.total - slow.total)), {
      formula: 'impact saved − opportunity cost of delay − further commissions; below zero: one day is cheaper',
      inputs: [
        step('Impact saved', exactMoney(cents(once.impact - slow.impact))),
        step('Opportunity cost of delay', exactMoney(slow.waiting), {
          formula: `value × volatility of a day × √(days waited ÷ 3) × ${percent(execution.waiting)}`,
          rule: 'firm setting: the part of a standard deviation that waiting counts for',
        }),
        step('Further commissions', exactMoney(slow.commissions)),
      ],
    }),
  ]
}
