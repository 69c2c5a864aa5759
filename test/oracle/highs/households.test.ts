/**
 * Small households as one against HiGHS: a security in two or three accounts whose risk is shared, groups that harvest here or buy there, an IRA beside taxable accounts, now
 * and then with least trades, fixed costs, a tracking error, few orders, more cash than there is, or limits on one security over all accounts that hold it. The same optimum, the same verdict where there is no plan.
 */
import { expect, test } from 'vitest'
import type { ExtraRow, Instance } from '../../../src/shared/model/instance.ts'
import { jointPlaceOf } from '../../fixtures/joint-family.ts'
import { seededRandom } from '../../fixtures/random.ts'
import { compared } from './compare.ts'

const seeds = Array.from({ length: Math.max(12, Number(process.env.LOTWRIGHT_HIGHS ?? 0) / 3) }, (_, at) => at + 1)

function household(seed: number): Instance {
  const random = seededRandom(seed)
  const size = { accounts: random.whole(2, 3), securities: random.whole(2, 3), lots: 3, losing: 0.4 + 0.3 * random.fraction() }
  const { instance, holdings } = jointPlaceOf(seed, size).problem
  const { sec, also } = instance
  const perhaps = <Value>(chance: number, value: Value) => (random.fraction() < chance ? value : {})
  return {
    ...instance,
    sec: { ...sec, ...perhaps(0.4, { minTrade: sec.price.map(() => 0.01) }), ...perhaps(0.4, { fixed: sec.price.map(() => 2e-5) }) },
    ...perhaps(0.3, { maxTrades: 3 }),
    ...perhaps(0.3, { turnoverMax: 0.15 }),
    also: {
      ...also,
      ...perhaps(0.4, { trackingError: 0.03 + 0.05 * random.fraction() }),
      ...perhaps(0.2, { longGain: 0.001 * instance.nav }),
      ...perhaps(0.5, { rows: [...(also?.rows ?? []), ...onSecurities(holdings, seed)] }),
    },
  }
}

/** A cap that holds, one that gives way at a price, a lower limit, nearness: drawn for each security. */
function onSecurities(holdings: readonly { readonly key: string }[], seed: number): ExtraRow[] {
  const random = seededRandom(1000 + seed)
  return [...new Set(holdings.map(({ key }) => key))].flatMap(key => {
    const securities = holdings.flatMap((holding, at) => (holding.key === key ? [at] : []))
    const row = { name: key, securities, coefficients: securities.map(() => 1), of: 'weight' as const, low: null, high: null }
    const all: ExtraRow[] = [
      { ...row, high: 0.3 + 0.4 * random.fraction() },
      { ...row, high: 0.1 + 0.3 * random.fraction(), excess: 0.02 + 2 * random.fraction() },
      { ...row, low: 0.2 + 0.2 * random.fraction(), excess: 0.02 + random.fraction() },
      { ...row, penalty: 2 * random.fraction(), centre: random.fraction() },
      { ...row, of: 'change', penalty: random.fraction(), centre: 0 },
    ]
    return all.filter(() => random.fraction() < 0.4)
  })
}

test(`${seeds.length} small households as one: the same optimum to a dollar in a million, the same verdict where there is no plan`, async () => {
  const found = []
  for (const seed of seeds) found.push({ seed, ...(await compared(household(seed), 20)) })
  expect(found.filter(({ difference }) => difference !== undefined)).toEqual([])
  expect(found.some(({ verdict }) => verdict === 'infeasible')).toBe(true)
  expect(found.filter(({ verdict }) => verdict === 'optimal').length).toBeGreaterThan(seeds.length / 2)
}, 600_000)
