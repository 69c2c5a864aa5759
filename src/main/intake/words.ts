/** How facts read in the preview: `bought 961 SCHB on 2021-07-02 for $100,975.73`. */
import { type Cents, decimalFromCents } from '../../shared/kernel/cents.ts'
import { decimalFromShares, type Shares } from '../../shared/kernel/shares.ts'
import type { Fact } from '../../shared/model/import-batch.ts'
import type { EntryKind } from '../../shared/model/ledger.ts'

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? parted : `${parted}.${fraction}`
}

/** `-$1,234.50`, with the hyphen of the files, so that what is said can be found in them */
export function dollars(amount: Cents): string {
  const text = grouped(decimalFromCents(Math.abs(amount) as Cents))
  return amount < 0 ? `-$${text}` : `$${text}`
}

/** `1,259.59` */
export function quantity(held: Shares): string {
  const text = grouped(decimalFromShares(Math.abs(held) as Shares))
  return held < 0 ? `-${text}` : text
}

const verbs: Readonly<Record<EntryKind, string>> = {
  buy: 'bought',
  reinvest: 'reinvested into',
  sell: 'sold',
  'transfer-in': 'received',
  'transfer-out': 'delivered',
  'gift-in': 'received as a gift',
  inherited: 'inherited',
  'gift-out': 'gave away',
  donation: 'donated',
  split: 'split added',
  merger: 'merger of',
  'taxable-merger': 'taxable merger of',
  'spin-off': 'spin-off from',
  'name-change': 'new name for',
  'return-of-capital': 'return of capital',
  'capital-gain-distribution': 'capital gain distribution',
  'cash-in-lieu': 'cash for a fraction of',
  exercise: 'exercised',
  expired: 'expired',
  dividend: 'dividend',
  interest: 'interest',
  'cash-in': 'cash in',
  'cash-out': 'cash out',
  fee: 'fee',
  other: 'other',
}

function entryWords(fact: Extract<Fact, { fact: 'entry' }>): string {
  const what = [verbs[fact.kind], fact.shares === 0 ? '' : quantity(fact.shares), fact.symbol].filter(word => word !== '').join(' ')
  const amount =
    fact.amount === null ? '' : ` ${fact.shares === 0 ? 'of' : 'for'} ${dollars(fact.amount < 0 ? (-fact.amount as Cents) : fact.amount)}`
  return `${what} on ${fact.tradeDate}${amount}${fact.kind === 'other' && fact.memo !== '' ? ` (${fact.memo})` : ''}`
}

function basisWords(basis: Cents | null): string {
  return basis === null ? 'basis unknown' : `basis ${dollars(basis)}`
}

/** One fact in words. */
export function factWords(fact: Fact): string {
  switch (fact.fact) {
    case 'lot':
      return `lot of ${quantity(fact.shares)} ${fact.symbol} from ${fact.acquired ?? 'an unknown day'}, ${basisWords(fact.basis)}`
    case 'position':
      return `holds ${quantity(fact.shares)} ${fact.symbol}, ${basisWords(fact.basis)}${fact.reinvest === true ? ', reinvests dividends' : ''}`
    case 'cash':
      return `cash ${dollars(fact.amount)}`
    case 'entry':
      return entryWords(fact)
    case 'realized':
      return `sold ${quantity(fact.shares)} ${fact.symbol} on ${fact.closed} for ${dollars(fact.proceeds)}, ${basisWords(fact.basis)}`
    case 'record':
      return fact.table
  }
}

/** The preview's word for the kind of row a fact came from. */
export function factReading(fact: Fact): 'lot' | 'position' | 'cash' | 'trade' | 'realized' | 'record' {
  return fact.fact === 'entry' ? 'trade' : fact.fact
}
