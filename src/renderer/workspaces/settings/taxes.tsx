/** The tax profile of one household: what the dollars saved rest on. Nothing is assumed: a profile is complete or it is not used. */

import { yearOf } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import { id } from '../../../shared/kernel/id.ts'
import type { TaxProfile } from '../../../shared/model/book.ts'
import { filingStatuses } from '../../../shared/model/lists.ts'
import { useSession } from '../../desk/session.tsx'
import { type Act, useCommand } from '../../desk/use-command.ts'
import { useQuery } from '../../desk/use-query.ts'
import { AnswerView } from '../../parts/answer.tsx'
import { Banner, Empty } from '../../parts/faces.tsx'
import { DateInput, MoneyInput, RateInput, Select, TextInput, WholeInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { replaceRoute } from '../../shell/route.ts'
import { SaveLine } from './save-line.tsx'

export function Taxes({ household }: { household: string | null }) {
  const { asOf } = useSession()
  const index = useQuery('book.index', {})
  const save = useCommand('tax-profile.save')
  const chosen = household === null ? null : id<'household'>(household)
  const view = useQuery('household.view', chosen === null ? null : { household: chosen, asOf })
  return (
    <>
      <AnswerView answer={index} what="Reading the names">
        {names =>
          names.households.length === 0 ? (
            <Empty title="No households yet">A tax profile belongs to a household; open the sample book or import files first.</Empty>
          ) : (
            <Select
              label="Household"
              value={chosen}
              none="Choose a household"
              choices={names.households.map(item => ({ value: item.id, label: item.name }))}
              onChange={value => replaceRoute({ screen: 'settings', rest: value === null ? ['taxes'] : ['taxes', value] })}
            />
          )
        }
      </AnswerView>
      {chosen !== null && (
        <AnswerView answer={view} what="Reading the profile">
          {value => (
            <ProfileForm key={`${chosen} ${JSON.stringify(value.taxProfile)}`} household={chosen} profile={value.taxProfile} save={save} />
          )}
        </AnswerView>
      )}
    </>
  )
}

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
const optional = ['state'] as const

function ProfileForm({ household, profile, save }: { household: HouseholdId; profile: TaxProfile | null; save: Act<'tax-profile.save'> }) {
  const { asOf, info } = useSession()
  const form = useDraft<TaxProfile>(profile ?? blank(household, asOf), optional)
  const { field, draft } = form
  const stateWrong = draft.state !== null && draft.state !== undefined && !/^[A-Z]{2}$/.test(draft.state)
  const authorless = (draft.author ?? '').trim() === ''
  const missing = [
    ...form.missing.map(key => labels[key]),
    ...(stateWrong ? ['a state of two letters'] : []),
    ...(authorless ? ['entered by'] : []),
  ]
  const untabled = typeof draft.year === 'number' && !info.taxYears.includes(draft.year)

  return (
    <form className="stack" aria-label="Tax profile" onSubmit={event => event.preventDefault()}>
      {profile === null && (
        <Banner weight="note">No profile is entered for this household. Type 0 where there is nothing; nothing is assumed.</Banner>
      )}
      {untabled && (
        <Banner weight="warning">
          There is no federal table for {draft.year}: dollars saved stay unknown. Tables exist for {info.taxYears.join(', ')}.
        </Banner>
      )}
      <fieldset className="fields">
        <legend>Return</legend>
        <WholeInput label="Tax year" {...field('year')} />
        <Select label="Filing status" {...field('filingStatus')} choices={filingStatuses.map(value => ({ value, label: filing[value] }))} />
        <TextInput
          label="State (two letters, empty for none)"
          longest={2}
          value={draft.state ?? ''}
          error={stateWrong ? 'Two capital letters, such as CA.' : null}
          onChange={value => form.set({ state: value === '' ? null : value.toUpperCase() })}
        />
        <RateInput label="State rate on short-term gains" {...field('stateShortRate')} />
        <RateInput label="State rate on long-term gains" {...field('stateLongRate')} />
      </fieldset>
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
      <fieldset className="fields">
        <legend>Who says so</legend>
        <TextInput label="Entered by" value={draft.author ?? ''} onChange={author => form.set({ author })} />
        <DateInput label="As of" {...field('asOf')} />
      </fieldset>
      <SaveLine
        missing={missing}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run(form.whole)}
      >
        Save tax profile
      </SaveLine>
    </form>
  )
}

function below(value: number | null | undefined): string | null {
  return typeof value === 'number' && value < 0 ? 'A carried loss is typed as a positive amount.' : null
}

function blank(household: HouseholdId, asOf: TaxProfile['asOf']): { [Key in keyof TaxProfile]: TaxProfile[Key] | null } {
  return {
    household,
    year: yearOf(asOf),
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
    author: null,
    asOf,
  }
}
