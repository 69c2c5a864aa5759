import { expect, test } from 'vitest'
import { closedLots, places, read, stops } from '../../../../intake/files.ts'

test("closed lots of the account in the file's name", async () => {
  const file = await read(closedLots, 'Realized_Gain_Loss_Account_X12345678.csv')
  expect(file).toMatchObject({ layout: 'fidelity-closed-lots', coverageFrom: '2026-01-29', coverageTo: '2026-01-29' })
  expect(places(file.issues)).toEqual(['import/no-disallowed 1'])
  expect(file.accounts[0]?.key).toBe('X12345678')
  expect(file.facts).toMatchObject([
    {
      symbol: 'ACME',
      opened: '2025-08-31',
      closed: '2026-01-29',
      shares: 3_000_000,
      proceeds: 362_138,
      basis: 370_000,
      term: 'short',
      disallowed: 0,
    },
    { symbol: 'BETA', shares: 1_500_000, proceeds: 15_000, basis: 10_000, term: 'long' },
  ])
})

test('a lot with two terms keeps none', async () => {
  const file = await read(closedLots.replace('"-$78.62 ",-', '"-$70.00 ","-$8.62 "'), 'Realized_Gain_Loss_Account_X12345678.csv')
  expect(places(file.issues)).toContain('import/mixed-term 2 Long Term Gain/Loss')
  expect(file.facts[0]).toMatchObject({ term: null })
})

test('a row without proceeds is refused', async () => {
  expect(places(stops(await read(closedLots.replace('"$3621.38 "', '-'))))).toEqual(['import/missing 2 Proceeds'])
})
