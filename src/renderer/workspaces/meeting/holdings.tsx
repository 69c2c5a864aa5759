/** Each class as two bars, now and with the plan, and a mark at its target; every figure stands beside its bar, so that nobody must read lengths or colours. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { classWeight } from '../../../shared/present/plan-words.ts'

export function Holdings({ rows }: { rows: Proposal['allocation'] }) {
  const most = rows.reduce((found, { before, after, target }) => Math.max(found, before, after, target), 1)
  const part = (ppm: number) => (Math.max(0, ppm) / most) * 100
  return (
    <table className="holdings">
      <caption className="grey">Outlined: now. Filled: with the plan. Line: the target.</caption>
      <thead>
        <tr>
          <td />
          <td />
          <th scope="col">Now</th>
          <th scope="col">Plan</th>
          <th scope="col">Target</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ assetClass, before, after, target }) => (
          <tr key={assetClass}>
            <th scope="row" title={assetClass}>
              {assetClass}
            </th>
            <td>
              <svg viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true">
                <rect className="bar-now" x={0} y={2} width={part(before)} height={9} vectorEffect="non-scaling-stroke" />
                <rect className="bar-plan" x={0} y={14} width={part(after)} height={10} />
                <line className="bar-target" x1={part(target)} x2={part(target)} y1={0} y2={26} vectorEffect="non-scaling-stroke" />
              </svg>
            </td>
            <td>{classWeight(before)}</td>
            <td className="planned">{classWeight(after)}</td>
            <td>{classWeight(target)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
