/** What a security owes to the market or to its class, by hand: one that moves thrice as far as the other, each against the average of both. */
import { expect, test } from 'vitest'
import { betasOf } from '../../../../../../src/main/engine/rebalance/limits/betas.ts'
import { pricesFrom } from '../../../../../fixtures/past.ts'
import { bookOf } from '../../../../../fixtures/snapshot.ts'

const moves = Array.from({ length: 120 }, (_, day) => 0.004 * Math.sin(day * 1.7) + 0.002 * Math.cos(day * 0.9))
function priced(times: number): number[] {
  let price = 100
  return [price, ...moves.map(move => (price *= Math.exp(times * move)))]
}

const snapshot = bookOf('2026-11-20')
  .security('CALM', '100.00', { assetClass: 'US equity' })
  .security('WILD', '100.00', { assetClass: 'US equity' })
  .security('NEW', '100.00', { assetClass: 'US equity' })
  .with({ history: [pricesFrom('CALM', '2026-05-01', priced(1)), pricesFrom('WILD', '2026-05-01', priced(3))] })
  .snapshot()

test.each([{ factor: 'market' as const }, { factor: 'class' as const, which: 'US equity' }])(
  '$factor: half and one and a half; without a history the average',
  limit => {
    const { values, note } = betasOf(snapshot, snapshot.securities, limit as never, [])
    const [calm = 0, wild = 0, other = 0] = ['CALM', 'WILD', 'NEW'].map(
      name => values?.[snapshot.securities.findIndex(({ id }) => id === name)],
    )
    expect(calm).toBeCloseTo(0.5, 2)
    expect(wild).toBeCloseTo(1.5, 2)
    expect(other).toBeCloseTo((calm + wild) / 2, 9)
    expect(note).toContain('120 days')
  },
)
