/** What custodians say beside lots: positions of a day, and lots they report as sold. Append-only; undone imports are passed over. */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Position } from '../../shared/model/book.ts'
import type { Provenance, RealizedLot } from '../../shared/model/ledger.ts'
import { inserter, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { accountKeys, importKeys, securityKeys, stands } from './keys.ts'
import {
  centsIn,
  dateIn,
  identifier,
  integer,
  maybeBit,
  maybeCents,
  maybeDate,
  maybeFlag,
  maybeIdentifier,
  maybeWord,
  sharesIn,
} from './row.ts'
import { type Scope, within } from './scope.ts'

export type SourcedPosition = Position & { readonly source: Provenance }

const joined = 'JOIN securities s ON s.key = r.security LEFT JOIN imports i ON i.key = r.import'
const ids = 'a.id AS account_id, s.id AS security_id, i.id AS import_id'

export function appendPositions(book: WritableBook, positions: readonly SourcedPosition[]): void {
  const [accountKey, securityKey, importKey] = [accountKeys(book), securityKeys(book), importKeys(book)]
  const write = inserter(book, 'positions', ['account', 'security', 'as_of', 'shares', 'basis', 'reinvest', 'import', 'line'])
  for (const position of positions)
    write(
      accountKey(position.account),
      securityKey(position.security),
      position.asOf,
      position.shares,
      position.basis,
      maybeBit(position.reinvest),
      importKey(position.source.import),
      position.source.line,
    )
}

/** The newest of each account and security on or before a day; a position of no shares says that it is gone. */
export function latestPositions(book: ReadableBook, scope: Scope, asOf: CivilDate): SourcedPosition[] {
  const { sql, values } = within(scope)
  return book
    .rows(
      `SELECT r.*, ${ids} FROM accounts a JOIN positions r ON r.account = a.key ${joined} WHERE ${sql} AND ${stands('r')} AND r.as_of <= ?
         AND NOT EXISTS (SELECT 1 FROM positions n WHERE n.account = r.account AND n.security = r.security AND (n.as_of, n.key) > (r.as_of, r.key)
           AND n.as_of <= ? AND ${stands('n')})
       ORDER BY r.account, r.security`,
      [...values, asOf, asOf],
    )
    .map(positionIn)
}

/** The fingerprint is account + content + occurrence inside the file; one that stands already is refused by the table. */
export function appendRealized(book: WritableBook, rows: readonly { readonly fingerprint: string; readonly lot: RealizedLot }[]): void {
  const [accountKey, securityKey, importKey] = [accountKeys(book), securityKeys(book), importKeys(book)]
  const write = inserter(book, 'realized_lots', [
    'account',
    'security',
    'opened',
    'closed',
    'shares',
    'proceeds',
    'basis',
    'term',
    'disallowed',
    'fingerprint',
    'import',
    'line',
  ])
  for (const { fingerprint, lot } of rows)
    write(
      accountKey(lot.account),
      securityKey(lot.security),
      lot.opened,
      lot.closed,
      lot.shares,
      lot.proceeds,
      lot.basis,
      lot.term,
      lot.disallowed,
      fingerprint,
      importKey(lot.source.import),
      lot.source.line,
    )
}

/** Everything reported as sold, of imports that stand, oldest first within each account. */
export function listRealized(book: ReadableBook, scope: Scope): RealizedLot[] {
  const { sql, values } = within(scope)
  return book
    .rows(
      `SELECT r.*, ${ids} FROM accounts a JOIN realized_lots r ON r.account = a.key ${joined}
       WHERE ${sql} AND ${stands('r')} ORDER BY r.account, r.closed, r.key`,
      values,
    )
    .map(realizedIn)
}

function positionIn(row: Row): SourcedPosition {
  return {
    account: identifier(row, 'account_id'),
    security: identifier(row, 'security_id'),
    asOf: dateIn(row, 'as_of'),
    shares: sharesIn(row, 'shares'),
    basis: maybeCents(row, 'basis'),
    reinvest: maybeFlag(row, 'reinvest'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}

function realizedIn(row: Row): RealizedLot {
  return {
    account: identifier(row, 'account_id'),
    security: identifier(row, 'security_id'),
    opened: maybeDate(row, 'opened'),
    closed: dateIn(row, 'closed'),
    shares: sharesIn(row, 'shares'),
    proceeds: centsIn(row, 'proceeds'),
    basis: maybeCents(row, 'basis'),
    term: maybeWord(row, 'term'),
    disallowed: centsIn(row, 'disallowed'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}
