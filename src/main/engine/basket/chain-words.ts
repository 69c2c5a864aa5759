/**
 * Losses that move between lots of one sale, in words: lots sold together leave in the order of acquisition, so a lot bought near the sale replaces an older one
 * and takes over its loss (Reg. 1.1091-1(b); IRC section 1091(d)). In the rows, and so in every total, that loss is disallowed once and counted twice.
 */
import type { LotId } from '../../../shared/kernel/id.ts'
import { counted, date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { wholeLoss } from '../standing/moved-losses.ts'
import type { Standing } from '../standing/standing.ts'
import type { PassedLink, TriedSale } from '../wash/tried.ts'

const mostNamed = 3

export function chainWords(standing: Standing, { links, passedOn }: Pick<TriedSale, 'links' | 'passedOn'>): string {
  const found = [...together(links).values()]
  const named = found.slice(0, mostNamed).map(({ from, into, amount }) => {
    return `${exactMoney(amount)} of the loss of the lot ${boughtOn(standing, from)} moves into the lot ${boughtOn(standing, into)}`
  })
  const more = found.length > mostNamed ? [`${counted(found.length - mostNamed, 'more lot does', 'more lots do')} the same`] : []
  const sum = found.length > 1 ? `, ${exactMoney(passedOn)} in all,` : ''
  return `Lots sold together replace each other: ${[...named, ...more].join('; ')}. What moves${sum} is disallowed and counts there again, for the term that lot then has (Reg. §1.1091-1(b)); in the tax it counts once.`
}

/** For each lot sold that takes over a loss of an issued ticket: the whole lot stands with it already, a part of one does not yet. */
export function movedWords(standing: Standing, lots: readonly LotId[]): string[] {
  const recorded = new Map(standing.moved.size === 0 ? [] : standing.projection.open.map(lot => [lot.id, lot]))
  return lots.flatMap(id => {
    const lot = recorded.get(id)
    const whole = lot !== undefined && wholeLoss(lot, standing.moved) !== null
    return (standing.moved.get(id) ?? []).map(({ ticket, shares, amount }) => {
      const loss = `${exactMoney(amount)} of the loss on ticket ${ticket} moves into`
      if (whole)
        return `${loss} the lot ${boughtOn(standing, id)}, which is sold here: the figures here hold that basis and the days of the shares it replaced (IRC §1091(d), §1223(3)). Place that ticket first.`
      return `${loss} ${sharesHeld(shares)} of the lot ${boughtOn(standing, id)}, which is sold here: once that trade is booked those shares have that much more basis, and the days of the shares it replaced (IRC §1091(d), §1223(3)). The figures here are without it.`
    })
  })
}

function together(links: readonly PassedLink[]): Map<string, { readonly from: LotId; readonly into: LotId; amount: number }> {
  const sums = new Map<string, { readonly from: LotId; readonly into: LotId; amount: number }>()
  for (const { from, into, amount } of links) {
    const key = `${from}\n${into}`
    const sum = sums.get(key) ?? { from, into, amount: 0 }
    sum.amount += amount
    sums.set(key, sum)
  }
  return sums
}

function boughtOn({ lots }: Standing, id: LotId): string {
  const acquired = lots.find(lot => lot.id === id)?.acquired ?? null
  return acquired === null ? 'of an unknown day' : `of ${date(acquired)}`
}
