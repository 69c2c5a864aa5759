/** What the states' table says of the state chosen: rates, source, day and caveat. A proposal: it fills the form only when it is taken. */
import type { StateTable } from '../../../../shared/model/tax-year.ts'
import { date, rate } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { Banner } from '../../../parts/faces.tsx'

interface StateProposalProps {
  readonly states: StateTable | null
  readonly state: string | null
  readonly year: number
  readonly entered: { readonly short: number | null; readonly long: number | null }
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
  const taken = entered.short === short && entered.long === long
  return (
    <Banner
      weight="note"
      action={
        !taken && (
          <Button look="plain" onPress={() => onTake(short, long)}>
            Use these rates
          </Button>
        )
      }
    >
      <strong>
        Proposed for {row.name}, {year}: short-term {rate(short)}, long-term {rate(long)}
        {taken ? ' (taken)' : ''}.
      </strong>{' '}
      {row.note}. Top rates for planning, collected {date(states.asOf)}; source: {row.source.map(sourceName).join('; ')}. {states.trust}
    </Banner>
  )
}

/** The words before the address: an offline desk opens no links. */
function sourceName(source: string): string {
  return source.split(' | ')[0] ?? source
}
