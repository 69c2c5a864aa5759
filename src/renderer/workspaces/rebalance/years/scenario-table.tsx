/** Scenarios side by side: tracking error, tax and gain left in the lots at the end of each year, and how near each is to the best there can be. Rows are chosen by arrows. */
import type { KeyboardEvent } from 'react'
import type { Transition, TransitionScenario } from '../../../../shared/model/transition.ts'
import { money, percent, roughBasisPoints, score, signedMoney } from '../../../../shared/present/format.ts'
import { Status } from '../../../parts/status.tsx'

interface ScenarioTableProps {
  readonly transition: Transition
  readonly chosen: string
  readonly onChoose: (key: string) => void
}

export function ScenarioTable({ transition: { scenarios, before }, chosen, onChoose }: ScenarioTableProps) {
  const years = scenarios[0]?.years ?? []
  const move = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const at = scenarios.findIndex(({ key }) => key === chosen)
    const next = scenarios[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: scenarios.length - 1 }[event.key] ?? -1]
    if (next === undefined) return
    event.preventDefault()
    onChoose(next.key)
    const rows = event.currentTarget.querySelectorAll<HTMLButtonElement>('button')
    rows[scenarios.indexOf(next)]?.focus()
  }
  return (
    <div className="years-scroll">
      <table className="years-table">
        <caption className="hidden-label">Scenarios</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Scenario
            </th>
            <th scope="colgroup" colSpan={years.length} className="group">
              Tracking error after (now {roughBasisPoints(before.trackingError)})
            </th>
            <th scope="colgroup" colSpan={years.length} className="group">
              Est. tax added so far
            </th>
            <th scope="col" rowSpan={2}>
              Gain left
            </th>
            <th scope="col" rowSpan={2}>
              Est. cost
            </th>
            <th scope="col" rowSpan={2}>
              Score
            </th>
            <th scope="col" rowSpan={2}>
              From the best
            </th>
          </tr>
          <tr>
            {[0, 1].flatMap(group =>
              years.map(({ year }) => (
                <th key={`${group} ${year}`} scope="col">
                  {year}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody onKeyDown={move}>
          {scenarios.map(scenario => (
            <Row key={scenario.key} scenario={scenario} chosen={scenario.key === chosen} onChoose={() => onChoose(scenario.key)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ scenario, chosen, onChoose }: { scenario: TransitionScenario; chosen: boolean; onChoose: () => void }) {
  const { title, words, years, utility, gap, proof, cost, best } = scenario
  return (
    <tr className={chosen ? 'chosen' : undefined}>
      <th scope="row" title={words}>
        <button type="button" className="plain" aria-pressed={chosen} tabIndex={chosen ? 0 : -1} onClick={onChoose}>
          {title}
        </button>
        {best && <Status tone="ready" word="least" title="Least risk, cost and tax together, as they are weighed" />}
      </th>
      {years.map(({ year, trackingError }) => (
        <td key={year}>{roughBasisPoints(trackingError)}</td>
      ))}
      {years.map(({ year, taxSoFar }) => (
        <td key={year}>{signedMoney(taxSoFar)}</td>
      ))}
      <td>{signedMoney(years.at(-1)?.embedded ?? null)}</td>
      <td>{money(cost)}</td>
      <td>{score(utility)}</td>
      <td title={proof}>≤ {percent(Math.ceil(gap / 100))}</td>
    </tr>
  )
}
