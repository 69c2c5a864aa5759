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
import { AccountForm } from './account-form.tsx'
import { HouseholdForm } from './household-form.tsx'
import { sleevesInWords } from './sleeves-field.tsx'
import { SleevesGrid } from './sleeves-grid.tsx'

const rowId = (row: Account) => row.id

export function Accounts({ view }: { view: HouseholdView }) {
  const columns = useMemo(() => columnsOf(view), [view])
  const [open, setOpen] = useState<Account | null>(null)
  const [editing, setEditing] = useState(false)
  return (
    <>
      <Grid
        label="Accounts"
        columns={columns}
        rows={view.accounts}
        rowId={rowId}
        onOpen={setOpen}
        totals={rows => ({ name: counted(rows.length, 'account'), cash: money(rows.reduce((sum, row) => sum + (row.cash ?? 0), 0)) })}
        tools={
          <Button look="plain" icon="edit" onPress={() => setEditing(true)}>
            Household and people
          </Button>
        }
        empty={<Empty title="No accounts">Accounts are made when a file that names them is imported.</Empty>}
      />
      <SleevesGrid view={view} />
      {editing && <HouseholdForm view={view} onClose={() => setEditing(false)} />}
      {open && <AccountForm account={open} view={view} onClose={() => setOpen(null)} />}
    </>
  )
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
    { id: 'cash', head: 'Cash', kind: 'money', value: row => row.cash, width: 104 },
    { id: 'cashAsOf', head: 'Cash of', kind: 'date', value: row => row.cashAsOf, width: 108 },
  ]
}
