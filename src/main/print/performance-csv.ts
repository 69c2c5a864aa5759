/** Past rebalances as a file: one row a rebalance, then one a week of the trend. Decimal dollars, fractions as decimals, ISO days; what is not known is empty. */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import type { PastRebalance, PerformanceView, TrendPoint } from '../../shared/model/performance.ts'
import { type Cell, type Column, columnsOf, csvText } from '../../shared/present/csv.ts'
import { sampleNote } from '../../shared/present/words.ts'

interface Line {
  readonly rebalance: PastRebalance | null
  readonly week: TrendPoint | null
}

const scaled = (value: number | null | undefined, places: number): Cell => (value == null ? null : decimalFromScaled(value, places))
const dollars = (value: Cents | null | undefined): Cell => (value == null ? null : decimalFromCents(value))

const line = columnsOf<Line>()
const { day } = line
const text = (name: string, of: (row: PastRebalance) => Cell) => line.text(name, ({ rebalance }) => rebalance && of(rebalance))
const number = (name: string, of: (row: PastRebalance) => Cell) => line.number(name, ({ rebalance }) => rebalance && of(rebalance))
const ofWeek = (name: string, of: (row: TrendPoint) => Cell) => line.number(name, ({ week }) => week && of(week))

const columns: readonly Column<Line>[] = [
  { name: 'part', type: 'text', cell: row => (row.rebalance ? 'rebalance' : 'week') },
  day('first', row => row.rebalance?.first ?? row.week?.day ?? null),
  day('last', row => row.rebalance?.last ?? row.week?.day ?? null),
  text('title', row => row.title),
  text('state', row => row.state),
  text('tickets', row => row.tickets.join(' ')),
  text('plan', row => row.plan && `${row.plan.proposal} r${row.plan.revision}`),
  number('trades', row => String(row.trades)),
  number('bought', row => dollars(row.bought)),
  number('sold', row => dollars(row.sold)),
  number('turnover', row => scaled(row.turnover, 6)),
  number('drift_before', row => scaled(row.drift.before, 6)),
  number('drift_after', row => scaled(row.drift.after, 6)),
  number('drift_now', row => scaled(row.drift.now, 6)),
  number('tracking_error_before', row => scaled(row.trackingError.before, 6)),
  number('tracking_error_after', row => scaled(row.trackingError.after, 6)),
  number('tracking_error_average', row => scaled(row.trackingError.average, 6)),
  number('cost_planned', row => dollars(row.cost.planned)),
  number('cost_actual', row => dollars(row.cost.actual)),
  number('tax_planned', row => dollars(row.tax.planned)),
  number('tax_realized', row => dollars(row.tax.realized)),
  number('trading_days_since', row => String(row.days)),
  number('return_actual', row => scaled(row.returns.actual, 6)),
  number('return_left_alone', row => scaled(row.returns.leftAlone, 6)),
  number('return_target_monthly', row => scaled(row.returns.targetMonthly, 6)),
  number('sharpe_actual', row => scaled(row.sharpe.actual, 3)),
  number('sharpe_left_alone', row => scaled(row.sharpe.leftAlone, 3)),
  number('sharpe_target_monthly', row => scaled(row.sharpe.targetMonthly, 3)),
  number('premium', row => scaled(row.premium, 6)),
  number('premium_amount', row => dollars(row.premiumAmount)),
  number('premium_after_tax', row => dollars(row.afterTax)),
  text('verdict', row => row.verdict),
  text('words', row => [row.verdictWords, row.tax.words, row.sharpeWords, ...row.notes].filter(words => words !== '').join(' | ')),
  ofWeek('week_value', row => dollars(row.value)),
  ofWeek('week_drift', row => scaled(row.drift, 4)),
  ofWeek('week_tracking_error', row => scaled(row.trackingError, 6)),
  ofWeek('week_outside_bands', row => (row.outside === null ? null : String(row.outside))),
]

interface Made {
  readonly household: string
  readonly engine: string
  readonly sample: boolean
}

export function performanceCsv(view: PerformanceView, { household, engine, sample }: Made): string {
  const always = (name: string, value: Cell): Column<Line> => ({ name, type: 'text', cell: () => value })
  const lines: Line[] = [
    ...view.rebalances.map((rebalance): Line => ({ rebalance, week: null })),
    ...view.points.map((week): Line => ({ rebalance: null, week })),
  ]
  return csvText(
    [
      ...columns,
      always('household', household),
      always('as_of', view.asOf),
      always('risk', view.riskLabel),
      always('engine', engine),
      ...(sample ? [always('note', sampleNote)] : []),
    ],
    lines,
  )
}
