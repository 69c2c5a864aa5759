/** The covariance of plans: estimated where there are prices, simplified and said so where there are none. */
import { expect, test } from 'vitest'
import { riskModel } from '../../../../../src/main/engine/rebalance/risk-model.ts'
import { simplifiedRisk } from '../../../../../src/main/engine/rebalance/simplified-risk.ts'
import { historyOf } from '../../../../fixtures/price-history.ts'
import { bookOf } from '../../../../fixtures/snapshot.ts'

const book = () =>
  bookOf('2026-11-20')
    .security('BND', '80.00', { assetClass: 'US bonds' })
    .security('VTI', '300.00', { assetClass: 'US equity' })
    .security('VOO', '500.00', { assetClass: 'US equity' })
const history = [historyOf('BND', { market: 0.001, own: 0.002 }), historyOf('VTI', { market: 0.01 })]

test('factors and own variance give back the variance of each series', () => {
  const snapshot = book().with({ history }).snapshot()
  const [bonds, stocks] = snapshot.securities
  const risk = riskModel(snapshot, [stocks, bonds] as never)
  const varianceOf = (at: number) =>
    (risk.exposures[at] ?? []).reduce((sum, load, f) => sum + load * load * (risk.factors[f] ?? 0), risk.specific[at] ?? 0)
  // of VTI 252·(0.01² + 0.005²), of BND 252·(0.001² + 0.002²), as drawn
  expect(Math.sqrt(varianceOf(0))).toBeCloseTo(Math.sqrt(252 * (0.01 ** 2 + 0.005 ** 2)), 1)
  expect(Math.sqrt(varianceOf(1))).toBeCloseTo(Math.sqrt(252 * (0.001 ** 2 + 0.002 ** 2)), 1)
  expect(risk.notes[0]).toMatch(/^Risk is estimated from 252 days of prices: 2 statistical factors/)
})

test('a security without prices loads on the factors as its asset class does, and is named', () => {
  const snapshot = book().with({ history }).snapshot()
  const risk = riskModel(snapshot, snapshot.securities)
  expect(risk.exposures[2]).toEqual(risk.exposures[1])
  expect(risk.notes[1]).toBe('No price history, taken as the average of its asset class: VOO.')
})

test('without enough days the simplified model stands in', () => {
  const short = history.map(row => ({ ...row, days: row.days.slice(-40), prices: row.prices.slice(-40) }))
  for (const snapshot of [book().snapshot(), book().with({ history: short }).snapshot()])
    expect(riskModel(snapshot, snapshot.securities)).toEqual(simplifiedRisk(snapshot.securities))
})
