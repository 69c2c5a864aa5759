/**
 * What a mapping may name, as a person reads it, with the header words each field usually has. The names are those of the intake; a test
 * holds the two lists against each other. A suggestion is only a first guess that a person looks over.
 */
import type { Mapping } from '../../../shared/model/import-batch.ts'

export type MappingKind = Mapping['kind']

export interface MapField {
  readonly field: string
  readonly label: string
  readonly needed: boolean
  readonly words: readonly string[]
}

function field(name: string, label: string, needed: boolean, words: string): MapField {
  return { field: name, label, needed, words: words.split('|') }
}

const account = field('account', 'Account', false, 'account number|account|account #|acct|account id|account name')
const symbol = field('symbol', 'Symbol', true, 'symbol|ticker|symbol/cusip|cusip|security id|instrument|security')
const name = field('name', 'Name of the security', false, 'description|security description|name|security name|investment name|company')
const shares = field('shares', 'Shares', true, 'quantity|shares|qty|units')
const price = field('price', 'Price', false, 'price|last price|share price|current price|unit price')
const basis = field('basis', 'Total basis', false, 'cost basis|total cost|cost basis total|total basis|basis|cost')
const costPerShare = field('costPerShare', 'Cost a share', false, 'cost/share|cost per share|unit cost|average cost basis|purchase price')
const asOf = field('asOf', 'As of', false, 'as of|as-of date|report date|as of date|valuation date')
const acquired = field('acquired', 'Acquired', true, 'date acquired|acquired|acquired date|open date|purchase date|date bought|trade date')
const value = field('value', 'Market value', false, 'market value|current value|value|total value')
const day = field('date', 'Trade date', true, 'trade date|date|transaction date|activity date|run date')
const settle = field('settle', 'Settlement date', false, 'settlement date|settle date|settled')
const action = field('action', 'Action', true, 'action|transaction type|type|trans type|side|activity')
const fees = field('fees', 'Fees', false, 'fees|commission|fees & comm|commissions and fees')
const amount = field('amount', 'Amount', true, 'amount|net amount|total|total amount|proceeds')
const orderGroup = field('orderGroup', 'Order number', false, 'order number|order id|order no|order #')
const method = field('method', 'Method of the sale', false, 'lot method|relief method|cost basis method|tax lot method')
const ratio = field('ratio', 'New shares for old', false, 'ratio|split ratio|exchange ratio')
const counter = field('counter', 'New or underlying symbol', false, 'new symbol|to symbol|underlying|counter symbol')
const counterPrice = field('counterPrice', 'Value of a new share', false, 'new price|value of a new share')
const allocation = field('allocation', 'Basis to the new shares', false, 'basis allocation')
const optional = (one: MapField): MapField => ({ ...one, needed: false })

export const mapFields: Readonly<Record<MappingKind, readonly MapField[]>> = {
  lots: [account, symbol, name, acquired, shares, basis, costPerShare, price, asOf],
  positions: [account, symbol, name, shares, price, value, basis, asOf],
  trades: [
    account,
    day,
    settle,
    action,
    optional(symbol),
    name,
    optional(shares),
    price,
    fees,
    amount,
    orderGroup,
    method,
    ratio,
    counter,
    counterPrice,
    allocation,
  ],
}

export const kindWords: Readonly<Record<MappingKind, string>> = {
  lots: 'Open lots, one a line',
  positions: 'Positions, one a line',
  trades: 'Trades, one a line',
}

export function suggestedColumns(kind: MappingKind, header: readonly string[]): Record<string, string> {
  const words = header.map(plainWord)
  const taken = new Set<number>()
  const columns: Record<string, string> = {}
  for (const { field: name, words: known } of mapFields[kind]) {
    const at = known.map(word => words.indexOf(word)).find(index => index >= 0 && !taken.has(index))
    if (at === undefined) continue
    taken.add(at)
    columns[name] = header[at] ?? ''
  }
  return columns
}

/** The kind whose needed fields the header has most nearly. */
export function suggestedKind(header: readonly string[]): MappingKind {
  const kinds: readonly MappingKind[] = ['lots', 'trades', 'positions']
  const missing = (kind: MappingKind) => missingFields(kind, suggestedColumns(kind, header)).length
  const found = (kind: MappingKind) => Object.keys(suggestedColumns(kind, header)).length
  return kinds.toSorted((a, b) => missing(a) - missing(b) || found(b) - found(a))[0] ?? 'lots'
}

export function missingFields(kind: MappingKind, columns: Readonly<Record<string, string>>): readonly MapField[] {
  return mapFields[kind].filter(one => one.needed && (columns[one.field] ?? '') === '')
}

/** A saved mapping fits a file that has all its columns. */
export function fits(mapping: Pick<Mapping, 'columns'>, header: readonly string[]): boolean {
  const words = new Set(header.map(plainWord))
  return Object.values(mapping.columns).every(column => words.has(plainWord(column)))
}

function plainWord(text: string): string {
  return text.replaceAll('\u2019', "'").replaceAll('\ufeff', '').trim().replace(/\s+/g, ' ').toLowerCase()
}
