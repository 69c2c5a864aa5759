/** Rules over the past as a file: one row a rule, then one a cell of thresholds and costs; fractions of a year as decimals. */
import { decimalFromScaled } from '../../shared/kernel/decimal.ts'
import type { Past } from '../../shared/model/past.ts'
import { type Cell, type Column, columnsOf, csvText } from '../../shared/present/csv.ts'
import { sampleNote } from '../../shared/present/words.ts'

interface Line {
  readonly part: 'rule' | 'threshold and cost'
  readonly name: string
  readonly costRate: number | null
  readonly trackingError: number
  readonly cost: number
  readonly tax: number | null
  readonly turnover: number | null
  readonly rebalances: number
  readonly sharpe: number
  readonly growth: number | null
  readonly volatility: number | null
  readonly premium: number | null
  readonly wins: number | null
}

const ppm = (value: number | null): Cell => (value === null ? null : decimalFromScaled(value, 6))

const { text, number } = columnsOf<Line>()

export function pastCsv(past: Past, engine: string, sample = false): string {
  const always = (name: string, value: Cell): Column<Line> => text(name, () => value)
  const columns: Column<Line>[] = [
    text('part', row => row.part),
    text('rule', row => row.name),
    number('cost_one_way', row => ppm(row.costRate)),
    number('tracking_error_a_year', row => ppm(row.trackingError)),
    number('cost_a_year', row => ppm(row.cost)),
    number('tax_a_year', row => ppm(row.tax)),
    number('turnover_a_year', row => ppm(row.turnover)),
    number('rebalances', row => String(row.rebalances)),
    number('sharpe', row => decimalFromScaled(row.sharpe, 2)),
    number('growth_a_year', row => ppm(row.growth)),
    number('volatility_a_year', row => ppm(row.volatility)),
    number('premium_over_never', row => ppm(row.premium)),
    number('came_first_in_redrawn_pasts', row => ppm(row.wins)),
    always('from', past.from),
    always('to', past.to),
    always('engine', engine),
    ...(sample ? [always('note', sampleNote)] : []),
  ]
  return csvText(columns, linesOf(past))
}

function linesOf({ rules, grid }: Past): Line[] {
  const none = { tax: null, turnover: null, growth: null, volatility: null, premium: null, wins: null }
  return [
    ...rules.map((rule): Line => ({ ...rule, part: 'rule', costRate: null })),
    ...grid.map(
      (cell): Line => ({ ...cell, ...none, part: 'threshold and cost', name: `${cell.threshold / 100} % threshold`, costRate: cell.rate }),
    ),
  ]
}
