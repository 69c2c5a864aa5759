/**
 * Where rows become objects. Every column is read through one of these: a number that a JS number cannot hold exactly, a missing text or a
 * null where none may be is a bug or damage, and throws with the column's name instead of becoming a wrong figure.
 */
import type { Cents } from '../../shared/kernel/cents.ts'
import type { CivilDate } from '../../shared/kernel/civil-date.ts'
import type { Id } from '../../shared/kernel/id.ts'
import type { Price } from '../../shared/kernel/price.ts'
import type { Shares } from '../../shared/kernel/shares.ts'
import type { Row } from './database.ts'

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new RangeError(`the book holds no text in ${column}`)
  return value
}

export function maybeText(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

/** One of a closed list that the table's CHECK enforces. */
export function word<Word extends string>(row: Row, column: string): Word {
  return text(row, column) as Word
}

export function maybeWord<Word extends string>(row: Row, column: string): Word | null {
  return maybeText(row, column) as Word | null
}

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (!Number.isSafeInteger(value)) throw new RangeError(`the book holds no exact whole number in ${column}`)
  return value as number
}

export function maybeInteger(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column)
}

export function fraction(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`the book holds no number in ${column}`)
  return value
}

export function flag(row: Row, column: string): boolean {
  return integer(row, column) === 1
}

export function maybeFlag(row: Row, column: string): boolean | null {
  return row[column] === null ? null : flag(row, column)
}

export function identifier<Noun extends string>(row: Row, column: string): Id<Noun> {
  return text(row, column) as Id<Noun>
}

export function maybeIdentifier<Noun extends string>(row: Row, column: string): Id<Noun> | null {
  return maybeText(row, column) as Id<Noun> | null
}

export function centsIn(row: Row, column: string): Cents {
  return integer(row, column) as Cents
}

export function maybeCents(row: Row, column: string): Cents | null {
  return maybeInteger(row, column) as Cents | null
}

export function sharesIn(row: Row, column: string): Shares {
  return integer(row, column) as Shares
}

export function priceIn(row: Row, column: string): Price {
  return integer(row, column) as Price
}

export function maybePrice(row: Row, column: string): Price | null {
  return maybeInteger(row, column) as Price | null
}

/** The table's CHECK let only days in that exist; the length is looked at again so that damage does not pass. */
export function dateIn(row: Row, column: string): CivilDate {
  const value = text(row, column)
  if (value.length !== 10) throw new RangeError(`the book holds no date in ${column}`)
  return value as CivilDate
}

export function maybeDate(row: Row, column: string): CivilDate | null {
  return row[column] === null ? null : dateIn(row, column)
}

/** JSON text as a value; its shape is checked by whoever asked. */
export function jsonIn(row: Row, column: string): unknown {
  return JSON.parse(text(row, column))
}

/** For binding: SQLite has no booleans. */
export function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

export function maybeBit(value: boolean | null): 0 | 1 | null {
  return value === null ? null : bit(value)
}
