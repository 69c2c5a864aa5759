import { describe, expect, test } from 'vitest'
import { type KnownBook, recordsToModels } from '../../../../../src/main/intake/template/records.ts'
import { id } from '../../../../../src/shared/kernel/id.ts'
import { readTemplate, securityId } from '../../../../fixtures/template-book.ts'

const known: KnownBook = {
  has: (noun, wanted) => [`household home`, 'person pat', 'account joint', 'model growth'].includes(`${noun} ${wanted}`),
  security: symbol => (['VTI', 'BND'].includes(symbol) ? securityId(symbol) : undefined),
  nameSecurity: securityId,
  modelTrouble: () => [],
}

function made(text: string, book = known) {
  const { facts, issues } = readTemplate(text)
  expect(issues).toEqual([])
  return recordsToModels(facts, book)
}

describe('records become nouns of the book', () => {
  test('an account, cash left to statements of cash', () => {
    const header =
      'lotwright:accounts/1,id,household,name,number,custodian,type,owner,mode,default_method,fractional,model,coverage_from,coverage_to\n'
    const { records, issues } = made(
      `${header},joint,home,Joint,'00416789,schwab,joint,pat,tradable,HIFO,no,growth,2025-09-01,2026-11-20\n`,
    )
    expect(issues).toEqual([])
    expect(records).toEqual([
      {
        table: 'accounts',
        line: 2,
        record: {
          id: 'joint',
          household: 'home',
          name: 'Joint',
          number: '00416789',
          custodian: 'schwab',
          type: 'joint',
          owner: 'pat',
          mode: 'tradable',
          defaultMethod: 'HIFO',
          fractional: false,
          model: 'growth',
          coverageFrom: '2025-09-01',
          coverageTo: '2026-11-20',
        },
      },
    ])
  })

  test('a security the book knows keeps its id; a new one is named', () => {
    const text =
      "lotwright:securities/1,symbol,name,cusip,kind,expense_ratio\n,VTI,Vanguard Total Stock Market ETF,'922908769,etf,0.03\n,KO,Coca-Cola,,stock,\n"
    const book = { ...known, security: (symbol: string) => (symbol === 'VTI' ? id<'security'>('old-id') : undefined) }
    expect(made(text, book).records).toMatchObject([
      { record: { id: 'old-id', symbol: 'VTI', cusip: '922908769', kind: 'etf', expenseRatio: 300, assetClass: null, capClass: null } },
      { record: { id: 'security-KO', cusip: null, expenseRatio: null } },
    ])
  })

  const lines =
    'lotwright:models/1,model,name,symbol,weight,band,line,counts,role,accounts,reason\n' +
    ',m,Mix,VTI,60,5,US equity,asset-class,,,\n,m,Mix,KO,60,5,US equity,asset-class,mapped,,gift\n,m,Mix,BND,40,2.5,Bonds,,,deferred free,\n'

  test('rows of a line are one line: its class, its members in order with their accounts, what is mapped to it', () => {
    const book = { ...known, security: securityId }
    expect(made(lines, book)).toMatchObject({
      issues: [],
      records: [
        {
          record: {
            targets: [
              {
                security: 'security-VTI',
                weight: 6000,
                band: 500,
                counts: { kind: 'asset-class', of: 'US equity' },
                members: [{ security: 'security-VTI', role: 'equivalent', taxTypes: ['taxable', 'deferred', 'free'] }],
                mapped: [{ security: 'security-KO', reason: 'gift' }],
              },
              {
                security: 'security-BND',
                weight: 4000,
                band: 250,
                name: 'Bonds',
                members: [{ security: 'security-BND', role: 'equivalent', taxTypes: ['deferred', 'free'] }],
              },
            ],
          },
        },
      ],
    })
  })

  test('what the book has against a model stands at the row of its line', () => {
    const trouble = { where: 'Bonds', what: 'BND is claimed by two lines', remedy: 'Leave it in one of them.' }
    const { records, issues } = made(lines, { ...known, security: securityId, modelTrouble: () => [trouble] })
    expect(records).toEqual([])
    expect(issues).toEqual([{ code: 'import/record', line: 4, column: 'line', what: trouble.what, remedy: trouble.remedy, weight: 'stop' }])
  })

  test('rows of a model are one model', () => {
    const { records } = made('lotwright:models/1,model,name,symbol,weight,band\n,m,Mix,VTI,60,5\n,m,Mix,BND,40,2.5\n')
    expect(records).toEqual([
      {
        table: 'models',
        line: 2,
        record: {
          id: 'm',
          name: 'Mix',
          targets: [
            { security: 'security-VTI', weight: 6000, band: 500 },
            { security: 'security-BND', weight: 4000, band: 250 },
          ],
        },
      },
    ])
  })

  test('a tax profile, rates as fractions and losses as positive cents', () => {
    const header =
      'lotwright:tax-profiles/1,household,year,filing_status,ordinary_income,qualified_dividends,magi,other_investment_income,state,state_short_rate,state_long_rate,carryforward_short,carryforward_long,other_short,other_long,author,as_of\n'
    expect(
      made(`${header},home,2026,mfj,412000,18400,466000,26100,ca,9.3%,0.093,0,8250.5,-10,12400,Me,10/15/2026\n`).records,
    ).toMatchObject([
      {
        record: {
          household: 'home',
          year: 2026,
          filingStatus: 'mfj',
          ordinaryIncome: 41_200_000,
          state: 'CA',
          stateShortRate: 0.093,
          stateLongRate: 0.093,
          carryforwardLong: 825_050,
          otherShort: -1000,
          asOf: '2026-10-15',
        },
      },
    ])
  })

  test('a tax profile with the lines of Schedule D that no sale makes: a blank one is left out', () => {
    const header =
      'lotwright:tax-profiles/1,household,year,filing_status,ordinary_income,qualified_dividends,magi,other_investment_income,state_short_rate,state_long_rate,carryforward_short,carryforward_long,other_short,other_long,author,as_of,line_4,line_5,line_11,line_12,line_13\n'
    const [first] = made(`${header},home,2026,mfj,412000,18400,466000,26100,0,0,0,0,0,0,Me,2026-10-15,-350,,0,4100.5,412.55\n`).records
    expect(first?.record).toMatchObject({ line4: -35_000, line11: 0, line12: 410_050, line13: 41_255 })
    expect(first?.record).not.toHaveProperty('line5')
  })

  test('relation, price, restriction and cash need', () => {
    expect(
      made('lotwright:relations/1,kind,a,b,author,date,reason,correlation\n,substitute,VTI,BND,Me,2026-01-12,why,-0.25\n').records,
    ).toMatchObject([{ record: { id: 'relation-substitute-VTI-BND', a: 'security-VTI', correlation: -25 } }])
    expect(made('lotwright:prices/1,symbol,date,price\n,VTI,2026-11-20,312.4\n').records).toMatchObject([
      { record: { security: 'security-VTI', price: 312_400_000 } },
    ])
    expect(made('lotwright:restrictions/1,id,household,account,symbol,kind,reason\n,r,home,,VTI,never-sell,why\n').records).toMatchObject([
      { record: { account: null, kind: 'never-sell', expires: null } },
    ])
    expect(made('lotwright:cash-needs/1,id,household,account,amount,due\n,n,home,joint,40000,2026-12-15\n').records).toMatchObject([
      { record: { account: 'joint', amount: 4_000_000, due: '2026-12-15', note: '' } },
    ])
  })

  test('what the book does not know is told at its line, and makes nothing', () => {
    const { records, issues } = made(
      'lotwright:restrictions/1,id,household,account,symbol,kind,reason\n,r,away,roth,KO,never-sell,why\n,s,home,,VTI,never-sell,why\n',
    )
    expect(records).toHaveLength(1)
    expect(issues).toMatchObject([
      {
        code: 'import/unknown-reference',
        line: 2,
        column: 'household',
        weight: 'stop',
        remedy: expect.stringContaining('households table'),
      },
      { line: 2, column: 'account' },
      { line: 2, column: 'symbol', what: 'the book has no security KO' },
    ])
    expect(made('lotwright:models/1,model,name,symbol,weight,band\n,m,Mix,VTI,60,5\n,m,Mix,KO,40,2.5\n')).toMatchObject({
      records: [],
      issues: [{ line: 3, column: 'symbol' }],
    })
  })

  test('values that a shape refuses make no noun', () => {
    const fact = {
      fact: 'record' as const,
      line: 7,
      account: '',
      symbol: '',
      name: 'x',
      table: 'people',
      values: { id: 'p', household: 'home', name: 'Pat', role: 'boss' },
    }
    expect(recordsToModels([fact], known)).toMatchObject({
      records: [],
      issues: [{ code: 'import/record', line: 7, column: 'role', weight: 'stop' }],
    })
  })
})
