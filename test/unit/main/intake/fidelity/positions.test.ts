import { expect, test } from 'vitest'
import {
  fidelityHeader2021,
  fidelityHeader2023,
  fidelityHeader2026,
  fidelityPositions,
  places,
  read,
  stops,
} from '../../../../intake/files.ts'

test.each([
  ['2021', fidelityHeader2021],
  ['2023', fidelityHeader2023],
  ['2026', fidelityHeader2026],
  ['lower case', fidelityHeader2023.toLowerCase()],
])('%s', async (_, header) => {
  const file = await read(fidelityPositions(header), 'whatever.csv')
  expect(file).toMatchObject({ layout: 'fidelity-positions', asOf: '2026-07-12' })
  expect(stops(file)).toEqual([])
  expect(file.accounts).toMatchObject([
    { key: 'X00123456', name: 'Individual - TOD', typeHint: 'taxable', rows: 2 },
    { key: '002345678', number: '002345678', name: 'ROTH IRA', typeHint: 'roth-ira', rows: 1 },
  ])
  expect(file.facts).toEqual([
    {
      fact: 'cash',
      line: 2,
      account: 'X00123456',
      symbol: 'SPAXX',
      name: 'HELD IN MONEY MARKET, Pending Activity',
      asOf: '2026-07-12',
      amount: 41_205,
    },
    {
      fact: 'position',
      line: 3,
      account: 'X00123456',
      symbol: 'VTI',
      name: 'VANGUARD INDEX FDS',
      asOf: '2026-07-12',
      shares: 10_000_000,
      basis: 200_000,
      price: 250_000_000,
      value: 250_000,
      reinvest: null,
      kindHint: null,
    },
    {
      fact: 'position',
      line: 5,
      account: '002345678',
      symbol: 'FXAIX',
      name: 'FIDELITY 500 INDEX FUND',
      asOf: '2026-07-12',
      shares: 1_234_000,
      basis: null,
      price: 200_000_000,
      value: 24_680,
      reinvest: null,
      kindHint: null,
    },
  ])
  expect(places(file.issues)).toEqual([`import/core-cash 2 ${file.header[2]}`, `import/pending-cash 4 ${file.header[7]}`])
})

test("the day may stand in the file's name", async () => {
  const text = fidelityPositions().replace(/"Date downloaded.*/, '')
  expect((await read(text, 'Portfolio_Positions_Jul-12-2026.csv')).asOf).toBe('2026-07-12')
  const file = await read(text, 'positions.csv')
  expect(places(stops(file))).toEqual(['import/no-date 1 Date downloaded'])
  expect(file.facts).toEqual([])
  expect((await read(text, 'positions.csv', { asOf: '2026-07-11' as never })).asOf).toBe('2026-07-11')
})

test.each([
  [
    'an account number a spreadsheet rounded',
    'X00123456,Individual - TOD,VTI',
    '1.23457E+08,Individual - TOD,VTI',
    'import/account-number 3 Account Number',
  ],
  ['a quantity left empty', ',VANGUARD INDEX FDS,10,', ',VANGUARD INDEX FDS,,', 'import/missing 3 Quantity'],
  ['a quantity in letters', ',VANGUARD INDEX FDS,10,', ',VANGUARD INDEX FDS,ten,', 'import/unreadable 3 Quantity'],
  ['a comma that parts nothing', '"$2,500.00"', '"$25,00.00"', 'import/unreadable 3 Current Value'],
  ['a lost cell', ',+$10.00,+0.4%,+$500.00', ',+$10.00,+$500.00', 'import/ragged-row 3'],
])('%s is refused', async (_, from, to, issue) => {
  expect(places(stops(await read(fidelityPositions().replace(from, to))))).toContain(issue)
})

test('a row behind the end of the table is not passed over', async () => {
  const text = `${fidelityPositions()}\r\nX00123456,Individual - TOD,VTI,VANGUARD INDEX FDS,10,$250.00,,"$2,500.00",,,,,,"$2,000.00",,Cash,`
  expect(places(stops(await read(text)))).toEqual(['import/unexpected-row 10'])
})
