/** How much the tracking error depends on how risk is estimated, and what the portfolio owes to each asset class. */
import type { WhenView } from '../../../../shared/model/when.ts'
import { basisPoints } from '../../../../shared/present/format.ts'
import { ofYear } from './figures.tsx'

export function Sensitivity({ when: { sensitivity } }: { when: WhenView }) {
  const days = [...new Set(sensitivity.map(row => row.days))]
  const models = [...new Set(sensitivity.map(row => row.model))]
  const cell = (model: string, of: number) => sensitivity.find(row => row.model === model && row.days === of)
  return (
    <section className="panel" aria-label="Tracking error by model">
      <h2>Tracking error by model</h2>
      {sensitivity.length === 0 ? (
        <p className="grey">
          No prices day by day are in the book. Import them under Data: 21 days make a first estimate, 253 all of them.
        </p>
      ) : (
        <table className="when-table">
          <thead>
            <tr>
              <th scope="col">Estimated by</th>
              {days.map(each => (
                <th scope="col" key={each}>
                  {each} days
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map(model => (
              <tr key={model}>
                <th scope="row">{model}</th>
                {days.map(each => (
                  <td key={each}>{cellWords(cell(model, each))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sensitivity.some(row => row.positiveDefinite === false) && (
        <p className="grey small">* not positive definite: too few days for so many securities.</p>
      )}
    </section>
  )
}

function cellWords(cell: WhenView['sensitivity'][number] | undefined): string {
  if (!cell || cell.trackingError === null) return 'too few days'
  return `${basisPoints(Math.round(cell.trackingError / 100) * 100)}${cell.positiveDefinite === false ? ' *' : ''}`
}

export function Exposures({ when: { exposures, explained } }: { when: WhenView }) {
  if (exposures.length === 0) return null
  return (
    <section className="panel" aria-label="Exposures">
      <h2>Exposures</h2>
      <table className="when-table">
        <thead>
          <tr>
            <th scope="col">Average return of</th>
            <th scope="col">Held</th>
            <th scope="col">Targets</th>
          </tr>
        </thead>
        <tbody>
          {exposures.map(row => (
            <tr key={row.factor}>
              <th scope="row">{row.factor}</th>
              <td>{(row.held / 1e6).toFixed(2)}</td>
              <td>{(row.target / 1e6).toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="grey small">Betas by least squares; together they explain {ofYear(explained)} of what is held.</p>
    </section>
  )
}
