/** Every word Schwab puts into the Action column of a Transactions file, and what it does. A word that is not here is an issue, never ignored. */
import type { Effect } from '../entries.ts'

const words: Readonly<Record<Effect, string>> = {
  buy: 'buy',
  sell: 'sell',
  reinvest: 'reinvest shares',
  dividend:
    'cash dividend|qualified dividend|non-qualified div|reinvest dividend|qual div reinvest|special dividend|special qual div|special non qual div|' +
    'pr yr cash div|pr yr div reinvest|pr yr non qual div|pr yr non-qual div|pr yr special div|div adjustment|substitute payment|' +
    'short term cap gain|short term cap gain reinvest|pr yr short term cap gain',
  'capital-gain-distribution': 'long term cap gain|long term cap gain reinvest|pr yr long term cap gain',
  'return-of-capital': 'return of capital',
  'cash-in-lieu': 'cash in lieu',
  action: '',
  interest:
    'bank interest|credit interest|bond interest|cd interest|margin interest|interest adj|tax exempt interest|muni interest|pr yr bond interest',
  cash:
    'moneylink transfer|moneylink deposit|moneylink adj|wire sent|wire received|wire funds|wire funds received|wire funds adj|funds received|funds paid|' +
    'bank transfer|misc cash entry|misc credits|misc debits|promotional award|atm withdrawal|visa purchase|schwab atm rebate|atm rebate|payments|' +
    'check|check deposit|deposit|withdrawal|direct deposit|ach credit|ach debit|auto s1 credit|auto s1 debit|cd deposit funds|cd deposit adj',
  fee: 'adr mgmt fee|service fee|advisor fee|management fee|misc fee|foreign trade fee|margin fee',
  tax: 'foreign tax paid|foreign tax reclaim|tax withholding|nra tax adj|nra withholding|backup withholding|state tax withholding',
  transfer: 'security transfer|journaled shares|journal|internal transfer|stock plan activity|transfer in|transfer out',
  split: 'stock split',
  corporate:
    'reverse split|stock div dist|spin-off|spinoff|stock merger|cash merger|cash/stock merger|cash/stock merger adj|merger|name change|symbol change|' +
    'conversion|mandatory reorg exc|mandatory reorg|exchange|tender|full redemption|full redemption adj|partial redemption|bond maturity|' +
    'maturity|final cash liquid|final cash liquid adj|cash liquidation|rights dist|reinvestment adj|worthless security',
  sweep: 'bank sweep|sweep in|sweep out',
  refused:
    'sell short|short sale|buy to cover|buy to open|buy to close|sell to open|sell to close|expired|assigned|exercised|exchange or exercise|' +
    'options frwd split|futures mtm adj|cancel buy|cancel sell|cancel reinvest shares|cancelled buy|cancelled sell',
}

const effects = new Map<string, Effect>(
  (Object.entries(words) as [Effect, string][]).flatMap(([effect, list]) =>
    list.split('|').flatMap((word): [string, Effect][] => (word === '' ? [] : [[word, effect]])),
  ),
)

export function schwabEffect(action: string): Effect | undefined {
  return effects.get(action.replace(/\s+/g, ' ').toLowerCase())
}
