/** The working of the figures of trends and past rebalances, down to the days and trades they came from. */
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import type { SecurityId } from '../../../shared/kernel/id.ts'
import type { PastRebalance, PerformanceFigure } from '../../../shared/model/performance.ts'
import type { Trace } from '../../../shared/model/trace.ts'
import {
  basisPoints,
  date,
  exactMoney,
  hundredths,
  percent,
  points,
  pricePerShare,
  roughBasisPoints,
  sharesHeld,
  signedExactMoney,
} from '../../../shared/present/format.ts'
import { step } from '../explain/step.ts'
import { sourceOf } from '../ticket/order.ts'
import { householdPerformance, pastRebalances } from './household-performance.ts'
import { type Measured, measure, type PerformanceInput } from './measured.ts'
import { type Compared, comparedSince, type Portfolio, rebalanceFigures } from './rebalance-figures.ts'
import type { Fill, Rebalance } from './rebalances.ts'
import { filledPrice } from './rebalances.ts'
import { leastDays, type Period, timeWeighted } from './returns.ts'

const planner = 'rebalancing planner (US)'
const note = 'portfolio rebalancing, rebalancing and transaction costs'
const linked =
  'Π(1 + return of the period) − 1; a period’s return: (value at its end − value at its start − flows) ÷ (value at its start + flows by the part of the days they were there)'

/** ppm as a percentage of two places. */
const percentOf = (ppm: number | null) => percent(hundredths(ppm))

type Symbols = ReadonlyMap<SecurityId, string>

/** undefined: no such rebalance. */
export function performanceTrace(input: PerformanceInput, figure: PerformanceFigure): Trace | undefined {
  return performanceTraces(input, [figure])[0]
}

/** Of several figures, in their order; the days are measured once. */
export function performanceTraces(input: PerformanceInput, figures: readonly PerformanceFigure[]): (Trace | undefined)[] {
  const measured = measure(input, { risk: true })
  return figures.map(figure => traceOf(input, measured, figure))
}

function traceOf(input: PerformanceInput, measured: Measured, { figure, rebalance: id }: PerformanceFigure): Trace | undefined {
  if (figure === 'slope' || figure === 'speed' || figure === 'outsideDays' || figure === 'average')
    return trendTrace(input, measured, figure)
  const rebalance = pastRebalances(measured, input.tickets).find(each => each.id === id)
  if (rebalance === undefined) return undefined
  const row = rebalanceFigures(measured, rebalance)
  const compared = comparedSince(measured, rebalance)
  const symbols: Symbols = new Map(input.snapshot.securities.map(({ id: of, symbol }) => [of, symbol]))
  switch (figure) {
    case 'premium':
      return premiumTrace(row, compared)
    case 'returns':
      return returnsTrace(compared)
    case 'sharpe':
      return sharpeTrace(measured, row, compared)
    case 'cost':
      return costTrace(row, rebalance, symbols)
    case 'tax':
      return taxTrace(row, rebalance, symbols)
    case 'turnover':
      return turnoverTrace(row, rebalance, compared, symbols)
    case 'drift':
    case 'trackingError':
      return overTimeTrace(row, figure)
  }
}

const portfolios: Readonly<Record<Portfolio, string>> = {
  actual: 'As it is',
  leftAlone: 'Had it not been rebalanced',
  targetMonthly: 'Targets, rebalanced monthly',
  targetHeld: 'Targets, held',
}

function returnOf(compared: Compared | null, portfolio: Portfolio): Trace {
  const periods = compared?.periods[portfolio] ?? null
  if (compared === null || periods === null) return step(portfolios[portfolio], 'unknown')
  return step(portfolios[portfolio], percentOf(Math.round(timeWeighted(periods) * 1e6)), {
    formula: linked,
    source: `${periods.length} periods, ${date(dateOfDay(compared.start.day))} to ${date(dateOfDay(compared.end.day))}`,
    inputs: ends(periods, compared),
  })
}

function ends(periods: readonly Period[], { start }: Compared): Trace[] {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return []
  const value = (label: string, day: number, cents: number) => step(`${label}, ${date(dateOfDay(day))}`, exactMoney(Math.round(cents)))
  return [value('Value it begins with', start.day, start.value), value('Value it ends with', last.to, last.value)]
}

function returnsTrace(compared: Compared | null): Trace {
  return step(
    'Returns since',
    compared === null ? 'unknown' : `${date(dateOfDay(compared.start.day))} to ${date(dateOfDay(compared.end.day))}`,
    {
      formula: 'time-weighted: money that came in or left is taken out',
      inputs: [
        ...(Object.keys(portfolios) as Portfolio[]).map(portfolio => returnOf(compared, portfolio)),
        step('Money that came in less what left', compared === null ? 'unknown' : signedExactMoney(Math.round(compared.flows))),
      ],
    },
  )
}

function premiumTrace(row: PastRebalance, compared: Compared | null): Trace {
  return step('Rebalancing premium', percentOf(row.premium), {
    formula: 'return as it is − return had it not been rebalanced; may be below zero. What it cost is inside the first; its tax is not',
    rule: note,
    inputs: [
      returnOf(compared, 'actual'),
      returnOf(compared, 'leftAlone'),
      step('In dollars', row.premiumAmount === null ? 'unknown' : signedExactMoney(row.premiumAmount), {
        formula: 'premium × value on the day before',
      }),
      step('After tax', row.afterTax === null ? 'unknown' : signedExactMoney(row.afterTax), {
        formula: 'premium in dollars − tax realized so far',
        source: row.tax.words,
      }),
    ],
  })
}

function sharpeTrace({ policy }: Measured, row: PastRebalance, compared: Compared | null): Trace {
  const ratio = (value: number | null) => (value === null ? 'too short to say, or unknown' : (value / 1000).toFixed(2).replace('-', '−'))
  return step('Sharpe ratio', ratio(row.sharpe.actual), {
    formula: `mean of the daily returns above the risk-free rate ÷ their standard deviation × √252; at least ${leastDays} daily returns`,
    rule: `${planner}, monitoring checklist`,
    source: row.sharpeWords,
    inputs: [
      step('Risk-free rate', percent(policy.riskFree), { formula: 'a year; a 252nd of it a day', source: policy.riskFreeSource }),
      ...(Object.keys(portfolios) as Portfolio[]).map(portfolio =>
        step(portfolios[portfolio], ratio(row.sharpe[portfolio]), {
          source: `${compared?.periods[portfolio]?.filter(({ daily }) => daily).length ?? 0} daily returns`,
        }),
      ),
    ],
  })
}

function fillStep({ entry, side, shares, value, fees, order }: Fill, symbols: Symbols): Trace {
  const price = filledPrice(entry)
  const held = order === null ? '' : `, ${pricePerShare(order.price)} on the ticket`
  return step(
    `${side === 'buy' ? 'Bought' : 'Sold'} ${sharesHeld(shares)} of ${order?.symbol ?? (entry.security === null ? undefined : symbols.get(entry.security)) ?? 'one security'}, ${date(entry.tradeDate)}`,
    exactMoney(value),
    {
      formula: `filled at ${price === null ? 'a price not told' : pricePerShare(Math.round(price))}${held}; fees ${exactMoney(fees)}`,
      source: sourceOf(entry.source),
    },
  )
}

function costTrace({ cost }: PastRebalance, rebalance: Rebalance, symbols: Symbols): Trace {
  return step('Cost', cost.actual === null ? 'no trades in the book yet' : signedExactMoney(cost.actual), {
    formula:
      'fees + Σ (price filled − price on the ticket) × shares bought, the other way round for sales; below zero is better than the ticket',
    rule: 'Perold, The Implementation Shortfall (1988)',
    inputs: [
      step('Planned', cost.planned === null ? 'no ticket' : exactMoney(cost.planned), { formula: 'as its tickets expected' }),
      step('Fees', exactMoney(cost.fees)),
      step('Against the prices on the tickets', cost.shortfall === null ? 'not known' : signedExactMoney(cost.shortfall)),
      ...rebalance.fills.map(fill => fillStep(fill, symbols)),
    ],
  })
}

function taxTrace({ tax }: PastRebalance, rebalance: Rebalance, symbols: Symbols): Trace {
  return step('Tax realized so far', tax.realized === null ? 'unknown' : signedExactMoney(tax.realized), {
    formula: 'this year’s tax with its sales less the same without them',
    rule: 'IRC §§1(h), 1211, 1212, 1222',
    source: tax.words,
    inputs: [
      step('Planned', tax.planned === null ? 'no ticket, or no tax profile then' : signedExactMoney(tax.planned), {
        formula: 'as its tickets said',
      }),
      ...rebalance.fills.filter(({ side }) => side === 'sell').map(fill => fillStep(fill, symbols)),
    ],
  })
}

function turnoverTrace(row: PastRebalance, rebalance: Rebalance, compared: Compared | null, symbols: Symbols): Trace {
  return step('Turnover', percentOf(row.turnover), {
    formula: '(bought + sold) ÷ 2 ÷ value on the day before',
    rule: `${planner}, performance metrics`,
    inputs: [
      step('Bought', exactMoney(row.bought)),
      step('Sold', exactMoney(row.sold)),
      step('Value', compared === null ? 'unknown' : exactMoney(Math.round(compared.start.value)), {
        source: compared === null ? '' : date(dateOfDay(compared.start.day)),
      }),
      ...rebalance.fills.map(fill => fillStep(fill, symbols)),
    ],
  })
}

function overTimeTrace(row: PastRebalance, figure: 'drift' | 'trackingError'): Trace {
  const shown = (value: number | null) => (figure === 'drift' ? percentOf(value) : roughBasisPoints(value))
  const { before, after, average, most, now } = row[figure]
  return step(figure === 'drift' ? 'Drift' : 'Tracking error', `${shown(before)} before, ${shown(after)} after`, {
    formula:
      figure === 'drift'
        ? 'half the sum of absolute drifts from the targets of today, cash counted'
        : 'root of drift · covariance · drift, with today’s covariance',
    rule: `${planner}, core metric ${figure === 'drift' ? 1 : 2}`,
    inputs: [
      step('Before', shown(before), { source: 'last valued day before its first trade' }),
      step('After', shown(after), { source: 'close of its last trade' }),
      step('Average since', shown(average)),
      step('Most since', shown(most)),
      step('Now', shown(now)),
    ],
  })
}

function trendTrace(input: PerformanceInput, { days, valued }: Measured, figure: 'slope' | 'speed' | 'outsideDays' | 'average'): Trace {
  const { trend, gaps } = householdPerformance(input)
  const weeks = days.filter((_, at) => at % 5 === 0 || at === days.length - 1).slice(-14)
  const inputs = [
    ...weeks.map(({ day, drift }) =>
      step(date(dateOfDay(day)), drift === null ? 'no targets' : points(Math.round(drift.portfolio * 10_000)), {
        source: drift !== null && drift.outside > 0 ? 'outside a band' : 'inside the bands',
      }),
    ),
    ...gaps.map(({ words }) => step('Gap', words)),
    step('Before', valued.before),
  ]
  const rule = `${planner}, monitoring checklist: drift trends`
  if (figure === 'slope')
    return step('Slope of the trend', trend.slope === null ? 'too few days' : `${basisPoints(trend.slope)} a month`, {
      formula: 'straight line through drift of each valued day of the last three months (least squares), × 365 ÷ 12',
      rule,
      inputs,
    })
  if (figure === 'speed')
    return step('Drift speed', trend.speed === null ? 'no rebalance to count from' : `${basisPoints(trend.speed)} a month`, {
      formula: `(drift now − drift after the last rebalance) ÷ months between${trend.since === null ? '' : `; since ${date(trend.since)}`}`,
      rule,
      inputs,
    })
  if (figure === 'average')
    return step('Average drift', percentOf(trend.average), {
      formula: 'average over all valued days of half the sum of absolute drifts from the targets of today, cash counted where it is known',
      rule: `${planner}, core metric 1`,
      inputs,
    })
  return step('Days outside bands', `${trend.outsideDays} of ${trend.days}`, {
    formula: 'valued days on which any security was outside the band of its model',
    rule,
    inputs,
  })
}
