import { describe, expect, test } from 'vitest'
import { templateLayout } from '../../../../../src/main/intake/template/read.ts'
import { readTemplate } from '../../../../fixtures/template-book.ts'

const lots = 'lotwright:lots/1,account,symbol,as_of,acquired,shares,basis\n'
const entries = 'lotwright:entries/1,account,trade_date,kind,symbol,shares,price,amount,fees,basis,acquired,ratio,memo\n'

function issuesOf(text: string) {
  return readTemplate(text).issues.map(
    ({ line, column, what, weight }) => `${line} ${column}: ${what}${weight === 'stop' ? '' : ` (${weight})`}`,
  )
}

describe('recognition', () => {
  const head = (...cells: string[]) => [{ line: 1, cells }]
  test.each([
    [head('lotwright:lots/1', 'account'), true],
    [
      [
        { line: 1, cells: ['', ''] },
        { line: 2, cells: [' Lotwright:LOTS/1 ', 'account'] },
      ],
      true,
    ],
    [head('lotwright:unheard-of/1'), true],
    [head('Symbol', 'lotwright:lots/1'), false],
    [head('lotwright lots'), false],
  ])('%j: %s', (rows, recognised) => expect(templateLayout.recognises(rows, { fileName: 'x.csv' })).toBe(recognised))

  test('a table or version that is not known is an issue that names what is', () => {
    expect(issuesOf('lotwright:bonds/1,a\n,1\n')).toEqual(['1 lotwright:bonds/1: there is no table bonds'])
    const [issue] = readTemplate('lotwright:lots/2,account\n').issues
    expect(issue).toMatchObject({ code: 'import/template-version', weight: 'stop', remedy: expect.stringContaining('lotwright:lots/1') })
  })
})

describe('header', () => {
  test('columns stand in any order and the first is free for notes', () => {
    const { facts, issues } = readTemplate(
      'lotwright:lots/1,shares,as_of,symbol,account,basis,acquired\n"any, note",80,2026-11-20,vti,a1,23768,2023-03-14\n',
    )
    expect(issues).toEqual([])
    expect(facts).toEqual([
      {
        fact: 'lot',
        line: 2,
        account: 'a1',
        symbol: 'VTI',
        name: '',
        asOf: '2026-11-20',
        acquired: '2023-03-14',
        shares: 80_000_000,
        basis: 2_376_800,
        price: null,
      },
    ])
  })

  test('a missing, an unknown and a repeated column are told and no row is read', () => {
    expect(issuesOf('lotwright:lots/1,account,symbol,as_of,aquired,shares,shares\n,a1,VTI,2026-11-20,2023-03-14,80,80\n')).toEqual([
      '1 aquired: the table lots has no column aquired',
      '1 shares: the column shares stands twice',
    ])
    expect(issuesOf('lotwright:lots/1,account,symbol,as_of\n,a1,VTI,2026-11-20\n')).toEqual(['1 shares: the column shares is missing'])
  })

  test('columns left out that may be blank are blank', () => {
    const { facts } = readTemplate('lotwright:lots/1,account,symbol,as_of,shares\n,a1,VTI,2026-11-20,80\n')
    expect(facts).toMatchObject([{ acquired: null, basis: null }])
  })
})

describe('rows', () => {
  test("a spreadsheet's trailing commas and blank rows are nothing", () => {
    const result = readTemplate(`${lots.trimEnd()},,\n,a1,VTI,2026-11-20,,80,,,\n,,,,,,,,\n`)
    expect(result.issues).toEqual([])
    expect(result.facts).toHaveLength(1)
    expect(result.readings.map(({ reading }) => reading)).toEqual(['header', 'blank'])
  })

  test('a bad cell is told with line, column and remedy, and its row makes no fact', () => {
    const result = readTemplate(`${lots},a1,VTI,2026-11-31,2023-03-14,80,--\n,a1,VTI,2026-11-20,2023-03-14,80,1.00\n`)
    expect(result.issues).toMatchObject([
      { line: 2, column: 'as_of', code: 'import/template-cell', weight: 'stop', remedy: expect.stringContaining('2026-11-20') },
      { line: 2, column: 'basis', what: '"--" states nothing', weight: 'stop' },
    ])
    expect(result.facts).toHaveLength(1)
    expect(result.readings.at(-1)).toEqual({ line: 2, reading: 'unread', says: 'see its issues' })
  })

  test('a blank cell that must be filled, and a cell under no column', () => {
    expect(issuesOf(`${lots},,VTI,2026-11-20,,80,\n,a1,VTI,2026-11-20,,80,,stray\n`)).toEqual([
      '2 account: account is blank',
      '3 : "stray" stands under no column',
    ])
  })

  test('a lot is positive, not acquired after its day, and may lack its basis', () => {
    expect(
      issuesOf(`${lots},a1,VTI,2026-11-20,2026-11-21,80,\n,a1,VTI,2026-11-20,,0,\n,a1,VTI,2026-11-20,,1,-1\n,a1,VTI,2026-11-20,,1,\n`),
    ).toEqual([
      '2 acquired: acquired 2026-11-21 is after as_of 2026-11-20',
      '3 shares: shares must be more than zero',
      '4 basis: basis must not be negative',
    ])
  })

  test('accounts are those of the rows, by the id that the accounts table gave', () => {
    const { accounts, asOf } = readTemplate(`${lots},a1,VTI,2026-11-19,,80,\n,a2,VTI,2026-11-20,,80,\n,a1,BND,2026-11-20,,80,\n`)
    expect(accounts).toMatchObject([
      { key: 'a1', matched: 'a1', rows: 2 },
      { key: 'a2', matched: 'a2', rows: 1 },
    ])
    expect(asOf).toBe('2026-11-20')
  })
})

describe('ledger entries', () => {
  const entryOf = (row: string) => readTemplate(entries + row).facts[0]

  test('a buy brings the amount as its basis unless another is stated', () => {
    expect(entryOf(',a1,2026-11-09,buy,VTI,40,309.12,-12364.80,,,,,\n')).toMatchObject({
      fact: 'entry',
      basis: 1_236_480,
      amount: -1_236_480,
      fees: 0,
      ratio: null,
    })
    expect(entryOf(',a1,2026-11-09,buy,VTI,40,,-12364.80,,12300,,,\n')).toMatchObject({ basis: 1_230_000 })
    expect(entryOf(',a1,2026-11-09,transfer-in,VTI,40,,,,,2019-04-02,,\n')).toMatchObject({ basis: null, acquired: '2019-04-02' })
    expect(entryOf(',a1,2026-11-09,split,VTI,,,,,,,3 for 2,\n')).toMatchObject({ ratio: [3, 2], shares: 0 })
  })

  test.each([
    [',a1,2026-11-09,sell,VTI,40,,,,,,,', 'amount: a sale without proceeds'],
    [',a1,2026-11-09,sell,VTI,-40,,100,,,,,', 'shares: a sell moves shares'],
    [',a1,2026-11-09,sell,VTI,40,,-100,,,,,', 'amount: the amount of a sell is positive: cash comes in'],
    [',a1,2026-11-09,buy,,40,,-100,,,,,', 'symbol: a buy names a security'],
    [',a1,2026-11-09,buy,VTI,40,,100,,,,,', 'amount: the amount of a buy is negative: cash leaves'],
    [',a1,2026-11-09,split,VTI,,,,,,,,', 'ratio: a split needs its ratio'],
    [',a1,2026-11-09,dividend,VTI,3,,9,,,,,', 'shares: a dividend moves no shares'],
    [',a1,2026-11-09,sell,VTI,1,,9,,,2020-01-02,,', 'acquired: a sell brings no lot'],
    [',a1,2026-11-09,inherited,VTI,1,,,,,2026-12-02,,', 'acquired: acquired 2026-12-02 is after trade_date 2026-11-09'],
    [',a1,2026-11-09,buy,VTI,1,,-9,-1,,,,', 'fees: fees must not be negative'],
  ])('%s is refused', (row, issue) => {
    expect(issuesOf(`${entries}${row}\n`)).toEqual([`2 ${issue}`])
    expect(readTemplate(`${entries}${row}\n`).facts).toEqual([])
  })

  test('an amount that differs from shares x price by more than a cent is a warning, and stands', () => {
    const row = ',a1,2026-11-09,buy,VTI,40,309.12,-12365.75,0.95,,,,'
    expect(issuesOf(`${entries}${row}\n`)).toEqual([])
    const off = row.replace('12365.75', '12365.90')
    expect(issuesOf(`${entries}${off}\n`)).toEqual(['2 amount: shares x price and fees give -12365.75, the row says -12365.90 (warning)'])
    expect(entryOf(`${off}\n`)).toMatchObject({ amount: -1_236_590 })
  })

  test('rows are numbered in the order of the file', () => {
    const { facts } = readTemplate(`${entries},a1,2026-11-09,fee,,,,-1,,,,,\n,a1,2026-11-09,fee,,,,-2,,,,,\n`)
    expect(facts.map(fact => (fact.fact === 'entry' ? fact.sequence : null))).toEqual([0, 1])
  })
})

describe('rows held against each other', () => {
  const models = 'lotwright:models/1,model,name,symbol,weight,band\n'

  test('the weights of a model sum to exactly 100.00 %', () => {
    expect(issuesOf(`${models},m,Mix,VTI,60,5\n,m,Mix,BND,40.00%,5\n`)).toEqual([])
    expect(issuesOf(`${models},m,Mix,VTI,60,5\n,m,Mix,BND,39.99,5\n`)).toEqual(['2 weight: the weights of m sum to 99.99 %'])
    expect(issuesOf(`${models},m,Mix,VTI,60,5\n,m,Max,BND,40,5\n`)).toEqual(['3 name: the model m is called "Mix" in line 2'])
  })

  const lines = 'lotwright:models/1,model,name,symbol,weight,band,line,counts,role,accounts,reason\n'

  test('the rows of a line count their weight once, and say the same of it', () => {
    const bonds = ',m,Mix,VTEB,40,5,Bonds,,,taxable,\n,m,Mix,BND,40,5,Bonds,,substitute,deferred free,\n'
    expect(issuesOf(`${lines},m,Mix,VTI,60,5,,,,,\n${bonds}`)).toEqual([])
    expect(issuesOf(`${lines},m,Mix,VTI,60,5,,,,,\n${bonds.replace('BND,40,5', 'BND,30,4')}`)).toEqual([
      '4 weight: the line Bonds has another weight in line 3',
      '4 band: the line Bonds has another band in line 3',
    ])
  })

  test('a line needs something to buy, a mapped holding its reason, and what belongs to a line its line', () => {
    expect(issuesOf(`${lines},m,Mix,VTI,100,5,Equity,asset-class,mapped,,gift\n`)).toEqual([
      '2 role: nothing could be bought for the line Equity',
    ])
    expect(issuesOf(`${lines},m,Mix,VTI,100,5,Equity,,,,\n,m,Mix,KO,100,5,Equity,,mapped,taxable,\n`)).toEqual([
      '3 reason: a mapped holding needs a reason',
      '3 accounts: a mapped holding is bought nowhere',
    ])
    expect(issuesOf(`${lines},m,Mix,VTI,100,5,,sector,,,why\n`)).toEqual([
      '2 line: counts, role and accounts belong to a named line',
      '2 reason: a reason is for mapped holdings alone',
    ])
  })

  test('a key stands once; a relation in the other order is the same relation', () => {
    const relations = 'lotwright:relations/1,kind,a,b,author,date,reason\n'
    const row = (a: string, b: string) => `,identical,${a},${b},Me,2026-01-12,why\n`
    expect(issuesOf(relations + row('VTI', 'SCHB') + row('SCHB', 'VTI'))).toEqual([
      '3 b: kind, a, b identical, SCHB, VTI stand already in line 2',
    ])
    expect(issuesOf(relations + row('VTI', 'VTI'))).toEqual(['2 b: a security is related to itself'])
    expect(issuesOf('lotwright:prices/1,symbol,date,price\n,VTI,2026-11-20,312.4\n,VTI,11/20/2026,312.5\n')).toEqual([
      '3 date: symbol, date VTI, 2026-11-20 stand already in line 2',
    ])
  })

  test('coverage has both ends or none', () => {
    const accounts =
      'lotwright:accounts/1,id,household,name,number,custodian,type,mode,default_method,fractional,coverage_from,coverage_to\n'
    const row = ",a1,h,Joint,'00416789,schwab,joint,tradable,FIFO,no,"
    expect(issuesOf(`${accounts}${row}2025-09-01,\n`)).toEqual(['2 coverage_to: coverage_from and coverage_to go together'])
    expect(readTemplate(`${accounts}${row},\n`).facts).toMatchObject([
      { fact: 'record', table: 'accounts', values: { number: '00416789', coverage_from: '' } },
    ])
  })
})
