/** The accounts: type, owner, what may be traded, what the custodian does by default, and for which days the book has their trades. */
import { useMemo, useState } from 'react'
import type { Account } from '../../../shared/model/book.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { counted, date, maskedAccount, money } from '../../../shared/present/format.ts'
import { accountTypeWords, custodianWords, reliefMethodWords } from '../../../shared/present/words.ts'
import type { GridColumn } from '../../grid/column.ts'
import { Grid } from '../../grid/grid.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/faces.tsx'
import { type AccountDraft, AccountForm } from './account-form.tsx'
import { HouseholdForm } from './household-form.tsx'
import { sleevesInWords } from './sleeves-field.tsx'
import { SleevesGrid } from './sleeves-grid.tsx'

const rowId = (row: Account) => row.id

export function Accounts({ view }: { view: HouseholdView }) {
  const columns = useMemo(() => columnsOf(view), [view])
  const [open, setOpen] = useState<Account | null>(null)
  const [editing, setEditing] = useState(false)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Grid
        label="Accounts"
        columns={columns}
        rows={view.accounts}
        rowId={rowId}
        onOpen={setOpen}
        totals={rows => ({ name: counted(rows.length, 'account'), ...cashTotal(view, rows) })}
        tools={
          <>
            <Button look="plain" icon="edit" onPress={() => setEditing(true)}>
              Household and people
            </Button>
            <Button look="plain" icon="plus" onPress={() => setAdding(true)}>
              Add an account
            </Button>
          </>
        }
        empty={
          <Empty title="No accounts">
            Add them here with the numbers the custodian prints, or import a file that names them. Lots, trades and cash come with files.
          </Empty>
        }
      />
      <SleevesGrid view={view} />
      {editing && <HouseholdForm view={view} onClose={() => setEditing(false)} />}
      {adding && <AccountForm account={blankAccount(view)} view={view} onClose={() => setAdding(false)} />}
      {open && <AccountForm account={open} view={view} onClose={() => setOpen(null)} />}
    </>
  )
}

function blankAccount({ household }: HouseholdView): AccountDraft {
  return {
    household: household.id,
    name: '',
    number: '',
    custodian: 'schwab',
    type: 'taxable',
    owner: null,
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
    model: null,
    coverageFrom: null,
    coverageTo: null,
    cash: null,
    cashAsOf: null,
  }
}

/** Moved on by the trades after its statement, where there are such. */
function cashOf(view: HouseholdView, row: Account): Pick<Account, 'cash'> & { readonly asOf: Account['cashAsOf'] } {
  return view.cashNow?.find(({ account }) => account === row.id) ?? { cash: row.cash, asOf: row.cashAsOf }
}

/** Of the balances that are known; with a mark where one is not. */
function cashTotal(view: HouseholdView, rows: readonly Account[]) {
  const known = rows.flatMap(row => cashOf(view, row).cash ?? [])
  if (known.length === 0) return { cash: 'unknown' }
  const unknown = rows.length - known.length
  return {
    cash: `${money(known.reduce<number>((sum, cash) => sum + cash, 0))}${unknown > 0 ? '*' : ''}`,
    ...(unknown > 0 ? { cashAsOf: `* without ${counted(unknown, 'unknown', 'unknown')}` } : {}),
  }
}

function columnsOf(view: HouseholdView): readonly GridColumn<Account>[] {
  const owners = new Map(view.people.map(person => [person.id, person.name]))
  const models = new Map(view.models.map(model => [model.id, model.name]))
  const targetOf = ({ model, sleeves }: Account) => {
    const followed = view.household.model ?? null
    if (followed !== null) return `${models.get(followed) ?? followed} (household)`
    if (sleeves !== undefined) return sleevesInWords(sleeves)
    return model === null ? null : (models.get(model) ?? null)
  }
  return [
    { id: 'name', head: 'Account', kind: 'text', value: row => row.name, opens: true, pinned: true, width: 168 },
    { id: 'number', head: 'Number', kind: 'text', value: row => maskedAccount(row.number), width: 92 },
    { id: 'custodian', head: 'Custodian', kind: 'text', value: row => custodianWords[row.custodian], width: 120 },
    { id: 'type', head: 'Type', kind: 'text', value: row => accountTypeWords[row.type], width: 128 },
    {
      id: 'owner',
      head: 'Owner',
      kind: 'text',
      value: row => (row.owner === null ? null : (owners.get(row.owner) ?? null)),
      none: 'not entered',
      width: 140,
      grow: 1,
    },
    {
      id: 'mode',
      head: 'May trade',
      kind: 'status',
      width: 112,
      value: row => (row.mode === 'tradable' ? { tone: 'ready', word: 'Tradable' } : { tone: 'quiet', word: 'View only' }),
    },
    { id: 'method', head: 'Default method', kind: 'text', value: row => reliefMethodWords[row.defaultMethod], width: 136 },
    {
      id: 'model',
      head: 'Model',
      kind: 'text',
      value: row => targetOf(row),
      none: 'no target',
      width: 128,
    },
    {
      id: 'coverage',
      head: 'Trades known for',
      kind: 'status',
      width: 240,
      value: row =>
        row.coverageFrom === null || row.coverageTo === null
          ? { tone: 'caution', word: 'no trades imported' }
          : { tone: 'ready', word: `${date(row.coverageFrom)} to ${date(row.coverageTo)}` },
    },
    { id: 'cash', head: 'Cash', kind: 'money', value: row => cashOf(view, row).cash, width: 104 },
    {
      id: 'cashAsOf',
      head: 'Cash of',
      tip: 'The day of the custodian’s balance, or of the last trade counted in after it',
      kind: 'date',
      value: row => cashOf(view, row).asOf,
      width: 108,
    },
  ]
}
