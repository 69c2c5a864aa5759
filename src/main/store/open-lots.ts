/**
 * Open lots: the projection of ledger and statements, as the engine computed it, kept so that the whole book can be read without running it. It is
 * replaced account by account and can be thrown away at any time. Days are day numbers here (-1 unknown), amounts integers.
 */
import { type CivilDate, dateOfDay, dayNumber } from '../../shared/kernel/civil-date.ts'
import type { AccountId } from '../../shared/kernel/id.ts'
import type { OpenLot } from '../../shared/model/ledger.ts'
import { inserter, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { accountKeys, importKeys, securityKeys } from './keys.ts'
import { centsIn, identifier, integer, maybeCents, maybeIdentifier, maybeText, sharesIn, word } from './row.ts'
import { type Scope, within } from './scope.ts'

const unknownDay = -1

/** Every open lot of these accounts is what is given here; accounts without lots are emptied. */
export function replaceOpenLots(book: WritableBook, accounts: readonly AccountId[], lots: readonly OpenLot[]): void {
  const [accountKey, securityKey, importKey] = [accountKeys(book), securityKeys(book), importKeys(book)]
  for (const account of accounts) book.run('DELETE FROM open_lots WHERE account = ?', [accountKey(account)])
  const write = inserter(book, 'open_lots', [
    'account',
    'id',
    'security',
    'acquired',
    'holding_from',
    'shares',
    'basis',
    'wash_adjustment',
    'origin',
    'order_group',
    'import',
    'line',
  ])
  for (const lot of lots)
    write(
      accountKey(lot.account),
      lot.id,
      securityKey(lot.security),
      dayOf(lot.acquired),
      dayOf(lot.holdingFrom),
      lot.shares,
      lot.basis,
      lot.washAdjustment,
      lot.origin,
      lot.orderGroup,
      importKey(lot.source.import),
      lot.source.line,
    )
}

export function listOpenLots(book: ReadableBook, scope: Scope): OpenLot[] {
  const { sql, values } = within(scope)
  return book
    .rows(
      `SELECT l.*, a.id AS account_id, s.id AS security_id, i.id AS import_id FROM accounts a JOIN open_lots l ON l.account = a.key
       JOIN securities s ON s.key = l.security LEFT JOIN imports i ON i.key = l.import
       WHERE ${sql} ORDER BY l.account, l.security, l.acquired, l.line, l.id`,
      values,
    )
    .map(openLotIn)
}

function openLotIn(row: Row): OpenLot {
  return {
    id: identifier(row, 'id'),
    account: identifier(row, 'account_id'),
    security: identifier(row, 'security_id'),
    acquired: dateIn(row, 'acquired'),
    holdingFrom: dateIn(row, 'holding_from'),
    shares: sharesIn(row, 'shares'),
    basis: maybeCents(row, 'basis'),
    washAdjustment: centsIn(row, 'wash_adjustment'),
    origin: word(row, 'origin'),
    orderGroup: maybeText(row, 'order_group'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}

function dayOf(date: CivilDate | null): number {
  return date === null ? unknownDay : dayNumber(date)
}

function dateIn(row: Row, column: string): CivilDate | null {
  const day = integer(row, column)
  return day === unknownDay ? null : dateOfDay(day)
}
