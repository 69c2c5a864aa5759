import { expect, test } from 'vitest'
import { places, read, realizedHeader, realizedLots, stops } from '../../../../intake/files.ts'

test('closed lots, with a disallowed loss of either sign', async () => {
  const file = await read(realizedLots)
  expect(file).toMatchObject({
    layout: 'schwab-realized-lots',
    asOf: '2026-09-16',
    coverageFrom: '2026-06-16',
    coverageTo: '2026-09-16',
    issues: [],
  })
  expect(file.accounts[0]?.number).toBe('...615')
  expect(file.facts).toMatchObject([
    {
      fact: 'realized',
      line: 3,
      symbol: 'ACME',
      opened: '2026-01-15',
      closed: '2026-08-03',
      shares: 10_000_000,
      proceeds: 40_000,
      basis: 50_000,
      term: 'short',
      disallowed: 5_000,
    },
    { fact: 'realized', line: 4, opened: '2020-01-15', term: 'long', disallowed: 0 },
  ])
  const positive = await read(realizedLots.replace('-$50.00', '$50.00'))
  expect(positive.facts).toEqual(file.facts)
})

test.each([
  ['a wash sale without an amount', '"-$50.00"', '"--"', 'import/wash-differs 3 Wash Sale?'],
  ['an amount without a wash sale', '"Yes"', '"No"', 'import/wash-differs 3 Wash Sale?'],
  ['a gain that does not follow', '"-$100.00","-20.00%"', '"-$110.00","-20.00%"', 'import/amount-differs 3 Gain/Loss ($)'],
])('%s is a warning', async (_, from, to, issue) => {
  const file = await read(realizedLots.replace(from, to))
  expect(places(file.issues)).toEqual([issue])
  expect(stops(file)).toEqual([])
})

test('a lot opened after its sale is refused', async () => {
  expect(places(stops(await read(realizedLots.replace('"08/03/2026","01/15/2026"', '"08/03/2026","08/15/2026"'))))).toEqual([
    'import/date-order 3 Opened Date',
  ])
})

test('a lot of various days keeps its day unknown', async () => {
  const file = await read(realizedLots.replace('"08/03/2026","01/15/2026"', '"08/03/2026","Various"'))
  expect(file.facts[0]).toMatchObject({ opened: null, term: 'short' })
})

test('the summary by position says what it cannot be used for', async () => {
  const header = realizedHeader
    .replace('"Opened Date",', '')
    .replace('"Proceeds Per Share","Cost Per Share"', '"Closing Price","Cost Basis Method"')
    .replace('"Gain/Loss ($)"', '"Total Gain/Loss ($)"')
  const row =
    '"ACME","ACME CORP","08/03/2026","10","$40.00","FIFO","$400.00","$500.00","-$100.00","-20.00%","--","-$100.00","","$500.00","No","","","","","","","","",""'
  const file = await read(
    `"Realized Gain/Loss for ...615 as of Wed Sep 16  10:16:58 EDT 2026 from 06/16/2026 to 09/16/2026"\n${header}\n${row}`,
  )
  expect(file.layout).toBe('schwab-realized-summary')
  expect(places(file.issues)).toEqual(['import/no-opened-date 2'])
  expect(file.facts).toMatchObject([{ opened: null, closed: '2026-08-03', term: 'short', proceeds: 40_000 }])
})

test('totals are held against the rows', async () => {
  const total = `"Total","","","","","","","$600.00","$650.00","","","","","","","","","","","","","","","",""`
  expect(places(stops(await read(`${realizedLots}\n${total}`)))).toEqual([])
  expect(places(stops(await read(`${realizedLots}\n${total.replace('$650.00', '$650.01')}`)))).toEqual(['import/tie-out 5 Cost Basis (CB)'])
})

test("without its title the account is what a person stated, else the file's name, else open", async () => {
  const text = realizedLots.split('\n').slice(1).join('\n')
  expect((await read(text, 'x.csv', { account: '0042' })).accounts[0]).toMatchObject({ key: '0042', number: '0042' })
  expect((await read(text, 'Individual_XXX178_GainLoss_Realized_Details_20260916-101658.csv')).accounts[0]?.key).toBe('XXX178')
  expect((await read(text, 'x.csv')).accounts[0]).toMatchObject({ key: '(not named in the file)', number: '' })
})
