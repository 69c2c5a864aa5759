/**
 * Lot statements: what a custodian says is open in one account and security on one day. Append-only. The statement that counts is the latest on or
 * before a day, of imports that were not undone; of two on the same day the one imported later. A statement without lots says: nothing is held.
 */
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { AccountId, ImportId, SecurityId } from '../../shared/kernel/id.ts'
import type { StatementLot } from '../../shared/model/ledger.ts'
import { inserter, type ReadableBook, type Row, type WritableBook } from './database.ts'
import { accountKeys, importKeys, securityKeys, stands } from './keys.ts'
import { dateIn, identifier, integer, maybeCents, maybeDate, maybeIdentifier, sharesIn } from './row.ts'
import { type Scope, within } from './scope.ts'

export interface LotStatement {
  readonly account: AccountId
  readonly security: SecurityId
  readonly asOf: CivilDate
  readonly import: ImportId | null
  /** Each of this account, security, day and import. */
  readonly lots: readonly StatementLot[]
}

const latest = `${stands('t')} AND t.as_of <= ? AND NOT EXISTS (
  SELECT 1 FROM statements n WHERE n.account = t.account AND n.security = t.security AND (n.as_of, n.key) > (t.as_of, t.key) AND n.as_of <= ? AND ${stands('n')})`
const heads = `FROM accounts a JOIN statements t ON t.account = a.key JOIN securities s ON s.key = t.security LEFT JOIN imports i ON i.key = t.import`

export function appendStatements(book: WritableBook, statements: readonly LotStatement[]): void {
  const [accountKey, securityKey, importKey] = [accountKeys(book), securityKeys(book), importKeys(book)]
  const write = inserter(book, 'statement_lots', ['statement', 'id', 'acquired', 'shares', 'basis', 'line'])
  for (const statement of statements) {
    const key = book.insertedKey('INSERT INTO statements (account, security, as_of, import) VALUES (?, ?, ?, ?) RETURNING key', [
      accountKey(statement.account),
      securityKey(statement.security),
      statement.asOf,
      importKey(statement.import),
    ])
    for (const lot of statement.lots) write(key, lot.id, lot.acquired, lot.shares, lot.basis, lot.source.line)
  }
}

/** Lots of the statements that count on a day, as listed in their files. */
export function latestStatementLots(book: ReadableBook, scope: Scope, asOf: CivilDate): StatementLot[] {
  const { sql, values } = within(scope)
  return book
    .rows(
      `SELECT l.id, l.acquired, l.shares, l.basis, l.line, a.id AS account_id, s.id AS security_id, t.as_of, i.id AS import_id
       ${heads} JOIN statement_lots l ON l.statement = t.key WHERE ${sql} AND ${latest} ORDER BY t.account, t.security, l.line, l.id`,
      [...values, asOf, asOf],
    )
    .map(statementLotIn)
}

/** The statements that count on a day, without their lots: which holdings have one, of which day, and which of these are empty. */
export function latestStatements(
  book: ReadableBook,
  scope: Scope,
  asOf: CivilDate,
): (Pick<LotStatement, 'account' | 'security' | 'asOf' | 'import'> & { readonly lots: number })[] {
  const { sql, values } = within(scope)
  return book
    .rows(
      `SELECT a.id AS account_id, s.id AS security_id, t.as_of, i.id AS import_id, (SELECT count(*) FROM statement_lots l WHERE l.statement = t.key) AS lots
       ${heads} WHERE ${sql} AND ${latest} ORDER BY t.account, t.security`,
      [...values, asOf, asOf],
    )
    .map(row => ({
      account: identifier<'account'>(row, 'account_id'),
      security: identifier<'security'>(row, 'security_id'),
      asOf: dateIn(row, 'as_of'),
      import: maybeIdentifier<'import'>(row, 'import_id'),
      lots: integer(row, 'lots'),
    }))
}

function statementLotIn(row: Row): StatementLot {
  return {
    id: identifier(row, 'id'),
    account: identifier(row, 'account_id'),
    security: identifier(row, 'security_id'),
    asOf: dateIn(row, 'as_of'),
    acquired: maybeDate(row, 'acquired'),
    shares: sharesIn(row, 'shares'),
    basis: maybeCents(row, 'basis'),
    source: { import: maybeIdentifier(row, 'import_id'), line: integer(row, 'line') },
  }
}
