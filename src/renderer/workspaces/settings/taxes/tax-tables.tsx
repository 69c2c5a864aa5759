/** Every parameter the tax rests on, with its source and the day it counts from: federal tables by year, the states' planning rates with caveats. */
import { useState } from 'react'
import { filingStatuses } from '../../../../shared/model/lists.ts'
import type { FederalTable } from '../../../../shared/model/tax-table.ts'
import type { StateRow, StateTable } from '../../../../shared/model/tax-year.ts'
import { date, exactMoney, money, rate } from '../../../../shared/present/format.ts'
import { useQuery } from '../../../desk/use-query.ts'
import type { GridColumn } from '../../../grid/column.ts'
import { Grid } from '../../../grid/grid.tsx'
import { AnswerView } from '../../../parts/answer.tsx'
import { Banner } from '../../../parts/faces.tsx'
import { Select } from '../../../parts/inputs.tsx'

const filing = {
  single: 'Single',
  mfj: 'Married jointly',
  mfs: 'Married separately',
  hoh: 'Head of household',
  qss: 'Surviving spouse',
} as const

export function TaxTables() {
  const answer = useQuery('tax.tables', {})
  const [year, setYear] = useState<string | null>(null)
  return (
    <AnswerView answer={answer} what="Reading the tables">
      {({ federal, states }) => {
        const shown = federal.find(table => String(table.year) === year) ?? federal.at(-1)
        return (
          <div className="stack">
            <Select
              label="Federal table of"
              value={shown ? String(shown.year) : null}
              choices={federal.map(table => ({ value: String(table.year), label: String(table.year) }))}
              onChange={setYear}
            />
            {shown && <Federal table={shown} />}
            <States states={states} />
          </div>
        )
      }}
    </AnswerView>
  )
}

function Federal({ table }: { table: FederalTable }) {
  const rates = table.ordinary.single.map(bracket => bracket.rate)
  const single = table.longTerm.single.rates
  return (
    <>
      <p>
        <strong>
          {table.year}, in force from {date(table.effective)}.
        </strong>{' '}
        {table.source}
      </p>
      <ParameterTable
        caption="Ordinary brackets, IRC §1(j): top of each by taxable income"
        rows={rates.map((each, at) => ({
          what: rate(each),
          of: status => (table.ordinary[status][at]?.to === null ? 'no top' : money(table.ordinary[status][at]?.to ?? null)),
        }))}
      />
      <ParameterTable
        caption="Long-term gains and qualified dividends, IRC §1(h): inclusive tops by total taxable income"
        rows={[
          { what: `Top of ${rate(single[0])}`, of: status => money(table.longTerm[status].zeroTop) },
          { what: `Top of ${rate(single[1])}; ${rate(single[2])} above`, of: status => money(table.longTerm[status].fifteenTop) },
        ]}
      />
      <ParameterTable
        caption="Limits"
        rows={[
          { what: 'Net investment income tax, IRC §1411, on MAGI above', of: status => money(table.netInvestment[status].threshold) },
          { what: 'at', of: status => rate(table.netInvestment[status].rate) },
          { what: 'Loss deductible, IRC §1211(b)', of: status => exactMoney(table.lossLimit[status]) },
          { what: 'Standard deduction, IRC §63(c)', of: status => money(table.standardDeduction[status]) },
        ]}
      />
    </>
  )
}

interface Parameter {
  readonly what: string
  readonly of: (status: (typeof filingStatuses)[number]) => string
}

function ParameterTable({ caption, rows }: { caption: string; rows: readonly Parameter[] }) {
  return (
    <table className="parameters">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {filingStatuses.map(status => (
            <th key={status} scope="col">
              {filing[status]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.what}>
            <th scope="row">{row.what}</th>
            {filingStatuses.map(status => (
              <td key={status}>{row.of(status)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const rateIn = (row: StateRow, of: 'short' | 'long', year: string) => {
  const found = row[of][year]
  return found === undefined ? null : rate(found)
}
const stateColumns: readonly GridColumn<StateRow>[] = [
  { id: 'state', head: 'State', kind: 'text', value: row => row.state, width: 64, sort: 'asc' },
  { id: 'name', head: 'Name', kind: 'text', value: row => row.name, width: 140 },
  { id: 's25', head: 'Short 2025', kind: 'text', value: row => rateIn(row, 'short', '2025'), width: 96 },
  { id: 'l25', head: 'Long 2025', kind: 'text', value: row => rateIn(row, 'long', '2025'), width: 96 },
  { id: 's26', head: 'Short 2026', kind: 'text', value: row => rateIn(row, 'short', '2026'), width: 96 },
  { id: 'l26', head: 'Long 2026', kind: 'text', value: row => rateIn(row, 'long', '2026'), width: 96 },
  { id: 'note', head: 'Caveat', kind: 'text', value: row => row.note, width: 260, grow: 2 },
  { id: 'source', head: 'Source', kind: 'text', value: row => row.source.join('; '), width: 220, grow: 1 },
]
const stateId = (row: StateRow) => row.state

function States({ states }: { states: StateTable }) {
  return (
    <>
      <Banner weight="note">
        {states.source} {states.trust} Collected {date(states.asOf)}.
      </Banner>
      <div className="state-grid">
        <Grid label="States: top rates on gains" columns={stateColumns} rows={states.rows} rowId={stateId} />
      </div>
    </>
  )
}
