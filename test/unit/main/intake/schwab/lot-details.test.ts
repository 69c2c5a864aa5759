import { describe, expect, test } from 'vitest'
import { lotDetails, places, read, stops } from '../../../../intake/files.ts'

test('lots of one security in one account, tied out', async () => {
  const file = await read(lotDetails)
  expect(file).toMatchObject({ layout: 'schwab-lot-details', asOf: '2026-02-11' })
  expect(file.issues).toEqual([])
  expect(file.accounts).toEqual([
    { key: 'XXXX-0420', number: 'XXXX-0420', name: '', custodian: 'schwab', typeHint: null, matched: null, rows: 2 },
  ])
  expect(file.facts).toEqual([
    {
      fact: 'lot',
      line: 4,
      account: 'XXXX-0420',
      symbol: 'ACME',
      name: '',
      asOf: '2026-02-11',
      acquired: '2017-10-30',
      shares: 8_000_000,
      basis: 87_184,
      price: 93_340_000,
    },
    {
      fact: 'lot',
      line: 5,
      account: 'XXXX-0420',
      symbol: 'ACME',
      name: '',
      asOf: '2026-02-11',
      acquired: '2025-06-02',
      shares: 12_500_000,
      basis: 100_000,
      price: 93_340_000,
    },
  ])
  expect(file.tieOuts.map(({ what, stated, agrees }) => [what, stated, agrees])).toEqual([
    ['Quantity of ACME', '20.5', true],
    ['Cost Basis of ACME', '$1,871.84', true],
    ['Market Value of ACME', '$1,913.47', true],
    ['Gain/Loss $ of ACME', '$41.63', true],
  ])
  expect(file.rows.map(row => row.reading)).toEqual(['note', 'blank', 'header', 'lot', 'lot', 'total'])
  expect(file.rows[3]?.says).toBe('lot of 8 ACME from 2017-10-30, basis $871.84')
})

test('several blocks in one file', async () => {
  const file = await read(
    `${lotDetails}\n\n${lotDetails.replaceAll('ACME', 'BETA').replace('XXXX-0420', 'XXXX-0421').replace('02/11/2026', '02/12/2026')}`,
  )
  expect(file.issues).toEqual([])
  expect(file.facts.map(fact => [fact.symbol, fact.account, fact.line])).toEqual([
    ['ACME', 'XXXX-0420', 4],
    ['ACME', 'XXXX-0420', 5],
    ['BETA', 'XXXX-0421', 11],
    ['BETA', 'XXXX-0421', 12],
  ])
  expect(file.asOf).toBe('2026-02-12')
})

test('unknown basis and unknown date are kept as unknown, with a warning', async () => {
  const text = lotDetails
    .replace(
      '"10/30/2017 00:00:00","8","$93.34","$108.98","$746.72","$871.84","-$125.12","-14.35%","Long Term"',
      '"--","8","$93.34","N/A","$746.72","Incomplete","N/A","N/A","--"',
    )
    .replace('"$1,871.84","$41.63"', '"$1,000.00","$166.75"')
  const file = await read(text)
  expect(file.facts[0]).toMatchObject({ acquired: null, basis: null, shares: 8_000_000 })
  expect(places(file.issues)).toEqual(['import/basis-unknown 4 Cost Basis', 'import/date-unknown 4 Open Date'])
})

describe('one changed cell is never silent', () => {
  test.each([
    ['a digit of the basis', '"$871.84"', '"$871.85"', 'import/tie-out 6 Cost Basis'],
    ['a digit of the quantity', '"8","$93.34"', '"9","$93.34"', 'import/tie-out 6 Quantity'],
    ['a letter in the quantity', '"8","$93.34"', '"B","$93.34"', 'import/unreadable 4 Quantity'],
    ['an empty quantity', '"8","$93.34"', '"","$93.34"', 'import/missing 4 Quantity'],
    ['a seventh decimal', '"12.5"', '"12.5000001"', 'import/unreadable 5 Quantity'],
    ['a third decimal of money', '"$1,000.00"', '"$1,000.001"', 'import/unreadable 5 Cost Basis'],
    ['a day that does not exist', '"10/30/2017 00:00:00"', '"10/32/2017 00:00:00"', 'import/unreadable 4 Open Date'],
    ['a percent', '"-14.35%"', '"-14.35"', 'import/unreadable 4 Gain/Loss %'],
    ['a short lot', '"8","$93.34"', '"-8","$93.34"', 'import/not-supported 4 Quantity'],
  ])('%s', async (_, from, to, issue) => {
    expect(places(stops(await read(lotDetails.replace(from, to))))).toContain(issue)
  })

  test.each([
    ['the price', '"8","$93.34"', '"8","$93.54"', 'import/amount-differs 4 Market Value'],
    ['the cost per share', '"$108.98"', '"$108.78"', 'import/amount-differs 4 Cost Basis'],
    ['the gain', '"-$125.12"', '"-$125.62"', 'import/amount-differs 4 Gain/Loss $'],
    ['the percent', '"-14.35%"', '"-15.35%"', 'import/percent-differs 4 Gain/Loss %'],
    ['the term', '"Long Term"', '"Short Term"', 'import/term-differs 4 Holding Period'],
  ])('%s is held against the others', async (_, from, to, issue) => {
    expect(places((await read(lotDetails.replace(from, to))).issues)).toContain(issue)
  })
})

test('a file cut off before its total is refused', async () => {
  const file = await read(lotDetails.split('\r\n').slice(0, 5).join('\r\n'))
  expect(places(stops(file))).toEqual(['import/half-file 5'])
})

test('a row cut in two is refused', async () => {
  const file = await read(lotDetails.replace('"12.5","$93.34"', '"12.5"'))
  expect(places(stops(file))).toContain('import/ragged-row 5')
})

test('a title without a day is refused', async () => {
  const file = await read(lotDetails.replace(', 02/11/2026', ''))
  expect(places(stops(file))[0]).toBe('import/no-date 1')
})

test('the difference and its lines are said', async () => {
  const [issue] = stops(await read(lotDetails.replace('"$871.84"', '"$871.90"')))
  expect(issue?.what).toBe(
    'Cost Basis of ACME: the file says $1,871.84, its rows (lines 4 to 5) add up to $1,871.90, a difference of $0.06',
  )
})
