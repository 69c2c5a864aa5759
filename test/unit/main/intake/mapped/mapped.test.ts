import { describe, expect, test } from 'vitest'
import { likelyHeader, suggestMapping } from '../../../../../src/main/intake/mapped/suggest.ts'
import type { Mapping } from '../../../../../src/shared/model/import-batch.ts'
import { places, read, stops } from '../../../../intake/files.ts'

const lots: Mapping = {
  name: 'Vanguard cost basis',
  kind: 'lots',
  columns: { symbol: 'Ticker', acquired: 'Bought on', shares: 'Units', basis: 'Total cost', account: 'Acct' },
  dateOrder: 'mdy',
  custodian: 'vanguard',
  account: null,
  asOf: '2026-03-04' as never,
}
const text =
  'Exported for you\n\nAcct,Ticker,Bought on,Units,Total cost\n00123-456,VTI,01/15/2024,10,"$2,000.00"\n00123-456,VXUS,02/20/2025,5.5,--\n\nNot investment advice\n'

test('lots through a saved mapping', async () => {
  const file = await read(text, 'x.csv', { mapping: lots })
  expect(file).toMatchObject({ layout: 'mapped', layoutName: 'Mapped: Vanguard cost basis', asOf: '2026-03-04' })
  expect(stops(file)).toEqual([])
  expect(file.accounts).toMatchObject([{ key: '00123-456', number: '00123-456', custodian: 'vanguard', rows: 2 }])
  expect(file.facts).toMatchObject([
    { fact: 'lot', line: 4, symbol: 'VTI', acquired: '2024-01-15', shares: 10_000_000, basis: 200_000 },
    { fact: 'lot', line: 5, shares: 5_500_000, basis: null },
  ])
  expect(places(file.issues)).toEqual(['import/basis-unknown 5 Total cost', 'import/text-unread 7'])
})

test("the order of day and month is the mapping's", async () => {
  const file = await read(text.replace('01/15/2024', '05/01/2024').replace('02/20/2025', '06/01/2025'), 'x.csv', {
    mapping: { ...lots, dateOrder: 'dmy' },
  })
  expect(file.facts).toMatchObject([{ acquired: '2024-01-05' }, { acquired: '2025-01-06' }])
})

test('cost per share is computed only where no total is mapped, and said', async () => {
  const { basis: _, ...columns } = lots.columns
  const file = await read(text.replace('$2,000.00', '$200.005'), 'x.csv', {
    mapping: { ...lots, columns: { ...columns, costPerShare: 'Total cost' } },
  })
  expect(file.facts[0]).toMatchObject({ basis: 200_005 })
  expect(places(file.issues)[0]).toBe('import/basis-computed 0 Total cost')
})

test('positions and trades', async () => {
  const positions = await read('Symbol,Qty,Value\nVTI,10,$100\n', 'x.csv', {
    mapping: { ...lots, kind: 'positions', columns: { symbol: 'Symbol', shares: 'Qty', value: 'Value' }, account: '00777' },
  })
  expect(positions.accounts[0]?.key).toBe('00777')
  expect(positions.facts).toMatchObject([{ fact: 'position', symbol: 'VTI', shares: 10_000_000, value: 10_000, basis: null }])
  const trades = await read('When,What,Symbol,Qty,Net\n2026-03-04,Bought,VTI,10,-100\n2026-03-05,Dividend,VTI,,1.50\n', 'x.csv', {
    mapping: {
      ...lots,
      kind: 'trades',
      dateOrder: 'iso',
      columns: { date: 'When', action: 'What', symbol: 'Symbol', shares: 'Qty', amount: 'Net' },
      account: '00777',
      asOf: null,
    },
  })
  expect(trades.facts).toMatchObject([
    { kind: 'buy', basis: 10_000, tradeDate: '2026-03-04' },
    { kind: 'dividend', amount: 150 },
  ])
  expect(trades).toMatchObject({ coverageFrom: '2026-03-04', coverageTo: '2026-03-05' })
})

describe('a mapping that does not fit is refused', () => {
  test.each<[string, Mapping, string]>([
    ['a column that is not there', { ...lots, columns: { ...lots.columns, basis: 'Basis' } }, 'import/header 0'],
    ['a field that lots do not have', { ...lots, columns: { ...lots.columns, reinvest: 'Acct' } }, 'import/mapping 3 Acct'],
    ['a needed field left out', { ...lots, columns: { symbol: 'Ticker', shares: 'Units' } }, 'import/mapping 3'],
    ['no day anywhere', { ...lots, asOf: null }, 'import/no-date 4'],
  ])('%s', async (_, mapping, issue) => {
    expect(places(stops(await read(text, 'x.csv', { mapping })))).toContain(issue)
  })

  test('two columns of one name', async () => {
    expect(
      places(
        stops(
          await read(text.replace('Acct,', 'Units,').replace('Acct', 'Units'), 'x.csv', {
            mapping: { ...lots, columns: { symbol: 'Ticker', acquired: 'Bought on', shares: 'Units' } },
          }),
        ),
      ),
    ).toContain('import/header 3 Units')
  })
})

test('a header suggests a mapping', () => {
  expect(suggestMapping(['Symbol', 'Quantity', 'Date Acquired', 'Cost', 'Account Number'])).toEqual({
    kind: 'lots',
    columns: { account: 'Account Number', symbol: 'Symbol', acquired: 'Date Acquired', shares: 'Quantity', basis: 'Cost' },
  })
  expect(suggestMapping(['Activity Date', 'Trans Code', 'Instrument', 'Quantity', 'Price', 'Amount'])?.kind).toBe('trades')
  expect(suggestMapping(['a', 'b'])).toBeUndefined()
  expect(likelyHeader([{ cells: ['My export'] }, { cells: ['Ticker', 'Shares', 'Cost'] }])).toEqual(['Ticker', 'Shares', 'Cost'])
})

test('corporate actions and calls of a file that has columns for them; what a row leaves out is named', async () => {
  const rows = [
    '2026-03-02,Merger,OLD,,,NEW,3 for 2,,,',
    '2026-03-03,Spin-off,MOM,,,KID,1:4,,15.7349,',
    '2026-03-04,Name Change,AAA,,,BBB,,,,',
    '2026-03-05,Bought,SPY260116C400,2,-900.00,SPY,100 for 1,,,o-7',
    '2026-03-06,Exercised,SPY260116C400,2,-80000.00,SPY,100 for 1,,,',
    '2026-03-07,Sold,VTI,4,400.00,,,,,',
    '2026-03-08,Reverse Split,VTI,,,,1 for 10,,,',
    '2026-03-09,Merger,OLD,,,NEW,,,,',
  ]
  const file = await read(`When,What,Symbol,Qty,Net,New,Ratio,Worth,Alloc,Order\n${rows.join('\n')}\n`, 'x.csv', {
    mapping: {
      ...lots,
      kind: 'trades',
      dateOrder: 'iso',
      columns: {
        date: 'When',
        action: 'What',
        symbol: 'Symbol',
        shares: 'Qty',
        amount: 'Net',
        counter: 'New',
        ratio: 'Ratio',
        counterPrice: 'Worth',
        allocation: 'Alloc',
        orderGroup: 'Order',
      },
      account: '00777',
      asOf: null,
    },
  })
  expect(file.facts).toMatchObject([
    { kind: 'merger', symbol: 'OLD', counter: 'NEW', ratio: [3, 2], shares: 0 },
    { kind: 'spin-off', symbol: 'MOM', counter: 'KID', ratio: [1, 4], allocation: 15_734_900 },
    { kind: 'name-change', counter: 'BBB' },
    { kind: 'buy', shares: 2_000_000, counter: 'SPY', ratio: [100, 1], orderGroup: 'o-7', basis: 900_00 },
    { kind: 'exercise', shares: 2_000_000, counter: 'SPY', ratio: [100, 1] },
    { kind: 'sell' },
    { kind: 'split', ratio: [1, 10] },
    { kind: 'other' },
  ])
  expect(places(file.issues)).toEqual(['import/corporate-action 9'])
  expect(file.issues[0]?.remedy).toContain('kind merger (or taxable-merger) with counter, ratio')
})
