/** What a trade brings, told apart: dollars of tax, risk and cost. A contribution below zero helps. */
import { type Cents, negateCents } from '../../../shared/kernel/cents.ts'
import type { ProposalTrade } from '../../../shared/model/proposal.ts'
import { money } from '../../../shared/present/format.ts'

type Contribution = ProposalTrade['contribution']
export type ReasonPart = Exclude<keyof Contribution, 'total'>

export const reasonParts: readonly { readonly part: ReasonPart; readonly word: string }[] = [
  { part: 'tax', word: 'tax' },
  { part: 'te', word: 'risk' },
  { part: 'cost', word: 'trading' },
  { part: 'other', word: 'other limits' },
]

/** `Brings $1,030: $621 of tax, $412 of risk; costs $6 of trading.` */
export function reasonWords(contribution: Contribution): string {
  const told = (helps: boolean) =>
    reasonParts
      .filter(({ part }) => (helps ? contribution[part] < 0 : contribution[part] > 0))
      .map(({ part, word }) => `${money(size(contribution[part]))} of ${word}`)
      .join(', ')
  const [good, bad] = [told(true), told(false)]
  const { total } = contribution
  const sum = total < 0 ? `Brings ${money(size(total))} in all` : total > 0 ? `Costs ${money(total)} in all` : 'Neither brings nor costs'
  const parts = [good === '' ? '' : `brings ${good}`, bad === '' ? '' : `costs ${bad}`].filter(text => text !== '').join('; ')
  return parts === '' ? `${sum}.` : `${sum}: ${parts}.`
}

function size(value: Cents): Cents {
  return value < 0 ? negateCents(value) : value
}

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
