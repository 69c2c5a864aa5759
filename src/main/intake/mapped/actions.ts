/** Words for actions in files of custodians without a layout of their own. As everywhere: a word that is not here is an issue. */
import type { Effect } from '../entries.ts'

const words: Readonly<Record<Effect, string>> = {
  buy: 'buy|bought|b|purchase|purchased|you bought|buy order',
  sell: 'sell|sold|s|sale|you sold|sell order',
  reinvest: 'reinvest|reinvestment|reinvest shares|dividend reinvestment|drip|reinvestment shares',
  dividend:
    'dividend|div|cdiv|cash dividend|qualified dividend|ordinary dividend|non-qualified div|capital gain|short-term capital gain|' +
    'capital gain (st)|dividend received',
  'capital-gain-distribution': 'long-term capital gain|capital gain (lt)|capital gain distribution|long-term capital gain distribution',
  'return-of-capital': 'return of capital|roc',
  'cash-in-lieu': 'cash in lieu|cash in lieu of fractional shares',
  action:
    'merger|stock merger|taxable merger|cash merger|spin-off|spinoff|spin off|name change|symbol change|cusip change|expired|exercised|exercise',
  interest: 'interest|int|interest income|bank interest|credit interest|margin interest',
  cash: 'deposit|withdrawal|ach|wire|transfer of cash|contribution|distribution of cash|funds received|funds paid|cash in|cash out|electronic transfer',
  fee: 'fee|fees|advisory fee|adr fee|service fee',
  tax: 'tax|foreign tax|foreign tax paid|tax withheld|withholding',
  transfer: 'transfer|transfer in|transfer out|journal|acat|security transfer',
  split: 'split|stock split|spl|reverse split',
  corporate: 'conversion|exchange|stock dividend|redemption',
  sweep: 'sweep|sweep in|sweep out',
  refused:
    'sell short|short|sto|bto|stc|btc|oexp|oasgn|buy to open|buy to close|sell to open|sell to close|buy to cover|assigned|cancel|cancelled',
}

const effects = new Map<string, Effect>(
  (Object.entries(words) as [Effect, string][]).flatMap(([effect, list]) =>
    list.split('|').flatMap((word): [string, Effect][] => (word === '' ? [] : [[word, effect]])),
  ),
)

export function plainEffect(action: string): Effect | undefined {
  return effects.get(action.replace(/\s+/g, ' ').trim().toLowerCase())
}
