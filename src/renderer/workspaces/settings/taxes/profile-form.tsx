/**
 * The tax profile of one household and year: what the dollars saved rest on. Nothing is assumed: a profile is complete or it is not used. Whoever changes
 * one signs it anew: the name is typed again and the day is today's.
 */
import type { HouseholdId } from '../../../../shared/kernel/id.ts'
import type { TaxProfile } from '../../../../shared/model/book.ts'
import { filingStatuses } from '../../../../shared/model/lists.ts'
import type { StateTable } from '../../../../shared/model/tax-year.ts'
import { date } from '../../../../shared/present/format.ts'
import { useSession } from '../../../desk/session.tsx'
import type { Act } from '../../../desk/use-command.ts'
import { Banner } from '../../../parts/faces.tsx'
import { DateInput, MoneyInput, RateInput, Select, TextInput } from '../../../parts/inputs.tsx'
import { useDraft } from '../../../parts/use-draft.ts'
import { SaveLine } from '../save-line.tsx'
import { StateProposal } from './state-proposal.tsx'

const filing = {
  single: 'Single',
  mfj: 'Married filing jointly',
  mfs: 'Married filing separately',
  hoh: 'Head of household',
  qss: 'Qualifying surviving spouse',
} as const
const labels: Readonly<Record<keyof TaxProfile, string>> = {
  household: 'household',
  year: 'year',
  filingStatus: 'filing status',
  ordinaryIncome: 'ordinary taxable income',
  qualifiedDividends: 'qualified dividends',
  magi: 'modified AGI',
  otherInvestmentIncome: 'other investment income',
  state: 'state',
  stateShortRate: 'state rate on short-term gains',
  stateLongRate: 'state rate on long-term gains',
  carryforwardShort: 'short-term carryforward',
  carryforwardLong: 'long-term carryforward',
  otherShort: 'other short-term gains',
  otherLong: 'other long-term gains',
  line4: 'Schedule D line 4',
  line5: 'Schedule D line 5',
  line11: 'Schedule D line 11',
  line12: 'Schedule D line 12',
  line13: 'capital gain distributions',
  author: 'entered by',
  asOf: 'as of',
}
const entered = ['line4', 'line5', 'line11', 'line12', 'line13'] as const
const optional = ['state', ...entered] as const

interface ProfileFormProps {
  readonly household: HouseholdId
  readonly year: number
  readonly profile: TaxProfile | null
  readonly states: StateTable | null
  readonly save: Act<'tax-profile.save'>
}

export function ProfileForm({ household, year, profile, states, save }: ProfileFormProps) {
  const { asOf, info } = useSession()
  const form = useDraft<TaxProfile>(profile ? { ...profile, author: '', asOf } : blank(household, year, asOf), optional)
  const { field, draft } = form
  const stateWrong = draft.state !== null && draft.state !== undefined && !/^[A-Z]{2}$/.test(draft.state)
  const authorless = (draft.author ?? '').trim() === ''
  const missing = [
    ...form.missing.map(key => labels[key]),
    ...(stateWrong ? ['a state of two letters'] : []),
    ...(authorless ? ['entered by'] : []),
  ]
  const signed = profile ? `Last entered by ${profile.author}, as of ${date(profile.asOf)}; sign the change with your own name` : undefined
  const untabled = !info.taxYears.includes(year)

  return (
    <form className="stack" aria-label="Tax profile" onSubmit={event => event.preventDefault()}>
      {profile === null && (
        <Banner weight="note">
          No profile of {year} is entered for this household. Type 0 where there is nothing; nothing is assumed.
        </Banner>
      )}
      {untabled && (
        <Banner weight="warning">
          There is no federal table for {year}: dollars saved stay unknown. Tables exist for {info.taxYears.join(', ')}.
        </Banner>
      )}
      <fieldset className="fields">
        <legend>Return</legend>
        <Select label="Filing status" {...field('filingStatus')} choices={filingStatuses.map(value => ({ value, label: filing[value] }))} />
        {states === null ? (
          <TextInput
            label="State (two letters, empty for none)"
            longest={2}
            value={draft.state ?? ''}
            error={stateWrong ? 'Two capital letters, such as CA.' : null}
            onChange={value => form.set({ state: value === '' ? null : value.toUpperCase() })}
          />
        ) : (
          <Select
            label="State"
            value={draft.state ?? null}
            none="No state tax in the plan"
            help="Its rates are proposed below, never filled in by themselves"
            choices={stateChoices(states, draft.state ?? null)}
            onChange={state => form.set({ state })}
          />
        )}
        <RateInput label="State rate on short-term gains" {...field('stateShortRate')} />
        <RateInput label="State rate on long-term gains" {...field('stateLongRate')} />
      </fieldset>
      <StateProposal
        states={states}
        state={stateWrong ? null : (draft.state ?? null)}
        year={year}
        entered={draft}
        onTake={(short, long) => form.set({ stateShortRate: short, stateLongRate: long })}
      />
      <fieldset className="fields">
        <legend>Income without capital gains</legend>
        <MoneyInput label="Ordinary taxable income" help="After deductions (Form 1040 line 15 less gains)" {...field('ordinaryIncome')} />
        <MoneyInput label="Qualified dividends" help="Form 1040 line 3a" {...field('qualifiedDividends')} />
        <MoneyInput label="Modified AGI" help="For the 3.8 % tax, IRC §1411" {...field('magi')} />
        <MoneyInput
          label="Other net investment income"
          help="Interest, dividends, rents; IRC §1411(c)"
          {...field('otherInvestmentIncome')}
        />
      </fieldset>
      <fieldset className="fields">
        <legend>Losses carried in and gains elsewhere</legend>
        <MoneyInput
          label="Short-term carryforward"
          help="A loss, typed positive; IRC §1212(b)"
          error={below(draft.carryforwardShort)}
          {...field('carryforwardShort')}
        />
        <MoneyInput
          label="Long-term carryforward"
          help="A loss, typed positive; IRC §1212(b)"
          error={below(draft.carryforwardLong)}
          {...field('carryforwardLong')}
        />
        <MoneyInput label="Short-term gains outside the book" help="Negative for a loss" {...field('otherShort')} />
        <MoneyInput label="Long-term gains outside the book" help="Negative for a loss" {...field('otherLong')} />
      </fieldset>
      <EnteredLines field={field} />
      <fieldset className="fields">
        <legend>Who says so</legend>
        <TextInput label="Entered by" help={signed} value={draft.author ?? ''} onChange={author => form.set({ author })} />
        <DateInput label="As of" {...field('asOf')} />
      </fieldset>
      <SaveLine
        missing={missing}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run(withoutBlanks(form.whole))}
      >
        Save tax profile
      </SaveLine>
    </form>
  )
}

function below(value: number | null | undefined): string | null {
  return typeof value === 'number' && value < 0 ? 'A carried loss is typed as a positive amount.' : null
}

/** A state that the table does not know keeps its place. */
function stateChoices({ rows }: StateTable, state: string | null): { value: string; label: string }[] {
  const known = rows.map(row => ({ value: row.state, label: `${row.name} (${row.state})` })).sort((a, b) => (a.label < b.label ? -1 : 1))
  return state === null || rows.some(row => row.state === state) ? known : [...known, { value: state, label: state }]
}

type Draft = ReturnType<typeof useDraft<TaxProfile>>

/** Lines of Schedule D that no sale of the book makes; empty where there is nothing. */
function EnteredLines({ field }: { field: Draft['field'] }) {
  return (
    <fieldset className="fields">
      <legend>Other lines of Schedule D, signed; may stay empty</legend>
      <MoneyInput optional label="Line 4" help="Short-term, Forms 6252, 4684, 6781, 8824" {...field('line4')} />
      <MoneyInput optional label="Line 5" help="Short-term, Schedules K-1" {...field('line5')} />
      <MoneyInput optional label="Line 11" help="Long-term, Forms 4797, 2439, 6252 and others" {...field('line11')} />
      <MoneyInput optional label="Line 12" help="Long-term, Schedules K-1" {...field('line12')} />
      <MoneyInput optional label="Line 13" help="Capital gain distributions, 1099-DIV box 2a" {...field('line13')} />
    </fieldset>
  )
}

/** A line left empty is left out: nothing was entered, which is not the same as zero. */
function withoutBlanks(profile: TaxProfile): TaxProfile {
  const blanks = new Set<string>(entered.filter(key => profile[key] === null || profile[key] === undefined))
  return Object.fromEntries(Object.entries(profile).filter(([key]) => !blanks.has(key))) as TaxProfile
}

function blank(household: HouseholdId, year: number, asOf: TaxProfile['asOf']): { [Key in keyof TaxProfile]: TaxProfile[Key] | null } {
  return {
    household,
    year,
    filingStatus: null,
    ordinaryIncome: null,
    qualifiedDividends: null,
    magi: null,
    otherInvestmentIncome: null,
    state: null,
    stateShortRate: null,
    stateLongRate: null,
    carryforwardShort: null,
    carryforwardLong: null,
    otherShort: null,
    otherLong: null,
    line4: null,
    line5: null,
    line11: null,
    line12: null,
    line13: null,
    author: null,
    asOf,
  }
}
