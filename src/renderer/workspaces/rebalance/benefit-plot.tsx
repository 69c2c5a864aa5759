/** How much of the plan's benefit the first so many orders keep, with the knee marked. A small drawing; the sentence beside it says the same. */
import type { Proposal } from '../../../shared/model/proposal.ts'
import { axisOf } from './curve-scale.ts'

const frame = { width: 220, height: 64, left: 6, right: 6, top: 8, bottom: 8 }

export function BenefitPlot({ points }: { points: Proposal['benefit'] }) {
  const x = axisOf([0, points.at(-1)?.tickets ?? 1], frame.left, frame.width - frame.right)
  const y = axisOf([0, 1_000_000, ...points.map(point => point.benefit)], frame.height - frame.bottom, frame.top)
  const knee = points.find(point => point.knee)
  return (
    <svg className="benefit-plot" viewBox={`0 0 ${frame.width} ${frame.height}`} aria-hidden="true">
      <line x1={frame.left} x2={frame.width - frame.right} y1={y.place(0)} y2={y.place(0)} className="benefit-base" />
      <polyline className="curve-line" points={points.map(point => `${x.place(point.tickets)},${y.place(point.benefit)}`).join(' ')} />
      {knee && <circle className="benefit-knee" cx={x.place(knee.tickets)} cy={y.place(knee.benefit)} r={4.5} />}
    </svg>
  )
}
