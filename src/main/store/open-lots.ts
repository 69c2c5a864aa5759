/**
 * Open lots: the projection of ledger and statements as the engine computed it, kept so that the whole book can be read without running it. Replaced
 * account by account; it can be thrown away at any time. One row holds an account's lots as columns.
 */
import { type Cents, cents } from '../../shared/kernel/cents.ts'
import { type CivilDate, dateOfDay, dayNumber } from '../../shared/kernel/civil-date.ts'
import type { AccountId, ImportId, LotId, SecurityId } from '../../shared/kernel/id.ts'
import { shares } from '../../shared/kernel/shares.ts'
import type { OpenLot } from '../../shared/model/ledger.ts'
import type { ReadableBook, Row, WritableBook } from './database.ts'
import { accountKeys, importKeys, type KeyOf, securityKeys } from './keys.ts'
import { bytesOf, type LotBlock, lotBlock, lotOrigins, memoryOf } from './lot-block.ts'
import { identifier, integer, jsonIn } from './row.ts'
import { type Scope, within } from './scope.ts'

interface Keys {
  readonly security: KeyOf
  readonly import: (id: string | null) => number | null
}

/** Every open lot of these accounts is what is given here; accounts without lots are emptied. */
export function replaceOpenLots(book: WritableBook, accounts: readonly AccountId[], lots: readonly OpenLot[]): void {
  const accountKey = accountKeys(book)
  const keys = { security: securityKeys(book), import: importKeys(book) }
  const byAccount = Map.groupBy(lots, lot => lot.account)
  for (const account of byAccount.keys())
    if (!accounts.includes(account)) throw new RangeError('a lot of an account that is not being replaced')
  const write = book.prepare('INSERT OR REPLACE INTO open_lots (account, lots, wide, narrow, ids, order_groups) VALUES (?, ?, ?, ?, ?, ?)')
  for (const account of accounts) {
    const own = byAccount.get(account) ?? []
    const { wide, narrow } = bytesOf(blockOf(own, keys))
    const groups = own.some(lot => lot.orderGroup !== null) ? JSON.stringify(own.map(lot => lot.orderGroup)) : null
    write(accountKey(account), own.length, wide, narrow, JSON.stringify(own.map(lot => lot.id)), groups)
  }
}

/** How many lots are open in the whole book. */
export function countOpenLots(book: ReadableBook): number {
  return integer(book.row('SELECT coalesce(sum(lots), 0) AS lots FROM open_lots') ?? {}, 'lots')
}

/** In the order in which they were written. */
export function listOpenLots(book: ReadableBook, scope: Scope): OpenLot[] {
  const { sql, values } = within(scope)
  const nouns = nounsOf(book)
  return book
    .rows(`SELECT l.*, a.id AS account_id FROM accounts a JOIN open_lots l ON l.account = a.key WHERE ${sql} ORDER BY l.account`, values)
    .flatMap(row => openLotsIn(row, nouns))
}

/** The block of a row; a row whose parts do not fit each other is damage. */
export function blockIn(row: Row): LotBlock {
  return lotBlock(integer(row, 'lots'), memoryIn(row, 'wide'), memoryIn(row, 'narrow'))
}

function blockOf(lots: readonly OpenLot[], keys: Keys): LotBlock {
  const block = lotBlock(lots.length)
  for (const [at, lot] of lots.entries()) {
    block.shares[at] = lot.shares
    block.basis[at] = lot.basis ?? Number.NaN
    block.washAdjustment[at] = lot.washAdjustment
    block.security[at] = keys.security(lot.security)
    block.import[at] = keys.import(lot.source.import) ?? 0
    block.acquired[at] = dayOf(lot.acquired)
    block.holdingFrom[at] = dayOf(lot.holdingFrom)
    block.line[at] = lot.source.line
    block.origin[at] = lotOrigins.indexOf(lot.origin)
  }
  return block
}

interface Nouns {
  readonly securities: ReadonlyMap<number, SecurityId>
  readonly imports: ReadonlyMap<number, ImportId>
}

function nounsOf(book: ReadableBook): Nouns {
  const named = <Noun extends string>(table: string) =>
    new Map(book.rows(`SELECT key, id FROM ${table}`).map(row => [integer(row, 'key'), identifier<Noun>(row, 'id')]))
  return { securities: named('securities'), imports: named('imports') }
}

function openLotsIn(row: Row, nouns: Nouns): OpenLot[] {
  const block = blockIn(row)
  const account = identifier<'account'>(row, 'account_id')
  const groups = row.order_groups === null ? null : (jsonIn(row, 'order_groups') as (string | null)[])
  return (jsonIn(row, 'ids') as LotId[]).map((id, at) => ({
    id,
    account,
    security: known(nouns.securities.get(cell(block.security, at))),
    acquired: dateIn(block.acquired, at),
    holdingFrom: dateIn(block.holdingFrom, at),
    shares: shares(cell(block.shares, at)),
    basis: maybeCents(cell(block.basis, at)),
    washAdjustment: cents(cell(block.washAdjustment, at)),
    origin: known(lotOrigins[cell(block.origin, at)]),
    orderGroup: groups?.[at] ?? null,
    source: { import: cell(block.import, at) === 0 ? null : known(nouns.imports.get(cell(block.import, at))), line: cell(block.line, at) },
  }))
}

function memoryIn(row: Row, column: string): ArrayBuffer {
  const bytes = row[column]
  if (!(bytes instanceof Uint8Array)) throw new RangeError(`the book holds no columns in ${column}`)
  return memoryOf(bytes)
}

function cell(column: Float64Array | Int32Array, at: number): number {
  return known(column[at])
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('an open lot names something the book does not have')
  return value
}

function maybeCents(value: number): Cents | null {
  return Number.isNaN(value) ? null : cents(value)
}

function dayOf(date: CivilDate | null): number {
  return date === null ? -1 : dayNumber(date)
}

function dateIn(days: Int32Array, at: number): CivilDate | null {
  const day = cell(days, at)
  return day === -1 ? null : dateOfDay(day)
}
