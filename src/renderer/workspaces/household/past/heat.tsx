/** "Different thresholds, different cost assumptions": twelve simulations as a table whose tint follows the number that stands in it. */
import { useState } from 'react'
import type { Past, PastCell } from '../../../../shared/model/past.ts'
import { count, percent, roughBasisPoints } from '../../../../shared/present/format.ts'
import { Select } from '../../../parts/inputs.tsx'

const measures = {
  both: {
    label: 'Tracking error and cost',
    of: (cell: PastCell) => cell.trackingError + cell.cost,
    words: (cell: PastCell) => roughBasisPoints(cell.trackingError + cell.cost),
  },
  trackingError: {
    label: 'Tracking error',
    of: (cell: PastCell) => cell.trackingError,
    words: (cell: PastCell) => roughBasisPoints(cell.trackingError),
  },
  cost: { label: 'Cost', of: (cell: PastCell) => cell.cost, words: (cell: PastCell) => roughBasisPoints(cell.cost) },
  sharpe: { label: 'Sharpe ratio', of: (cell: PastCell) => cell.sharpe, words: (cell: PastCell) => (cell.sharpe / 100).toFixed(2) },
  rebalances: { label: 'Rebalances', of: (cell: PastCell) => cell.rebalances, words: (cell: PastCell) => count(cell.rebalances) },
} as const
type Measure = keyof typeof measures
const choices = (Object.keys(measures) as Measure[]).map(value => ({ value, label: measures[value].label }))

export function Heat({ past: { grid } }: { past: Past }) {
  const [measure, setMeasure] = useState<Measure>('both')
  const { of, words, label } = measures[measure]
  const [rates, thresholds] = [[...new Set(grid.map(cell => cell.rate))], [...new Set(grid.map(cell => cell.threshold))]]
  const values = grid.map(of)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return (
    <section className="panel" aria-label="Thresholds and costs">
      <div className="line between">
        <h2>Thresholds and costs</h2>
        <Select label="Show" value={measure} choices={choices} onChange={value => setMeasure(value ?? 'both')} />
      </div>
      <table className="past-heat">
        <caption className="hidden-label">{label} by threshold and cost, before taxes</caption>
        <thead>
          <tr>
            <th scope="col">Threshold</th>
            {rates.map(rate => (
              <th scope="col" key={rate}>
                cost {roughBasisPoints(rate)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {thresholds.map(threshold => (
            <tr key={threshold}>
              <th scope="row">{percent(threshold)}</th>
              {grid
                .filter(cell => cell.threshold === threshold)
                .map(cell => (
                  <td key={cell.rate} style={tint(of(cell), least, most)}>
                    {words(cell)}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
      {grid.every(cell => cell.rebalances === 0) && <p>No threshold was reached over these days: every cell is that of never trading.</p>}
      <p className="grey small">
        Darker is more. Cost is one way of what is traded, the same for every security; a year, before taxes. A higher threshold trades less
        and tracks worse.
      </p>
    </section>
  )
}

/** At most half of the tint, so that ink on it keeps its contrast. */
function tint(value: number, least: number, most: number) {
  const part = most > least ? (value - least) / (most - least) : 0
  return { background: `color-mix(in srgb, var(--pick) ${Math.round(part * 100)}%, transparent)` }
}
