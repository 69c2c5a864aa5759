/** Weights against targets for the household as a whole, and below, the accounts that hold the security in focus. */
import { useMemo, useState } from 'react'
import type { HoldingRow, HouseholdView } from '../../../shared/model/views.ts'
import { counted, money, percent, shareCount } from '../../../shared/present/format.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { Splitter } from '../../parts/splitter.tsx'
import { go } from '../../shell/route.ts'
import { screenOf } from '../../shell/screens.ts'
import { type PositionRow, positionRows } from './position-rows.ts'
import { TargetsForm } from './targets-form.tsx'
import { trailIn } from './trails.ts'

const rowId = (row: PositionRow) => row.security
const holdingId = (row: HoldingRow) => `${row.account} ${row.security}`

export function Positions({ view }: { view: HouseholdView }) {
  const rows = useMemo(() => positionRows(view), [view])
  const columns = useMemo(() => positionColumns(view), [view])
  const below = useMemo(() => holdingColumns(view), [view])
  const [focus, setFocus] = useState<string | null>(null)
  const [targets, setTargets] = useState(false)
  const chosen = rows.find(row => row.security === focus) ?? null
  const held = useMemo(
    () => (chosen === null ? view.holdings : view.holdings.filter(row => chosen.parts.includes(row.security))),
    [view, chosen],
  )
  const { flags } = view.review.drift
  const notes = `${flags.map(capital).join('. ')}.`

  return (
    <>
      <Splitter
        name="positions"
        label="Height of the accounts below"
        way="down"
        size={180}
        least={96}
        most={600}
        first={
          <Grid
            label="Positions"
            columns={columns}
            rows={rows}
            rowId={rowId}
            onFocusRow={row => setFocus(row.security)}
            totals={positionTotals}
            tools={
              <>
                <Button look="plain" icon="edit" onPress={() => setTargets(true)}>
                  Targets
                </Button>
                {flags.length > 0 && (
                  <span className="grey small clip" title={notes}>
                    {notes}
                  </span>
                )}
              </>
            }
            empty={<Empty title="No positions">Import a lots or positions file for the accounts of this household.</Empty>}
          />
        }
        second={
          <Grid
            label={chosen === null ? 'In all accounts' : `${chosen.symbol} in the accounts`}
            columns={below}
            rows={held}
            head="short"
            rowId={holdingId}
            {...(screenOf('lots')
              ? { onOpen: (row: HoldingRow) => go({ screen: 'lots', household: view.household.id, rest: [row.account, row.security] }) }
              : {})}
          />
        }
      />
      {targets && <TargetsForm view={view} onClose={() => setTargets(false)} />}
    </>
  )
}

function positionColumns(view: HouseholdView): readonly GridColumn<PositionRow>[] {
  const trail = trailIn(view)
  // A sum over accounts has no trail of its own: the accounts below have one each.
  const valueTrail = (row: PositionRow, figure: string) => (row.only === null ? null : trail('holding', [...row.only], figure))
  return [
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, pinned: true, width: 92 },
    { id: 'name', head: 'Name', kind: 'text', value: row => row.name, width: 180, grow: 2 },
    { id: 'class', head: 'Class', kind: 'text', value: row => row.assetClass, none: 'not classed', width: 128 },
    {
      id: 'value',
      head: 'Value',
      kind: 'money',
      value: row => row.value,
      sort: 'desc',
      width: 112,
      trail: row => valueTrail(row, 'value'),
    },
    {
      id: 'weight',
      head: 'Weight',
      kind: 'percent',
      value: row => row.weight,
      none: 'no target',
      width: 88,
      trail: row => (row.weight === null ? null : trail('drift', [row.security], 'weight')),
    },
    { id: 'target', head: 'Target', kind: 'percent', value: row => row.target, none: 'none', width: 84 },
    {
      id: 'drift',
      head: 'Drift in its band',
      kind: 'drift',
      width: 184,
      none: 'no target',
      value: row => (row.drift === null ? null : { drift: row.drift, band: row.band }),
      trail: row => (row.drift === null ? null : trail('drift', [row.security], 'drift')),
    },
    {
      id: 'gain',
      head: 'Unrealized',
      kind: 'gain',
      value: row => row.gain,
      width: 112,
      trail: row => valueTrail(row, 'gain'),
    },
    { id: 'state', head: 'Restriction', kind: 'status', value: row => row.restriction, none: 'none', width: 160 },
    {
      id: 'reinvest',
      head: 'Reinvests',
      tip: 'Accounts in which dividends buy more shares; each is an acquisition for the wash sale rule',
      kind: 'text',
      value: row => row.reinvest,
      width: 120,
    },
    { id: 'flags', head: 'Notes', kind: 'text', value: row => row.flags.join('; '), width: 140, grow: 1 },
  ]
}

function holdingColumns(view: HouseholdView): readonly GridColumn<HoldingRow>[] {
  const trail = trailIn(view)
  const of = (row: HoldingRow, figure: string) => trail('holding', [row.account, row.security], figure)
  return [
    {
      id: 'account',
      head: 'Account',
      kind: 'text',
      value: row => row.accountName,
      opens: screenOf('lots') !== undefined,
      width: 180,
      grow: 1,
    },
    { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, width: 92 },
    { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, width: 100, trail: row => of(row, 'shares') },
    { id: 'lots', head: 'Lots', kind: 'count', value: row => row.lots, width: 64 },
    { id: 'price', head: 'Price', kind: 'price', value: row => row.price, width: 100, trail: row => of(row, 'price') },
    { id: 'priceAsOf', head: 'Price of', kind: 'date', value: row => row.priceAsOf, width: 108 },
    { id: 'value', head: 'Value', kind: 'exact-money', value: row => row.value, trail: row => of(row, 'value') },
    { id: 'basis', head: 'Basis', kind: 'exact-money', value: row => row.basis, trail: row => of(row, 'basis') },
    { id: 'gain', head: 'Unrealized', kind: 'exact-gain', value: row => row.gain, trail: row => of(row, 'gain') },
    {
      id: 'reinvest',
      head: 'Dividends',
      kind: 'text',
      value: row => (row.reinvest === null ? null : row.reinvest ? 'buy more' : 'to cash'),
      width: 92,
    },
    {
      id: 'tie',
      head: 'Custodian agrees',
      kind: 'status',
      width: 172,
      value: row =>
        row.unreconciled === null
          ? { tone: 'quiet', word: 'not stated' }
          : row.unreconciled === 0
            ? { tone: 'ready', word: 'to the share' }
            : { tone: 'caution', word: `differs by ${shareCount(row.unreconciled)} sh` },
    },
  ]
}

function positionTotals(rows: readonly PositionRow[]): Readonly<Record<string, string>> {
  const unpriced = rows.filter(row => row.value === null).length
  const unknownGain = rows.filter(row => row.gain === null).length
  return {
    symbol: counted(rows.length, 'line'),
    value: `${money(rows.reduce((sum, row) => sum + (row.value ?? 0), 0))}${unpriced > 0 ? '*' : ''}`,
    weight: percent(rows.reduce((sum, row) => sum + (row.weight ?? 0), 0)),
    gain: `${money(rows.reduce((sum, row) => sum + (row.gain ?? 0), 0))}${unknownGain > 0 ? '*' : ''}`,
    flags: unpriced + unknownGain > 0 ? `* without ${Math.max(unpriced, unknownGain)} unknown` : '',
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
