/** A limit or a preference of plans in a dialog: what it is about, what is asked, how it holds, and why. */
import { useState } from 'react'
import { done, type Outcome, type Refusal } from '../../../shared/kernel/outcome.ts'
import type { LimitedGroup, PlanLimit } from '../../../shared/model/plan-limits.ts'
import { groupWords, limitWords } from '../../../shared/present/plan-limits.ts'
import { FormDialog } from '../form-dialog.tsx'
import { HundredthsInput, MoneyInput, Select, TextInput, WholeInput } from '../inputs.tsx'
import { draftOf, everyOne, factorChoices, kindChoices, type LimitDraft, limitOf, ofChoices, unknownOne } from './limit-draft.ts'

/** Names of each kind that the securities at hand have. */
export type GroupNames = Readonly<Record<LimitedGroup['of'], readonly string[]>>

interface LimitFormProps {
  readonly limit: PlanLimit | null
  readonly names: GroupNames
  readonly running?: boolean
  readonly refusals?: readonly (Refusal | undefined)[]
  readonly onSave: (limit: PlanLimit) => Promise<Outcome<unknown>> | undefined
  readonly onClose: () => void
}

export function LimitForm({ limit, names, running = false, refusals = [], onSave, onClose }: LimitFormProps) {
  const [draft, setDraft] = useState(() => draftOf(limit))
  const set = (change: Partial<LimitDraft>) => setDraft(before => ({ ...before, ...change }))
  const { limit: whole, missing } = limitOf(draft)
  return (
    <FormDialog
      title={limit ? 'Limit of plans' : 'Add a limit'}
      save="Save limit"
      missing={missing}
      running={running}
      refusals={refusals}
      onSave={async () => (whole && (await onSave(whole))) ?? done(null)}
      onClose={onClose}
    >
      <div className="fields">
        <Select label="What" value={draft.kind} choices={kindChoices} onChange={kind => kind && set({ kind })} disabled={limit !== null} />
        <About draft={draft} set={set} names={names} />
        <Asked draft={draft} set={set} />
        <Holding draft={draft} set={set} />
      </div>
      <TextInput label="Reason, shown on the plan" longest={300} value={draft.reason} onChange={reason => set({ reason })} />
      <p className="small" role="status">
        {whole ? `${limitWords(whole)}.` : ''}
      </p>
    </FormDialog>
  )
}

interface PartProps {
  readonly draft: LimitDraft
  readonly set: (change: Partial<LimitDraft>) => void
}

function About({ draft, set, names }: PartProps & { readonly names: GroupNames }) {
  const { kind, of, factor } = draft
  if (kind === 'group' || kind === 'tilt')
    return (
      <>
        <Select label="By" value={of} choices={ofChoices} onChange={next => next && set({ of: next, name: '' })} />
        <Select
          label="Which"
          value={draft.name === '' ? null : draft.name}
          choices={[
            ...names[of].map(name => ({ value: name, label: name })),
            { value: everyOne, label: `Every ${groupWords[of]}, each by itself` },
            { value: unknownOne, label: `With no ${groupWords[of]} on record` },
          ]}
          onChange={name => set({ name: name ?? '' })}
        />
      </>
    )
  if (kind !== 'exposure' && kind !== 'exposure-tilt') return null
  return (
    <>
      <Select label="To" value={factor} choices={factorChoices} onChange={next => next && set({ factor: next, which: '' })} />
      {factor === 'class' && (
        <Select
          label="Which"
          value={draft.which === '' ? null : draft.which}
          choices={names.class.map(name => ({ value: name, label: name }))}
          onChange={which => set({ which: which ?? '' })}
        />
      )}
      {factor === 'statistical' && (
        <Select
          label="Which"
          value={draft.which === '' ? null : draft.which}
          choices={['1', '2', '3', '4', '5'].map(value => ({ value, label: `Factor ${value}` }))}
          onChange={which => set({ which: which ?? '' })}
        />
      )}
    </>
  )
}

const fromChoices = [
  { value: 'whole', label: 'Of the whole' },
  { value: 'target', label: 'Around its target' },
] as const
const nearChoices = [
  { value: 'holdings', label: 'To what is held' },
  { value: 'target', label: 'To the targets' },
] as const

function Asked({ draft, set }: PartProps) {
  const { kind, from } = draft
  const unit = from === 'target' ? 'pts' : '%'
  const known = <Key extends keyof LimitDraft>(key: Key) => ({
    value: draft[key],
    onChange: (value: LimitDraft[Key] | null | undefined) => value !== undefined && set({ [key]: value } as Partial<LimitDraft>),
  })
  switch (kind) {
    case 'group':
      return (
        <>
          <Select label="Measured" {...known('from')} choices={fromChoices} />
          <HundredthsInput
            optional
            label="At least"
            unit={unit}
            {...known('least')}
            help={from === 'target' ? 'below it: −5' : undefined}
          />
          <HundredthsInput optional label="At most" unit={unit} {...known('most')} />
        </>
      )
    case 'one-security':
      return <HundredthsInput optional label="At most" unit="%" {...known('most')} />
    case 'names':
      return <WholeInput optional label="At most" unit="names" {...known('count')} />
    case 'least-order':
      return <MoneyInput optional label="At least" {...known('amount')} />
    case 'exposure':
      return <HundredthsInput optional label="Within" unit="±" {...known('within')} help="0.05 is a twentieth of the market" />
    default:
      return <Preference draft={draft} set={set} />
  }
}

function Preference({ draft, set }: PartProps) {
  const { kind } = draft
  return (
    <>
      {kind === 'near' && <Select label="Near" value={draft.to} choices={nearChoices} onChange={to => to && set({ to })} />}
      {(kind === 'tilt' || kind === 'exposure-tilt') && (
        <HundredthsInput
          optional
          label="More than the target by"
          unit={kind === 'tilt' ? 'pts' : ''}
          value={draft.by}
          onChange={by => by !== undefined && set({ by })}
          help="below zero: less"
        />
      )}
      <HundredthsInput
        optional
        label="One point off counts as"
        unit="%"
        value={draft.weight}
        onChange={weight => weight !== undefined && set({ weight })}
        help="of the value; two points four times that"
      />
    </>
  )
}

const holdChoices = [
  { value: 'gives', label: 'Gives way where it is broken already' },
  { value: 'must', label: 'Must hold' },
  { value: 'price', label: 'May be passed at a price' },
] as const

function Holding({ draft, set }: PartProps) {
  const { kind, holds, price } = draft
  if (kind !== 'group' && kind !== 'one-security' && kind !== 'exposure') return null
  return (
    <>
      <Select label="How it holds" value={holds} choices={holdChoices} onChange={next => next && set({ holds: next })} />
      {holds === 'price' && (
        <HundredthsInput
          optional
          label="Each point beyond counts as"
          unit="%"
          value={price}
          onChange={next => next !== undefined && set({ price: next })}
          help="of the value"
        />
      )}
    </>
  )
}
