/** A holding without a price weighs something, and nobody knows what. */
import { expect, test } from 'vitest'
import { positionRows } from '../../../../../src/renderer/workspaces/household/position-rows.ts'
import type { HouseholdView } from '../../../../../src/shared/model/views.ts'

function viewOf(values: Readonly<Record<string, number | null>>): HouseholdView {
  const holdings = Object.entries(values).map(([security, value]) => ({
    account: 'joint',
    security,
    symbol: security,
    value,
    gain: value,
    reinvest: null,
    restriction: null,
  }))
  const rows = Object.keys(values).map(security => ({
    security,
    symbol: security,
    weight: 0,
    target: 5000,
    drift: -5000,
    band: 500,
    flags: [],
  }))
  return { holdings, review: { drift: { portfolio: 5000, rows } } } as unknown as HouseholdView
}

test('without a price weight and drift are unknown, not zero and all of the target', () => {
  expect(positionRows(viewOf({ ABC: null }))).toMatchObject([{ value: null, weight: null, target: 5000, drift: null }])
})

test('with a price they stand, and a target that is not held is a true zero', () => {
  const view = viewOf({ ABC: 100 })
  const unheld = { security: 'NEW', symbol: 'NEW', weight: 0, target: 5000, drift: -5000, band: 500, flags: [] }
  const drift = { ...view.review.drift, rows: [...view.review.drift.rows, unheld] }
  const rows = positionRows({ ...view, review: { ...view.review, drift } } as HouseholdView)
  expect(rows).toMatchObject([
    { security: 'ABC', weight: 0, drift: -5000 },
    { security: 'NEW', value: 0, weight: 0, drift: -5000 },
  ])
})
