/** What past rebalances are held against: the rate without risk, with its day and source, and what makes a day of trades a rebalance. */
import type { PerformancePolicy } from '../../../shared/model/performance.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { usualPerformance } from '../../../shared/model/usual-performance.ts'
import { useSession } from '../../desk/session.tsx'
import { DateInput, HundredthsInput, TextInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { type Saver, WithSettings } from './firm-forms.tsx'
import { SaveLine } from './save-line.tsx'

export function Performance() {
  return <WithSettings>{(settings, save) => <PerformanceForm settings={settings} save={save} />}</WithSettings>
}

interface Flat {
  readonly riskFree: number
  readonly riskFreeAsOf: NonNullable<PerformancePolicy['riskFreeAsOf']>
  readonly riskFreeSource: string
  readonly turnover: number
}

const labels: Readonly<Record<keyof Flat, string>> = {
  riskFree: 'risk-free rate',
  riskFreeAsOf: 'day of the rate',
  riskFreeSource: 'source of the rate',
  turnover: 'least turnover',
}

function PerformanceForm({ settings, save }: { settings: Settings; save: Saver }) {
  const { asOf } = useSession()
  // the program's assumption is no source of the firm's
  const form = useDraft<Flat>({ ...usualPerformance, riskFreeSource: null, ...settings.performance })
  const { field, draft } = form
  const future = draft.riskFreeAsOf != null && draft.riskFreeAsOf > asOf
  const unnamed = draft.riskFreeSource?.trim() === ''
  const wrong = [
    ...form.missing.map(key => labels[key]),
    ...(unnamed ? [labels.riskFreeSource] : []),
    ...(future ? ['a day that has come'] : []),
  ]
  return (
    <form className="stack" aria-label="Performance" onSubmit={event => event.preventDefault()}>
      <p className="grey">
        Past rebalances are held against a rate without risk: the Sharpe ratio is what a portfolio earned above it, for its ups and downs.
        {settings.performance === undefined &&
          ' Until the firm enters one, an assumption of the program stands here, and every ratio says so.'}
      </p>
      <fieldset className="fields">
        <legend>Rate without risk</legend>
        <HundredthsInput label="Rate a year" unit="%" help="Such as the yield of 3-month Treasury bills" {...field('riskFree')} />
        <DateInput label="Of the day" {...field('riskFreeAsOf')} />
        <TextInput
          label="Source"
          longest={200}
          value={draft.riskFreeSource ?? ''}
          onChange={riskFreeSource => form.set({ riskFreeSource })}
        />
      </fieldset>
      <fieldset className="fields">
        <legend>What counts as a rebalance</legend>
        <HundredthsInput
          label="A day that turns over at least"
          unit="%"
          help="Half of what is bought and sold, of the household’s value"
          {...field('turnover')}
        />
      </fieldset>
      <SaveLine
        missing={wrong}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run({ ...settings, performance: form.whole })}
      >
        Save performance
      </SaveLine>
    </form>
  )
}
