/** By how much a limit must give way, said as the wish behind it: never short of enough. */
import { expect, test } from 'vitest'
import { relaxedWish } from '../../../../../src/main/engine/rebalance/relax-wish.ts'
import type { Cents } from '../../../../../src/shared/kernel/cents.ts'
import type { Wishes } from '../../../../../src/shared/model/proposal.ts'
import { usualWishes } from '../../../../../src/shared/model/usual-wishes.ts'

const wishes: Wishes = {
  ...usualWishes,
  cashToRaise: 4_000_000 as Cents,
  longGain: 500_000 as Cents,
  tax: 0 as Cents,
  trackingError: 40,
  trades: 3,
  turnover: 1_000,
}
const cents = (value: number) => value as Cents
const of = (limit: string, by: number | null, unit: 'weight' | 'count' = 'weight', raise = cents(0)) =>
  relaxedWish({ limit, by, atLeast: 0, unit }, 100_000, { wishes, raise })

test('fractions of the portfolio become the wish’s own unit, rounded to the side that is enough', () => {
  expect(of('turnover', 0.01234)).toEqual({ wish: 'turnover', to: 1_124 })
  expect(of('tracking error', 0.00011)).toEqual({ wish: 'trackingError', to: 42 })
  expect(of('long-term gain', 0.0123456)).toEqual({ wish: 'longGain', to: 500_000 + 123_500 })
  expect(of('number of trades', 2, 'count')).toEqual({ wish: 'trades', to: 5 })
  expect(of('cash', 0.003)).toEqual({ wish: 'cashMost', to: 230 })
})

test('of the cash to be raised an account bears a part, and the whole gives way in proportion', () => {
  // this account raises half of $40,000 and can raise $10,000 less
  expect(of('cash', 0.1, 'weight', cents(2_000_000))).toEqual({ wish: 'cashToRaise', to: 2_000_000 })
  expect(of('cash', 0.9, 'weight', cents(2_000_000))).toEqual({ wish: 'cashToRaise', to: 0 })
})

test('nothing is offered where giving way alone makes no plan, or no wish stands behind the limit', () => {
  expect([of('cash', null), of('turnover', 0), of('short-term gain', 0.1), of('sector Energy', 0.1)]).toEqual([null, null, null, null])
})
