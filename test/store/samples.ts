/** Nouns and facts with every field filled, for tests of the store and for the program that `commit-child.ts` is. */
import type { ImportRecord } from '../../src/main/store/imports.ts'
import type { Cents } from '../../src/shared/kernel/cents.ts'
import { civilDate } from '../../src/shared/kernel/civil-date.ts'
import { id } from '../../src/shared/kernel/id.ts'
import type { Price } from '../../src/shared/kernel/price.ts'
import type { Shares } from '../../src/shared/kernel/shares.ts'
import type { Account, Security } from '../../src/shared/model/book.ts'
import type { LedgerEntry, OpenLot, StatementLot } from '../../src/shared/model/ledger.ts'

export const day = civilDate
export const at = '2026-11-21T14:02:11.123Z'
export const cents = (value: number) => value as Cents
export const shares = (value: number) => value as Shares
export const price = (value: number) => value as Price

export const household = { id: id<'household'>('h-lee'), name: 'Lee', note: '' }
export const account: Account = {
  id: id<'account'>('a-joint'),
  household: household.id,
  name: 'Lee joint',
  number: '0012-3456',
  custodian: 'schwab',
  type: 'joint',
  owner: null,
  mode: 'tradable',
  defaultMethod: 'FIFO',
  fractional: false,
  model: null,
  coverageFrom: null,
  coverageTo: null,
  cash: null,
  cashAsOf: null,
}
export const ira: Account = { ...account, id: id<'account'>('a-ira'), name: 'Lee IRA', number: '0099', type: 'traditional-ira' }
export const abc: Security = {
  id: id<'security'>('s-abc'),
  symbol: 'ABC',
  name: 'Abacus Fund',
  cusip: '037833100',
  kind: 'etf',
  assetClass: 'US equity',
  sector: null,
  industry: null,
  country: 'US',
  expenseRatio: 300,
  capClass: 'large',
}
export const xyz: Security = { ...abc, id: id<'security'>('s-xyz'), symbol: 'XYZ', name: 'Xylem Fund', cusip: null, capClass: null }

export function importRecord(name: string): ImportRecord {
  return {
    id: id<'import'>(name),
    fileName: `${name}.csv`,
    sha256: name.length.toString(16).padStart(64, '0'),
    size: 120,
    layout: 'template-lots',
    asOf: day('2026-11-20'),
    at,
    facts: 3,
    new: 3,
    changed: 0,
    gone: 0,
    same: 0,
    issues: [],
  }
}

export function entry(name: string, over: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: id<'ledger entry'>(name),
    account: account.id,
    security: abc.id,
    kind: 'buy',
    tradeDate: day('2026-03-02'),
    settleDate: day('2026-03-03'),
    sequence: 1,
    shares: shares(10_000_000),
    price: price(50_000_000),
    amount: cents(-500_00),
    fees: cents(0),
    basis: cents(500_00),
    acquired: null,
    ratio: null,
    picks: null,
    orderGroup: null,
    reverses: null,
    fingerprint: `print of ${name}`,
    memo: '',
    source: { import: null, line: 0 },
    ...over,
  }
}

export function statementLot(name: string, over: Partial<StatementLot> = {}): StatementLot {
  return {
    id: id<'lot'>(name),
    account: account.id,
    security: abc.id,
    asOf: day('2026-11-20'),
    acquired: day('2024-05-06'),
    shares: shares(3_000_000),
    basis: cents(150_00),
    source: { import: null, line: 2 },
    ...over,
  }
}

export function openLot(name: string, over: Partial<OpenLot> = {}): OpenLot {
  return {
    id: id<'lot'>(name),
    account: account.id,
    security: abc.id,
    acquired: day('2024-05-06'),
    holdingFrom: day('2024-05-06'),
    shares: shares(3_000_000),
    basis: cents(150_00),
    washAdjustment: cents(0),
    origin: 'statement',
    orderGroup: null,
    source: { import: null, line: 2 },
    ...over,
  }
}
