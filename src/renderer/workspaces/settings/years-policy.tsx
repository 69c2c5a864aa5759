/** What plans over several years and the band in theory begin with: what a later dollar counts, and what prices are assumed to do, each with its source. */
import type { Settings } from '../../../shared/model/settings.ts'
import { usualYears } from '../../../shared/model/usual-years.ts'
import type { YearsPolicy } from '../../../shared/model/years-policy.ts'
import { HundredthsInput, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { type Saver, WithSettings } from './firm-forms.tsx'
import { SaveLine } from './save-line.tsx'

export function SeveralYears() {
  return <WithSettings>{(settings, save) => <YearsForm settings={settings} save={save} />}</WithSettings>
}

const labels: Readonly<Record<keyof YearsPolicy, string>> = {
  discount: 'what a later dollar counts less',
  discountSource: 'source of the discount',
  rise: 'assumed return',
  riseSource: 'source of the return',
}
const most = 2000

function YearsForm({ settings, save }: { settings: Settings; save: Saver }) {
  const sources = settings.years === undefined ? { discountSource: null, riseSource: null } : {}
  const form = useDraft<YearsPolicy>({ ...usualYears, ...settings.years, ...sources })
  const { field, draft } = form
  const unnamed = (['discountSource', 'riseSource'] as const).filter(key => draft[key]?.trim() === '')
  const beyond = (['discount', 'rise'] as const).filter(key => (draft[key] ?? 0) < 0 || (draft[key] ?? 0) > most)
  const wrong = [...form.missing, ...unnamed].map(key => labels[key])
  return (
    <form className="stack" aria-label="Several years" onSubmit={event => event.preventDefault()}>
      <p className="grey">
        Plans over several years, and the band in theory of When to trade, begin with these. Each plan names them among what it assumes.
        {settings.years === undefined && ' Until the firm enters its own, assumptions of the program stand here, and every plan says so.'}
      </p>
      <fieldset className="fields">
        <legend>A later dollar</legend>
        <HundredthsInput label="Counts less by" unit="% a year" help="Between 0 and 20 %" {...field('discount')} />
        <TextInput
          label="Source of the discount"
          longest={200}
          value={draft.discountSource ?? ''}
          onChange={discountSource => form.set({ discountSource })}
        />
      </fieldset>
      <fieldset className="fields">
        <legend>Prices</legend>
        <HundredthsInput
          label="Assumed return of every price"
          unit="% a year"
          help="0: prices stay as they are; at most 20 %"
          {...field('rise')}
        />
        <TextInput
          label="Source of the return"
          longest={200}
          value={draft.riseSource ?? ''}
          onChange={riseSource => form.set({ riseSource })}
        />
      </fieldset>
      <SaveLine
        missing={[...wrong, ...beyond.map(key => `${labels[key]} between 0 and 20 %`)]}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run({ ...settings, years: form.whole })}
      >
        Save several years
      </SaveLine>
    </form>
  )
}
