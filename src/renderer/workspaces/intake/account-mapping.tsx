/** Each account of the file against the accounts of the book: as matched, one chosen, or a new one with its household. */
import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract/client.ts'
import type { AccountId, HouseholdId } from '../../../shared/kernel/id.ts'
import type { FileAccount } from '../../../shared/model/import-batch.ts'
import { accountTypes, custodians, reliefMethods } from '../../../shared/model/lists.ts'
import { counted, maskedAccount } from '../../../shared/present/format.ts'
import { accountTypeWords, custodianWords, reliefMethodWords } from '../../../shared/present/words.ts'
import { useQuery } from '../../desk/use-query.ts'
import { Button } from '../../parts/button.tsx'
import { CheckBox, Select, TextInput } from '../../parts/inputs.tsx'
import { Status } from '../../parts/status.tsx'
import { type AccountAnswer, type AccountAnswers, answeredAccount, type NewAccount, openQuestion, proposedAccount } from './accounts.ts'

interface AccountMappingProps {
  readonly accounts: readonly FileAccount[]
  readonly answers: AccountAnswers
  readonly onChange: (answers: AccountAnswers) => void
}

type Names = Output<'book.index'>

export function AccountMapping({ accounts, answers, onChange }: AccountMappingProps) {
  const index = useQuery('book.index', {})
  const open = accounts.filter(account => openQuestion(account, answers) !== null)
  const [household, setHousehold] = useState('')
  const unanswered = accounts.filter(account => account.matched === null && answers[account.key] === undefined)

  function createAll() {
    const created = unanswered.map(account => [account.key, { kind: 'create', create: proposedAccount(account, household) }] as const)
    onChange({ ...answers, ...Object.fromEntries(created) })
  }

  return (
    <section className="accounts-of-file" aria-label="Accounts of the file">
      <div className="line between">
        <h3>
          Accounts {accounts.length} {open.length > 0 && <Status tone="caution" word={`${open.length} open`} />}
        </h3>
        {unanswered.length > 1 && (
          <div className="line create-all">
            <label htmlFor="create-all">Household</label>
            <input
              id="create-all"
              value={household}
              placeholder="Name"
              maxLength={120}
              onChange={event => setHousehold(event.target.value)}
            />
            <Button disabled={household.trim() === ''} onPress={createAll}>
              Create all {unanswered.length}
            </Button>
          </div>
        )}
      </div>
      {accounts.map(account => (
        <OneAccount
          key={account.key}
          account={account}
          answers={answers}
          names={index.value}
          onAnswer={answer => onChange(withAnswer(answers, account.key, answer))}
        />
      ))}
    </section>
  )
}

function withAnswer(answers: AccountAnswers, key: string, answer: AccountAnswer | undefined): AccountAnswers {
  const { [key]: _, ...rest } = answers
  return answer === undefined ? rest : { ...rest, [key]: answer }
}

interface OneAccountProps {
  readonly account: FileAccount
  readonly answers: AccountAnswers
  readonly names: Names | undefined
  readonly onAnswer: (answer: AccountAnswer | undefined) => void
}

const asNew = 'create'

function OneAccount({ account, answers, names, onAnswer }: OneAccountProps) {
  const answer = answers[account.key]
  const choices = useMemo(() => choicesOf(names), [names])
  const title =
    account.number === ''
      ? account.name
      : `${account.number}${account.name === '' || account.name === account.number ? '' : ` · ${account.name}`}`

  function choose(value: string | null) {
    if (value === asNew) onAnswer({ kind: 'create', create: proposedAccount(account, '') })
    else onAnswer(value === account.matched && value !== null ? undefined : { kind: 'existing', account: value as AccountId | null })
  }

  return (
    <div className="account-of-file">
      <div className="account-line">
        <p className="clip" title={title}>
          <strong>{title || 'No account named in the file'}</strong>{' '}
          <span className="grey">
            {custodianWords[account.custodian]}, {counted(account.rows, 'row')}
          </span>
        </p>
        <Select
          label={`Account of the book for ${title || 'these rows'}`}
          value={answer?.kind === 'create' ? asNew : answeredAccount(account, answers)}
          none="Choose an account"
          choices={[{ value: asNew, label: 'Create a new account …' }, ...choices]}
          onChange={choose}
        />
      </div>
      {answer?.kind === 'create' && (
        <NewAccountForm create={answer.create} names={names} onChange={create => onAnswer({ kind: 'create', create })} />
      )}
    </div>
  )
}

function choicesOf(names: Names | undefined): readonly { value: string; label: string }[] {
  const households = new Map(names?.households.map(household => [household.id, household.name]))
  return (names?.accounts ?? [])
    .map(account => ({
      value: account.id as string,
      label: `${households.get(account.household) ?? ''}: ${account.name} ${maskedAccount(account.number)}`,
    }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}

interface NewAccountFormProps {
  readonly create: NewAccount
  readonly names: Names | undefined
  readonly onChange: (create: NewAccount) => void
}

function NewAccountForm({ create, names, onChange }: NewAccountFormProps) {
  const set = (patch: Partial<NewAccount>) => onChange({ ...create, ...patch })
  return (
    <fieldset className="new-account">
      <legend className="hidden-label">New account</legend>
      <Select
        label="Household"
        value={create.household}
        none="A new household"
        choices={(names?.households ?? []).map(household => ({ value: household.id as string, label: household.name }))}
        onChange={value => set({ household: value as HouseholdId | null })}
      />
      {create.household === null && (
        <TextInput label="Name of the new household" value={create.householdName} onChange={householdName => set({ householdName })} />
      )}
      <TextInput label="Account name" value={create.name} onChange={name => set({ name })} />
      <TextInput label="Account number, as printed" value={create.number} longest={40} onChange={number => set({ number })} />
      <Select
        label="Type"
        value={create.type}
        choices={accountTypes.map(value => ({ value, label: accountTypeWords[value] }))}
        onChange={value => value && set({ type: value })}
      />
      <Select
        label="Custodian"
        value={create.custodian}
        choices={custodians.map(value => ({ value, label: custodianWords[value] }))}
        onChange={value => value && set({ custodian: value })}
      />
      <Select
        label="Custodian’s default method"
        value={create.defaultMethod}
        choices={reliefMethods.map(value => ({ value, label: reliefMethodWords[value] }))}
        onChange={value => value && set({ defaultMethod: value })}
      />
      <div className="stack new-account-ticks">
        <CheckBox label="View-only" value={create.mode === 'view-only'} onChange={on => set({ mode: on ? 'view-only' : 'tradable' })} />
        <CheckBox label="Takes fractions of shares" value={create.fractional} onChange={fractional => set({ fractional })} />
      </div>
    </fieldset>
  )
}
