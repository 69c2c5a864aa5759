/** How an order that a day's volume does not take is worked. */
import type { Execution as Worked } from '../../../shared/model/costs.ts'
import { sliceMethods } from '../../../shared/model/lists.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { usualExecution } from '../../../shared/model/usual-execution.ts'
import type { Act } from '../../desk/use-command.ts'
import { HundredthsInput, Select, WholeInput } from '../../parts/inputs.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { WithSettings } from './firm-forms.tsx'
import { SaveLine } from './save-line.tsx'

const methods = { vwap: 'By the volume of the day (VWAP)', twap: 'In equal parts of the day (TWAP)' } as const

const labels: Readonly<Record<keyof Worked, string>> = {
  participation: 'part of the volume',
  mostDays: 'days',
  method: 'a method',
  waiting: 'price of waiting',
}

export function Execution() {
  return <WithSettings>{(settings, save) => <ExecutionForm settings={settings} save={save} />}</WithSettings>
}

function ExecutionForm({ settings, save }: { settings: Settings; save: Act<'settings.save'> }) {
  const form = useDraft<Worked>({ ...(settings.costs.execution ?? usualExecution) })
  const { field, draft } = form
  const wrong =
    (draft.participation ?? 1) < 1 || (draft.participation ?? 0) > 10_000 || (draft.mostDays ?? 1) < 1 || (draft.mostDays ?? 0) > 60
  return (
    <form className="stack" aria-label="Large orders" onSubmit={event => event.preventDefault()}>
      <fieldset className="fields">
        <legend>Large orders</legend>
        <HundredthsInput label="Most of a day’s volume" unit="%" help="An order above it is worked over days" {...field('participation')} />
        <WholeInput label="Most days" unit="trading days" help="1 to 60" {...field('mostDays')} />
        <Select label="Within a day" {...field('method')} choices={sliceMethods.map(value => ({ value, label: methods[value] }))} />
        <HundredthsInput
          label="Price of waiting"
          unit="%"
          help="Of the standard deviation of the days waited: the opportunity cost of delay"
          {...field('waiting')}
        />
      </fieldset>
      <SaveLine
        missing={[...form.missing.map(key => labels[key]), ...(wrong ? ['a part of 0.01 to 100 % and 1 to 60 days'] : [])]}
        running={save.running}
        saved={save.value !== undefined && !form.changed}
        refusal={save.refusal}
        onClear={save.clear}
        onSave={() => form.whole && void save.run({ ...settings, costs: { ...settings.costs, execution: form.whole } })}
      >
        Save large orders
      </SaveLine>
    </form>
  )
}
