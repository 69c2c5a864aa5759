/** Formulas of performance with numbers worked by hand. */
import { expect, test } from 'vitest'
import { premiumBetween } from '../../../../../src/main/engine/performance/rebalance-figures.ts'
import {
  costShortfall,
  modifiedDietz,
  periodsOf,
  sharpeRatio,
  slope,
  timeWeighted,
  turnover,
} from '../../../../../src/main/engine/performance/returns.ts'
import { dayNumber } from '../../../../../src/shared/kernel/civil-date.ts'

const day = (text: string) => dayNumber(text as never)

test('Modified Dietz: 1,000 grows to 1,320 with 200 paid in after a quarter of the days: (1,320 − 1,000 − 200) ÷ (1,000 + 200 · 3⁄4) = 10.43 %', () => {
  const gain = modifiedDietz({ day: 0, value: 1000 }, { day: 40, value: 1320 }, [{ day: 10, amount: 200 }])
  expect(gain).toBeCloseTo(120 / 1150, 12)
})

test('a flow on the last day weighs nothing: from one day to the next it is the true daily return', () => {
  expect(modifiedDietz({ day: 4, value: 1000 }, { day: 5, value: 1510 }, [{ day: 5, amount: 500 }])).toBeCloseTo(0.01, 12)
  expect(modifiedDietz({ day: 4, value: 0 }, { day: 5, value: 10 }, [])).toBeNull()
})

test('time-weighted return: +10 % and −5 % linked are +4.5 %, whatever came in between', () => {
  const monday = day('2026-03-02')
  const valued = [1000, 2100, 1995].map((value, at) => ({ day: monday + at, value }))
  const periods = periodsOf(valued, [{ day: monday + 1, amount: 1000 }])
  expect(periods.map(({ gain }) => gain)).toEqual([0.1, -0.05])
  expect(timeWeighted(periods)).toBeCloseTo(0.045, 12)
  expect(periods.every(({ daily }) => daily)).toBe(true)
})

test('a period over a weekend is a daily one, one over a missed trading day is not', () => {
  const friday = day('2026-03-06')
  const [weekend] = periodsOf(
    [
      { day: friday, value: 1 },
      { day: friday + 3, value: 1 },
    ],
    [],
  )
  const [missed] = periodsOf(
    [
      { day: friday, value: 1 },
      { day: friday + 4, value: 1 },
    ],
    [],
  )
  expect([weekend?.daily, missed?.daily]).toEqual([true, false])
})

test('Sharpe ratio: returns of +1 % and −0.5 % by turns, mean 0.25 %, deviation 0.7563 %, above nothing: 0.25 ÷ 0.7563 · √252 = 5.25', () => {
  const periods = Array.from({ length: 60 }, (_, at) => ({ gain: at % 2 === 0 ? 0.01 : -0.005, daily: true }))
  const deviation = 0.0075 * Math.sqrt(60 / 59)
  expect(sharpeRatio(periods, 0)).toBeCloseTo((0.0025 / deviation) * Math.sqrt(252), 10)
  expect(sharpeRatio(periods, 0)).toBeCloseTo(5.247, 3)
  // 2.52 % a year are a basis point a day
  expect(sharpeRatio(periods, 0.0252)).toBeCloseTo((0.0024 / deviation) * Math.sqrt(252), 10)
})

test('59 daily returns are too short to say; returns that do not differ have no ratio', () => {
  const some = (count: number, gain: (at: number) => number) => Array.from({ length: count }, (_, at) => ({ gain: gain(at), daily: true }))
  expect(
    sharpeRatio(
      some(59, at => at / 1e4),
      0,
    ),
  ).toBeNull()
  expect(sharpeRatio([...some(59, at => at / 1e4), { gain: 0.5, daily: false }], 0)).toBeNull()
  expect(
    sharpeRatio(
      some(80, () => 0.001),
      0,
    ),
  ).toBeNull()
})

test('rebalancing premium: 4.5 % as it is less 5.2 % left alone is −0.7 %: it may be below zero', () => {
  const periods = (gain: number) => [{ from: 0, to: 1, value: 1, gain, daily: true }]
  expect(premiumBetween(periods(0.045), periods(0.052))).toBeCloseTo(-0.007, 12)
})

test('turnover: 30,000 bought and 50,000 sold of 1,000,000 are 4 %', () => {
  expect(turnover(3_000_000, 5_000_000, 100_000_000)).toBeCloseTo(0.04, 12)
  expect(turnover(1, 1, 0)).toBe(0)
})

test('cost shortfall: 100 bought at 10.05 against 10.00 and 50 sold at 19.90 against 20.00 cost $5 + $5, and the fees', () => {
  const fill = { fees: 495, shares: 100e6, filled: 10_050_000, ticket: 10_000_000 }
  const sold = { fees: 0, shares: 50e6, filled: 19_900_000, ticket: 20_000_000, side: 'sell' as const }
  expect(costShortfall([{ ...fill, side: 'buy' }, sold])).toEqual({ price: 1000, fees: 495 })
  expect(costShortfall([{ ...sold, filled: 20_100_000 }])).toEqual({ price: -500, fees: 0 })
})

test('slope: 5.0 %, 5.2 % and 5.7 % on days 0, 10 and 20 rise by 0.035 points a day', () => {
  const points = [5, 5.2, 5.7].map((value, at) => ({ day: at * 10, value }))
  expect(slope(points)).toBeCloseTo(0.035, 12)
  expect(slope(points.slice(0, 1))).toBeNull()
})
