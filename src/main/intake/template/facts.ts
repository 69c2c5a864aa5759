/**
 * From checked cells to facts. Statements of lots, positions, cash, trades and realized lots become facts of their own kind; rows of the
 * other tables become `record` facts, whose values are canonical text that records.ts turns into the book's nouns.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { negateCents, noCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import { noShares, type Shares } from '../../../shared/kernel/shares.ts'
import type { Fact } from '../../../shared/model/import-batch.ts'
import type { EntryKind, Term } from '../../../shared/model/ledger.ts'
import type { CellValue } from './cells.ts'
import type { Table, TableName } from './tables.ts'

export type FactMaker = (line: number, values: readonly CellValue[]) => Fact
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
  return (line, values) => ({
    fact: 'lot',
    ...place(cell, line, values),
    asOf: cell(values, 'as_of') as CivilDate,
    acquired: cell(values, 'acquired') as CivilDate | null,
    shares: cell(values, 'shares') as Shares,
    basis: cell(values, 'basis') as Cents | null,
    price: null,
  })
}

function positionMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => ({
    fact: 'position',
    ...place(cell, line, values),
    asOf: cell(values, 'as_of') as CivilDate,
    shares: cell(values, 'shares') as Shares,
    basis: cell(values, 'basis') as Cents | null,
    price: null,
    value: null,
    reinvest: cell<boolean>(values, 'reinvest'),
    kindHint: null,
  })
}

function cashMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => ({
    fact: 'cash',
    ...place(cell, line, values),
    asOf: cell(values, 'as_of') as CivilDate,
    amount: cell(values, 'amount') as Cents,
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
    const amount = cell(values, 'amount') as Cents | null
    return {
      fact: 'entry',
      ...place(cell, line, values),
      kind,
      tradeDate: cell(values, 'trade_date') as CivilDate,
      settleDate: cell(values, 'settle_date') as CivilDate | null,
      shares: (cell(values, 'shares') as Shares | null) ?? noShares,
      price: cell(values, 'price') as Price | null,
      amount,
      fees: (cell(values, 'fees') as Cents | null) ?? noCents,
      memo: cell<string>(values, 'memo') ?? '',
      sequence: sequence++,
      basis: basisBrought(kind, cell(values, 'basis') as Cents | null, amount),
      acquired: cell(values, 'acquired') as CivilDate | null,
      ratio: ratioOf(cell(values, 'ratio')),
      ...besideOf(cell, values),
    }
  }
}

/** What few entries state; left out where it is blank. */
function besideOf(cell: Cell, values: readonly CellValue[]): Partial<Extract<Fact, { fact: 'entry' }>> {
  const stated: [string, CellValue][] = [
    ['orderGroup', cell(values, 'order_group')],
    ['method', cell(values, 'method')],
    ['counter', cell(values, 'counter')],
    ['counterPrice', cell(values, 'counter_price')],
    ['allocation', cell(values, 'allocation')],
    ['giftTax', cell(values, 'gift_tax')],
  ]
  return Object.fromEntries(stated.filter(([, value]) => value !== null))
}

function realizedMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => ({
    fact: 'realized',
    ...place(cell, line, values),
    opened: cell(values, 'opened') as CivilDate | null,
    closed: cell(values, 'closed') as CivilDate,
    shares: cell(values, 'shares') as Shares,
    proceeds: cell(values, 'proceeds') as Cents,
    basis: cell(values, 'basis') as Cents | null,
    term: cell(values, 'term') as Term | null,
    disallowed: (cell(values, 'disallowed') as Cents | null) ?? noCents,
  })
}

function recordMaker(table: Table): FactMaker {
  const cell = cellsOf(table)
  return (line, values) => {
    const written: Record<string, string> = {}
    table.columns.forEach((column, index) => {
      const value = values[index] ?? null
      written[column.name] = value === null ? '' : column.kind.write(value)
    })
    return {
      fact: 'record',
      ...place(cell, line, values),
      name: written.name ?? table.key.map(name => written[name]).join(' '),
      table: table.name,
      values: written,
    }
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
