/**
 * Columns of the year's sales. The gain by the return, by the two scopes of the custodian and the difference stand side by side, because they are read against
 * each other; how each came about follows. The scopes and the difference can be put away.
 */
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
  const trail = trailIn(household)
  // a sale that no record decides has no working to open
  const of: TrailOf = figure => row => (row.recognized === null ? null : trail('realized-row', [row.id], figure))
  return [
    ...returnColumns(of),
    ...(groups.broker ? [gainOf('broker')] : []),
    ...(groups.reported ? [gainOf('reported')] : []),
    ...(groups.difference ? [differenceColumn] : []),
    ...outcomeColumns(of),
    ...(groups.difference ? [whyColumn] : []),
    ...(groups.broker ? workingsOf('broker') : []),
    ...(groups.reported ? workingsOf('reported') : []),
    { id: 'box', head: 'Box', tip: 'Box of Form 8949', kind: 'text', value: row => row.box, width: 60, none: 'none' },
    { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 150 },
    { id: 'source', head: 'Source', kind: 'text', value: row => row.source, width: 180, grow: 1 },
  ]
}

type TrailOf = (figure: string) => (row: YearRow) => TrailRequest | null

/** Columns (c) to (h) of the form; the day of purchase stands with the term that it decides. No click opens the whole sale: it is read below the grid, and a trail would cover what stands at the right. */
function returnColumns(of: TrailOf): readonly GridColumn<YearRow>[] {
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, width: 80, pinned: true },
    { id: 'sold', head: 'Sold', kind: 'date', value: row => row.sold, sort: 'desc' },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, width: 76 },
    { id: 'proceeds', head: 'Proceeds', kind: 'exact-money', value: row => row.proceeds, trail: of('proceeds'), width: 104 },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: row => row.basis, trail: of('basis'), width: 104 },
    {
      id: 'code',
      head: 'Code',
      tip: 'Column (f) of Form 8949',
      kind: 'text',
      value: row => (row.codes === '' ? null : row.codes),
      width: 52,
      none: '',
    },
    {
      id: 'adjustment',
      head: 'Adjusted',
      tip: 'Column (g) of Form 8949',
      kind: 'exact-money',
      value: row => row.adjustment,
      width: 92,
    },
    {
      id: 'recognized',
      head: 'Gain or loss',
      tip: 'Recognized on the return, column (h)',
      kind: 'exact-gain',
      value: row => row.recognized,
      trail: of('recognized'),
      width: 108,
    },
  ]
}

/** How long it was held, whether it is final, and where a disallowed loss went. */
function outcomeColumns(of: TrailOf): readonly GridColumn<YearRow>[] {
  return [
    { id: 'term', head: 'Term', kind: 'term', value: row => row.term, width: 68 },
    { id: 'acquired', head: 'Acquired', kind: 'date', value: row => row.acquired },
    { id: 'state', head: 'State', kind: 'status', value: stateOf, width: 176 },
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
  if (row.undecidedWhy !== null) return { tone: 'waiting', word: 'To decide' }
  return { tone: 'ready', word: 'Final' }
}

type Scope = 'broker' | 'reported'

const scopes: Readonly<Record<Scope, { readonly head: string; readonly tip: string }>> = {
  broker: { head: 'Broker', tip: "worked out by a broker's rules" },
  reported: { head: '1099-B', tip: "as the custodian's realized file says" },
}

function gainOf(scope: Scope): GridColumn<YearRow> {
  const { head, tip } = scopes[scope]
  const value = (row: YearRow) => row[scope]?.recognized ?? null
  return { id: `${scope}-gain`, head: `${head} gain`, tip: `Gain or loss ${tip}`, kind: 'exact-gain', value, width: 108 }
}

function workingsOf(scope: Scope): readonly GridColumn<YearRow>[] {
  const { head, tip } = scopes[scope]
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
  ]
}

const differenceColumn: GridColumn<YearRow> = {
  id: 'difference',
  head: 'Difference',
  tip: 'The return less the custodian',
  kind: 'exact-gain',
  value: row => row.difference,
  width: 108,
}

const whyColumn: GridColumn<YearRow> = {
  id: 'why',
  head: 'Why',
  tip: 'Why the return and the custodian differ',
  kind: 'text',
  value: row => (row.differenceWhy.length === 0 ? null : row.differenceWhy.join('; ')),
  width: 240,
  none: '',
}
