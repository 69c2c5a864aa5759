/** Every open lot of the household with its dates, basis, gain and what the harvest review says of it. */
import { useMemo, useState } from 'react'
import type { OpenLot } from '../../../shared/model/ledger.ts'
import type { Candidate } from '../../../shared/model/review.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { counted, date, money } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Empty } from '../../parts/faces.tsx'
import { candidateWords } from '../../parts/status.tsx'
import { go } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { LineageLink } from './lineage/link.tsx'
import { trailIn } from './trails.ts'

interface LotRow {
  readonly lot: OpenLot
  readonly account: string
  readonly symbol: string
  readonly name: string
  /** The review's words on it; it looks at taxable accounts only. */
  readonly candidate: Candidate | null
}

const rowId = (row: LotRow) => row.lot.id
const origins = {
  purchase: 'bought',
  drip: 'dividend reinvested',
  transfer: 'transferred in',
  gift: 'gift',
  inherited: 'inherited',
  statement: "custodian's statement",
  'spin-off': 'spin-off',
} as const

export function Lots({ view }: { view: HouseholdView }) {
  const rows = useMemo(() => rowsOf(view), [view])
  const columns = useMemo(() => columnsOf(view), [view])
  const [focus, setFocus] = useState<LotRow | null>(null)
  const open = focus !== null && rows.includes(focus) ? focus : null
  return (
    <Grid
      label="Open lots"
      columns={columns}
      rows={rows}
      rowId={rowId}
      totals={totalsOf}
      onFocusRow={setFocus}
      tools={
        <LineageLink
          household={view.household.id}
          lot={open?.lot.id ?? null}
          of={open === null ? 'the lot in focus' : `${open.symbol} of ${date(open.lot.acquired)}`}
        >
          Lineage of the lot in focus
        </LineageLink>
      }
      {...(screenOf('lots')
        ? { onOpen: (row: LotRow) => go({ screen: 'lots', household: view.household.id, rest: [row.lot.account, row.lot.security] }) }
        : {})}
      empty={<Empty title="No open lots">Import a custodian&apos;s lot file for the accounts of this household.</Empty>}
    />
  )
}

function rowsOf({ review, accounts, securities }: HouseholdView): readonly LotRow[] {
  const candidates = new Map(review.candidates.map(candidate => [candidate.lot.id, candidate]))
  const names = new Map(accounts.map(account => [account.id, account.name]))
  const known = new Map(securities.map(security => [security.id, security]))
  return review.lots.map(lot => ({
    lot,
    account: names.get(lot.account) ?? lot.account,
    symbol: known.get(lot.security)?.symbol ?? lot.security,
    name: known.get(lot.security)?.name ?? '',
    candidate: candidates.get(lot.id) ?? null,
  }))
}

function columnsOf(view: HouseholdView): readonly GridColumn<LotRow>[] {
  const trail = trailIn(view)
  const of = (row: LotRow, figure: string) => trail('lot', [row.lot.id], figure)
  return [
    { id: 'account', head: 'Account', kind: 'text', value: row => row.account, width: 150, grow: 1 },
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: screenOf('lots') !== undefined, width: 88 },
    {
      id: 'acquired',
      head: 'Acquired',
      kind: 'date',
      value: row => row.lot.acquired,
      sort: 'asc',
      width: 108,
      trail: row => of(row, 'acquired'),
    },
    { id: 'term', head: 'Term', kind: 'term', value: row => row.candidate?.term ?? null, width: 76, trail: row => of(row, 'term') },
    {
      id: 'longOn',
      head: 'Long from',
      kind: 'date',
      value: row => row.candidate?.longOn ?? null,
      width: 108,
      trail: row => of(row, 'longOn'),
    },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.lot.shares, width: 96 },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: row => row.lot.basis, trail: row => of(row, 'basis') },
    { id: 'value', head: 'Value', kind: 'exact-money', value: row => row.candidate?.value ?? null, trail: row => of(row, 'value') },
    { id: 'gain', head: 'Gain or loss', kind: 'exact-gain', value: row => row.candidate?.gain ?? null, trail: row => of(row, 'gain') },
    {
      id: 'points',
      head: 'Of basis',
      kind: 'percent',
      value: row => row.candidate?.gainPoints ?? null,
      width: 88,
      trail: row => of(row, 'gainPoints'),
    },
    {
      id: 'washed',
      head: 'Wash in basis',
      tip: 'Disallowed loss of an earlier sale inside this basis',
      kind: 'exact-money',
      value: row => row.lot.washAdjustment,
      width: 112,
    },
    {
      id: 'state',
      head: 'Harvest',
      kind: 'status',
      value: row => (row.candidate ? candidateWords[row.candidate.state] : { tone: 'quiet', word: 'Sheltered' }),
      width: 140,
    },
    { id: 'origin', head: 'Came by', kind: 'text', value: row => origins[row.lot.origin], width: 140 },
  ]
}

function totalsOf(rows: readonly LotRow[]): Readonly<Record<string, string>> {
  const known = rows.filter(row => row.candidate?.gain !== null && row.candidate !== null)
  const less = rows.length - known.length
  return {
    account: counted(rows.length, 'lot'),
    gain: money(known.reduce((total, row) => total + (row.candidate?.gain ?? 0), 0)),
    state: less > 0 ? `gain without ${less} unknown` : '',
  }
}
