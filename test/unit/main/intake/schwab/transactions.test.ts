import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../../src/shared/model/import-batch.ts'
import { places, read, stops, transactions } from '../../../../intake/files.ts'

const fileName = 'Individual_XXX178_Transactions_20260309-115444.csv'
type Entry = Extract<Fact, { fact: 'entry' }>

async function entries(...rows: string[]): Promise<Entry[]> {
  return (await read(transactions(...rows), fileName)).facts as Entry[]
}

test("the account and the day come from the file's name", async () => {
  const file = await read(transactions('"03/05/2026","Buy","ACME","ACME CORP","10","$40.00","$1.00","-$401.00"'), fileName)
  expect(file).toMatchObject({
    layout: 'schwab-transactions',
    asOf: '2026-03-09',
    coverageFrom: '2026-03-05',
    coverageTo: '2026-03-05',
    issues: [],
  })
  expect(file.accounts[0]).toMatchObject({ key: 'XXX178', name: 'Individual' })
  expect(file.facts).toEqual([
    {
      fact: 'entry',
      line: 2,
      account: 'XXX178',
      symbol: 'ACME',
      name: 'ACME CORP',
      kind: 'buy',
      tradeDate: '2026-03-05',
      settleDate: null,
      shares: 10_000_000,
      price: 40_000_000,
      amount: -40_100,
      fees: 100,
      memo: 'Buy',
      sequence: 1,
      basis: 40_100,
      acquired: null,
      ratio: null,
    },
  ])
})

test('without a name anywhere the account must be chosen', async () => {
  const file = await read(transactions('"03/05/2026","Bank Interest","","INT","","","","$1.00"'), 'export.csv')
  expect(places(file.issues)).toEqual(['import/account-unnamed 2'])
  expect(file.accounts[0]?.key).toBe('(not named in the file)')
})

test('both column orders mean the same', async () => {
  const swapped = 'Date,Action,Symbol,Description,Price,Quantity,Fees & Comm,Amount\n07/02/2025,Buy,ACME,ACME INC,$30.2,30.5,$4,-$925.1'
  const [entry] = (await read(swapped, fileName)).facts as Entry[]
  expect(entry).toMatchObject({ shares: 30_500_000, price: 30_200_000, fees: 400, amount: -92_510, basis: 92_510 })
})

test('2021: a title, a total and a trailing comma for each account', async () => {
  const block = (account: string, amount: string, total: string) => [
    `"Transactions  for account ${account} as of 09/27/2025 22:00:26 ET"`,
    '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount",',
    `"09/26/2025","Cash Dividend","ACME","ACME CORP","","","","${amount}",`,
    '"09/25/2025","Service Fee","","FEE","","","","-$1.00",',
    `Transactions Total,"","","","","","",${total}`,
    '',
  ]
  const text = [...block('XXXX-0001', '$5.50', '$4.50'), ...block('XXXX-0002', '$6.00', '$5.00')].join('\n')
  const file = await read(text)
  expect(file).toMatchObject({ issues: [], asOf: '2025-09-27', coverageFrom: '2025-09-25', coverageTo: '2025-09-26' })
  expect(file.accounts.map(account => [account.key, account.rows])).toEqual([
    ['XXXX-0001', 2],
    ['XXXX-0002', 2],
  ])
  expect(file.tieOuts.map(total => total.agrees)).toEqual([true, true])
  const wrong = await read(text.replace('$5.00\n', '$5.02\n'))
  expect(stops(wrong).map(issue => issue.what)).toEqual([
    'Amount of XXXX-0002: the file says $5.02, its rows (lines 9 to 10) add up to $5.00, a difference of -$0.02',
  ])
})

test('newest first becomes oldest first within a day, and "as of" is the trade date', async () => {
  const found = await entries(
    '"03/06/2026 as of 03/05/2026","Sell","ACME","ACME","3","$10.00","","$30.00"',
    '"03/05/2026","Sell","ACME","ACME","1","$10.00","","$10.00"',
    '"03/05/2026","Buy","ACME","ACME","5","$10.00","","-$50.00"',
    '"03/04/2026","Buy","ACME","ACME","2","$10.00","","-$20.00"',
  )
  expect(found.map(entry => [entry.line, entry.tradeDate, entry.sequence])).toEqual([
    [2, '2026-03-05', 3],
    [3, '2026-03-05', 2],
    [4, '2026-03-05', 1],
    [5, '2026-03-04', 1],
  ])
})

test('a file sorted oldest first keeps its order', async () => {
  const found = await entries(
    '"03/04/2026","Buy","ACME","ACME","2","$10.00","","-$20.00"',
    '"03/05/2026","Buy","ACME","ACME","5","$10.00","","-$50.00"',
    '"03/05/2026","Sell","ACME","ACME","1","$10.00","","$10.00"',
  )
  expect(found.map(entry => entry.sequence)).toEqual([1, 1, 2])
})

describe('every action says what it does', () => {
  test.each([
    ['Reinvest Shares', '"1.6531","$420.10","","-$694.48"', { kind: 'reinvest', shares: 1_653_100, basis: 69_448 }],
    ['Reinvest Dividend', '"","","","$694.48"', { kind: 'dividend', shares: 0, amount: 69_448 }],
    ['Qualified Dividend', '"","","","$1.00"', { kind: 'dividend' }],
    ['Long Term Cap Gain Reinvest', '"","","","$1.00"', { kind: 'capital-gain-distribution' }],
    ['Bond Interest', '"","","","$500.00"', { kind: 'interest' }],
    ['Margin Interest', '"","","","-$5.00"', { kind: 'interest', amount: -500 }],
    ['MoneyLink Transfer', '"","","","-$30.00"', { kind: 'cash-out', amount: -3_000 }],
    ['Wire Received', '"","","","$30.00"', { kind: 'cash-in' }],
    ['Promotional Award', '"","","","$100.00"', { kind: 'cash-in' }],
    ['ADR Mgmt Fee', '"","","","-$0.50"', { kind: 'fee', amount: -50 }],
    ['Foreign Tax Paid', '"","","","-$1.30"', { kind: 'other', memo: 'Foreign Tax Paid' }],
    ['Journaled Shares', '"-877","$22.91","",""', { kind: 'transfer-out', shares: 877_000_000, amount: null }],
    ['Security Transfer', '"12","","",""', { kind: 'transfer-in', shares: 12_000_000, basis: null, acquired: null }],
    ['Security Transfer', '"","","","$101000.00"', { kind: 'cash-in', amount: 10_100_000 }],
    ['Journal', '"","","","-$7.06"', { kind: 'cash-out' }],
    ['Stock Split', '"9","$170.067","",""', { kind: 'split', shares: 9_000_000, ratio: null }],
    ['Spin-off', '"344","","",""', { kind: 'other', shares: 0, memo: 'Spin-off: 344 shares' }],
    ['buy', '"1","$1.00","","-$1.00"', { kind: 'buy' }],
  ])('%s', async (action, figures, expected) => {
    expect(await entries(`"03/05/2026","${action}","ACME","ACME CORP",${figures}`)).toMatchObject([expected])
  })

  test.each(['Stock Split', 'Spin-off', 'Reverse Split', 'Stock Merger', 'Name Change', 'Cash In Lieu', 'Security Transfer'])(
    '%s warns that lots need a later file',
    async action => {
      const file = await read(transactions(`"03/05/2026","${action}","ACME","ACME CORP","4","","",""`), fileName)
      expect(stops(file)).toEqual([])
      expect(file.issues.map(issue => issue.weight)).toEqual(['warning'])
    },
  )

  test.each(['Sell Short', 'Buy to Cover', 'Buy to Open', 'Sell to Close', 'Expired', 'Assigned', 'Cancel Buy'])(
    '%s is refused by name',
    async action => {
      const [issue] = stops(await read(transactions(`"03/05/2026","${action}","ACME","ACME CORP","4","$1.00","","-$4.00"`), fileName))
      expect(issue).toMatchObject({ code: 'import/not-supported', line: 2, column: 'Action' })
      expect(issue?.what).toContain(action)
    },
  )

  test.each([
    ['Return of Capital', '"","","","$12.50"', { kind: 'return-of-capital', amount: 12_50 }],
    ['Cash In Lieu', '"0.5","","","$7.10"', { kind: 'cash-in-lieu', shares: 500_000, amount: 7_10 }],
    ['Cash Merger', '"","","","$900.00"', { kind: 'taxable-merger', amount: 900_00, shares: 0 }],
  ])('%s states all that the ledger needs', async (action, figures, expected) => {
    const file = await read(transactions(`"03/05/2026","${action}","ACME","ACME CORP",${figures}`), fileName)
    expect(file.issues).toEqual([])
    expect(file.facts).toMatchObject([expected])
  })

  test.each([
    ['Spin-off', 'kind spin-off'],
    ['Reverse Split', 'kind split with its ratio'],
    ['Stock Split', 'kind split with its ratio'],
    ['Stock Merger', 'kind merger (or taxable-merger) with counter, ratio'],
    ['Cash/Stock Merger', 'kind merger (or taxable-merger) with counter, ratio'],
    ['Name Change', 'kind name-change with the new symbol'],
    ['Cash In Lieu', 'kind cash-in-lieu with the fraction'],
  ])('%s without its facts says what to enter in which table', async (action, remedy) => {
    const shares = action === 'Cash In Lieu' ? '' : '4'
    const file = await read(transactions(`"03/05/2026","${action}","ACME","ACME CORP","${shares}","","","$5.00"`), fileName)
    expect(file.issues).toMatchObject([{ code: 'import/corporate-action', weight: 'warning', line: 2 }])
    expect(file.issues[0]?.remedy).toContain(`table of entries: ${remedy}`)
  })

  test('an unknown action is named, never ignored', async () => {
    const [issue] = stops(await read(transactions('"03/05/2026","Frobnicate","ACME","ACME CORP","4","$1.00","","-$4.00"'), fileName))
    expect(issue).toMatchObject({ code: 'import/unknown-action', line: 2, column: 'Action' })
    expect(issue?.what).toContain('Frobnicate')
  })

  const option = (action: string, symbol: string, figures: string) =>
    read(transactions(`"03/05/2026","${action}","${symbol}","CALL SPDR S&P 500 ETF",${figures}`), fileName)

  test('a call bought is a purchase in contracts that names its underlying, and is sold again in contracts', async () => {
    const bought = await option('Buy to Open', 'SPY 01/15/2027 400.00 C', '"2","$5.25","$1.30","-$1,051.30"')
    expect(bought.issues).toEqual([])
    expect(bought.facts).toMatchObject([
      {
        kind: 'buy',
        shares: 2_000_000,
        basis: 105_130,
        price: null,
        counter: 'SPY',
        ratio: [100, 1],
        memo: 'Buy to Open at $5.25 a share, 100 shares a contract',
      },
    ])
    const sold = await option('Sell to Close', 'SPY 01/15/2027 400.00 C', '"-2","$6.00","$1.30","$1,198.70"')
    expect(sold.facts).toMatchObject([{ kind: 'sell', shares: 2_000_000, amount: 119_870, basis: null }])
    expect(sold.facts[0]).not.toHaveProperty('counter')
  })

  test.each([
    ['a put', 'Buy to Open', 'SPY 01/15/2027 400.00 P', '"1","$5.00","","-$500.00"'],
    ['a call written', 'Sell to Open', 'SPY 01/15/2027 400.00 C', '"1","$5.00","","$500.00"'],
    ['an index', 'Buy to Open', 'SPX 01/15/2027 4000.00 C', '"1","$5.00","","-$500.00"'],
    ['an adjusted contract', 'Buy to Open', 'SPY1 01/15/2027 400.00 C', '"1","$5.00","","-$500.00"'],
    ['an amount of another size', 'Buy to Open', 'SPY 01/15/2027 400.00 C', '"1","$5.00","","-$750.00"'],
    ['no price', 'Buy to Open', 'SPY 01/15/2027 400.00 C', '"1","","","-$500.00"'],
    ['money the wrong way', 'Buy to Open', 'SPY 01/15/2027 400.00 C', '"1","$5.00","","$500.00"'],
  ])('%s stays refused, with what to do', async (_, action, symbol, figures) => {
    const file = await option(action, symbol, figures)
    expect([file.facts, file.issues.map(issue => issue.code)]).toEqual([[], ['import/not-supported']])
    expect(file.issues[0]?.remedy).toContain('counter and ratio')
  })

  test('an option under an ordinary action is refused', async () => {
    const [issue] = stops(
      await read(transactions('"03/05/2026","Buy","SPY 01/15/2027 400.00 P","PUT","1","$1.00","","-$100.00"'), fileName),
    )
    expect(issue?.code).toBe('import/not-supported')
  })
})

test.each([
  ['rounding of a printed price is no difference', '"961","$105.0736","","-$100975.73"', []],
  ['a fee explains a difference', '"300","$135.0075","$1.34","-$40503.61"', []],
  ['a bond is priced for 100', '"10000","$98.50","","-$9850.00"', []],
  ['seven cents too many are seen', '"10","$40.00","","-$400.07"', ['import/amount-differs 2 Amount']],
])('%s', async (_, figures, issues) => {
  const file = await read(transactions(`"03/05/2026","Buy","ACME","ACME CORP",${figures}`), fileName)
  expect(places(file.issues)).toEqual(issues)
  expect(file.facts).toHaveLength(1)
})

test.each([
  ['a purchase that brings money', '"Buy","ACME","ACME","10","$40.00","","$400.00"', 'import/sign 2 Amount'],
  ['a purchase of fewer than no shares', '"Buy","ACME","ACME","-10","$40.00","","-$400.00"', 'import/sign 2 Quantity'],
  ['a sale without an amount', '"Sell","ACME","ACME","10","$40.00","",""', 'import/missing 2 Amount'],
  ['a sale of nothing named', '"Sell","","ACME","10","$40.00","","$400.00"', 'import/missing 2 Symbol'],
  ['a transfer of nothing', '"Security Transfer","ACME","ACME","","","",""', 'import/missing 2 Quantity'],
])('%s is refused', async (_, row, issue) => {
  expect(places(stops(await read(transactions(`"03/05/2026",${row}`), fileName)))).toEqual([issue])
})

test('a two-digit year is refused', async () => {
  const [issue] = stops(await read(transactions('"03/05/26","Bank Interest","","INT","","","","$1.00"'), fileName))
  expect(issue).toMatchObject({ line: 2, column: 'Date' })
  expect(issue?.what).toContain('two-digit year')
})
