/** What a trade does to the plan's score as a bar: what helps to the right, what costs to the left. */
import type { ProposalTrade } from '../../../shared/model/proposal.ts'
import { type ReasonPart, reasonParts } from '../../../shared/present/plan-words.ts'

type Contribution = ProposalTrade['contribution']

export interface Segment {
  readonly part: ReasonPart
  readonly from: number
  readonly width: number
}

/** Segments of the bar on a track of `half` to either side of the middle: what helps to the right, what costs to the left, in one order. */
export function segmentsOf(contribution: Contribution, scale: number, half: number): readonly Segment[] {
  let right = half
  let left = half
  return reasonParts.flatMap(({ part }) => {
    const width = (Math.abs(contribution[part]) / scale) * half
    if (width === 0) return []
    if (contribution[part] < 0) {
      right += width
      return [{ part, from: right - width, width }]
    }
    left -= width
    return [{ part, from: left, width }]
  })
}
