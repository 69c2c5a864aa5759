/** Securities and the three relations between them. A relation is removed with a reason and stays in the book: verdicts of the past rest on it. */
import type { SecurityId } from '../../shared/kernel/id.ts'
import type { Relation, Security } from '../../shared/model/book.ts'
import { inBook, standsAgain } from './brought.ts'
import { type ReadableBook, type Row, upsert, type WritableBook } from './database.ts'
import { type Removal, remove } from './removal.ts'
import { dateIn, identifier, maybeInteger, maybeText, maybeWord, text, word } from './row.ts'

export function listSecurities(book: ReadableBook): Security[] {
  return book.rows(`SELECT * FROM securities WHERE ${inBook('security', 'securities.id')} ORDER BY symbol, id`).map(securityIn)
}

export function findSecurity(book: ReadableBook, id: SecurityId): Security | undefined {
  const row = book.row(`SELECT * FROM securities WHERE id = ? AND ${inBook('security', 'securities.id')}`, [id])
  return row && securityIn(row)
}

export function securitiesOf(book: ReadableBook, ids: Iterable<SecurityId>): Security[] {
  return book
    .rows('SELECT s.* FROM json_each(?) wanted JOIN securities s ON s.id = wanted.value ORDER BY s.symbol, s.id', [
      JSON.stringify([...ids]),
    ])
    .map(securityIn)
}

export function saveSecurity(book: WritableBook, security: Security): void {
  standsAgain(book, 'security', security.id)
  upsert(book, 'securities', ['id'], {
    id: security.id,
    symbol: security.symbol,
    name: security.name,
    cusip: security.cusip,
    kind: security.kind,
    asset_class: security.assetClass,
    sector: security.sector,
    industry: security.industry,
    country: security.country,
    expense_ratio: security.expenseRatio,
    cap_class: security.capClass,
  })
}

export function listRelations(book: ReadableBook): Relation[] {
  return book.rows('SELECT * FROM relations WHERE removed_at IS NULL ORDER BY date, id').map(relationIn)
}

export function saveRelation(book: WritableBook, relation: Relation): void {
  upsert(book, 'relations', ['id'], {
    id: relation.id,
    kind: relation.kind,
    a: relation.a,
    b: relation.b,
    author: relation.author,
    date: relation.date,
    reason: relation.reason,
    correlation: relation.correlation,
  })
}

export function removeRelation(book: WritableBook, id: string, removal: Removal): void {
  remove(book, 'relations', id, removal)
}

function securityIn(row: Row): Security {
  return {
    id: identifier(row, 'id'),
    symbol: text(row, 'symbol'),
    name: text(row, 'name'),
    cusip: maybeText(row, 'cusip'),
    kind: word(row, 'kind'),
    assetClass: maybeText(row, 'asset_class'),
    sector: maybeText(row, 'sector'),
    industry: maybeText(row, 'industry'),
    country: maybeText(row, 'country'),
    expenseRatio: maybeInteger(row, 'expense_ratio'),
    capClass: maybeWord(row, 'cap_class'),
  }
}

function relationIn(row: Row): Relation {
  return {
    id: text(row, 'id'),
    kind: word(row, 'kind'),
    a: identifier(row, 'a'),
    b: identifier(row, 'b'),
    author: text(row, 'author'),
    date: dateIn(row, 'date'),
    reason: text(row, 'reason'),
    correlation: maybeInteger(row, 'correlation'),
  }
}
