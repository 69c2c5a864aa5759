/**
 * From checked cells to facts. Statements of lots, positions, cash, trades and realized lots become facts of their own kind; rows of the
 * other tables become `record` facts, whose values are canonical text that records.ts turns into the book's nouns.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { negateCents, noCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import { decimalFromShares, noShares, type Shares } from '../../../shared/kernel/shares.ts'
import type { Fact } from '../../../shared/model/import-batch.ts'
import type { EntryKind, Term } from '../../../shared/model/ledger.ts'
import type { RowReading } from '../layout.ts'
import type { CellValue } from './cells.ts'
import type { Table, TableName } from './tables.ts'

export interface MadeFact {
  readonly fact: Fact
  readonly reading: RowReading['reading']
  readonly says: string
}

export type FactMaker = (line: number, values: readonly CellValue[]) => MadeFact
type Cell = <Value extends CellValue>(values: readonly CellValue[], name: string) => Value | null

function cellsOf(table: Table): Cell {
  const places = new Map(table.columns.map((column, place) => [column.name, place]))
  return <Value extends CellValue>(values: readonly CellValue[], name: string) => (values[places.get(name) ?? -1] ?? null) as Value | null
}

function place(cell: Cell, line: number, values: readonly CellValue[]) {
  return { line, account: cell<string>(values, 'account') ?? '', symbol: cell<string>(values, 'symbol') ?? '', name: '' }
}

function lotMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => {
    const shares = cell(values, 'shares') as Shares
    const acquired = cell(values, 'acquired') as CivilDate | null
    const at = place(cell, line, values)
    const fact: Fact = {
      fact: 'lot',
      ...at,
      asOf: cell(values, 'as_of') as CivilDate,
      acquired,
      shares,
      basis: cell(values, 'basis') as Cents | null,
      price: null,
    }
    return { fact, reading: 'lot', says: `${decimalFromShares(shares)} ${at.symbol} acquired ${acquired ?? 'on an unknown day'}` }
  }
}

function positionMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => {
    const shares = cell(values, 'shares') as Shares
    const at = place(cell, line, values)
    const fact: Fact = {
      fact: 'position',
      ...at,
      asOf: cell(values, 'as_of') as CivilDate,
      shares,
      basis: cell(values, 'basis') as Cents | null,
      price: null,
      value: null,
      reinvest: cell<boolean>(values, 'reinvest'),
      kindHint: null,
    }
    return { fact, reading: 'position', says: `${decimalFromShares(shares)} ${at.symbol} held` }
  }
}

function cashMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => ({
    fact: { fact: 'cash', ...place(cell, line, values), asOf: cell(values, 'as_of') as CivilDate, amount: cell(values, 'amount') as Cents },
    reading: 'cash',
    says: 'cash balance',
  })
}

/** The basis of a purchase is what was paid, commissions included (Pub. 550), unless the row states another. */
function basisBrought(kind: EntryKind, stated: Cents | null, amount: Cents | null): Cents | null {
  if (stated !== null || amount === null) return stated
  return kind === 'buy' || kind === 'reinvest' ? negateCents(amount) : null
}

function ratioOf(text: string | null): [number, number] | null {
  const match = /^(\d+) for (\d+)$/.exec(text ?? '')
  return match ? [Number(match[1]), Number(match[2])] : null
}

function entryMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  let sequence = 0
  return (line, values) => {
    const kind = cell(values, 'kind') as EntryKind
    const shares = (cell(values, 'shares') as Shares | null) ?? noShares
    const amount = cell(values, 'amount') as Cents | null
    const tradeDate = cell(values, 'trade_date') as CivilDate
    const at = place(cell, line, values)
    const fact: Fact = {
      fact: 'entry',
      ...at,
      kind,
      tradeDate,
      settleDate: cell(values, 'settle_date') as CivilDate | null,
      shares,
      price: cell(values, 'price') as Price | null,
      amount,
      fees: (cell(values, 'fees') as Cents | null) ?? noCents,
      memo: cell<string>(values, 'memo') ?? '',
      sequence: sequence++,
      basis: basisBrought(kind, cell(values, 'basis') as Cents | null, amount),
      acquired: cell(values, 'acquired') as CivilDate | null,
      ratio: ratioOf(cell(values, 'ratio')),
    }
    return {
      fact,
      reading: 'trade',
      says: [kind, shares === 0 ? '' : decimalFromShares(shares), at.symbol, 'on', tradeDate].filter(word => word !== '').join(' '),
    }
  }
}

function realizedMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => {
    const shares = cell(values, 'shares') as Shares
    const closed = cell(values, 'closed') as CivilDate
    const at = place(cell, line, values)
    const fact: Fact = {
      fact: 'realized',
      ...at,
      opened: cell(values, 'opened') as CivilDate | null,
      closed,
      shares,
      proceeds: cell(values, 'proceeds') as Cents,
      basis: cell(values, 'basis') as Cents | null,
      term: cell(values, 'term') as Term | null,
      disallowed: (cell(values, 'disallowed') as Cents | null) ?? noCents,
    }
    return { fact, reading: 'realized', says: `sold ${decimalFromShares(shares)} ${at.symbol} on ${closed}` }
  }
}

function recordMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => {
    const written: Record<string, string> = {}
    table.columns.forEach((column, index) => {
      const value = values[index] ?? null
      written[column.name] = value === null ? '' : column.kind.write(value)
    })
    const label = table.key.map(name => written[name]).join(' ')
    const fact: Fact = { fact: 'record', ...place(cell, line, values), name: written.name ?? '', table: table.name, values: written }
    return { fact, reading: 'record', says: `${table.title}: ${label}` }
  }
}

const makers: Partial<Record<TableName, (table: Table) => FactMaker>> = {
  lots: lotMaker,
  positions: positionMaker,
  cash: cashMaker,
  entries: entryMaker,
  realized: realizedMaker,
}

/** The maker of one file's facts; it numbers the entries in the order of the file. */
export function factMaker(table: Table): FactMaker {
  return (makers[table.name] ?? recordMaker)(table)
}
