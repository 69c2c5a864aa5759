import { expect, test } from 'vitest'
import { accountOfFileName, isSpreadsheetDamaged, namedAccount, typeOfName } from '../../../../src/main/intake/accounts.ts'

test.each([
  ['XXXX-5792', 'XXXX-5792', ''],
  ['Individual ...123', '...123', 'Individual'],
  ['Roth IRA                        XXXX-5678', 'XXXX-5678', 'Roth IRA'],
  ['CASH MGMT X0000000A', 'X0000000A', 'CASH MGMT'],
  ['Joint WROS X00012345', 'X00012345', 'Joint WROS'],
  ['00123-456', '00123-456', ''],
  ['Family savings', 'Family savings', 'Family savings'],
])('%s', (text, number, name) => expect(namedAccount(text)).toMatchObject({ number, name }))

test.each([
  ['Individual_XXX178_Transactions_20250309-115444.csv', 'XXX178', 'Individual'],
  ['XXXXX911_Transactions_20230104-181416.csv', 'XXXXX911', ''],
  ['Roth_Contributory_IRA_XXX178_Transactions_20250309-115444.CSV', 'XXX178', 'Roth Contributory IRA'],
  ['Realized_Gain_Loss_Account_X12345678.csv', 'X12345678', ''],
  ['History_for_Account_012345678.csv', '012345678', ''],
])('%s', (fileName, number, name) => expect(accountOfFileName(fileName)).toEqual({ key: number, number, name }))

test('other names say nothing', () => {
  expect(accountOfFileName('export.csv')).toBeUndefined()
  expect(accountOfFileName('Accounts_History.csv')).toBeUndefined()
})

test.each([
  ['Individual - TOD', 'taxable'],
  ['Roth IRA', 'roth-ira'],
  ['Rollover IRA', 'traditional-ira'],
  ['Joint WROS', 'joint'],
  ['Roth 401(k)', '401k'],
  ['Health Savings Account', 'hsa'],
  ['The Smith Family Trust', 'trust'],
  ['Savings', null],
])('%s suggests %s', (name, type) => expect(typeOfName(name)).toBe(type))

test('a rounded account number is recognised', () => {
  expect(isSpreadsheetDamaged('1.23457E+08')).toBe(true)
  expect(isSpreadsheetDamaged('X12345678')).toBe(false)
})
