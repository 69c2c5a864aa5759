/** Which tax year, how Form 8949 is written, and the two things that leave the desk: the rows as a file, the pack as paper. */
import type { Input } from '../../../../shared/contract/client.ts'
import type { FormChoices, YearView } from '../../../../shared/model/tax-year.ts'
import { SaveFile } from '../../../parts/files.tsx'
import { CheckBox, Select } from '../../../parts/inputs.tsx'

export type Choices = FormChoices

interface YearBarProps {
  readonly view: YearView
  readonly input: Input<'year.view'>
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly onYear: (year: number) => void
}

export function YearBar({ view, input, choices, onChoices, onYear }: YearBarProps) {
  const years = view.years.includes(view.year) ? view.years : [view.year, ...view.years].toSorted((a, b) => b - a)
  return (
    <div className="year-bar">
      <Select
        label="Tax year"
        value={String(view.year)}
        choices={years.map(year => ({ value: String(year), label: String(year) }))}
        onChange={value => value !== null && onYear(Number(value))}
      />
      <fieldset className="year-choices">
        <legend className="hidden-label">How Form 8949 is written</legend>
        <CheckBox
          label="Lots of one sale on one row"
          value={choices.combineLots}
          onChange={combineLots => onChoices({ ...choices, combineLots })}
        />
        <CheckBox
          label="Whole dollars on the forms"
          value={choices.wholeDollars}
          onChange={wholeDollars => onChoices({ ...choices, wholeDollars })}
        />
      </fieldset>
      <span className="spring" />
      <SaveFile make="year.export" input={input}>
        8949 as CSV
      </SaveFile>
      <SaveFile make="year.print" input={input} icon="print" look="strong">
        CPA pack as PDF
      </SaveFile>
    </div>
  )
}
