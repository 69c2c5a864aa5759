/** A header that is a custodian's but for a few columns is told from one nobody knows. */
import { expect, test } from 'vitest'
import { nearest } from '../../../../src/main/intake/layouts.ts'

const transactions = ['Date', 'Action', 'Symbol', 'Description', 'Quantity', 'Price', 'Fees & Comm', 'Amount']
const headOf = (cells: readonly string[]) => [{ line: 2, cells }]

test('renamed columns are named, with the layout they belong to', () => {
  const renamed = transactions.map(name => (name === 'Quantity' ? 'Qty' : name === 'Amount' ? 'Net' : name))
  expect(nearest(headOf(renamed))).toMatchObject({ name: 'Schwab Transactions', line: 2, missing: ['quantity', 'amount'] })
})

test('the nearest of several is the one that lacks least', () => {
  const fidelity = ['Account Number', 'Account Name', 'Symbol', 'Description', 'Quantity', 'Last Price', 'Current Value', 'Type']
  expect(nearest(headOf(fidelity))).toMatchObject({ name: 'Fidelity Positions', missing: [expect.stringContaining('cost basis')] })
})

test('a header that shares only common words with the known ones is near to none', () => {
  expect(nearest(headOf(['Client ID', 'Trade Date', 'Instrument', 'Amount']))).toBeUndefined()
  expect(nearest(headOf(['alpha', 'beta']))).toBeUndefined()
  expect(nearest([])).toBeUndefined()
})
