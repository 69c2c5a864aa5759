/** Without a sale in mind: the household's positions, to open the lots of one. */
import { useMemo } from 'react'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { HoldingRow } from '../../../shared/model/views.ts'
import { useQuery } from '../../desk/use-query.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { AnswerView } from '../../parts/answer.tsx'
import { Empty } from '../../parts/faces.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { go } from '../../shell/route.ts'

interface PositionRow extends HoldingRow {
  readonly household: HouseholdId
  readonly asOf: CivilDate
}

const trail = (row: PositionRow, figure: string) => ({
  of: 'review' as const,
  input: { household: row.household, asOf: row.asOf, figure: { subject: 'holding', ids: [row.account, row.security], figure } },
})

const columns: readonly GridColumn<PositionRow>[] = [
  { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: true, pinned: true, width: 90 },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 200 },
  { id: 'lots', head: 'Lots', kind: 'count', value: row => row.lots },
  { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, trail: row => trail(row, 'shares') },
  { id: 'value', head: 'Value', kind: 'exact-money', value: row => row.value, trail: row => trail(row, 'value') },
  { id: 'basis', head: 'Basis', kind: 'exact-money', value: row => row.basis, trail: row => trail(row, 'basis') },
  { id: 'gain', head: 'Gain or loss', kind: 'exact-gain', value: row => row.gain, trail: row => trail(row, 'gain') },
  { id: 'name', head: 'Name', kind: 'text', value: row => row.name, grow: 1, width: 200 },
]

const rowId = (row: PositionRow) => `${row.account} ${row.security}`
const open = (row: PositionRow) => go({ screen: 'lots', household: row.household, rest: [row.account, row.security] })

export function ChoosePosition({ household, asOf }: { household: HouseholdId; asOf: CivilDate }) {
  const answer = useQuery('household.view', { household, asOf })
  const rows = useMemo(() => (answer.value?.holdings ?? []).map(row => ({ ...row, household, asOf })), [answer.value, household, asOf])
  return (
    <ScreenFrame title="Lots for one sale" lead="Choose the position to sell from; Enter opens its lots">
      <AnswerView answer={answer} what="Reading the positions">
        {() => (
          <Grid
            label="Positions"
            columns={columns}
            rows={rows}
            rowId={rowId}
            onOpen={open}
            empty={<Empty title="No positions">Import a lot file under Data.</Empty>}
          />
        )}
      </AnswerView>
    </ScreenFrame>
  )
}
