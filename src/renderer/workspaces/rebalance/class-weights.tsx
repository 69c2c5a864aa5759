/** Asset classes with a bar each, and beside it the figures: now, with the plan, and the target, so that nobody must read lengths or colours. */
import type { ReactNode } from 'react'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { barScale, classWeight } from '../../../shared/present/plan-words.ts'

type Row = Proposal['allocation'][number]

interface ClassWeightsProps {
  readonly rows: readonly Row[]
  readonly look: string
  readonly caption: ReactNode
  readonly head: ReactNode
  /** Long names are cut off; otherwise they go on in the next line. */
  readonly clip?: boolean
  /** `part`: of the longest bar, in hundredths. */
  readonly bar: (row: Row, part: (ppm: number) => number) => ReactNode
}

export function ClassWeights({ rows, look, caption, head, clip = false, bar }: ClassWeightsProps) {
  const part = barScale(rows, 100)
  return (
    <table className={look}>
      {caption}
      <thead>
        <tr>
          {head}
          <td />
          <th scope="col">Now</th>
          <th scope="col">Plan</th>
          <th scope="col">Target</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.assetClass}>
            <th scope="row" className={clip ? 'clip' : undefined} title={row.assetClass}>
              {row.assetClass}
            </th>
            <td>{bar(row, part)}</td>
            <td>{classWeight(row.before)}</td>
            <td className="planned">{classWeight(row.after)}</td>
            <td>{classWeight(row.target)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
