/** A security that must not be sold, bought or traded, or whose weight is limited, in one account or all, with its reason and its end. */
import type { Restriction } from '../../../shared/model/book.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { DateInput, HundredthsInput, Select, TextInput } from '../../parts/inputs.tsx'
import { TakeBack } from '../../parts/take-back.tsx'
import { useDraft } from '../../parts/use-draft.ts'

const labels = {
  household: 'household',
  account: 'account',
  security: 'a security',
  kind: 'what is restricted',
  reason: 'a reason',
  expires: 'an end',
  weight: 'a weight',
} as const
const optional = ['account', 'expires', 'weight'] as const
export const restrictionWords: Readonly<Record<Restriction['kind'], string>> = {
  'never-sell': 'Never sell',
  'never-buy': 'Never buy',
  'do-not-trade': 'Do not trade',
  'least-weight': 'At least',
  'most-weight': 'At most',
}
const kinds = [
  { value: 'never-sell', label: restrictionWords['never-sell'] },
  { value: 'never-buy', label: restrictionWords['never-buy'] },
  { value: 'do-not-trade', label: restrictionWords['do-not-trade'] },
  { value: 'least-weight', label: 'At least this weight' },
  { value: 'most-weight', label: 'At most this weight' },
] as const

export function RestrictionForm({
  restriction,
  view,
  onClose,
}: {
  restriction: Restriction | null
  view: HouseholdView
  onClose: () => void
}) {
  const save = useCommand('restriction.save')
  const remove = useCommand('restriction.remove')
  const index = useQuery('book.index', {})
  const blank = { household: view.household.id, account: null, security: null, kind: null, reason: null, expires: null, weight: null }
  const form = useDraft<Omit<Restriction, 'id'>>(restriction ?? blank, optional)
  const { field, draft } = form
  const limits = draft.kind === 'least-weight' || draft.kind === 'most-weight'
  const unreasoned = draft.reason !== null && (draft.reason ?? '').trim() === ''

  async function takeBack(reason: string) {
    if (restriction && (await remove.run({ id: restriction.id, reason })).ok) onClose()
  }

  return (
    <FormDialog
      title={restriction ? 'Restriction' : 'Add a restriction'}
      save="Save restriction"
      missing={[
        ...form.missing.map(key => labels[key as keyof typeof labels]),
        ...(unreasoned ? ['a reason'] : []),
        ...(limits && draft.weight == null ? ['a weight'] : []),
      ]}
      running={save.running}
      refusals={[save.refusal, remove.refusal]}
      onSave={() => save.run({ ...(form.whole as Omit<Restriction, 'id'>), ...(restriction ? { id: restriction.id } : {}) })}
      onClose={onClose}
    >
      <div className="fields">
        <Select
          label="Security"
          {...field('security')}
          choices={(index.value?.securities ?? []).map(security => ({
            value: security.id,
            label: `${security.symbol} · ${security.name}`,
          }))}
        />
        <Select label="Restriction" {...field('kind')} choices={kinds} />
        {limits && <HundredthsInput label="Weight" unit="%" help="Of each account it holds in" optional {...field('weight')} />}
        <Select
          label="Account"
          none="All accounts"
          {...field('account')}
          choices={view.accounts.map(account => ({ value: account.id, label: account.name }))}
        />
        <DateInput label="Until (empty: for good)" optional {...field('expires')} />
      </div>
      <TextInput label="Reason" longest={500} value={draft.reason ?? ''} onChange={reason => form.set({ reason })} />
      {restriction && (
        <TakeBack running={remove.running} onRemove={reason => void takeBack(reason)}>
          Remove restriction
        </TakeBack>
      )}
    </FormDialog>
  )
}
