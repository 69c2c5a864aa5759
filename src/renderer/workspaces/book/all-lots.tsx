/** Every open lot of the book: a hundred thousand rows read from columns, sorted and searched in the window. */
import { useMemo } from 'react'
import { id } from '../../../shared/kernel/id.ts'
import type { LotColumns } from '../../../shared/model/views.ts'
import { count, counted, money } from '../../../shared/present/format.ts'
import { useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { type GridColumn, type IndexRow, indexRows } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Empty } from '../../parts/faces.tsx'
import { go } from '../../shell/route.ts'

export function AllLots({ symbol }: { symbol: string }) {
  const { asOf } = useSession()
  const answer = useQuery('book.lots', { asOf, household: null })
  return (
    <AnswerView answer={answer} what="Reading all lots">
      {columns => <LotGrid columns={columns} symbol={symbol} />}
    </AnswerView>
  )
}

function LotGrid({ columns, symbol }: { columns: LotColumns; symbol: string }) {
  const shown = useMemo(() => columnsOf(columns), [columns])
  const totals = useMemo(() => (rows: readonly IndexRow[]) => totalsOf(columns, rows), [columns])
  const rowId = useMemo(() => (row: IndexRow) => columns.lot[row.index] ?? String(row.index), [columns])
  return (
    <Grid
      label="Open lots"
      columns={shown}
      rows={indexRows(columns)}
      rowId={rowId}
      totals={totals}
      search={symbol}
      onOpen={row => {
        const household = columns.texts[columns.householdId[row.index] ?? -1]
        if (household !== undefined) go({ screen: 'household', household: id<'household'>(household), rest: ['lots'] })
      }}
      empty={<Empty title="No open lots">Import a custodian&apos;s lot file to see its lots here.</Empty>}
    />
  )
}

function columnsOf(columns: LotColumns): readonly GridColumn<IndexRow>[] {
  const text = (column: readonly number[]) => (row: IndexRow) => columns.texts[column[row.index] ?? -1] ?? null
  const figure = (column: readonly (number | null)[]) => (row: IndexRow) => column[row.index] ?? null
  const trail = (name: string) => (row: IndexRow) => {
    const household = columns.texts[columns.householdId[row.index] ?? -1]
    const lot = columns.lot[row.index]
    if (household === undefined || lot === undefined) return null
    return {
      of: 'review' as const,
      input: { household: id<'household'>(household), asOf: columns.asOf as never, figure: { subject: 'lot', ids: [lot], figure: name } },
    }
  }
  return [
    { id: 'household', head: 'Household', kind: 'text', value: text(columns.household), opens: true, width: 130, grow: 1 },
    { id: 'account', head: 'Account', kind: 'text', value: text(columns.account), width: 130, grow: 1 },
    { id: 'symbol', head: 'Security', kind: 'text', value: text(columns.symbol), width: 80 },
    { id: 'name', head: 'Name', kind: 'text', value: text(columns.name), width: 120, grow: 1 },
    { id: 'acquired', head: 'Acquired', kind: 'day', value: row => columns.acquired[row.index] ?? -1, width: 102 },
    {
      id: 'longOn',
      head: 'Long from',
      kind: 'day',
      value: row => (columns.acquired[row.index] === -1 ? -1 : (columns.longOn[row.index] ?? -1)),
      width: 102,
    },
    { id: 'shares', head: 'Shares', kind: 'shares', value: figure(columns.shares), width: 98 },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: figure(columns.basis), width: 110, trail: trail('basis') },
    { id: 'value', head: 'Value', kind: 'exact-money', value: figure(columns.value), width: 110, trail: trail('value') },
    { id: 'gain', head: 'Gain or loss', kind: 'exact-gain', value: figure(columns.gain), width: 110, trail: trail('gain') },
  ]
}

function totalsOf(columns: LotColumns, rows: readonly IndexRow[]): Readonly<Record<string, string>> {
  let value = 0
  let gain = 0
  let unknownGain = 0
  for (const { index } of rows) {
    value += columns.value[index] ?? 0
    const own = columns.gain[index] ?? null
    if (own === null) unknownGain += 1
    else gain += own
  }
  return {
    household: counted(rows.length, 'lot'),
    value: money(value),
    gain: money(gain),
    basis: unknownGain > 0 ? `${count(unknownGain)} unknown` : '',
  }
}
