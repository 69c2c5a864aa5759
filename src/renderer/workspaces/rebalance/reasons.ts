/**
 * What a trade does to the plan's score, told apart by tax, risk and cost: below zero it betters it. The score is no money (risk counts at its weight), so it
 * carries no dollar sign.
 */
import { type Cents, negateCents } from '../../../shared/kernel/cents.ts'
import type { ProposalTrade } from '../../../shared/model/proposal.ts'
import { score } from '../../../shared/present/format.ts'

type Contribution = ProposalTrade['contribution']
export type ReasonPart = Exclude<keyof Contribution, 'total'>

export const reasonParts: readonly { readonly part: ReasonPart; readonly word: string }[] = [
  { part: 'tax', word: 'tax' },
  { part: 'te', word: 'risk' },
  { part: 'cost', word: 'trading' },
  { part: 'other', word: 'other limits' },
]

/** `Betters the score by 1,027: tax 621, risk 412 better; trading 6 worse.` */
export function reasonWords(contribution: Contribution): string {
  const told = (helps: boolean) =>
    reasonParts
      .filter(({ part }) => (helps ? contribution[part] < 0 : contribution[part] > 0))
      .map(({ part, word }) => `${word} ${score(size(contribution[part]))}`)
      .join(', ')
  const [good, bad] = [told(true), told(false)]
  const { total } = contribution
  const sum =
    total < 0
      ? `Betters the score by ${score(size(total))}`
      : total > 0
        ? `Worsens the score by ${score(total)}`
        : 'Leaves the score as it is'
  const parts = [good === '' ? '' : `${good} better`, bad === '' ? '' : `${bad} worse`].filter(text => text !== '').join('; ')
  return parts === '' ? `${sum}.` : `${sum}: ${parts}.`
}

/** Of the part for other limits, wish by wish. */
export function wishWords(wishes: ProposalTrade['wishes']): string {
  if (!wishes || wishes.length === 0) return ''
  const told = wishes.map(({ words, cents }) => `${words.split(':')[0]} ${score(size(cents))} ${cents < 0 ? 'better' : 'worse'}`)
  return `Of other limits: ${told.join('; ')}.`
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
