import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type CliCommand, readArguments, WrongUsage } from '../../../src/main/cli/command.ts'
import { lots } from '../../../src/main/cli/lots.ts'
import { selftest } from '../../../src/main/cli/selftest.ts'
import { publishedExamples } from '../../../src/main/engine/selftest/examples.ts'
import { Refused } from '../../../src/shared/kernel/outcome.ts'
import { checkedExampleShape } from '../../../src/shared/model/selftest.ts'

const folder = mkdtempSync(join(tmpdir(), 'lot-cases-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function said(command: CliCommand, ...words: string[]): Promise<string[]> {
  const lines: string[] = []
  const ended = await command
    .run(readArguments(command, words), { print: text => void lines.push(text), note: () => {}, progress: () => {} })
    .catch((error: unknown) => error)
  if (ended instanceof Refused) lines.push(`${ended.refusal.code} ${ended.refusal.where}: ${ended.refusal.what}`)
  else if (ended !== undefined) throw ended
  return lines
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const trade = { account: 'T', accountType: 'taxable', security: 'X', fees: '0' }
const buy = { ...trade, id: 'b1', side: 'buy', kind: 'purchase', date: '2024-01-02', quantity: '10', total: '1000' }
const sell = { ...trade, id: 's1', side: 'sell', kind: 'sell', date: '2025-01-03', quantity: '4', total: '500.005' }
const plain = { id: 'plain', method: 'FIFO', settings: { washSales: true, scope: 'taxpayer', identical: [] }, trades: [buy, sell] }

describe('lots', () => {
  test('answers one line a case, with fractions of a cent, and never reads what is expected', async () => {
    const [line = '', ...others] = await said(lots, file('plain.json', { ...plain, expected: { error: 'trap' } }))
    expect(others).toEqual([])
    expect(JSON.parse(line)).toEqual({
      id: 'plain',
      realized: [
        {
          sellId: 's1',
          lotId: 'b1',
          quantity: '4',
          proceeds: '500.005',
          basis: '400',
          gainBeforeWash: '100.005',
          washDisallowed: '0',
          permanentlyDisallowed: '0',
          holding: 'long',
          acquiredForHoldingPeriod: '2024-01-02',
        },
      ],
      openLots: [{ lotId: 'b1', security: 'X', quantity: '6', adjustedBasis: '600', holdingPeriodStart: '2024-01-02' }],
      washMatches: [],
      totals: { recognizedGain: '100.005', washDisallowed: '0', permanentlyDisallowed: '0', openQuantity: '6', openAdjustedBasis: '600' },
    })
  })

  test.each([
    ['more than held', [buy, { ...sell, quantity: '11' }], { error: { code: 'insufficient_lots', atTrade: 's1' } }],
    ['one id twice', [buy, { ...sell, id: 'b1' }], { error: { code: 'duplicate_id', atTrade: 'b1' } }],
    ['nothing sold', [buy, { ...sell, quantity: '0' }], { error: { code: 'bad_quantity', atTrade: 's1' } }],
    ['less than nothing sold', [buy, { ...sell, quantity: '-1' }], { error: { code: 'bad_quantity', atTrade: 's1' } }],
    [
      'names that do not add up',
      [buy, { ...sell, lotIds: [{ lotId: 'b1', quantity: '3' }] }],
      { error: { code: 'picks_do_not_add', atTrade: 's1' } },
    ],
    [
      'less than nothing of a lot, to make the names add up',
      [
        buy,
        { ...buy, id: 'b2', quantity: '20' },
        {
          ...sell,
          lotIds: [
            { lotId: 'b1', quantity: '-5' },
            { lotId: 'b2', quantity: '9' },
          ],
        },
      ],
      { error: { code: 'bad_quantity', atTrade: 's1' } },
    ],
    ['a price below zero', [{ ...buy, total: '-1000' }, sell], { error: { code: 'bad_amount', atTrade: 'b1' } }],
    ['proceeds below zero', [buy, { ...sell, total: '-0.01' }], { error: { code: 'bad_amount', atTrade: 's1' } }],
    ['fees below zero', [buy, { ...sell, fees: '-3' }], { error: { code: 'bad_amount', atTrade: 's1' } }],
    ['a gift worth less than nothing', [{ ...buy, kind: 'gift_in', giftFmv: '-1' }], { error: { code: 'bad_amount', atTrade: 'b1' } }],
    [
      'an account that is taxable and an IRA',
      [buy, { ...buy, id: 'b2', accountType: 'ira' }],
      { error: { code: 'account_differs', atTrade: 'b2' } },
    ],
    [
      'shares inherited after they came',
      [{ ...buy, kind: 'inherited', acquired: '2024-01-03' }],
      { error: { code: 'acquired_later', atTrade: 'b1' } },
    ],
    ['a call on nothing', [{ ...buy, kind: 'option_call' }], { error: { code: 'no_underlying', atTrade: 'b1' } }],
    [
      'a short sale of nothing held',
      [{ ...sell, side: 'sell_short' }],
      { unsupported: 'a short sale without an appreciated position (s1)' },
    ],
  ])('%s', async (name, trades, answer) => {
    expect((await said(lots, file('case.json', { ...plain, id: name, trades }))).map(line => JSON.parse(line))).toEqual([
      { id: name, ...answer },
    ])
  })

  test('refuses a file by name, and still answers the others', async () => {
    const lines = await said(lots, file('no.json', '{'), file('plain.json', plain))
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^input\/lot-case no\.json: This is no JSON/)
  })

  test('a dividend in cash is income and no matter of lots; one exempt from tax may be, and is said to be unsupported', async () => {
    const paid = { ...trade, id: 'd1', side: 'distribution', date: '2024-06-03', quantity: '10', total: '25' }
    const answer = async (kind: string) => {
      const [line = ''] = await said(lots, file('paid.json', { ...plain, trades: [buy, { ...paid, kind }, sell] }))
      return JSON.parse(line)
    }
    const [without = ''] = await said(lots, file('plain.json', plain))
    expect(await answer('qualified_dividend')).toEqual(JSON.parse(without))
    expect(await answer('exempt_interest_dividend')).toMatchObject({ unsupported: expect.stringContaining('exempt_interest_dividend') })
  })

  test('names every file without an answer, in one line', async () => {
    const [line, ...others] = await said(lots, file('no.json', '{'), file('nor.json', { ...plain, method: 'BEST' }))
    expect(others).toEqual([])
    expect(line).toMatch(/^input\/lot-case 2 files: no\.json: This is no JSON.*; nor\.json: method: /)
  })

  test('dollars finer than any unit of the case are rounded to the finest that holds them, and that is said; the sums stay right', async () => {
    const coins = [
      { ...buy, quantity: '1.12345678', total: '654321.123456789051' },
      { ...buy, id: 'b2', date: '2024-02-02', quantity: '2.5', total: '1654321.1' },
      { ...sell, quantity: '3', total: '1500001.234567891', fees: '0.0000000049' },
    ]
    const [line = ''] = await said(lots, file('coins.json', { ...plain, trades: coins }))
    const { totals, openLots, dollarPlaces } = JSON.parse(line)
    // 1654321.1 x (1.12345678 + 2.5 - 3) / 2.5, and what is left of all the money is the result
    expect(openLots).toEqual([
      { lotId: 'b2', security: 'X', quantity: '0.62345678', adjustedBasis: '412559.08243682', holdingPeriodStart: '2024-02-02' },
    ])
    expect(totals.recognizedGain).toBe('-396081.90645208')
    expect(dollarPlaces).toBe(8)
  })

  test.each([
    ['a day that is none', { ...plain, trades: [{ ...buy, date: '2024-02-30' }] }, 'trades.0.date: a date YYYY-MM-DD expected'],
    ['a quantity that is none', { ...plain, trades: [{ ...buy, quantity: '--' }] }, 'trades.0.quantity: a decimal number as text expected'],
    ['a method nobody knows', { ...plain, method: 'BEST' }, /^input\/lot-case case\.json: method: /],
    [
      'amounts that fit no unit',
      { ...plain, trades: [{ ...buy, total: '90000000000000000000.01' }] },
      'No unit holds every amount of the case exactly.',
    ],
  ])('refuses %s', async (_what, content, words) => {
    const [line] = await said(lots, file('case.json', content))
    if (typeof words === 'string') expect(line).toContain(words)
    else expect(line).toMatch(words)
  })

  test('without a file it is wrong usage', async () => {
    await expect(said(lots)).rejects.toThrow(WrongUsage)
  })
})

test('selftest prints every published example with its citation', async () => {
  const lines = await said(selftest)
  expect(lines).toHaveLength(publishedExamples.length + 1)
  expect(lines.at(-1)).toBe(`${publishedExamples.length} of ${publishedExamples.length} published examples hold on this build`)
  expect(lines[0]).toContain('Reg. §1.1091-1(h), example 1')
  const json = (await said(selftest, '--json')).map(line => checkedExampleShape.parse(JSON.parse(line)))
  expect(json.filter(example => !example.holds)).toEqual([])
  expect(json.every(example => example.facts.length > 0 && example.checked.length > 0)).toBe(true)
})
