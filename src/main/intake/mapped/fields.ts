/** What a mapping may name: our fields for each kind of file, which of them are needed, and the header words each is usually called by. */
import type { Mapping } from '../../../shared/model/import-batch.ts'

export interface MappedField {
  readonly field: string
  readonly needed: boolean
  /** Header words, best first, in lower case. */
  readonly words: readonly string[]
}

const account = {
  field: 'account',
  needed: false,
  words: ['account number', 'account', 'account #', 'acct', 'account no', 'account id', 'account name'],
}
const symbol = {
  field: 'symbol',
  needed: true,
  words: ['symbol', 'ticker', 'symbol/cusip', 'symbol/ cusip', 'cusip', 'security id', 'instrument', 'security'],
}
const name = {
  field: 'name',
  needed: false,
  words: ['description', 'security description', 'name', 'security name', 'investment name', 'company'],
}
const shares = {
  field: 'shares',
  needed: true,
  words: ['quantity', 'shares', 'qty', 'units', 'quantity of shares', 'num shares', 'amount of shares'],
}
const price = {
  field: 'price',
  needed: false,
  words: ['price', 'last price', 'share price', 'current price', 'price ($)', 't. price', 'unit price'],
}
const basis = {
  field: 'basis',
  needed: false,
  words: ['cost basis', 'total cost', 'cost basis total', 'total basis', 'basis', 'cost', 'cost basis ($)', 'adj cost'],
}
const perShare = {
  field: 'costPerShare',
  needed: false,
  words: ['cost/share', 'cost per share', 'cost basis per share', 'unit cost', 'average cost basis', 'purchase price'],
}
const asOf = { field: 'asOf', needed: false, words: ['as of', 'as-of date', 'report date', 'as of date', 'valuation date'] }

export const fieldsOf: Readonly<Record<Mapping['kind'], readonly MappedField[]>> = {
  lots: [
    account,
    symbol,
    name,
    {
      field: 'acquired',
      needed: true,
      words: [
        'date acquired',
        'acquired',
        'acquired date',
        'open date',
        'acquisition date',
        'purchase date',
        'date bought',
        'buy date',
        'trade date',
        'opened date',
      ],
    },
    shares,
    basis,
    perShare,
    price,
    asOf,
  ],
  positions: [
    account,
    symbol,
    name,
    shares,
    price,
    { field: 'value', needed: false, words: ['market value', 'current value', 'value', 'total value', 'mkt val'] },
    basis,
    asOf,
  ],
  trades: [
    account,
    {
      field: 'date',
      needed: true,
      words: ['trade date', 'date', 'transaction date', 'transactiondate', 'activity date', 'run date', 'date/time'],
    },
    { field: 'settle', needed: false, words: ['settlement date', 'settle date', 'settled'] },
    {
      field: 'action',
      needed: true,
      words: ['action', 'transaction type', 'transactiontype', 'type', 'trans type', 'trans code', 'side', 'activity'],
    },
    { ...symbol, needed: false },
    name,
    { ...shares, needed: false },
    price,
    {
      field: 'fees',
      needed: false,
      words: ['fees', 'commission', 'fees & comm', 'commission fees', 'commissions and fees', 'comm/fee', 'commission ($)'],
    },
    {
      field: 'amount',
      needed: true,
      words: ['amount', 'net amount', 'amount ($)', 'total', 'total amount', 'proceeds', 'principal amount'],
    },
    { field: 'orderGroup', needed: false, words: ['order number', 'order id', 'order no', 'order #'] },
    { field: 'method', needed: false, words: ['lot method', 'relief method', 'cost basis method', 'tax lot method'] },
    { field: 'ratio', needed: false, words: ['ratio', 'split ratio', 'exchange ratio'] },
    { field: 'counter', needed: false, words: ['new symbol', 'to symbol', 'underlying', 'counter symbol'] },
    { field: 'counterPrice', needed: false, words: ['new price', 'value of a new share'] },
    { field: 'allocation', needed: false, words: ['basis allocation'] },
  ],
}
