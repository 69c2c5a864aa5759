/** The `tax` command as a program sees it: one line a question, and a question that cannot be answered does not cost the others their answers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readArguments } from '../../../src/main/cli/command.ts'
import { tax } from '../../../src/main/cli/tax.ts'

const folder = mkdtempSync(join(tmpdir(), 'tax-cases-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function answers(cases: readonly unknown[]): Promise<Record<string, never>[]> {
  const lines: string[] = []
  const path = join(folder, 'questions.json')
  writeFileSync(path, JSON.stringify({ cases }))
  await tax.run(readArguments(tax, [path]), { print: text => void lines.push(text), note: () => {}, progress: () => {} })
  return lines.map(line => JSON.parse(line))
}

const good = { id: 'good', year: 2026, filingStatus: 'single', input: { ordinaryIncome: '66100' } }

describe('what cannot be on a return is refused by its name', () => {
  test.each<[string, object, string]>([
    ['a year of words', { year: '2026' }, 'year: no federal table for "2026"'],
    ['no year', { year: undefined }, 'year: no federal table for no year'],
    ['a year without a table', { year: 2019 }, 'year: no federal table for 2019'],
    ['a status nobody files under', { filingStatus: 'widow' }, 'filingStatus: one of single, mfj, mfs, hoh, qss expected, found "widow"'],
    ['no input', { input: undefined }, 'input: an object of fields expected'],
    ['a list for an input', { input: [] }, 'input: an object of fields expected'],
    ['a carryover below zero', { input: { carryoverLongIn: '-5000' } }, 'carryoverLongIn: an amount below zero'],
    ['interest below zero', { input: { interest: '-1' } }, 'interest: an amount below zero'],
    ['deductions below zero', { input: { deductions: '-1' } }, 'deductions: an amount below zero'],
    [
      'more qualified than all dividends',
      { input: { ordinaryDividends: '10', qualifiedDividends: '10.01' } },
      'qualifiedDividends: more than the ordinary dividends of which they are a part',
    ],
    ['thousands of millions', { input: { longTermNet: '2000000000.01' } }, 'longTermNet: more than two billion dollars: "2000000000.01"'],
    ['parts of a cent', { input: { ordinaryIncome: '0.001' } }, 'ordinaryIncome: not an amount in dollars and cents: "0.001"'],
    ['a row without its basis', { input: { d_proceeds: '10' } }, 'e_basis: an amount expected'],
    ['a row without its proceeds', { input: { e_basis: '10' } }, 'd_proceeds: an amount expected'],
    ['rows that are no list', { input: { transactions: 'x' } }, 'transactions: a list of rows expected'],
    ['a row that is nothing', { input: { transactions: [null] } }, 'transactions 1: an object of fields expected'],
    ['a row of a list without its basis', { input: { transactions: [{ d: '1' }] } }, 'e: an amount expected'],
  ])('%s', async (_what, wrong, what) => {
    const [first, second] = await answers([{ ...good, id: 'wrong', ...wrong }, good])
    expect(first).toEqual({ id: 'wrong', error: { code: 'input/tax-case', what } })
    expect(second).toMatchObject({ id: 'good', taxableIncome: '50000.00' })
  })
})

test('deductions that are null are the standard deduction, those of nought are none', async () => {
  const told = (deductions: string | null) => ({ ...good, input: { ...good.input, deductions } })
  const [standard, none] = await answers([told(null), told('0')])
  expect(standard).toMatchObject({ deduction: '16100.00', taxableIncome: '50000.00' })
  expect(none).toMatchObject({ deduction: '0.00', taxableIncome: '66100.00' })
})

test('capital gain distributions are long-term gain before the carryover, and investment income', async () => {
  const input = { ordinaryIncome: '250000', longTermNet: '-4000', capitalGainDistributions: '9000', carryoverLongIn: '1000' }
  expect((await answers([{ ...good, input }]))[0]).toMatchObject({
    scheduleD: { line15: '4000.00', line16: '4000.00' },
    preferential: { worksheetLine3: '4000.00' },
    niit: { netInvestmentIncome: '4000.00', tax: '152.00' },
  })
})

test('a field that no rule reads is named', async () => {
  const row = { d_proceeds: '10', e_basis: '12', g_adjustment: '2', f_code: 'W', box: 'A' }
  const [year, form] = await answers([
    { ...good, input: { ...good.input, alimony: '5' } },
    { id: 'row', input: row },
  ])
  expect(year).toMatchObject({ notRead: ['alimony'] })
  expect(form).toMatchObject({ h_gain: '0.00', notRead: ['box'] })
  expect((await answers([good]))[0]).not.toHaveProperty('notRead')
})

test('from $100,000 the table is the schedule, to the cent: half a cent is rounded as everywhere', async () => {
  // 37 % of the 1.50 over 640,600 is 0.555: 192,979.25 and that is 192,979.805
  const [answer] = await answers([{ ...good, input: { ordinaryIncome: '656701.50' } }])
  expect(answer).toMatchObject({ incomeTax: '192979.80', incomeTaxWithIrsTaxTable: '192979.80' })
})
