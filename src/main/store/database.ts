/**
 * The two faces of the one connection. A function that takes a `ReadableBook` cannot write: `rows`, `row` and `scan` refuse statements that
 * change anything, and only a transaction hands out a `WritableBook`. Statements are prepared once and kept by their text.
 * Numbers are bound as they are; nothing is computed from parameters in SQL, because a JS number arrives there as REAL.
 */
import type Database from 'better-sqlite3'

export type Value = string | number | null | Uint8Array
export type Values = readonly Value[] | Readonly<Record<string, Value>>
export type Row = Readonly<Record<string, unknown>>

export interface ReadableBook {
  rows(sql: string, values?: Values): Row[]
  row(sql: string, values?: Values): Row | undefined
  /** Rows as arrays, one at a time: for long scans. No writing while it runs. */
  scan(sql: string, values?: Values): IterableIterator<readonly unknown[]>
}

export interface WritableBook extends ReadableBook {
  /** The number of rows changed. */
  run(sql: string, values?: Values): number
  /** The same statement for many rows; positional values. */
  prepare(sql: string): (...values: Value[]) => void
  /** `INSERT … RETURNING key`. */
  insertedKey(sql: string, values?: Values): number
}

type Statements = Map<string, Database.Statement>

export function bookOf(database: Database.Database): WritableBook {
  const plain: Statements = new Map()
  const raw: Statements = new Map()
  const statement = (sql: string) => kept(plain, sql, () => database.prepare(sql))
  const reading = (sql: string) => readOnly(statement(sql))
  return {
    rows: (sql, values = []) => reading(sql).all(values) as Row[],
    row: (sql, values = []) => reading(sql).get(values) as Row | undefined,
    scan: (sql, values = []) =>
      readOnly(kept(raw, sql, () => database.prepare(sql).raw())).iterate(values) as IterableIterator<readonly unknown[]>,
    run: (sql, values = []) => statement(sql).run(values).changes,
    prepare: sql => {
      const prepared = statement(sql)
      return (...values) => {
        prepared.run(...values)
      }
    },
    insertedKey: (sql, values = []) => (statement(sql).get(values) as { key: number }).key,
  }
}

function kept(statements: Statements, sql: string, make: () => Database.Statement): Database.Statement {
  let statement = statements.get(sql)
  if (statement === undefined) {
    statement = make()
    statements.set(sql, statement)
  }
  return statement
}

function readOnly(statement: Database.Statement): Database.Statement {
  if (!statement.readonly) throw new TypeError(`a reading call was given a writing statement: ${statement.source.slice(0, 60)}`)
  return statement
}

/** Writes a record as a row; column names are the record's keys, which are constants of this folder. */
export function insert(book: WritableBook, table: string, record: Readonly<Record<string, Value>>): void {
  const columns = Object.keys(record)
  book.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(column => `@${column}`).join(', ')})`, record)
}

/** The same, but a row with this key is brought up to date. */
export function upsert(book: WritableBook, table: string, key: readonly string[], record: Readonly<Record<string, Value>>): void {
  const columns = Object.keys(record)
  const changes = columns.filter(column => !key.includes(column)).map(column => `${column} = excluded.${column}`)
  book.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(column => `@${column}`).join(', ')})
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')}`,
    record,
  )
}

/** `INSERT INTO table (a, b) VALUES (?, ?)` for many rows. */
export function inserter(book: WritableBook, table: string, columns: readonly string[]): (...values: Value[]) => void {
  return book.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
}
