/**
 * The append-only ledger. An entry is taken back by a reversing entry that names it; the table's triggers refuse changes, twins (the same
 * fingerprint standing twice in an account) and reversals that do not fit. What stands is what is neither reversed nor a reversal.
 */
import type { EntryId, ImportId } from '../../shared/kernel/id.ts'
import type { LedgerEntry, LotPick } from '../../shared/model/ledger.ts'
import { inserter, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { accountKeys, importKeys, securityKeys } from './keys.ts'
import {
  centsIn,
  dateIn,
  identifier,
  integer,
  jsonIn,
  maybeCents,
  maybeDate,
  maybeIdentifier,
  maybeInteger,
  maybePrice,
  maybeText,
  sharesIn,
  text,
  word,
} from './row.ts'
import { type Scope, within } from './scope.ts'

const columns = [
  'id',
  'account',
  'security',
  'kind',
  'trade_date',
  'settle_date',
  'sequence',
  'shares',
  'price',
  'amount',
  'fees',
  'basis',
  'acquired',
  'ratio_new',
  'ratio_old',
  'picks',
  'order_group',
  'method',
  'counter',
  'counter_price',
  'allocation',
  'gift_tax',
  'reverses',
  'fingerprint',
  'memo',
  'import',
  'line',
]

const select = `SELECT e.*, a.id AS account_id, s.id AS security_id, c.id AS counter_id, i.id AS import_id, o.id AS reverses_id
  FROM accounts a JOIN ledger e ON e.account = a.key LEFT JOIN securities s ON s.key = e.security LEFT JOIN securities c ON c.key = e.counter
  LEFT JOIN imports i ON i.key = e.import LEFT JOIN ledger o ON o.key = e.reverses`
const standing = 'e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses = e.key)'
const oldestFirst = 'ORDER BY e.account, e.trade_date, e.sequence, e.key'

export function appendEntries(book: WritableBook, entries: readonly LedgerEntry[]): void {
  const [accountKey, securityKey, importKey] = [accountKeys(book), securityKeys(book), importKeys(book)]
  const write = inserter(book, 'ledger', columns)
  for (const entry of entries)
    write(
      entry.id,
      accountKey(entry.account),
      entry.security === null ? null : securityKey(entry.security),
      entry.kind,
      entry.tradeDate,
      entry.settleDate,
      entry.sequence,
      entry.shares,
      entry.price,
      entry.amount,
      entry.fees,
      entry.basis,
      entry.acquired,
      entry.ratio?.[0] ?? null,
      entry.ratio?.[1] ?? null,
      entry.picks === null ? null : JSON.stringify(entry.picks),
      entry.orderGroup,
      entry.method ?? null,
      entry.counter == null ? null : securityKey(entry.counter),
      entry.counterPrice ?? null,
      entry.allocation ?? null,
      entry.giftTax ?? null,
      entry.reverses === null ? null : entryKey(book, entry.reverses),
      entry.fingerprint,
      entry.memo,
      importKey(entry.source.import),
      entry.source.line,
    )
}

/** Entries that stand, oldest first within each account. */
export function listEntries(book: ReadableBook, scope: Scope): LedgerEntry[] {
  const { sql, values } = within(scope)
  return book.rows(`${select} WHERE ${sql} AND ${standing} ${oldestFirst}`, values).map(entryIn)
}

/** Every entry as written, reversed ones and reversals included. */
export function listAllEntries(book: ReadableBook, scope: Scope): LedgerEntry[] {
  const { sql, values } = within(scope)
  return book.rows(`${select} WHERE ${sql} ${oldestFirst}`, values).map(entryIn)
}

export function findEntry(book: ReadableBook, id: EntryId): LedgerEntry | undefined {
  const row = book.row(`${select} WHERE e.id = ?`, [id])
  return row && entryIn(row)
}

/** Takes back every standing entry of an import, each by an entry of its own. */
export function reverseEntriesOf(book: WritableBook, source: ImportId, memo: string, nextId: () => EntryId): number {
  const entries = book.rows(`${select} WHERE i.id = ? AND ${standing} ORDER BY e.key`, [source]).map(entryIn)
  appendEntries(
    book,
    entries.map(entry => ({ ...entry, id: nextId(), reverses: entry.id, fingerprint: `reversal of ${entry.id}`, memo })),
  )
  return entries.length
}

function entryKey(book: ReadableBook, id: EntryId): number {
  const row = book.row('SELECT key FROM ledger WHERE id = ?', [id])
  if (row === undefined) throw new RangeError('a reversal names an entry the ledger does not have')
  return integer(row, 'key')
}

function entryIn(row: Row): LedgerEntry {
  const newShares = maybeInteger(row, 'ratio_new')
  return {
    id: identifier(row, 'id'),
    account: identifier(row, 'account_id'),
    security: maybeIdentifier(row, 'security_id'),
    kind: word(row, 'kind'),
    tradeDate: dateIn(row, 'trade_date'),
    settleDate: maybeDate(row, 'settle_date'),
    sequence: integer(row, 'sequence'),
    shares: sharesIn(row, 'shares'),
    price: maybePrice(row, 'price'),
    amount: maybeCents(row, 'amount'),
    fees: centsIn(row, 'fees'),
    basis: maybeCents(row, 'basis'),
    acquired: maybeDate(row, 'acquired'),
    ratio: newShares === null ? null : [newShares, integer(row, 'ratio_old')],
    picks: row.picks === null ? null : (jsonIn(row, 'picks') as LotPick[]),
    orderGroup: maybeText(row, 'order_group'),
    ...besideIn(row),
    reverses: maybeIdentifier(row, 'reverses_id'),
    fingerprint: text(row, 'fingerprint'),
    memo: text(row, 'memo'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}

/** What few entries state; on the others it is absent, not null. */
function besideIn(row: Row): Partial<LedgerEntry> {
  const counter = maybeIdentifier<'security'>(row, 'counter_id')
  const [counterPrice, allocation, giftTax] = [
    maybePrice(row, 'counter_price'),
    maybeInteger(row, 'allocation'),
    maybeCents(row, 'gift_tax'),
  ]
  return {
    ...(row.method === null ? {} : { method: word(row, 'method') }),
    ...(counter === null ? {} : { counter }),
    ...(counterPrice === null ? {} : { counterPrice }),
    ...(allocation === null ? {} : { allocation }),
    ...(giftTax === null ? {} : { giftTax }),
  }
}
