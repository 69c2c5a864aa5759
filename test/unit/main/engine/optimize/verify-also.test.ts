/** The checker and limits beyond rebal-1: it passes what the optimizer finds, and names each limit that is tightened past the plan afterwards. */
import { describe, expect, test } from 'vitest'
import { verifyProposal } from '../../../../../src/main/engine/optimize/verify/verify.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { small } from '../../../../fixtures/problem.ts'
import { proposalFor } from '../../../../fixtures/proposal.ts'

type Also = NonNullable<Instance['also']>
const also = (account: Instance): Also => ({
  rows: [
    {
      name: 'style',
      securities: [0, 1, 2, 3],
      coefficients: [1, -0.5, 0.3, 2],
      of: 'active',
      low: -0.4,
      high: 0.4,
      penalty: 2,
      centre: 0.01,
    },
    { name: 'elastic', securities: [4, 5], coefficients: [1, 1], of: 'weight', low: 0.9, high: 0.95, excess: 0.001 },
  ],
  shortGain: account.nav,
  longGain: account.nav,
  tax: account.nav,
  trackingError: 1,
  names: 12,
  sellMost: account.sec.price.map(() => 1),
  buyMost: account.sec.price.map(() => 1),
  absolute: 1,
  reward: account.sec.price.map((_, i) => 0.01 * i),
  rewardWeight: 0.05,
  proximity: account.sec.price.map(() => 0.1),
})
const proposals = [1, 2, 3, 5, 8, 13].flatMap(seed => {
  const account = randomInstance(seed, small)
  const found = proposalFor({ ...account, also: also(account) })
  return found && found.trades.length > 2 ? [found] : []
})

describe('the checker beyond rebal-1', () => {
  test('agrees with every term and limit of what the optimizer settles', () => {
    expect(proposals.length).toBeGreaterThan(1)
    for (const proposal of proposals) expect(verifyProposal(proposal).checks.filter(({ verdict }) => verdict === 'broken')).toEqual([])
  })

  const tightened: readonly (readonly [name: string, also: Partial<Also>])[] = [
    ['short-term gain', { shortGain: -1e7 }],
    ['long-term gain', { longGain: -1e7 }],
    ['tax budget', { tax: -1e7 }],
    ['tracking error limit', { trackingError: 1e-5 }],
    ['number of names', { names: 1 }],
    ['largest sale', { sellMost: Array.from({ length: small.securities }, () => 0) }],
    ['largest purchase', { buyMost: Array.from({ length: small.securities }, () => 0) }],
    ['style', { rows: [{ name: 'style', securities: [0], coefficients: [1], of: 'weight', low: 0.99, high: null }] }],
    ['objective', { absolute: 3 }],
    ['objective', { rewardWeight: 4 }],
  ]
  test.each(tightened)('names %s where it does not hold', (name, change) => {
    const [proposal] = proposals
    if (!proposal) throw new Error('no proposal')
    const account = { ...proposal.instance, also: { ...proposal.instance.also, ...change } }
    const { checks, verdict } = verifyProposal({ ...proposal, instance: account })
    expect(verdict).toBe('broken')
    expect(checks.find(check => check.name === name)?.verdict).toBe('broken')
  })
})
