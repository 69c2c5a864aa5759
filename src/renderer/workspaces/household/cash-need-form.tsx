/** Cash that must be there on a day, or that is to come: in one account, or in any. */
import type { CashNeed } from '../../../shared/model/book.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { useCommand } from '../../desk/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { DateInput, MoneyInput, Select, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'

const labels = {
  household: 'household',
  account: 'account',
  amount: 'an amount',
  due: 'a day',
  note: 'what it is for',
  flow: 'which way it goes',
} as const
const optional = ['account', 'flow'] as const
const flows = [
  { value: 'need', label: 'Needed' },
  { value: 'deposit', label: 'To come: a deposit' },
] as const

export function CashNeedForm({ need, view, onClose }: { need: CashNeed | null; view: HouseholdView; onClose: () => void }) {
  const save = useCommand('cash-need.save')
  const remove = useCommand('cash-need.remove')
  const form = useDraft<Omit<CashNeed, 'id'>>(
    need ?? { household: view.household.id, account: null, amount: null, due: null, note: '', flow: 'need' },
    optional,
  )
  const { field, draft } = form
  const nothing = typeof draft.amount === 'number' && draft.amount <= 0

  async function takeBack() {
    if (need && (await remove.run({ id: need.id })).ok) onClose()
  }

  return (
    <FormDialog
      title={need ? 'Cash need' : 'Add a cash need'}
      save="Save cash need"
      missing={[...form.missing.map(key => labels[key as keyof typeof labels]), ...(nothing ? ['an amount above zero'] : [])]}
      running={save.running}
      refusals={[save.refusal, remove.refusal]}
      onSave={() => save.run({ ...(form.whole as Omit<CashNeed, 'id'>), ...(need ? { id: need.id } : {}) })}
      onClose={onClose}
    >
      <div className="fields">
        <MoneyInput label="Amount" {...field('amount')} error={nothing ? 'A need is above zero.' : null} />
        <DateInput label="Due" {...field('due')} />
        <Select label="Which way" value={draft.flow ?? 'need'} choices={flows} onChange={flow => form.set({ flow: flow ?? 'need' })} />
        <Select
          label="Account"
          none="Any account"
          {...field('account')}
          choices={view.accounts.map(account => ({ value: account.id, label: account.name }))}
        />
      </div>
      <TextInput label="For" longest={500} value={draft.note ?? ''} onChange={note => form.set({ note })} />
      {need && (
        <div className="line">
          <Button disabled={remove.running} onPress={() => void takeBack()}>
            Remove this need
          </Button>
        </div>
      )}
    </FormDialog>
  )
}
