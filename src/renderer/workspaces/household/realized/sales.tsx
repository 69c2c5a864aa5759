/** Every sale of the year as the return sees it, the broker's views beside it, and the row in focus below with its reasons in full. */
import { useMemo, useState } from 'react'
import { sumCents } from '../../../../shared/kernel/cents.ts'
import type { YearRow, YearView } from '../../../../shared/model/tax-year.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import { counted, exactMoney, signedExactMoney } from '../../../../shared/present/format.ts'
import { useTrail } from '../../../desk/trail.tsx'
import { Grid } from '../../../grid/grid.tsx'
import { Empty } from '../../../parts/faces.tsx'
import { CheckBox } from '../../../parts/inputs.tsx'
import { trailIn } from '../trails.ts'
import { type Groups, saleColumns } from './columns.ts'
import { SaleReasons } from './sale-reasons.tsx'

const rowId = (row: YearRow) => row.id

export function Sales({ view, household }: { view: YearView; household: HouseholdView }) {
  const [groups, setGroups] = useState<Groups>({ broker: false, reported: view.totals.reported.rows > 0, difference: true })
  const [focus, setFocus] = useState<string | null>(null)
  const { open } = useTrail()
  const columns = useMemo(() => saleColumns(household, groups), [household, groups])
  const row = view.rows.find(one => one.id === focus) ?? null
  const toggle = (key: keyof Groups, label: string) => (
    <CheckBox label={label} value={groups[key]} onChange={value => setGroups(before => ({ ...before, [key]: value }))} />
  )
  return (
    <div className="year-sales">
      <Grid
        label={`Sales of ${view.year}`}
        columns={columns}
        rows={view.rows}
        rowId={rowId}
        totals={totalsOf}
        onFocusRow={one => setFocus(one.id)}
        onOpen={one => open(trailIn(household)('realized-row', [one.id], 'recognized'))}
        tools={
          <div className="year-groups">
            {toggle('broker', 'Broker, worked out')}
            {toggle('reported', '1099-B, as reported')}
            {toggle('difference', 'Difference')}
          </div>
        }
        empty={
          <Empty title={`No sales in ${view.year}`}>
            Import the trades or a realized gains file of that year; sales in retirement accounts are not taxed and not listed.
          </Empty>
        }
      />
      {row && <SaleReasons household={household.household.id} row={row} />}
    </div>
  )
}

/** A sale of unknown result is in no sum: its proceeds without its basis would be half of it. */
export function totalsOf(all: readonly YearRow[]): Readonly<Record<string, string>> {
  const rows = all.filter(row => row.recognized !== null && row.term !== null)
  const sum = (of: (row: YearRow) => YearRow['recognized']) => {
    const known = rows.flatMap(row => of(row) ?? [])
    return known.length === 0 ? '' : sumCents(known)
  }
  const money = (amount: number | '') => (amount === '' ? '' : exactMoney(amount))
  const gain = (amount: number | '') => (amount === '' ? '' : signedExactMoney(amount))
  return {
    symbol: counted(rows.length, 'sale'),
    acquired: all.length === rows.length ? '' : `${all.length - rows.length} left out`,
    proceeds: money(sum(row => row.proceeds)),
    basis: money(sum(row => row.basis)),
    adjustment: money(sum(row => row.adjustment)),
    recognized: gain(sum(row => row.recognized)),
    deferred: money(sum(row => row.deferred)),
    lost: money(sum(row => row.permanent)),
    'broker-basis': money(sum(row => row.broker?.basis ?? null)),
    'broker-washed': money(sum(row => row.broker?.disallowed ?? null)),
    'broker-gain': gain(sum(row => row.broker?.recognized ?? null)),
    'reported-basis': money(sum(row => row.reported?.basis ?? null)),
    'reported-washed': money(sum(row => row.reported?.disallowed ?? null)),
    'reported-gain': gain(sum(row => row.reported?.recognized ?? null)),
    difference: gain(sum(row => row.difference)),
  }
}
