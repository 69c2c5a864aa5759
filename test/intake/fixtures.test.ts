/** Public files of both custodians, as their authors published them. Some are invented and do not add up: those must be refused, and say by how much. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { places, read, stops } from './files.ts'

const folder = join(import.meta.dirname, '../../../shared/data/fixtures/csv')
const there = existsSync(folder)

const readable: readonly (readonly [string, string, number])[] = [
  ['finporter_ChuckSales.csv', 'schwab-realized-summary', 1],
  ['finporter_FidoHistory.csv', 'fidelity-history', 3],
  ['finporter_FidoSales.csv', 'fidelity-closed-lots', 1],
  ['kapji_schwab_2023_transactions.csv', 'schwab-transactions', 7],
  ['kapji_schwab_bond_interest_transactions.csv', 'schwab-transactions', 5],
  ['kapji_schwab_schwab_transactions.csv', 'schwab-transactions', 13],
]

const refused: readonly (readonly [string, string, readonly string[]])[] = [
  ['finporter_ChuckHistory.csv', 'schwab-transactions', ['import/tie-out 6 Amount', 'import/tie-out 12 Amount']],
  [
    'finporter_ChuckPositionsAll.csv',
    'schwab-positions-2021',
    ['import/tie-out 7 Market Value', 'import/tie-out 7 Cost Basis', 'import/tie-out 14 Market Value', 'import/tie-out 14 Cost Basis'],
  ],
  ['schwab-export.csv', 'schwab-transactions', ['import/tie-out 121 Amount']],
  ['finporter_FidoPositions.csv', 'fidelity-positions', ['import/no-date 1 Date downloaded']],
]

const foreign = [
  'disnat-export.csv',
  'etoro-export.csv',
  'freetrade-export.csv',
  'ibkr-dividends-export.csv',
  'ibkr-trades-export.csv',
  'kapji_interactive_brokers_test_basic.csv',
  'kapji_morgan_stanley_Releases_Report.csv',
  'revolut-invest-export.csv',
  'saxo-export.csv',
  'swissquote-export.csv',
]

describe.skipIf(!there)('public fixtures (skipped where ../shared is missing)', () => {
  test.each(readable)('%s is read as %s', async (name, layout, facts) => {
    const file = await read(readFileSync(join(folder, name)), name)
    expect([file.layout, file.facts.length, stops(file)]).toEqual([layout, facts, []])
  })

  test.each(refused)('%s is recognised as %s and refused', async (name, layout, issues) => {
    const file = await read(readFileSync(join(folder, name)), name)
    expect([file.layout, places(stops(file))]).toEqual([layout, issues])
    expect(stops(file).every(issue => issue.remedy !== '')).toBe(true)
  })

  test.each(foreign)('%s belongs to no layout here, and its header is shown', async name => {
    const file = await read(readFileSync(join(folder, name)), name)
    expect(file.layout).toBeNull()
    expect(places(stops(file))).toHaveLength(1)
    expect(stops(file)[0]?.code).toBe('import/layout-unknown')
  })

  test('a positions file with its own name has a day', async () => {
    const file = await read(readFileSync(join(folder, 'finporter_FidoPositions.csv')), 'Portfolio_Positions_Sep-27-2021.csv')
    expect(stops(file)).toEqual([])
    expect(file.facts.map(fact => [fact.account, fact.symbol])).toEqual([
      ['Z00000000', 'VWO'],
      ['Z00000001', 'VOO'],
    ])
  })
})
