/**
 * Appreciated lots given to charity in kind: of the long-term lots of taxable accounts those that gained most for each dollar, until the gift is met in whole shares. Their gain
 * is never realized (IRC section 170(e)(1); Pub. 526, capital gain property). The deduction, its limits by income and whether the charity takes them are not reckoned.
 */
import { type Cents, cents, noCents, sumCents } from '../../../shared/kernel/cents.ts'
import { marketValue, type Price } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares, shares } from '../../../shared/kernel/shares.ts'
import { isTaxable } from '../../../shared/model/book.ts'
import type { Proposal } from '../../../shared/model/proposal.ts'
import { exactMoney } from '../../../shared/present/format.ts'
import { lotFigures } from '../harvest/lot-figures.ts'
import { leftOfLot } from '../standing/planned.ts'
import type { Standing } from '../standing/standing.ts'

type Gift = NonNullable<Proposal['gift']>

function giftOf(standing: Standing, amount: Cents): Gift {
  let left: number = amount
  const lots: Gift['lots'][number][] = []
  for (const each of givable(standing)) {
    const count = Math.min(Math.floor(each.left / oneShare), Math.floor(left / Math.max(1, marketValue(oneShare as Shares, each.price))))
    if (count <= 0) continue
    const given = shares(count * oneShare)
    const value = marketValue(given, each.price)
    left -= value
    lots.push({ ...each.row, shares: given, value, gain: cents(Math.round(each.part * value)) })
  }
  const value = sumCents(lots.map(lot => lot.value))
  const gain = sumCents(lots.map(lot => lot.gain))
  return { value, gain, lots, words: wordsOf(amount, value, gain) }
}

function wordsOf(asked: Cents, value: Cents, gain: Cents): string {
  if (value === 0) return 'No long-term lot at a gain can be given in whole shares.'
  const short = asked - value
  const missing = short > 0 ? ` ${exactMoney(cents(short))} of what was asked for is less than a share, or is not there to give.` : ''
  return `Give ${exactMoney(value)} in kind: its gain of ${exactMoney(gain)} is never taxed.${missing} The deduction is not reckoned.`
}

/** Those that gained most for each dollar first. */
function givable(standing: Standing) {
  return standing.lots
    .flatMap(held => {
      const account = standing.accountOf(held.account)
      const price = standing.priceOf(held.security)?.price
      const onTicket = standing.onTickets.get(held.id)
      if (!isTaxable(account.type) || account.mode !== 'tradable' || price === undefined || (onTicket?.shares ?? 0) >= held.shares)
        return []
      if (standing.restrictionsOf(held.account, held.security).some(({ kind }) => kind !== 'never-buy')) return []
      const lot = leftOfLot(held, onTicket)
      const { term, gain, value } = lotFigures(lot, price, standing.asOf, standing.tradeDay)
      if (term !== 'long' || gain === null || gain <= 0 || !value) return []
      const { symbol } = standing.securityOf(held.security)
      const row = {
        account: held.account,
        accountName: account.name,
        lot: held.id,
        security: held.security,
        symbol,
        acquired: held.acquired,
      }
      return [{ row, left: lot.shares as number, price: price as Price, part: gain / value }]
    })
    .sort((a, b) => b.part - a.part || (a.row.lot < b.row.lot ? -1 : 1))
}

/** The household as if those lots were gone: what is left of them can be traded. */
export function afterGift(standing: Standing, gift: Gift | null): Standing {
  if (gift === null || gift.lots.length === 0) return standing
  const onTickets = new Map(standing.onTickets)
  for (const { lot, shares: given } of gift.lots) {
    const before = onTickets.get(lot)
    onTickets.set(lot, { shares: shares((before?.shares ?? 0) + given), tickets: before?.tickets ?? [] })
  }
  return { ...standing, onTickets }
}

export function giftWished(standing: Standing, amount: Cents | null | undefined): Gift | null {
  return amount === null || amount === undefined || amount === noCents ? null : giftOf(standing, amount)
}
