/** What happens when: wash locks with their last day, lots about to turn long-term, cash that is due. */
import { useMemo } from 'react'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { CashNeed } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { Review } from '../../../shared/model/review.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Empty } from '../../parts/faces.tsx'
import { trailIn } from './trails.ts'

type TurningLot = Review['turningLong'][number]

export function Dates({ view }: { view: HouseholdView }) {
  const locks = useMemo(() => lockColumns(view), [view])
  const turning = useMemo(() => turningColumns(view), [view])
  const cash = useMemo(() => cashColumns(view), [view])
  return (
    <div className="dates">
      <Grid
        head="short"
        label="Wash locks"
        columns={locks}
        rows={view.review.locks}
        rowId={lockId}
        empty={<Empty title="No wash lock">No loss sale of the last 30 days bars a purchase in this household.</Empty>}
      />
      <Grid
        head="short"
        label="Turning long-term"
        columns={turning}
        rows={view.review.turningLong}
        rowId={turningId}
        empty={<Empty title="No lot turns long-term soon" />}
      />
      <Grid
        head="short"
        label="Cash needs"
        columns={cash}
        rows={view.cashNeeds}
        rowId={cashId}
        empty={<Empty title="No cash is asked for" />}
      />
    </div>
  )
}

const lockId = (row: WashLock) => row.id
const turningId = (row: TurningLot) => row.lot
const cashId = (row: CashNeed) => row.id

function lockColumns({ securities, review }: HouseholdView): readonly GridColumn<WashLock>[] {
  const symbols = new Map(securities.map(security => [security.id, security.symbol]))
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => symbols.get(row.security) ?? row.security, width: 92 },
    { id: 'from', head: 'Locked from', kind: 'date', value: row => row.from, width: 112 },
    { id: 'until', head: 'Through', kind: 'date', value: row => row.until, sort: 'asc', width: 112 },
    { id: 'left', head: 'Days left', kind: 'days', value: row => Math.max(0, daysBetween(review.asOf, row.until)), width: 88 },
    { id: 'ticket', head: 'Ticket', kind: 'text', value: row => row.ticket, none: 'from the ledger', width: 120 },
    { id: 'reason', head: 'Because', kind: 'text', value: row => row.reason, width: 240, grow: 1 },
  ]
}

function turningColumns(view: HouseholdView): readonly GridColumn<TurningLot>[] {
  const names = new Map(view.accounts.map(account => [account.id, account.name]))
  const trail = trailIn(view)
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, width: 92 },
    { id: 'account', head: 'Account', kind: 'text', value: row => names.get(row.account) ?? row.account, width: 180, grow: 1 },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, width: 100 },
    { id: 'longOn', head: 'Long-term from', kind: 'date', value: row => row.longOn, sort: 'asc', width: 140 },
    { id: 'days', head: 'In days', kind: 'days', value: row => row.days, width: 84 },
    { id: 'gain', head: 'Gain or loss', kind: 'exact-gain', value: row => row.gain, trail: row => trail('lot', [row.lot], 'gain') },
  ]
}

function cashColumns({ accounts }: HouseholdView): readonly GridColumn<CashNeed>[] {
  const names = new Map(accounts.map(account => [account.id, account.name]))
  return [
    { id: 'amount', head: 'Amount', kind: 'exact-money', value: row => row.amount },
    { id: 'due', head: 'Due', kind: 'date', value: row => row.due, sort: 'asc', width: 112 },
    {
      id: 'account',
      head: 'Account',
      kind: 'text',
      value: row => (row.account === null ? null : (names.get(row.account) ?? null)),
      none: 'any',
      width: 160,
    },
    { id: 'note', head: 'For', kind: 'text', value: row => row.note, width: 200, grow: 1 },
  ]
}
