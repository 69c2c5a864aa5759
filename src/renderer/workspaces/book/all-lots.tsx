/** Every open lot of the book: a hundred thousand rows read from columns, sorted and searched in the window. */
import { type RefObject, useMemo, useRef, useState } from 'react'
import { civilDate } from '../../../shared/kernel/civil-date.ts'
import { type HouseholdId, id } from '../../../shared/kernel/id.ts'
import type { LotColumns } from '../../../shared/model/views.ts'
import { count, counted, dayAsDate, money } from '../../../shared/present/format.ts'
import { lotAt } from '../../../shared/present/lot-at.ts'
import { useSession } from '../../desk/session.tsx'
import { useQuery } from '../../desk/use-query.ts'
import { type GridColumn, type IndexRow, indexRows } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Empty, ErrorFace, Progress } from '../../parts/faces.tsx'
import { SaveFile } from '../../parts/files.tsx'
import { go } from '../../shell/route.ts'
import { LineageLink } from '../household/lineage/link.tsx'

export function AllLots({ symbol }: { symbol: string }) {
  const { asOf } = useSession()
  const answer = useQuery('book.lots', { asOf, household: null })
  const held = useRef<LotColumns>(none)
  held.current = answer.value ?? none
  const columns = useMemo(() => columnsOf(held), [])
  const [focus, setFocus] = useState<IndexRow | null>(null)
  const totals = useMemo(() => (rows: readonly IndexRow[]) => totalsOf(held.current, rows), [])
  if (answer.value === undefined && answer.refusal) return <ErrorFace refusal={answer.refusal} onRetry={answer.refresh} />
  return (
    <Grid
      label="Open lots"
      columns={columns}
      rows={indexRows(held.current)}
      totals={totals}
      search={symbol}
      waiting={answer.value === undefined}
      tools={
        answer.value === undefined ? (
          <Progress what="Reading all lots" step={answer.progress} />
        ) : (
          <>
            <SaveFile make="book.export" input={{ asOf, what: 'lots' }}>
              Save all as CSV
            </SaveFile>
            <LotInFocus columns={held.current} row={focus} />
          </>
        )
      }
      onFocusRow={setFocus}
      onOpen={row => {
        const household = householdOf(held.current, row)
        if (household !== undefined) go({ screen: 'household', household, rest: ['lots'] })
      }}
      empty={<Empty title="No open lots">Import a custodian&apos;s lot file to see its lots here.</Empty>}
    />
  )
}

function LotInFocus({ columns, row }: { columns: LotColumns; row: IndexRow | null }) {
  const household = row === null ? undefined : householdOf(columns, row)
  const lot = row === null ? undefined : lotAt(columns, row.index)
  if (row === null || household === undefined || lot === undefined) return null
  const of = `${columns.texts[columns.symbol[row.index] ?? -1] ?? 'lot'} of ${dayAsDate(columns.acquired[row.index] ?? -1)}`
  return (
    <LineageLink household={household} lot={lot} of={of}>
      Lineage of the lot in focus
    </LineageLink>
  )
}

const none: LotColumns = {
  count: 0,
  asOf: '',
  texts: [],
  lots: [],
  household: [],
  account: [],
  symbol: [],
  name: [],
  householdId: [],
  acquired: [],
  longOn: [],
  shares: [],
  basis: [],
  value: [],
  gain: [],
}

function householdOf(columns: LotColumns, row: IndexRow): HouseholdId | undefined {
  const text = columns.texts[columns.householdId[row.index] ?? -1]
  return text === undefined ? undefined : id<'household'>(text)
}

/** The columns stand before the answer does and read from whatever is held. */
function columnsOf(held: RefObject<LotColumns>): readonly GridColumn<IndexRow>[] {
  const text = (name: 'household' | 'account' | 'symbol' | 'name') => (row: IndexRow) =>
    held.current.texts[held.current[name][row.index] ?? -1] ?? null
  const figure = (name: 'shares' | 'basis' | 'value' | 'gain') => (row: IndexRow) => held.current[name][row.index] ?? null
  const trail = (name: string) => (row: IndexRow) => {
    const household = householdOf(held.current, row)
    const lot = lotAt(held.current, row.index)
    if (household === undefined || lot === undefined) return null
    return {
      of: 'review' as const,
      input: { household, asOf: civilDate(held.current.asOf), figure: { subject: 'lot', ids: [lot], figure: name } },
    }
  }
  return [
    { id: 'household', head: 'Household', kind: 'text', value: text('household'), opens: true, width: 116, grow: 1 },
    { id: 'account', head: 'Account', kind: 'text', value: text('account'), width: 116, grow: 1 },
    { id: 'symbol', head: 'Security', kind: 'text', value: text('symbol'), width: 76 },
    { id: 'name', head: 'Name', kind: 'text', value: text('name'), width: 110, grow: 1 },
    { id: 'acquired', head: 'Acquired', kind: 'day', value: row => held.current.acquired[row.index] ?? -1, width: 114 },
    { id: 'longOn', head: 'Long from', kind: 'day', value: row => held.current.longOn[row.index] ?? -1, width: 114 },
    { id: 'shares', head: 'Shares', kind: 'shares', value: figure('shares'), width: 84 },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: figure('basis'), width: 110, trail: trail('basis') },
    { id: 'value', head: 'Value', kind: 'exact-money', value: figure('value'), width: 110, trail: trail('value') },
    { id: 'gain', head: 'Gain or loss', kind: 'exact-gain', value: figure('gain'), width: 110, trail: trail('gain') },
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
