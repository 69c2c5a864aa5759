/** Which covariance a plan rests on, and every fallback of the planner counted: on the proposal, and in the sentences of its paper. */
import { expect, test } from 'vitest'
import { planHousehold } from '../../../../../src/main/engine/rebalance/household-plan.ts'
import { riskInWords } from '../../../../../src/main/engine/rebalance/plan-risk.ts'
import { valueOrThrow } from '../../../../../src/shared/kernel/outcome.ts'
import { twoAccounts, wishes } from '../../../../fixtures/household.ts'
import { historyOf } from '../../../../fixtures/price-history.ts'
import { amountOf } from '../../../../fixtures/snapshot.ts'

const drifted = () => twoAccounts().lot('joint', 'VTI', '2021-03-14', '400', '60000.00').lot('joint', 'BND', '2021-01-10', '100', '7500.00')
const history = [historyOf('BND', { market: 0.001, own: 0.002 }), historyOf('VTI', { market: 0.01 })]
const riskOf = (book: ReturnType<typeof twoAccounts>) => {
  const request = { accounts: null, wishes: { ...wishes, seconds: 0.3 }, curve: false }
  const { risk } = valueOrThrow(planHousehold(book.snapshot(), request, { advance: () => undefined }))
  if (risk === undefined) throw new Error('the plan does not tell its risk')
  return risk
}
const countsOf = (book: ReturnType<typeof twoAccounts>) =>
  Object.fromEntries(riskOf(book).fallbacks.map(({ fallback, count, of }) => [fallback, [count, of]]))

test('with prices day by day it tells the days, and counts the securities that took their asset class', () => {
  const book = drifted().with({ history })
  expect(riskOf(book)).toMatchObject({ kind: 'estimated', days: 252, factors: 2, securities: 3 })
  expect(riskOf(book).words).toMatch(
    /252 days of prices and 2 statistical factors .*; 1 of 3 securities by asset class, history too short\.$/,
  )
  expect(countsOf(book)).toMatchObject({ 'no-volatility': [1, 3], 'no-correlation': [1, 3] })
  expect(riskInWords(riskOf(book)).join(' ')).toContain('Volatility of 1 of 3 securities taken from asset class, history too short (VXUS).')
})

test('without prices day by day every security is counted, and the words say simplified', () => {
  expect(riskOf(drifted())).toMatchObject({ kind: 'simplified', days: 0, explained: null })
  expect(countsOf(drifted())).toMatchObject({ 'no-volatility': [3, 3], 'no-correlation': [3, 3] })
})

test('an account without a target, a position far off its target, and orders without estimates are counted', () => {
  const far = twoAccounts()
    .lot('joint', 'BND', '2021-01-10', '2000', '150000.00')
    .account('own', { model: null, cash: amountOf('100') })
  const counts = countsOf(far)
  expect(counts['no-target']).toEqual([1, 3])
  expect(counts['outlier-cap']).toEqual([1, 3])
  expect(counts['no-spread']?.[0]).toBeGreaterThan(0)
  // a position at its target is not far off
  expect(countsOf(drifted())['outlier-cap']).toBeUndefined()
})

test('by the form of Almgren and others, orders without shares outstanding are counted; by the square root nobody asks', () => {
  const settings = (impact: 'almgren' | 'square-root') => {
    const { settings: own, securities, asOf } = drifted().snapshot()
    const estimates = securities.map(({ id: security }) => ({
      security,
      spread: 100,
      dailyVolume: 1_000_000,
      dailyVolatility: 10_000,
      asOf,
      source: 'a test',
    }))
    return { settings: { ...own, costs: { ...own.costs, impact, estimates } } } as never
  }
  const counts = countsOf(drifted().with(settings('almgren')))
  expect(counts['no-outstanding']?.[0]).toBeGreaterThan(0)
  expect(counts['no-outstanding']?.[0]).toBe(counts['no-outstanding']?.[1])
  expect(countsOf(drifted().with(settings('square-root')))['no-outstanding']).toBeUndefined()
})
