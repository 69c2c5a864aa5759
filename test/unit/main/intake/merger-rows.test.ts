/** Mergers that Schwab and Fidelity tell in two rows: paired where the rows say all, with the line of each; else each row keeps its warning. */
import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../src/shared/model/import-batch.ts'
import { historyHeader2025, read, transactions } from '../../../intake/files.ts'

const fileName = 'Individual_XXX178_Transactions_20260309-115444.csv'
const schwab = (...rows: readonly string[]) => read(transactions(...rows.map(row => `"03/05/2026",${row}`)), fileName)
const into = '"Stock Merger","NEW","NEW CORP","33","","",""'
const from = '"Stock Merger","OLD","OLD CORP MANDATORY MERGER","-50","","",""'

const kinds = (facts: readonly Fact[]) => facts.map(fact => (fact.fact === 'entry' ? fact.kind : fact.fact))

describe('two rows of one day', () => {
  test.each([
    ['the new shares first', [into, from]],
    ['the old shares first', [from, into]],
  ])('%s: one merger by their shares, and both lines are named', async (_, rows) => {
    const file = await schwab(...rows)
    const line = rows.indexOf(from) + 2
    const other = rows.indexOf(into) + 2
    expect(file.facts.find(fact => fact.line === line)).toMatchObject({
      kind: 'merger',
      symbol: 'OLD',
      counter: 'NEW',
      ratio: [33, 50],
      shares: 0,
      amount: null,
      memo: `Stock Merger: -50 shares: 50 OLD (line ${line}) became 33 NEW (line ${other})`,
    })
    expect(file.facts.find(fact => fact.line === other)).toMatchObject({
      kind: 'other',
      shares: 0,
      memo: `Stock Merger: 33 shares: booked with line ${line}`,
    })
    expect(file.issues).toMatchObject([{ code: 'import/merger-of-two-rows', weight: 'warning', line }])
    expect(file.issues[0]?.what).toContain('a reorganization, 33 for 50')
  })

  test('in Fidelity’s words', async () => {
    const row = (action: string, symbol: string, count: string) => `03/05/2026,"${action}",${symbol},ACME,Cash,,${count},,,,,,`
    const file = await read(
      `${historyHeader2025}\n${row('MERGER MER PAYOUT #REORCM0051', 'NEW', '25')}\n${row('MERGER MER FROM OLD CORP', 'OLD', '-12.5')}\n`,
      'History_for_Account_X12345678.csv',
    )
    expect(file.facts).toMatchObject([{ kind: 'other' }, { kind: 'merger', symbol: 'OLD', counter: 'NEW', ratio: [2, 1] }])
  })

  const cusip = from.replace('OLD', '171439102')
  const bought = '"Buy","OLD","OLD CORP","50","$10.00","","-$500.00"'

  test('under a CUSIP, by the name that the file gives to one symbol of the account', async () => {
    const file = await read(transactions(`"03/05/2026",${into}`, `"03/05/2026",${cusip}`, `"01/05/2026",${bought}`), fileName)
    expect(file.facts.find(fact => fact.fact === 'entry' && fact.kind === 'merger')).toMatchObject({
      symbol: 'OLD',
      counter: 'NEW',
      ratio: [33, 50],
    })
    expect(file.issues.map(issue => issue.code)).toEqual(['import/merger-of-two-rows'])
    expect(file.issues[0]?.what).toContain('OLD (CUSIP 171439102 in the file, by its name)')
  })

  test.each([
    ['another name', bought.replace('OLD CORP', 'OLDER CORP')],
    ['the beginning of a word', bought.replace('OLD CORP', 'OLD COR')],
    ['one word', bought.replace('OLD CORP', 'OLD')],
    ['two symbols of the name', `${bought}\n"01/05/2026",${bought.replace('"OLD"', '"OLDB"')}`],
  ])('a CUSIP stays one where the file has %s', async (_, other) => {
    const file = await read(
      transactions(
        `"03/05/2026",${into}`,
        `"03/05/2026",${cusip}`,
        ...other.split('\n').map((row, at) => (at === 0 ? `"01/05/2026",${row}` : row)),
      ),
      fileName,
    )
    expect(kinds(file.facts)).not.toContain('merger')
  })

  test.each<[string, readonly string[], number]>([
    ['one of the two is missing', [from], 1],
    ['the old shares stand under a CUSIP', [into, from.replace('OLD', '171439102')], 2],
    ['a row brings cash', [into, '"Stock Merger","OLD","OLD CORP","-50","","","$120.00"'], 2],
    ['the word says cash', [into, from].map(row => row.replace('Stock Merger', 'Cash/Stock Merger')), 2],
    ['a cash merger stands beside them', [into, from, '"Cash Merger","OLD","OLD CORP","","","","$90.00"'], 2],
    ['a fraction was sold for cash', [into, from, '"Cash In Lieu","NEW","NEW CORP","","","","$9.10"'], 3],
    ['three rows', [into, from, from.replace('OLD', 'ELSE')], 3],
    ['both came in', [into, from.replace('-50', '50')], 2],
    ['both are one security', [into, from.replace('OLD', 'NEW')], 2],
  ])('%s: every row keeps its warning and stays a note', async (_, rows, warnings) => {
    const file = await schwab(...rows)
    expect(file.issues.map(issue => issue.code)).toEqual(Array.from({ length: warnings }, () => 'import/corporate-action'))
    expect(kinds(file.facts)).not.toContain('merger')
  })

  test('rows of two days or two accounts are no pair', async () => {
    const file = await read(transactions(`"03/05/2026",${into}`, `"03/06/2026",${from}`), fileName)
    expect(kinds(file.facts)).toEqual(['other', 'other'])
  })
})
