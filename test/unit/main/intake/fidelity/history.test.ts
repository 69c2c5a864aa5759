import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../../src/shared/model/import-batch.ts'
import { history2021, historyHeader2021, historyHeader2025, places, read, stops } from '../../../../intake/files.ts'

type Entry = Extract<Fact, { fact: 'entry' }>

test('several accounts, lead lines, blanks before cells, a footer', async () => {
  const file = await read(history2021, 'Accounts_History.csv')
  expect(file).toMatchObject({
    layout: 'fidelity-history',
    asOf: '2026-03-06',
    coverageFrom: '2026-03-01',
    coverageTo: '2026-03-04',
    issues: [],
  })
  expect(file.accounts).toMatchObject([
    { key: 'X00012345', name: 'Joint WROS', typeHint: 'joint' },
    { key: 'X00099999', name: 'ROTH IRA', typeHint: 'roth-ira' },
  ])
  expect(file.facts).toMatchObject([
    {
      line: 6,
      account: 'X00012345',
      kind: 'buy',
      symbol: 'VTV',
      shares: 7_000_000,
      price: 100_500_000,
      fees: 2,
      amount: -70_352,
      basis: 70_352,
      settleDate: '2026-03-05',
      sequence: 2,
    },
    { line: 7, account: 'X00012345', kind: 'sell', symbol: 'ACME', shares: 3_000_000, amount: 14_999, basis: null, sequence: 1 },
    { line: 8, account: 'X00099999', kind: 'reinvest', shares: 100_000, basis: 400, sequence: 2 },
    { line: 9, kind: 'dividend', amount: 400, shares: 0, sequence: 1 },
    { line: 10, kind: 'other', symbol: 'SPAXX', shares: 0, memo: 'PURCHASE INTO CORE ACCOUNT (core cash: no lot)' },
  ])
})

test('the newer column order, one account, named by the file', async () => {
  const text = `\n\n${historyHeader2025}\n03/04/2026,"YOU BOUGHT ACME, INC (ACME) (Cash)",ACME,"ACME, INC",Cash,40.25,3,,,,-120.75,1879.25,03/05/2026\n`
  const file = await read(text, 'History_for_Account_012345678.csv')
  expect(file.issues).toEqual([])
  expect(file.accounts[0]?.number).toBe('012345678')
  expect(file.facts).toMatchObject([
    { kind: 'buy', shares: 3_000_000, price: 40_250_000, amount: -12_075, settleDate: '2026-03-05', memo: 'YOU BOUGHT' },
  ])
})

test('a number column and a name column', async () => {
  const header = historyHeader2021.replace('Account,', 'Account,Account Number,')
  const file = await read(`${header}\n03/04/2026,Individual - TOD,X00012345,INTEREST EARNED, , No Description,Cash,,,,,,7.00,\n`)
  expect(file.accounts).toMatchObject([{ key: 'X00012345', name: 'Individual - TOD' }])
  expect(file.facts).toMatchObject([{ kind: 'interest', amount: 700, name: '', symbol: '' }])
})

const row = (action: string, figures: string, symbol = 'ACME', type = 'Cash') =>
  `${historyHeader2021}\n 03/04/2026,Individual X00012345, ${action}, ${symbol}, ACME CORP,${type},${figures},`

describe('phrases', () => {
  test.each<[string, string, Partial<Entry>]>([
    ['DIVIDEND RECEIVED ACME CORP (ACME) (Cash)', ',,,,,4.00', { kind: 'dividend' }],
    ['LONG-TERM CAP GAIN ACME', ',,,,,4.00', { kind: 'capital-gain-distribution' }],
    ['DEBIT CARD PURCHASE', ',,,,,-17.00', { kind: 'cash-out', amount: -1_700 as never }],
    ['DIRECT DEPOSIT BLAH', ',,,,,7.00', { kind: 'cash-in' }],
    ['Electronic Funds Transfer Received (Cash)', ',,,,,7.00', { kind: 'cash-in' }],
    ['TRANSFERRED FROM VS X00-1', '12,,,,,', { kind: 'transfer-in', shares: 12_000_000 as never }],
    ['TRANSFERRED TO VS X00-1', '-12,,,,,', { kind: 'transfer-out', shares: 12_000_000 as never }],
    ['FOREIGN TAX PAID ACME', ',,,,,-1.00', { kind: 'other' }],
    ['FEE CHARGED ACME', ',,,,,-1.00', { kind: 'fee' }],
    ['MERGER MER FROM ACME', '-12,,,,,', { kind: 'other' }],
    ['YOU SOLD ACME as of Mar-02-2026 (Cash)', '-1,10,,,,10.00', { kind: 'sell', tradeDate: '2026-03-02' as never }],
  ])('%s', async (action, figures, expected) => {
    const file = await read(row(action, figures))
    expect(stops(file)).toEqual([])
    expect(file.facts).toMatchObject([expected])
  })

  test.each([
    ['YOU SOLD OPENING TRANSACTION CALL (SPY)', '-SPY260116C400', 'Cash'],
    ['YOU BOUGHT CLOSING TRANSACTION PUT (SPY)', 'SPY', 'Cash'],
    ['YOU SOLD SHORT SALE', 'ACME', 'Short'],
    ['YOU BOUGHT ACME', 'ACME', 'Short'],
    ['EXPIRED CALL (SPY)', '-SPY260116C400', 'Cash'],
  ])('%s is refused', async (action, symbol, type) => {
    expect(places(stops(await read(row(action, '-1,1.00,,,,100.00', symbol, type))))).toEqual(['import/not-supported 2 Action'])
  })

  test('a call bought to open states all that the ledger needs', async () => {
    const file = await read(
      row('YOU BOUGHT OPENING TRANSACTION CALL (SPY) SPDR S&P500', '1,5.00,0.65,,,-500.65', '-SPY260116C400', 'Margin'),
    )
    expect(stops(file)).toEqual([])
    expect(file.facts).toMatchObject([{ kind: 'buy', shares: 1_000_000, basis: 50_065, counter: 'SPY', ratio: [100, 1] }])
  })

  test.each(['SOMETHING NEW', 'YOU BOUGHTEN', ''])('"%s" is unknown', async action => {
    expect(places(stops(await read(row(action, '1,1.00,,,,-1.00'))))).toEqual(['import/unknown-action 2 Action'])
  })
})

test('interest bought with a bond is not basis', async () => {
  const file = await read(
    `${historyHeader2021}\n 03/04/2026,Individual X00012345, YOU BOUGHT US TREASURY, 912828YW8, US TREASURY,Cash,1000,98.5,,,2.5,-987.50,`,
  )
  expect(file.issues).toEqual([])
  expect(file.facts).toMatchObject([{ kind: 'buy', amount: -98_750, basis: 98_500 }])
})
