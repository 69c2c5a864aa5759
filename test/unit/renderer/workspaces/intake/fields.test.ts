import { describe, expect, test } from 'vitest'
import { fieldsOf } from '../../../../../src/main/intake/mapped/fields.ts'
import { suggestMapping } from '../../../../../src/main/intake/mapped/suggest.ts'
import { fits, mapFields, missingFields, suggestedColumns, suggestedKind } from '../../../../../src/renderer/workspaces/intake/fields.ts'

describe('the mapper offers what the intake reads', () => {
  test.each(['lots', 'positions', 'trades'] as const)('fields of %s', kind => {
    const offered = mapFields[kind].map(({ field, needed }) => ({ field, needed }))
    expect(offered).toEqual(fieldsOf[kind].map(({ field, needed }) => ({ field, needed })))
    for (const { field, words } of mapFields[kind]) {
      const known = fieldsOf[kind].find(one => one.field === field)?.words ?? []
      expect(
        words.filter(word => !known.includes(word)),
        field,
      ).toEqual([])
    }
  })
})

test.each([
  ['Account Number', 'Symbol', 'Date Acquired', 'Quantity', 'Cost Basis'],
  ['Trade Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Amount'],
  ['Symbol', 'Description', 'Quantity', 'Last Price', 'Market Value'],
])('guesses as the intake does: %s, %s, %s, %s, %s', (...header) => {
  const kind = suggestedKind(header)
  expect({ kind, columns: suggestedColumns(kind, header) }).toEqual(suggestMapping(header))
})

test('a needed field without a column is missing', () => {
  expect(missingFields('lots', { symbol: 'Ticker', shares: '' }).map(one => one.field)).toEqual(['acquired', 'shares'])
})

test('a saved mapping fits a file with all its columns, however they are spaced', () => {
  const mapping = { columns: { symbol: 'Ticker', shares: 'Qty  Held' } }
  expect(fits(mapping, ['qty held', ' TICKER ', 'Other'])).toBe(true)
  expect(fits(mapping, ['Ticker'])).toBe(false)
})
