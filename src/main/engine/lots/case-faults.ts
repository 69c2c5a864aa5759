/**
 * What cannot be true of the trades of a lot case, by the trade and a name: amounts below zero, one account with two kinds of tax, shares acquired after they
 * came in, a call on nothing. The engine would book each of them in silence; a case is refused at the first.
 */
import { type LotTrade, treatmentOfType } from '../../../shared/model/lot-case.ts'

export interface CaseFault {
  readonly code: 'duplicate_id' | 'bad_amount' | 'account_differs' | 'acquired_later' | 'no_underlying'
  readonly atTrade: string
}

/** The first fault in the order of the file. */
export function faultOfTrades(trades: readonly LotTrade[]): CaseFault | undefined {
  const ids = new Set<string>()
  const treatments = new Map<string, string>()
  for (const trade of trades) {
    const treatment = treatmentOfType(trade.accountType)
    const code = ids.has(trade.id)
      ? 'duplicate_id'
      : (treatments.get(trade.account) ?? treatment) === treatment
        ? faultOfTrade(trade)
        : 'account_differs'
    if (code !== undefined) return { code, atTrade: trade.id }
    ids.add(trade.id)
    treatments.set(trade.account, treatment)
  }
  return undefined
}

function faultOfTrade(trade: LotTrade): CaseFault['code'] | undefined {
  const told = [trade.total, trade.fees, 'giftFmv' in trade ? trade.giftFmv : null, 'worth' in trade ? trade.worth : null]
  if (told.some(isBelowZero)) return 'bad_amount'
  if (trade.side !== 'buy') return undefined
  if (trade.acquired != null && trade.acquired > trade.date) return 'acquired_later'
  return trade.kind === 'option_call' && trade.underlying == null ? 'no_underlying' : undefined
}

/** `-0` is nothing. */
function isBelowZero(amount: string | null | undefined): boolean {
  return Number(amount ?? 0) < 0
}
