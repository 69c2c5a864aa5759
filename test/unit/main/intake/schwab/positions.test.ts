import { expect, test } from 'vitest'
import { places, positions2025, read, stops } from '../../../../intake/files.ts'

const header2021 =
  '"Symbol","Description","Quantity","Price","Price Change $","Price Change %","Market Value","Day Change $","Day Change %","Cost Basis","Gain/Loss $","Gain/Loss %",' +
  '"Reinvest Dividends?","Capital Gains?","% Of Account","Dividend Yield","Last Dividend","Ex-Dividend Date","P/E Ratio","52 Week Low","52 Week High","Volume","Intrinsic Value","In The Money","Security Type",'
const rest = ',"--"'.repeat(9)
const section = (heading: string, symbol: string) => [
  heading,
  header2021,
  `"${symbol}","${symbol} NAME","10","$211.00","$0.10","+0.09%","$2,110.00","$1.00","+0.09%","$2,010.00","$100.00","+4.98%","No","--","99%","--","--","--","--","--","--","1","--","--","Mutual Fund",`,
  `"Cash & Cash Investments","--","--","--","--","--","$40.00","$0.00","0%","--","--","--","--","--","0.5%"${rest},"Cash and Money Market",`,
  `"Account Total","--","--","--","--","--","$2,150.00","$1.00","+0.09%","$2,010.00","$100.00","+2%","--","--","--"${rest},"--",`,
  '',
]
const all2021 = [
  '"Positions for All-Accounts as of 09:59 PM ET, 09/26/2021"',
  '',
  ...section('"Individual                        XXXX-0001"', 'VTSAX'),
  ...section('"Roth IRA                        XXXX-0002"', 'SWVXX'),
].join('\n')

test('2021, all accounts in one file', async () => {
  const file = await read(all2021)
  expect(file).toMatchObject({ layout: 'schwab-positions-2021', asOf: '2021-09-26', issues: [] })
  expect(file.accounts.map(account => [account.number, account.name, account.typeHint, account.rows])).toEqual([
    ['XXXX-0001', 'Individual', 'taxable', 2],
    ['XXXX-0002', 'Roth IRA', 'roth-ira', 2],
  ])
  expect(file.facts[0]).toEqual({
    fact: 'position',
    line: 5,
    account: 'XXXX-0001',
    symbol: 'VTSAX',
    name: 'VTSAX NAME',
    asOf: '2021-09-26',
    shares: 10_000_000,
    basis: 201_000,
    price: 211_000_000,
    value: 211_000,
    reinvest: false,
    kindHint: 'mutual-fund',
  })
  expect(file.facts.map(fact => (fact.fact === 'position' ? fact.kindHint : fact.fact))).toEqual([
    'mutual-fund',
    'cash',
    'money-market',
    'cash',
  ])
  expect(file.tieOuts).toHaveLength(4)
  expect(file.tieOuts.every(total => total.agrees)).toBe(true)
})

test.each(['Security Type', 'Asset Type'])('2025, last column %s', async last => {
  const file = await read(positions2025(last))
  expect(file).toMatchObject({ layout: 'schwab-positions-2025', asOf: '2025-05-04' })
  expect(stops(file)).toEqual([])
  expect(file.accounts[0]).toMatchObject({ number: '...042', name: 'Individual', typeHint: 'taxable' })
  expect(file.facts).toMatchObject([
    { fact: 'position', symbol: 'SCHB', shares: 1_000_000_000, basis: 2_010_000, reinvest: true, kindHint: 'etf' },
    { fact: 'position', symbol: 'OLDCO', basis: null, reinvest: false, kindHint: 'stock' },
    { fact: 'cash', amount: 4_282 },
  ])
  expect(places(file.issues)).toEqual(['import/basis-unknown 5 Cost Basis'])
})

test('a total that does not add up holds the file', async () => {
  const file = await read(positions2025().replace('$23,592.82', '$23,592.84'))
  expect(stops(file).map(issue => [issue.line, issue.column])).toEqual([[7, 'Mkt Val (Market Value)']])
})

test('a file without its total row was cut off', async () => {
  const file = await read(positions2025().split('\n').slice(0, -1).join('\n'))
  expect(places(stops(file))).toEqual(['import/half-file 6'])
})

test('an edited title is refused, not guessed', async () => {
  const file = await read(positions2025().replace(', 2025/05/04', ''))
  expect(places(stops(file))[0]).toBe('import/no-date 1')
  expect(file.facts).toEqual([])
})
