/** Columns of the year's sales. The return always stands; the broker's two views and the difference come as groups that can be put away. */
import type { YearRow } from '../../../../shared/model/tax-year.ts'
import type { HouseholdView } from '../../../../shared/model/views.ts'
import type { TrailRequest } from '../../../desk/trail.tsx'
import type { GridColumn } from '../../../grid/column.ts'
import type { StatusWord } from '../../../parts/status.tsx'
import { trailIn } from '../trails.ts'

export interface Groups {
  readonly broker: boolean
  readonly reported: boolean
  readonly difference: boolean
}

export function saleColumns(household: HouseholdView, groups: Groups): readonly GridColumn<YearRow>[] {
  return [
    ...returnColumns(household),
    ...(groups.broker ? scopeColumns('broker', 'Broker') : []),
    ...(groups.reported ? scopeColumns('reported', '1099-B') : []),
    ...(groups.difference ? differenceColumns : []),
    { id: 'box', head: 'Box', tip: 'Box of Form 8949', kind: 'text', value: row => row.box, width: 60, none: 'none' },
    { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 150 },
    { id: 'source', head: 'Source', kind: 'text', value: row => row.source, width: 180, grow: 1 },
  ]
}

function returnColumns(household: HouseholdView): readonly GridColumn<YearRow>[] {
  const trail = trailIn(household)
  // a sale that no record decides has no working to open
  const of = (figure: string) => (row: YearRow) => (row.recognized === null ? null : trail('realized-row', [row.id], figure))
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: true, width: 84, pinned: true },
    { id: 'acquired', head: 'Acquired', kind: 'date', value: row => row.acquired },
    { id: 'sold', head: 'Sold', kind: 'date', value: row => row.sold, sort: 'desc' },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares },
    { id: 'proceeds', head: 'Proceeds', kind: 'exact-money', value: row => row.proceeds, trail: of('proceeds') },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: row => row.basis, trail: of('basis') },
    {
      id: 'code',
      head: 'Code',
      tip: 'Column (f) of Form 8949',
      kind: 'text',
      value: row => (row.codes === '' ? null : row.codes),
      width: 64,
      none: '',
    },
    { id: 'adjustment', head: 'Adjusted', tip: 'Column (g) of Form 8949', kind: 'exact-money', value: row => row.adjustment },
    {
      id: 'recognized',
      head: 'Gain or loss',
      tip: 'Recognized on the return, column (h)',
      kind: 'exact-gain',
      value: row => row.recognized,
      trail: of('recognized'),
    },
    ...outcomeColumns(of),
  ]
}

type TrailOf = (figure: string) => (row: YearRow) => TrailRequest | null

/** How long it was held, whether it is final, and where a disallowed loss went. */
function outcomeColumns(of: TrailOf): readonly GridColumn<YearRow>[] {
  return [
    { id: 'term', head: 'Term', kind: 'term', value: row => row.term, width: 68 },
    { id: 'state', head: 'State', kind: 'status', value: stateOf, width: 150 },
    {
      id: 'from',
      head: 'Held from',
      tip: 'Start of the holding period, days of washed shares included',
      kind: 'date',
      value: row => row.holdingFrom,
    },
    {
      id: 'deferred',
      head: 'Deferred',
      tip: 'Disallowed and moved into the basis of replacements',
      kind: 'exact-money',
      value: row => row.deferred,
      trail: of('deferred'),
    },
    {
      id: 'lost',
      head: 'Lost',
      tip: 'Disallowed and lost for good',
      kind: 'exact-money',
      value: row => row.permanent,
      width: 100,
      trail: of('permanent'),
    },
  ]
}

function stateOf(row: YearRow): StatusWord {
  if (row.recognized === null || row.term === null) return { tone: 'blocked', word: 'Unknown' }
  if (row.permanent > 0) return { tone: 'blocked', word: 'Permanent loss' }
  if (row.provisional !== null) return { tone: 'waiting', word: row.provisional.open ? 'Provisional' : 'Provisional, records' }
  return { tone: 'ready', word: 'Final' }
}

function scopeColumns(scope: 'broker' | 'reported', head: string): readonly GridColumn<YearRow>[] {
  const tip = scope === 'broker' ? "worked out by a broker's rules" : "as the custodian's realized file says"
  return [
    { id: `${scope}-basis`, head: `${head} basis`, tip: `Basis ${tip}`, kind: 'exact-money', value: row => row[scope]?.basis ?? null },
    {
      id: `${scope}-washed`,
      head: `${head} washed`,
      tip: `Disallowed ${tip}`,
      kind: 'exact-money',
      value: row => row[scope]?.disallowed ?? null,
      width: 124,
    },
    {
      id: `${scope}-gain`,
      head: `${head} gain`,
      tip: `Gain or loss ${tip}`,
      kind: 'exact-gain',
      value: row => row[scope]?.recognized ?? null,
    },
  ]
}

const differenceColumns: readonly GridColumn<YearRow>[] = [
  { id: 'difference', head: 'Difference', tip: 'The return less the custodian', kind: 'exact-gain', value: row => row.difference },
  {
    id: 'why',
    head: 'Why',
    kind: 'text',
    value: row => (row.differenceWhy.length === 0 ? null : row.differenceWhy.join('; ')),
    width: 320,
    none: '',
  },
]
