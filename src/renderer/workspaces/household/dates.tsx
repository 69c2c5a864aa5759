/** What happens when: wash locks with their last day, lots about to turn long-term, cash that is due, what must not be traded. */
import { useMemo, useState } from 'react'
import { daysBetween } from '../../../shared/kernel/civil-date.ts'
import type { CashNeed, Restriction } from '../../../shared/model/book.ts'
import type { WashLock } from '../../../shared/model/ledger.ts'
import type { Review } from '../../../shared/model/review.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { percent } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import type { StatusWord } from '../../parts/status.tsx'
import { CashNeedForm } from './cash-need-form.tsx'
import { PlanLimits } from './plan-limits.tsx'
import { RestrictionForm, restrictionWords } from './restriction-form.tsx'
import { trailIn } from './trails.ts'

type TurningLot = Review['turningLong'][number]

type Open = { readonly cash: CashNeed | null } | { readonly restriction: Restriction | null } | null

export function Dates({ view }: { view: HouseholdView }) {
  const locks = useMemo(() => lockColumns(view), [view])
  const turning = useMemo(() => turningColumns(view), [view])
  const cash = useMemo(() => cashColumns(view), [view])
  const restricted = useMemo(() => restrictionColumns(view), [view])
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <div className="dates">
      <Grid
        head="short"
        label="Wash locks"
        lines={10}
        columns={locks}
        rows={view.review.locks}
        rowId={lockId}
        empty={<Empty title="No wash lock">No loss sale of the last 30 days bars a purchase in this household.</Empty>}
      />
      <Grid
        head="short"
        label="Turning long-term"
        lines={10}
        columns={turning}
        rows={view.review.turningLong}
        rowId={turningId}
        empty={<Empty title="No lot turns long-term soon" />}
      />
      <Grid
        head="short"
        label="Cash needs and deposits"
        lines={10}
        columns={cash}
        rows={view.cashNeeds}
        rowId={cashId}
        onOpen={need => setOpen({ cash: need })}
        tools={
          <Button look="plain" icon="plus" onPress={() => setOpen({ cash: null })}>
            Add
          </Button>
        }
        empty={<Empty title="No cash is asked for" />}
      />
      <Grid
        head="short"
        label="Restrictions"
        lines={10}
        columns={restricted}
        rows={view.restrictions}
        rowId={restrictionId}
        onOpen={restriction => setOpen({ restriction })}
        tools={
          <Button look="plain" icon="plus" onPress={() => setOpen({ restriction: null })}>
            Add
          </Button>
        }
        empty={<Empty title="Nothing is restricted" />}
      />
      <PlanLimits view={view} />
      {open && 'cash' in open && <CashNeedForm need={open.cash} view={view} onClose={close} />}
      {open && 'restriction' in open && <RestrictionForm restriction={open.restriction} view={view} onClose={close} />}
    </div>
  )
}

const lockId = (row: WashLock) => row.id
const turningId = (row: TurningLot) => row.lot
const restrictionId = (row: Restriction) => row.id
const cashId = (row: CashNeed) => row.id

function lockColumns(view: HouseholdView): readonly GridColumn<WashLock>[] {
  const { securities, review } = view
  const trail = trailIn(view)
  const symbols = new Map(securities.map(security => [security.id, security.symbol]))
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => symbols.get(row.security) ?? row.security, width: 80 },
    {
      id: 'until',
      head: 'Through',
      tip: 'Last day on which buying is barred',
      kind: 'date',
      value: row => row.until,
      sort: 'asc',
      width: 112,
      trail: row => trail('lock', [row.id], 'until'),
    },
    { id: 'left', head: 'Days left', kind: 'days', value: row => Math.max(0, daysBetween(review.asOf, row.until)), width: 80 },
    { id: 'reason', head: 'Because', kind: 'text', value: row => row.reason, width: 160, grow: 1 },
    { id: 'from', head: 'From', kind: 'date', value: row => row.from, width: 104 },
    { id: 'ticket', head: 'Ticket', kind: 'text', value: row => row.ticket, none: 'from the ledger', width: 112 },
  ]
}

function turningColumns(view: HouseholdView): readonly GridColumn<TurningLot>[] {
  const names = new Map(view.accounts.map(account => [account.id, account.name]))
  const trail = trailIn(view)
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, width: 72 },
    { id: 'account', head: 'Account', kind: 'text', value: row => names.get(row.account) ?? row.account, width: 100, grow: 1 },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, width: 72 },
    { id: 'longOn', head: 'Long from', kind: 'date', value: row => row.longOn, sort: 'asc', width: 108 },
    { id: 'days', head: 'In days', kind: 'days', value: row => row.days, width: 68 },
    {
      id: 'gain',
      head: 'Gain or loss',
      kind: 'exact-gain',
      value: row => row.gain,
      width: 104,
      trail: row => trail('lot', [row.lot], 'gain'),
    },
  ]
}

function cashColumns({ accounts }: HouseholdView): readonly GridColumn<CashNeed>[] {
  const names = new Map(accounts.map(account => [account.id, account.name]))
  return [
    { id: 'note', head: 'For', kind: 'text', value: row => row.note, opens: true, width: 120, grow: 1 },
    { id: 'amount', head: 'Amount', kind: 'exact-money', value: row => row.amount, width: 104 },
    { id: 'flow', head: 'Which way', kind: 'text', value: row => (row.flow === 'deposit' ? 'to come' : 'needed'), width: 80 },
    { id: 'due', head: 'Due', kind: 'date', value: row => row.due, sort: 'asc', width: 108 },
    {
      id: 'account',
      head: 'Account',
      kind: 'text',
      value: row => (row.account === null ? null : (names.get(row.account) ?? null)),
      none: 'any',
      width: 110,
      grow: 1,
    },
  ]
}

/** An expired one has stopped by itself and stays in the list. */
function restrictionStatus({ kind, weight, expires }: Restriction, asOf: string): StatusWord {
  if (expires !== null && expires < asOf) return { tone: 'quiet', word: 'expired' }
  return weight == null
    ? { tone: 'blocked', word: restrictionWords[kind] }
    : { tone: 'waiting', word: `${restrictionWords[kind]} ${percent(weight)}` }
}

function restrictionColumns({ accounts, securities, review }: HouseholdView): readonly GridColumn<Restriction>[] {
  const names = new Map(accounts.map(account => [account.id, account.name]))
  const symbols = new Map(securities.map(security => [security.id, security.symbol]))
  return [
    { id: 'security', head: 'Security', kind: 'text', value: row => symbols.get(row.security) ?? row.security, opens: true, width: 92 },
    { id: 'kind', head: 'Restriction', kind: 'status', value: row => restrictionStatus(row, review.asOf), width: 150 },
    {
      id: 'account',
      head: 'Account',
      kind: 'text',
      value: row => (row.account === null ? null : (names.get(row.account) ?? null)),
      none: 'all',
      width: 140,
    },
    { id: 'expires', head: 'Until', kind: 'date', value: row => row.expires, none: 'for good', width: 112 },
    { id: 'reason', head: 'Because', kind: 'text', value: row => row.reason, width: 120, grow: 1 },
  ]
}
