import { expect, test } from 'vitest'
import { positionRows, sum } from '../../../../src/renderer/workspaces/household/position-rows.ts'
import type { HouseholdView } from '../../../../src/shared/model/views.ts'

const holding = (account: string, security: string, over: object = {}) => ({
  account,
  security,
  symbol: security,
  name: security,
  assetClass: null,
  value: 100,
  gain: 10,
  reinvest: null,
  restriction: null,
  ...over,
})

function viewOf(holdings: readonly object[], rows: readonly object[], portfolio: number | null = 4000): HouseholdView {
  return { holdings, review: { drift: { portfolio, rows } } } as unknown as HouseholdView
}

test('holdings of one security are summed over accounts, and one unknown makes the sum unknown', () => {
  const [known, unknown] = positionRows(
    viewOf([holding('a', 'VTI'), holding('b', 'VTI'), holding('a', 'BND'), holding('b', 'BND', { gain: null })], []),
  )
  expect([known?.value, known?.gain, unknown?.value, unknown?.gain]).toEqual([200, 20, 200, null])
})

test('a target nothing is held for has its line, and a holding without a target has no weight', () => {
  const rows = positionRows(
    viewOf(
      [holding('a', 'VTI')],
      [{ security: 'BND', symbol: 'BND', name: 'Bonds', weight: 0, target: 4000, drift: -4000, band: 300, flags: [] }],
    ),
  )
  expect(rows.map(row => [row.security, row.weight, row.value, row.only])).toEqual([
    ['VTI', null, 100, ['a', 'VTI']],
    ['BND', 0, 0, null],
  ])
})

test('a line of several securities is one row with all that counts toward it; what counts nowhere keeps a row of its own', () => {
  const members = [{ security: 'VTI' }, { security: 'XOM' }]
  const slot = { security: 'VTI', slot: 'asset-class:US equity', symbol: 'US equity', name: 'Asset class: VTI', members, flags: [] }
  const rows = positionRows(
    viewOf(
      [holding('a', 'VTI'), holding('b', 'XOM', { value: 50 }), holding('a', 'BND')],
      [{ ...slot, weight: 6000, target: 5000, drift: 1000, band: 300 }],
    ),
  )
  expect(rows.map(row => [row.security, row.symbol, row.value, row.parts, row.only])).toEqual([
    ['BND', 'BND', 100, ['BND'], ['a', 'BND']],
    ['asset-class:US equity', 'US equity', 150, ['VTI', 'XOM'], null],
  ])
})

test('a household without targets has weights, and no target or drift of zero', () => {
  const [row] = positionRows(
    viewOf(
      [holding('a', 'VTI')],
      [{ security: 'VTI', symbol: 'VTI', name: 'Stocks', weight: 9000, target: 0, drift: 0, band: 0, flags: [] }],
      null,
    ),
  )
  expect([row?.weight, row?.target, row?.drift]).toEqual([9000, null, null])
})

test('a restriction that holds in some accounts only says in how many', () => {
  const [row] = positionRows(viewOf([holding('a', 'MSFT', { restriction: 'never sell: legacy' }), holding('b', 'MSFT')], []))
  expect(row?.restriction).toEqual({ tone: 'blocked', word: 'never sell (1 of 2)' })
})

test('an unknown is not zero', () => {
  expect([sum([]), sum([1, 2]), sum([1, null])]).toEqual([0, 3, null])
})
