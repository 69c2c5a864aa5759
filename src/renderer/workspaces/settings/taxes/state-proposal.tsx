/** What the states' table says of the state chosen: rates, source, day and caveat. A proposal: it fills the form only when it is taken. */
import type { StateRow, StateSteps, StateTable } from '../../../../shared/model/tax-year.ts'
import { date, money, rate } from '../../../../shared/present/format.ts'
import { levelFor, measured, measureWords, type StateLevel, type TypedIncome } from '../../../../shared/present/state-rates.ts'
import { Button } from '../../../parts/button.tsx'
import { Banner } from '../../../parts/faces.tsx'

interface StateProposalProps {
  readonly states: StateTable | null
  readonly state: string | null
  readonly year: number
  /** The profile as it is typed: its rates, and the income that decides between them. */
  readonly entered: TypedIncome
  readonly onTake: (short: number, long: number) => void
}

export function StateProposal({ states, state, year, entered, onTake }: StateProposalProps) {
  const row = states?.rows.find(each => each.state === state)
  if (states === null || state === null) return null
  if (row === undefined) return <Banner weight="note">The table has no rates for {state}: type them.</Banner>
  const [short, long] = [row.short[String(year)], row.long[String(year)]]
  if (short === undefined || long === undefined)
    return (
      <Banner weight="note">
        The table has no rates of {year} for {row.name}: type them. {row.note}
      </Banner>
    )
  const level = row.steps && levelFor(row.steps, entered)
  const taken = (rates: Rates) => entered.stateShortRate === rates.short && entered.stateLongRate === rates.long
  if (row.steps)
    return <Steps row={row} steps={row.steps} year={year} entered={entered} level={level ?? null} taken={taken} onTake={onTake} />
  return (
    <Banner
      weight="note"
      action={
        !taken({ short, long }) && (
          <Button look="plain" onPress={() => onTake(short, long)}>
            Use these rates
          </Button>
        )
      }
    >
      <strong>
        Proposed for {row.name}, {year}: short-term {rate(short)}, long-term {rate(long)}
        {taken({ short, long }) ? ' (taken)' : ''}.
      </strong>{' '}
      {row.note}. {row.treatment === 'no-tax' ? '' : noBrackets} Collected {date(states.asOf)}; source:{' '}
      {row.source.map(sourceName).join('; ')}. {states.trust}
    </Banner>
  )
}

const noBrackets = 'This is the top rate: where the state has brackets, a household below the top one pays less.'

interface Rates {
  readonly short: number
  readonly long: number
}

interface StepsProps {
  readonly row: StateRow
  readonly steps: StateSteps
  readonly year: number
  readonly entered: TypedIncome
  readonly level: StateLevel | null
  readonly taken: (rates: Rates) => boolean
  readonly onTake: (short: number, long: number) => void
}

/** A state whose rates turn on an amount: every step, and the one that the household's own figures reach. */
function Steps({ row, steps, year, entered, level, taken, onTake }: StepsProps) {
  const amount = measured(steps, entered)
  const measure = measureWords[steps.by]
  return (
    <Banner
      weight="note"
      action={
        level !== null &&
        !taken(level) && (
          <Button look="plain" onPress={() => onTake(level.short, level.long)}>
            Use these rates
          </Button>
        )
      }
    >
      <strong>
        {level === null
          ? `${row.name}, ${year}: which rates depends on the ${measure}, which is not typed yet.`
          : `Proposed for ${row.name}, ${year}, by a ${measure} of ${money(amount)}: short-term ${rate(level.short)}, long-term ${rate(level.long)}${taken(level) ? ' (taken)' : ''}.`}
      </strong>
      <ul className="state-steps">
        {steps.levels.map(step => (
          <li key={step.above}>
            {step.above === 0 ? `Up to ${money((steps.levels[1]?.above ?? 0) * 100)}` : `Above ${money(step.above * 100)}`} of {measure}:
            short {rate(step.short)}, long {rate(step.long)}
          </li>
        ))}
      </ul>
      {row.note}. Measured by the figures of this profile: sales of the book may reach a higher step. Source:{' '}
      {row.source.map(sourceName).join('; ')}.
    </Banner>
  )
}

/** The words before the address: an offline desk opens no links. */
function sourceName(source: string): string {
  return source.split(' | ')[0] ?? source
}
