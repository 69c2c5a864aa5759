/** What is wrong with or missing from the data of this household, the worst first, each with its place and remedy in full. */
import type { HouseholdView } from '../../../shared/model/views.ts'
import { Empty } from '../../parts/faces.tsx'
import { Status, weightWords } from '../../parts/status.tsx'

const order = ['stop', 'warning', 'note'] as const

export function Quality({ view }: { view: HouseholdView }) {
  const flags = [...view.review.quality].sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight))
  if (flags.length === 0)
    return (
      <Empty title="Nothing is wrong with the data">
        Prices are current, lots agree with positions, and trades are known for the days that matter.
      </Empty>
    )
  return (
    <ul className="flags">
      {flags.map(flag => (
        <li key={`${flag.code} ${flag.where} ${flag.what}`} className="panel">
          <div className="line between">
            <Status {...weightWords[flag.weight]} />
            <span className="grey small">{flag.code}</span>
          </div>
          <p>{flag.what}</p>
          <p className="grey">Where: {flag.where}</p>
          <p>{flag.remedy}</p>
        </li>
      ))}
    </ul>
  )
}
