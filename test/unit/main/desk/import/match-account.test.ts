import { expect, test } from 'vitest'
import { matchAccount, visibleEnding } from '../../../../../src/main/desk/import/match-account.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import type { Account } from '../../../../../src/shared/model/book.ts'
import type { FileAccount } from '../../../../../src/shared/model/import-batch.ts'

function account(name: string, number: string, custodian: Account['custodian'] = 'schwab'): Account {
  return {
    id: id(name),
    household: id('h'),
    name,
    number,
    custodian,
    type: 'taxable',
    owner: null,
    mode: 'tradable',
    defaultMethod: 'FIFO',
    fractional: false,
    model: null,
    coverageFrom: null,
    coverageTo: null,
    cash: null,
    cashAsOf: null,
  }
}
function inFile(number: string, custodian: FileAccount['custodian'] = 'schwab'): FileAccount {
  return { key: number, number, name: '', custodian, typeHint: null, matched: null, rows: 1 }
}

test('a full number agrees to the character', () => {
  const accounts = [account('a', '00123-456'), account('b', '123-456')]
  expect(matchAccount(inFile('00123-456'), accounts, [])).toBe('a')
  expect(matchAccount(inFile('123-456'), accounts, [])).toBe('b')
  expect(matchAccount(inFile('0123-456'), accounts, [])).toBeNull()
})

test('a masked number finds the one account that ends so', () => {
  const accounts = [account('a', '8810-5792'), account('b', '8810-1234')]
  expect(matchAccount(inFile('XXXX-5792'), accounts, [])).toBe('a')
  expect(matchAccount(inFile('...234'), accounts, [])).toBe('b')
})

test('two accounts with the same ending are a question, and the answer is remembered', () => {
  const accounts = [account('a', '8810-5792'), account('b', '9920-5792')]
  expect(matchAccount(inFile('XXXX-5792'), accounts, [])).toBeNull()
  expect(matchAccount(inFile('XXXX-5792'), accounts, [{ custodian: 'schwab', key: 'XXXX-5792', account: id('b') }])).toBe('b')
})

test('another custodian’s account is not meant', () => {
  expect(matchAccount(inFile('XXXX-5792'), [account('a', '8810-5792', 'fidelity')], [])).toBeNull()
})

test('only a mask hides digits', () => {
  expect(visibleEnding('XXXX-1234')).toBe('1234')
  expect(visibleEnding('…615')).toBe('615')
  expect(visibleEnding('X12345678')).toBeUndefined() // a Fidelity number, not a mask
  expect(visibleEnding('Z00000000')).toBeUndefined()
  expect(visibleEnding('12')).toBeUndefined()
})
