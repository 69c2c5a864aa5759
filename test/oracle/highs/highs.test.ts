/**
 * The optimizer against HiGHS, an independent solver on an independent formulation: the same optimum and the same verdict where there is no plan. Sixty instances each
 * time; `LOTWRIGHT_HIGHS=300` takes all of them, as `npm run bench highs` does, whose result stands in BENCHMARKS.md.
 */
import { describe, expect, test } from 'vitest'
import { randomInstance } from '../../fixtures/instance-generator.ts'
import { compare } from './compare.ts'
import { secondOpinion } from './second-opinion.ts'
import { smallInstance } from './small-instances.ts'

const all = 300
const wanted = Math.min(all, Number(process.env.LOTWRIGHT_HIGHS ?? 60))
const seeds = Array.from({ length: wanted }, (_, at) => Math.floor((at * all) / wanted))

describe('against HiGHS', () => {
  test(`${wanted} small instances with every kind of limit: the same optimum to a dollar in a million, the same verdict where there is no plan`, async () => {
    const found = []
    for (const seed of seeds) found.push(await compare(seed, 20))
    expect(found.filter(({ difference }) => difference !== undefined)).toEqual([])
    // neither all nor none of them has a plan
    const without = found.filter(({ verdict }) => verdict === 'infeasible').length
    expect(without).toBeGreaterThan(wanted / 20)
    expect(without).toBeLessThan(wanted / 2)
  }, 1_800_000)

  test('every kind of limit and term is among them, and each size', () => {
    const drawn = seeds.map(smallInstance)
    const kinds = new Set(drawn.flatMap(({ also }) => [...Object.keys(also ?? {}), ...(also?.rows ?? []).map(({ name }) => name)]))
    const [limits, rows] = [
      ['shortGain', 'longGain', 'tax', 'trackingError', 'names', 'sellMost', 'buyMost', 'absolute', 'reward', 'proximity', 'near'],
      ['an industry', 'a group at a price', 'a style', 'a tilt', 'a balance', 'one side'],
    ]
    expect([...kinds]).toEqual(expect.arrayContaining([...limits, ...rows]))
    expect(new Set(drawn.map(({ sec }) => sec.price.length)).size).toBeGreaterThanOrEqual(10)
    expect(drawn.some(({ lots }) => lots.blocked.some(Boolean))).toBe(true)
  })

  test('the second opinion itself: an account whose optimum can be worked out by hand', async () => {
    const drawn = randomInstance(3, { securities: 4, lots: 6, factors: 1, trades: 4 })
    const count = [0]
    // one security held whole, bought with all the cash there is above the least: nothing else may be done
    const account = {
      ...drawn,
      nav: 1_000_000,
      F: [0],
      lam: { te: 1, tc: 1, tax: 0 },
      alpha: 2,
      sec: {
        price: [100],
        target: [1],
        sector: count,
        country: count,
        D: [0.04],
        B: [[1]],
        lin: [0.001],
        nl: [0.01],
        fixed: [0.0001],
        minTrade: [0],
        lb: [0],
        ub: [1],
        noBuy: [0 as const],
        noSell: [1 as const],
        group: [-1],
      },
      lots: { sec: [0], shares: [9000], basis: [50], days: [10], blocked: [0 as const] },
      cash0: 100_000,
      cashLo: 0,
      cashHi: 1,
      sector: { m: 1, lo: [0], hi: [1] },
      country: { m: 1, lo: [0], hi: [1] },
      turnoverMax: 1,
      maxTrades: 1,
    }
    // 0.04 (0.1 − b)² + 0.001 b + 0.01 b² + 0.0001: least where 0.1 b = 0.008 − 0.001
    const bought = 0.07
    const least = 0.04 * (0.1 - bought) ** 2 + 0.001 * bought + 0.01 * bought ** 2 + 0.0001
    const found = await secondOpinion(account, { within: 1e-9, seconds: Infinity })
    expect(found.objective).toBeCloseTo(Math.min(least, 0.0004), 8)
    expect(found.plan?.buy[0]).toBeCloseTo(bought, 4)
    const impossible = await secondOpinion({ ...account, cashHi: 0.05, maxTrades: 0 }, { within: 1e-9, seconds: Infinity })
    expect(impossible.verdict).toBe('infeasible')
  })
})
