/** Files of projections: each figure stands under its own name, in decimals a spreadsheet takes, and what is not known stays empty. */
import { expect, test } from 'vitest'
import { pastCsv } from '../../../../src/main/print/past-csv.ts'
import { transitionCsv } from '../../../../src/main/print/transition-csv.ts'
import type { Past, PastRule } from '../../../../src/shared/model/past.ts'
import type { Transition, TransitionYear } from '../../../../src/shared/model/transition.ts'

/** Rows by column; no cell of these has a comma in it. */
function rowsOf(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.trimEnd().split('\r\n')
  const names = head.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])))
}

test('a rule over the past: every figure of its own, an unknown tax empty, then the grid', () => {
  const rule: Partial<PastRule> = {
    ...{ name: 'annual', trackingError: 10_100, cost: 1_200, tax: null, turnover: 130_000, rebalances: 14 },
    ...{ sharpe: 75, growth: 61_000, volatility: 107_000, premium: -1_800, wins: 190_000 },
  }
  const cell = { threshold: 500, rate: 1_000, trackingError: 2_100, cost: 220, sharpe: 73, rebalances: 24 }
  const past: Partial<Past> = { from: '2025-01-02' as never, to: '2026-11-20' as never, rules: [rule as PastRule], grid: [cell] }
  expect(rowsOf(pastCsv(past as Past, 'engine 1'))).toMatchObject([
    {
      ...{ part: 'rule', rule: 'annual', cost_one_way: '', tracking_error_a_year: '0.0101', cost_a_year: '0.0012', tax_a_year: '' },
      ...{ turnover_a_year: '0.13', rebalances: '14', sharpe: '0.75', growth_a_year: '0.061', volatility_a_year: '0.107' },
      ...{ premium_over_never: '-0.0018', came_first_in_redrawn_pasts: '0.19', from: '2025-01-02', to: '2026-11-20' },
    },
    { part: 'threshold and cost', rule: '5 % threshold', cost_one_way: '0.001', tracking_error_a_year: '0.0021', sharpe: '0.73' },
  ])
})

test('years: a row a year, one a lot and a purchase, then what it rests on', () => {
  const year: Partial<TransitionYear> = {
    ...{ year: 2026, date: '2026-11-23' as never, words: 'Within 1 %.', budget: null, short: 1_00 as never, long: 2_00 as never },
    ...{ tax: 3_00 as never, taxSoFar: 4_00 as never, cost: 5_00 as never, carriedShort: 6_00 as never, carriedLong: 7_00 as never },
    ...{ trackingError: 8_000, embedded: 9_00 as never },
    sales: [
      { symbol: 'VTI', lot: 'l-1', acquired: '2020-03-14', term: 'long', shares: 2_500_000, proceeds: 750_00, gain: -10_00 },
    ] as never,
    purchases: [{ symbol: 'BND', shares: 3_000_000, amount: 225_00 }] as never,
  }
  const plan = { title: 'Half at once', proof: 'Near.', check: { checked: 'good', words: 'Checked.' }, years: [year] }
  const facts = { householdName: 'Ito', asOf: '2026-11-21', snapshotHash: '00', engine: 'engine 1', accounts: [{ name: 'joint' }] }
  const given = { ...facts, scenarios: [plan], assumptions: ['Prices stay.'], estate: 'Section 1014.' }
  expect(rowsOf(transitionCsv(given as unknown as Transition, { sample: false }))).toMatchObject([
    {
      ...{ kind: 'year', scenario: 'Half at once', year: '2026', date: '2026-11-23', budget: '', est_short: '1.00', est_long: '2.00' },
      ...{ est_tax: '3.00', est_tax_so_far: '4.00', est_cost: '5.00', carried_short: '6.00', carried_long: '7.00' },
      ...{ embedded_gain_left: '9.00', est_tracking_error: '0.008', words: 'Within 1 %. Near. Checked.', as_of: '2026-11-21' },
    },
    {
      kind: 'sell',
      symbol: 'VTI',
      lot_id: 'l-1',
      acquired: '2020-03-14',
      term: 'long',
      est_amount: '750.00',
      est_gain: '-10.00',
      est_tax: '',
    },
    { kind: 'buy', symbol: 'BND', est_amount: '225.00', est_gain: '' },
    { kind: 'assumption', words: 'Prices stay.', scenario: '' },
    { kind: 'assumption', words: 'Section 1014.' },
  ])
})
