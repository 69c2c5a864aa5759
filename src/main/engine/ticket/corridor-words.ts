/** The sentences of a price corridor: from where to where, what gives way beyond, and that the review is to be run again there. */
import type { Price } from '../../../shared/kernel/price.ts'
import type { Corridor } from '../../../shared/model/ticket.ts'
import { pricePerShare } from '../../../shared/present/format.ts'

const cent = 10_000

/** Whole cents, rounded into the corridor, where today's price stays within: that is how a market quotes. Otherwise to the millionth. */
function printed(price: Price, low: Price | null, high: Price | null): { readonly low: string; readonly high: string } {
  const inward = (edge: Price | null, round: (value: number) => number) => (edge === null ? null : ((round(edge / cent) * cent) as Price))
  const [from, to] = [inward(low, Math.ceil), inward(high, Math.floor)]
  return {
    low: pricePerShare(from !== null && from <= price ? from : low),
    high: pricePerShare(to !== null && to >= price ? to : high),
  }
}

export function corridorWords(
  symbol: string,
  price: Price,
  { low, high, notComputed }: Pick<Corridor, 'low' | 'high' | 'notComputed'>,
  { taxable, planned }: { readonly taxable: boolean; readonly planned: boolean },
): string {
  const text = printed(price, low?.price ?? null, high?.price ?? null)
  const range =
    low !== null && high !== null
      ? `between ${text.low} and ${text.high}`
      : high !== null
        ? `at ${text.high} or less`
        : low !== null
          ? `at ${text.low} or more`
          : null
  const reasons = [
    ...(low !== null && low.why === high?.why
      ? [`Beyond, ${low.why}.`]
      : [...(low === null ? [] : [`Below, ${low.why}.`]), ...(high === null ? [] : [`Above, ${high.why}.`])]),
    ...notComputed,
    ...(range === null ? [] : ['Outside it, run the review again before placing the order.']),
  ]
  if (range !== null) return [`Valid while ${symbol} trades ${range}.`, ...reasons].join(' ')
  const none =
    !taxable && !planned
      ? 'Valid at any price: no gain or loss is taxed in this account.'
      : `No price of ${symbol} was found at which this order changes its nature.`
  return [notComputed.length > 0 ? 'The price corridor could not be computed in full.' : none, ...reasons].join(' ')
}
