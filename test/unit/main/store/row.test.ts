/** A value that is not what the column promises throws with the column's name; it never becomes a wrong figure. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { bookOf, type Row } from '../../../../src/main/store/database.ts'
import {
  centsIn,
  dateIn,
  flag,
  fraction,
  integer,
  maybeCents,
  maybeDate,
  maybeFlag,
  maybeInteger,
  maybeText,
  text,
} from '../../../../src/main/store/row.ts'

test('a whole number that JavaScript cannot hold exactly is refused where it would arrive rounded', () => {
  const book = bookOf(new Database(':memory:'))
  const row = book.row('SELECT 9007199254740993 AS large, 9007199254740991 AS largest, 0.5 AS half, 1e300 AS real') as Row
  expect(integer(row, 'largest')).toBe(Number.MAX_SAFE_INTEGER)
  for (const column of ['large', 'half', 'real']) expect(() => centsIn(row, column)).toThrow(column)
})

test.each([
  ['text', () => text({ a: 7 }, 'a')],
  ['text that is null', () => text({ a: null }, 'a')],
  ['a column that is not there', () => maybeText({}, 'a')],
  ['a number that is text', () => integer({ a: '7' }, 'a')],
  ['a number that is null', () => integer({ a: null }, 'a')],
  ['a date too long', () => dateIn({ a: '2026-01-01T00:00' }, 'a')],
  ['a rate that is no number', () => fraction({ a: Number.NaN }, 'a')],
  ['a column of numbers that is not there', () => maybeInteger({}, 'a')],
])('%s throws', (_, read) => {
  expect(read).toThrow(/the book holds no .* in a/)
})

test('null stays null and a bit becomes a boolean', () => {
  const row = { none: null, yes: 1, no: 0 }
  expect([maybeCents(row, 'none'), maybeDate(row, 'none'), maybeFlag(row, 'none'), maybeText(row, 'none')]).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect([flag(row, 'yes'), maybeFlag(row, 'no')]).toEqual([true, false])
})
