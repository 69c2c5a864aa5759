/**
 * Calls bought and sold again, where a custodian's row states everything: an opening purchase or a closing sale (whose word says which of the two it is), a symbol
 * with underlying, day and strike, and an amount that is a hundred times price and contracts, so that the row itself says how many shares a contract is. A call is
 * a right to acquire shares and can replace them (IRC section 1091(a), last sentence). Puts, options written, rights to a cash-settled index (section 1256) and
 * contracts that an action has adjusted are not kept; a row that could close either side is not either.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import { explains, roughly, slackOf } from './amounts.ts'

export interface TradedCall {
  readonly underlying: string
  readonly effect: 'buy' | 'sell'
}

/** Shares a contract of a listed call is a right to, unless an action has adjusted it. */
export const sharesOfContract = 100

/** Settled in cash: no right to acquire a share. */
const indexes = new Set(['SPX', 'SPXW', 'XSP', 'NDX', 'NDXP', 'XND', 'RUT', 'RUTW', 'MRUT', 'VIX', 'VIXW', 'DJX', 'OEX', 'XEO', 'MNX'])

const opening = /^(buy to open|you bought opening transaction)$/i
const closing = /^(sell to close|you sold closing transaction)$/i

/** null: the row is none of a call bought, or does not say so. */
export function tradedCall(action: string, symbol: string): TradedCall | null {
  const effect = opening.test(action) ? 'buy' : closing.test(action) ? 'sell' : null
  const underlying = /^-([A-Z]+)\d{6}C\d/.exec(symbol)?.[1] ?? /^([A-Z./]+) \d{2}\/\d{2}\/\d{4} [\d.]+ C$/.exec(symbol)?.[1]
  return effect === null || underlying === undefined || indexes.has(underlying) ? null : { underlying, effect }
}

interface Stated {
  readonly shares: Shares
  readonly price: Price | null
  readonly fees: Cents
  readonly amount: Cents | null
}

/** Whether the amount is what a hundred shares a contract come to. `texts`: quantity and price as they are printed. */
export function isOfHundred(
  { effect }: TradedCall,
  { shares, price, fees, amount }: Stated,
  texts: { shares: string; price: string },
): boolean {
  if (price === null || amount === null || shares === 0) return false
  const gross = roughly(Math.abs(shares) as Shares, price) * sharesOfContract
  const slack = slackOf(shares, texts.shares, price, texts.price) * sharesOfContract
  return effect === 'buy' ? shares > 0 && explains(amount, -(gross + fees), slack) : explains(amount, gross - fees, slack)
}
