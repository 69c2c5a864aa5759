/** Sums over the lots of one holding, however many there are: arguments of a call are bounded by the stack, lots are not. */
import { expect, test } from 'vitest'
import { holdingsOf } from '../../../../../src/main/engine/standing/holdings.ts'
import type { Standing } from '../../../../../src/main/engine/standing/standing.ts'

test('a holding of 300,000 lots is summed', () => {
  const count = 300_000
  const lot = { account: 'account-1', security: 'security-ABC', shares: 1_000_000, basis: 900 }
  const standing = {
    lots: new Array(count).fill(lot),
    snapshot: { positions: [] },
    sameOf: (security: string) => security,
    priceOf: () => ({ price: 10_000_000 }),
    unreconciledOf: () => null,
  } as unknown as Standing
  expect(holdingsOf(standing)).toMatchObject([{ shares: count * 1_000_000, lots: count, value: count * 1000, basis: count * 900 }])
})
