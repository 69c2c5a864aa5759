/** Custodians' words for kinds of security, as hints for securities the book does not know. */
import type { Security } from '../../shared/model/book.ts'

export type KindHint = Security['kind'] | null

const hints: readonly (readonly [RegExp, Security['kind']])[] = [
  [/option/i, 'option'],
  [/money market|cash and money/i, 'money-market'],
  [/etf|closed end|exchange traded/i, 'etf'],
  [/mutual fund/i, 'mutual-fund'],
  [/fixed income|bond|treasur|\bcds?\b|certificate/i, 'bond'],
  [/equit|stock|adr|reit/i, 'stock'],
]

/** Nasdaq gives money market funds five letters ending in XX. */
export function isMoneyMarketSymbol(symbol: string): boolean {
  return /^[A-Z]{3}XX$/.test(symbol)
}

/** `-SPY260116C400`, `SPY 01/16/2026 400.00 C`: no share of anything. */
export function isOptionSymbol(symbol: string): boolean {
  return /^-[A-Z]+\d{6}[CP]\d/.test(symbol) || /^[A-Z./]+ \d{2}\/\d{2}\/\d{4} [\d.]+ [CP]$/.test(symbol)
}

export function kindOf(words: string, symbol: string): KindHint {
  if (isOptionSymbol(symbol)) return 'option'
  if (isMoneyMarketSymbol(symbol)) return 'money-market'
  return hints.find(([pattern]) => pattern.test(words))?.[1] ?? null
}
