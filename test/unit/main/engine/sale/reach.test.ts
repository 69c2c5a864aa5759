/** The region that a sale can reach. */
import { expect, test } from 'vitest'
import { reachOf } from '../../../../../src/main/engine/sale/reach.ts'
import { priceOf, sharesOf } from '../../../../fixtures/snapshot.ts'

const lot = (shares: string, gain: number | null) => ({ shares: sharesOf(shares), gain })

test('least and most gain at the ends of lots, straight between them', () => {
  // 10 shares lose 5 each, 20 gain 1 each, 30 gain 4 each, at a price of 10
  const reach = reachOf([lot('30', 12_000), lot('10', -5_000), lot('20', 2_000)], priceOf('10'))
  expect(reach.map(corner => [corner.shares / 1_000_000, corner.proceeds, corner.least, corner.most])).toEqual([
    [0, 0, 0, 0],
    [10, 10_000, -5_000, 4_000],
    [30, 30_000, -3_000, 12_000],
    [50, 50_000, 5_000, 14_000],
    [60, 60_000, 9_000, 9_000],
  ])
})

test('an unknown gain or price leaves it unknown', () => {
  expect(reachOf([lot('10', 100), lot('10', null)], priceOf('10'))).toEqual([])
  expect(reachOf([lot('10', 100)], null)).toEqual([])
})
