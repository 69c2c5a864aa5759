/** One account, edited: every field is checked, and what the desk refuses is said in the form. */
import { useState } from 'react'
import type { Account } from '../../../shared/model/book.ts'
import { accountTypes, custodians, deskMethods, reliefMethods } from '../../../shared/model/lists.ts'
import { sleeveTrouble } from '../../../shared/model/sleeve-rules.ts'
import type { HouseholdView } from '../../../shared/model/views.ts'
import { accountTypeWords, custodianWords, deskMethodWords, reliefMethodWords } from '../../../shared/present/words.ts'
import { useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { CheckBox, DateInput, MoneyInput, Select, TextInput } from '../../parts/inputs.tsx'
import { SleevesField } from './sleeves-field.tsx'

/** Without its id: a new one. */
export type AccountDraft = Omit<Account, 'id'> & { readonly id?: Account['id'] }

interface AccountFormProps {
  readonly account: AccountDraft
  readonly view: HouseholdView
  readonly onClose: () => void
}

export function AccountForm({ account, view, onClose }: AccountFormProps) {
  const save = useCommand('account.save')
  const [draft, setDraft] = useState(account)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const [methodFrom, setMethodFrom] = useState<Account['coverageFrom']>(null)
  const set = (change: Partial<Account>) => setDraft(before => ({ ...before, ...change }))

  function setDay(field: 'coverageFrom' | 'coverageTo' | 'averageElectedOn' | 'methodFrom', value: Account['coverageFrom'] | undefined) {
    setWrong(before => (value === undefined ? new Set([...before, field]) : new Set([...before].filter(name => name !== field))))
    if (value === undefined) return
    if (field === 'methodFrom') setMethodFrom(value)
    else set({ [field]: value })
  }

  const changesMethod = account.id !== undefined && draft.defaultMethod !== account.defaultMethod
  const wrongDays = [...wrong].some(name => name !== 'methodFrom' || changesMethod)
  const turned = draft.coverageFrom !== null && draft.coverageTo !== null && draft.coverageFrom > draft.coverageTo
  return (
    <FormDialog
      title={account.id === undefined ? 'New account' : account.name}
      save="Save account"
      missing={[
        ...(draft.name.trim() === '' ? ['a name'] : []),
        ...(wrongDays || turned ? ['days in order'] : []),
        ...(draft.sleeves && sleeveTrouble(draft.sleeves).length > 0 ? ['sleeves that fit'] : []),
      ]}
      running={save.running}
      refusals={[save.refusal]}
      onSave={() => save.run(methodFrom === null ? draft : { ...draft, methodFrom })}
      onClose={onClose}
    >
      <div className="fields">
        <TextInput
          label="Name"
          value={draft.name}
          onChange={name => set({ name })}
          error={draft.name.trim() === '' ? 'An account needs a name.' : null}
        />
        <TextInput label="Number as the custodian prints it" value={draft.number} longest={40} onChange={number => set({ number })} />
        <Select
          label="Custodian"
          value={draft.custodian}
          choices={choicesOf(custodians, custodianWords)}
          onChange={value => value && set({ custodian: value })}
        />
        <Select
          label="Type"
          value={draft.type}
          choices={choicesOf(accountTypes, accountTypeWords)}
          onChange={value => value && set({ type: value })}
        />
        <Select
          label="Owner"
          value={draft.owner}
          none="Not entered"
          choices={view.people.map(person => ({ value: person.id, label: person.name }))}
          onChange={owner => set({ owner })}
        />
        <Select
          label="May it be traded?"
          value={draft.mode}
          choices={[
            { value: 'tradable', label: 'Tradable' },
            { value: 'view-only', label: 'View only' },
          ]}
          onChange={value => value && set({ mode: value })}
        />
        <Select
          label="Custodian's default method"
          value={draft.defaultMethod}
          help="What happens when no lots are named"
          choices={choicesOf(reliefMethods, reliefMethodWords)}
          onChange={value => value && set({ defaultMethod: value })}
        />
        {changesMethod && (
          <DateInput
            label="New default counts for sales from"
            optional
            value={methodFrom}
            help="Blank: from today. Earlier sales keep the method of their day (Reg. §1.1012-1(c)(8))"
            onChange={value => setDay('methodFrom', value)}
          />
        )}
        <Select
          label="Desk's method for a proposed sale"
          value={draft.deskMethod ?? null}
          none="Lots by hand"
          help="Its lots are named with the order; another may be chosen for each sale"
          choices={choicesOf(
            deskMethods.filter(method => method !== 'SPECID'),
            deskMethodWords,
          )}
          onChange={deskMethod => set({ deskMethod })}
        />
        <DateInput
          label="Average basis elected on"
          optional
          value={draft.averageElectedOn ?? null}
          help="Day of the owner's written election (Reg. §1.1012-1(e))"
          onChange={value => setDay('averageElectedOn', value)}
        />
        <TargetFields draft={draft} view={view} set={set} />
        <DateInput label="Trades known from" optional value={draft.coverageFrom} onChange={value => setDay('coverageFrom', value)} />
        <DateInput
          label="Trades known to"
          optional
          value={draft.coverageTo}
          error={turned ? 'This day lies before the first one.' : null}
          onChange={value => setDay('coverageTo', value)}
        />
      </div>
      <SleevesField
        account={draft}
        view={view}
        onChange={sleeves => {
          const { sleeves: _before, ...rest } = draft
          setDraft(sleeves === undefined ? rest : { ...rest, sleeves })
        }}
      />
      <CheckBox label="Holds fractional shares" value={draft.fractional} onChange={fractional => set({ fractional })} />
    </FormDialog>
  )
}

interface TargetFieldsProps {
  readonly draft: AccountDraft
  readonly view: HouseholdView
  readonly set: (change: Partial<Account>) => void
}

/** What it goes toward, and the cash that no plan touches. */
function TargetFields({ draft, view, set }: TargetFieldsProps) {
  const models = useQuery('model.list', {}).value?.models ?? view.models
  return (
    <>
      <Select
        label="Model portfolio"
        value={draft.model}
        none="No target"
        disabled={draft.sleeves !== undefined || view.household.model != null}
        help={modelHelp(draft, view)}
        choices={models.map(model => ({ value: model.id, label: model.name }))}
        onChange={model => set({ model })}
      />
      <MoneyInput
        label="Cash that stays"
        optional
        value={draft.cashReserve ?? null}
        help="Kept in the account by every plan"
        error={(draft.cashReserve ?? 0) < 0 ? 'Zero or more.' : null}
        onChange={value => value !== undefined && set({ cashReserve: value })}
      />
    </>
  )
}

function modelHelp({ sleeves }: AccountDraft, { household, models }: HouseholdView): string | undefined {
  if (household.model != null) return `The household follows ${models.find(({ id }) => id === household.model)?.name ?? 'one model'}`
  return sleeves === undefined ? undefined : 'Its sleeves have models of their own'
}

function choicesOf<Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) {
  return values.map(value => ({ value, label: words[value] }))
}
