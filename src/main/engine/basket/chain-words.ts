/**
 * Losses that move between lots of one sale, in words: lots sold together leave in the order of acquisition, so a lot bought near the sale replaces an older one
 * and takes over its loss (Reg. 1.1091-1(b); IRC section 1091(d)). In the rows, and so in every total, that loss is disallowed once and counted twice.
 */
import type { LotId } from '../../../shared/kernel/id.ts'
import { counted, date, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import type { MovedLoss } from '../standing/lot-parts.ts'
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

/** For each lot sold that took over a loss of an issued ticket; and for one of which nobody knows whether its lot file holds that loss already. */
export function movedWords(standing: Standing, lots: readonly LotId[]): string[] {
  return lots.flatMap(id => {
    const part = standing.parts.part(id)
    if (part === undefined) return []
    const of = ({ ticket, amount }: MovedLoss) => `${exactMoney(amount)} of the loss on ticket ${ticket}`
    const lot = `the lot ${boughtOn(standing, id)}`
    const into = part.isWhole ? `${lot}, which is` : `${sharesHeld(part.lot.shares)} of ${lot}, which are`
    const moved =
      part.loss === null || part.loss.amount === 0
        ? []
        : [
            `${of(part.loss)} moves into ${into} sold here: the figures here hold that basis and the days of the shares it replaced (IRC §1091(d), §1223(3)). Place that ticket first.`,
          ]
    const told = part.told
      .filter(loss => loss.amount > 0)
      .map(
        loss =>
          `${of(loss)} moves into ${sharesHeld(loss.shares)} of ${lot}, which is sold here. A lot file made since that ticket may hold it already, so the figures here are as the file states them. Import the trades of that day.`,
      )
    return [...moved, ...told]
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
