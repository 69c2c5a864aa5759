/**
 * Fidelity's Action column is a phrase with the security behind it: `YOU BOUGHT VANGUARD INDEX FDS (VTV) (Cash)`. The longest phrase that begins the
 * text decides; a text that begins with none of them is an issue, never ignored.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { dateCell } from '../dates.ts'
import type { Effect } from '../entries.ts'

const phrases: Readonly<Record<Effect, string>> = {
  buy: 'YOU BOUGHT|CONVERSION BUY',
  sell: 'YOU SOLD',
  reinvest: 'REINVESTMENT|REINVEST',
  dividend:
    'DIVIDEND RECEIVED|DIVIDEND ADJ|DIVIDEND|SHORT-TERM CAP GAIN|SHORT TERM CAP GAIN|CAPITAL GAIN|ROYALTY TR PYMT|' +
    'SUBSTITUTE PAYMENT|UNDISTRIBUTED CAP GAIN',
  'capital-gain-distribution': 'LONG-TERM CAP GAIN|LONG TERM CAP GAIN',
  'return-of-capital': 'RETURN OF CAPITAL',
  'cash-in-lieu': 'IN LIEU OF FRX SHARE',
  action: '',
  interest: 'INTEREST EARNED|INTEREST|MUNI EXEMPT INT|MARGIN INTEREST|FULLY PAID LENDING',
  cash:
    'DEBIT CARD PURCHASE|DEBIT CARD|DIRECT DEBIT|DIRECT DEPOSIT|ELECTRONIC FUNDS TRANSFER|WIRE TRANSFER|WIRE|CHECK PAID|CHECK RECEIVED|CHECK|BILL PAYMENT|' +
    'CASH CONTRIBUTION|CASH ADVANCE|DEPOSIT|PARTIC CONTR|CO CONTR|ROLLOVER CASH|ROLLOVER|NORMAL DISTR|PREMATURE DISTR|EARLY DISTR|CONTRIBUTION|ATM|' +
    'ADJUSTMENT|MOBILE DEPOSIT|BANK TRANSFER|ACH|REWARDS|CASH BACK|RECURRING|BILL PAY',
  fee: 'FEE CHARGED|ADVISORY FEE|ADVISOR FEE|MANAGEMENT FEE|FOREIGN CUSTODY FEE|ADR FEE|FEE|ADJUST FEE CHARGED|SERVICE CHARGE',
  tax: 'FOREIGN TAX PAID|FED TAX W/H|FEDERAL TAX|STATE TAX|TAX W/H|TAX WITHHELD|ADJ FOREIGN TAX PAID|ADJ NON-RESIDENT TAX|NON-RESIDENT TAX',
  transfer: 'TRANSFERRED FROM|TRANSFERRED TO|TRANSFER OF ASSETS|TRANSFER|JOURNALED|ROTH CONVERSION|CONV TO ROTH|DELIVERED|RECEIVED FROM',
  split: 'STOCK SPLIT',
  corporate:
    'DISTRIBUTION|REVERSE SPLIT|MERGER|NAME CHANGED|SPIN-OFF|SPINOFF|REDEMPTION PAYOUT|REDEEMED|EXCHANGED|' +
    'EXCHANGE|TENDERED|CONVERSION|REORGANIZATION|CORP ACTION|REINCORPORATION|SPLIT|WORTHLESS|REV SPLIT',
  sweep: 'PURCHASE INTO CORE ACCOUNT|REDEMPTION FROM CORE ACCOUNT|CORE ACCOUNT',
  refused:
    'YOU SOLD SHORT|SHORT SALE|YOU BOUGHT SHORT COVER|BUY TO COVER|YOU BOUGHT OPENING TRANSACTION|YOU BOUGHT CLOSING TRANSACTION|' +
    'YOU SOLD OPENING TRANSACTION|YOU SOLD CLOSING TRANSACTION|EXPIRED|ASSIGNED|EXERCISED|CANCELLED|CXL',
}

const longestFirst = (Object.entries(phrases) as [Effect, string][])
  .flatMap(([effect, list]) => list.split('|').flatMap(phrase => (phrase === '' ? [] : [{ phrase, effect }])))
  .toSorted((a, b) => b.phrase.length - a.phrase.length)

/** The phrase the action begins with, and what it does. */
export function fidelityEffect(action: string): { readonly phrase: string; readonly effect: Effect } | undefined {
  const text = action.replace(/\s+/g, ' ').trim().toUpperCase()
  const found = longestFirst.find(({ phrase }) => text.startsWith(phrase) && !/^[A-Z]/.test(text.slice(phrase.length)))
  if (!found) return undefined
  const trades = found.effect === 'buy' || found.effect === 'sell'
  const option = trades && /\b(OPENING TRANSACTION|CLOSING TRANSACTION|SHORT COVER|SHORT SALE)\b|^\S+ \S+ (CALL|PUT) \(/.test(text)
  return option ? { phrase: found.phrase, effect: 'refused' } : found
}

/** `… as of Aug-05-2022 (Cash)`: the day the trade took effect, where it was posted later. */
export function effectiveDay(action: string): CivilDate | undefined {
  const found = /\bas of ([A-Za-z]{3}-\d{1,2}-\d{4}|\d{1,2}\/\d{1,2}\/\d{4})\b/i.exec(action)
  return found?.[1] ? (dateCell(found[1]) ?? undefined) : undefined
}
