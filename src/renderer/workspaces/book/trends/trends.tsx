/** Trends over the book: how many households were outside their bands week by week, their average drift, and what rebalances cost this year and last. */
import type { BookTrend, BookYear } from '../../../../shared/model/performance.ts'
import { count, counted, date, exactMoney, hundredths, percent, signedMoney, unknown } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import { useJobQuery } from '../../../desk/use-query.ts'
import type { GridColumn } from '../../../grid/column.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { go } from '../../../shell/route.ts'
import '../../household/performance/performance.css'
import { BookPlot } from './book-plot.tsx'

type Row = BookTrend['rebalances'][number]

const columns: readonly GridColumn<Row>[] = [
  { id: 'household', head: 'Household', kind: 'text', value: row => row.name, opens: true, width: 180, grow: 1, pinned: true },
  { id: 'day', head: 'First trade', kind: 'date', value: row => row.day, width: 116 },
  { id: 'title', head: 'What', kind: 'text', value: row => row.title, width: 180, grow: 1 },
  { id: 'turnover', head: 'Turnover', kind: 'percent', value: row => hundredths(row.turnover), width: 96 },
  {
    id: 'cost',
    head: 'Cost',
    tip: 'Fees and fills against the ticket; planned where no trade is in the book',
    kind: 'exact-gain',
    value: row => row.cost,
    width: 104,
  },
  { id: 'tax', head: 'Tax', tip: 'Realized so far', kind: 'gain', value: row => row.tax, width: 104 },
]
const rowId = (row: Row) => `${row.household} ${row.id}`

export function TrendsTab() {
  const { asOf } = useSession()
  const answer = useJobQuery('performance.book', { asOf })
  return (
    <AnswerView answer={answer} what="Looking back over the book">
      {trend => <Trends trend={trend} />}
    </AnswerView>
  )
}

function Trends({ trend }: { trend: BookTrend }) {
  const open = (row: Row) => go({ screen: 'household', household: row.household, rest: ['rebalances'] })
  const measured = trend.weeks.some(({ households }) => households > 0)
  return (
    <div className="book-trends">
      <section className="panel" aria-label="Drift over the book">
        <div className="line between">
          <h2>Households outside their bands, and average drift</h2>
          <span className="grey">{reach(trend)}</span>
        </div>
        {measured ? (
          <BookPlot weeks={trend.weeks} />
        ) : (
          <Empty title="No week can be told">
            Drift of a past week needs what was held then and prices of its days: import trades and prices under Data. Households without
            targets have no drift.
          </Empty>
        )}
      </section>
      <Years years={trend.years} />
      <Grid
        head="short"
        label="Rebalances"
        columns={columns}
        rows={trend.rebalances}
        rowId={rowId}
        onOpen={open}
        empty={
          <Empty title="No rebalance in these two years">
            Tickets that carry out a plan, and days of trades that turn over a set part of a household, stand here.
          </Empty>
        }
        tools={<p className="grey">of this year and last</p>}
      />
    </div>
  )
}

function reach({ households, unmeasured, asOf }: BookTrend): string {
  const without = unmeasured === 0 ? '' : `, ${count(unmeasured)} without targets, trades or prices`
  return `${counted(households, 'household')}${without} · last priced day of each week, as of ${date(asOf)}`
}

function Years({ years }: { years: readonly BookYear[] }) {
  const head = ({ year, until }: BookYear) => (until.endsWith('-12-31') ? `${year}` : `${year} to ${date(until)}`)
  const partly = (known: number, of: number) => (known === of ? '' : ` (of ${count(known)}, others unknown)`)
  const rows: readonly (readonly [string, (year: BookYear) => string])[] = [
    ['Rebalances', year => count(year.rebalances)],
    ['Households', year => count(year.households)],
    [
      'Cost',
      year =>
        year.rebalances > 0 && year.costKnown === 0 ? unknown : `${exactMoney(year.cost)}${partly(year.costKnown, year.rebalances)}`,
    ],
    [
      'Tax',
      year => (year.rebalances > 0 && year.taxKnown === 0 ? unknown : `${signedMoney(year.tax)}${partly(year.taxKnown, year.rebalances)}`),
    ],
  ]
  return (
    <section className="panel" aria-label="Rebalances by year">
      <h2>This year and last</h2>
      <table className="when-table">
        <thead>
          <tr>
            <th scope="col">Past rebalances</th>
            {years.map(year => (
              <th scope="col" key={year.until}>
                {head(year)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, of]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {years.map(year => (
                <td key={year.until}>{of(year)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="grey small">
        A rebalance is a plan’s tickets with trades in the book, or a day of two or more trades that turned over the part of a household set
        under Settings, Performance ({percent(100)} unless the firm says otherwise). Taxes of an earlier year are not worked out.
      </p>
    </section>
  )
}
