/** The price of every kind of limit against what a little more and a little less of it does to the plan's own convex problem. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/main/engine/optimize/evaluate.ts'
import type { Optimized } from '../../src/main/engine/optimize/optimize.ts'
import type { Problem } from '../../src/main/engine/optimize/problem.ts'
import { restrictedTo, variancePriceOf } from '../../src/main/engine/optimize/restricted.ts'
import { type ShadowPrice, sensitivityOf } from '../../src/main/engine/optimize/sensitivity.ts'
import { relaxablesOf } from '../../src/main/engine/solve/search/relaxable.ts'
import type { Instance } from '../../src/shared/model/instance.ts'
import { randomInstance } from '../fixtures/instance-generator.ts'
import { isSolved, optimized, problemOf, small } from '../fixtures/problem.ts'

type Also = NonNullable<Instance['also']>
const step = 1e-5
const draws = [1, 2, 3, 5, 6, 8, 9, 13, 14, 21, 22, 34]

const teOf = (account: Instance) => optimized({ ...account, turnoverMax: 0.8 * account.turnoverMax }, 1e-4).evaluation.terms.te
const kinds: readonly (readonly [limit: string, also: (account: Instance) => Also, least: number])[] = [
  ['tracking error', account => ({ trackingError: 0.98 * teOf(account) }), 3],
  ['short-term gain', ({ tax, nav }) => ({ shortGain: tax.ytdS - 0.002 * nav }), 2],
  ['long-term gain', ({ tax, nav }) => ({ longGain: tax.ytdL - 0.004 * nav }), 2],
  ['tax', ({ nav }) => ({ tax: -0.0015 * nav }), 2],
  ['turnover', () => ({}), 2],
]

/** The best plan of the same pattern where a limit has a little more room. */
function valueAt(problem: Problem, { plan }: Optimized): number {
  return evaluate(problem, restrictedTo(problem, plan, variancePriceOf(problem, plan)).plan).objective
}

const accountsOf = (also: (account: Instance) => Also, change = (drawn: Instance): Instance => drawn, gap = 1e-5) =>
  draws.flatMap(seed => {
    const drawn = change(randomInstance(seed, small))
    const account = { ...drawn, turnoverMax: 0.8 * drawn.turnoverMax, also: also(drawn) }
    const found = optimized(account, gap)
    return isSolved(found.status) ? [{ seed, problem: problemOf(account), found }] : []
  })

describe('the price of a limit', () => {
  test.each(kinds)('%s: what more room gains and less room loses, either side of it', (limit, also, least) => {
    let compared = 0
    for (const { seed, problem, found } of accountsOf(also)) {
      const priced = sensitivityOf(problem, found).limits.find(each => each.limit === limit)
      const widened = relaxablesOf(problem).find(({ name }) => name === limit)?.widened
      if (!priced || !widened || priced.dollars < 1e-3) continue
      const perUnit = priced.unit === 'basis point' ? (priced.dollars / problem.nav) * 1e4 : priced.dollars
      const [less, now, more] = [-step, 0, step].map(by => valueAt(widened(problem, by), found))
      const [gained, lost] = [((now ?? 0) - (more ?? 0)) / step, ((less ?? 0) - (now ?? 0)) / step]
      const room = 0.03 * perUnit + 2e-3
      expect([seed, gained - room <= perUnit, perUnit <= lost + room, gained, perUnit, lost]).toEqual([
        seed,
        true,
        true,
        gained,
        perUnit,
        lost,
      ])
      compared += 1
    }
    expect(compared).toBeGreaterThanOrEqual(least)
  })

  test('of one security: its position, its minimum trade, its largest sale and purchase', () => {
    const seen = new Set<string>()
    const also = ({ sec }: Instance): Also => ({
      sellMost: sec.price.map((_, i) => 0.01 + 0.01 * (i % 3)),
      buyMost: sec.price.map((_, i) => 0.01 + 0.02 * (i % 2)),
    })
    const minimum = (drawn: Instance) => ({ ...drawn, sec: { ...drawn.sec, minTrade: drawn.sec.minTrade.map(() => 0.03) } })
    const floors = (drawn: Instance) => {
      const { held } = problemOf(drawn).securities
      return { ...drawn, sec: { ...drawn.sec, lb: [...held].map(weight => Math.max(0, weight - 0.015)) } }
    }
    for (const { seed, problem, found } of [...accountsOf(also), ...accountsOf(() => ({}), minimum), ...accountsOf(() => ({}), floors)]) {
      for (const priced of sensitivityOf(problem, found).limits) {
        if (priced.security === null || priced.dollars < 5e-3) continue
        const [less, now, more] = [-step, 0, step].map(by => valueAt(moved(problem, priced, by), found))
        const [gained, lost] = [((now ?? 0) - (more ?? 0)) / step, ((less ?? 0) - (now ?? 0)) / step]
        const room = 0.05 * priced.dollars + 2e-3
        const holds = gained - room <= priced.dollars && priced.dollars <= lost + room
        expect([seed, priced.limit, holds, gained, priced.dollars, lost]).toEqual([seed, priced.limit, true, gained, priced.dollars, lost])
        seen.add(priced.limit)
      }
    }
    expect([...seen].sort()).toEqual(['largest purchase', 'largest sale', 'minimum trade', 'position'])
  })

  test('of a number of names is counted in names, and in the tracking error that is worth as much', () => {
    const [first] = accountsOf(() => ({ names: 7 }), undefined, 1e-3).filter(({ found }) => found.prices.names > 1e-6)
    if (!first) throw new Error('no draw is bound by its names')
    const { problem, found } = first
    const names = sensitivityOf(problem, found).limits.find(({ limit }) => limit === 'number of names')
    expect(names).toMatchObject({ unit: 'name', dollars: found.prices.names * problem.nav })
    const { te } = found.evaluation.terms
    const slope = 2 * problem.weights.risk * te
    expect(names?.trackingErrorBp).toBeCloseTo((found.prices.names / slope) * 1e4, 6)
  })

  test('is nothing where the limit does not bind', () => {
    for (const { problem, found } of accountsOf(() => ({ trackingError: 1, names: 12 }))) {
      const names = sensitivityOf(problem, found).limits.map(({ limit }) => limit)
      expect(names).not.toContain('tracking error')
    }
  })
})

function moved(problem: Problem, { limit, security, side }: ShadowPrice, by: number): Problem {
  const at = (values: Float64Array, change: number) => values.map((value, i) => (i === security ? value + change : value))
  const { securities } = problem
  if (limit === 'minimum trade') return { ...problem, securities: { ...securities, minTrade: at(securities.minTrade, -by) } }
  if (limit === 'largest sale') return { ...problem, securities: { ...securities, sellMost: at(securities.sellMost, by) } }
  if (limit === 'largest purchase') return { ...problem, securities: { ...securities, buyMost: at(securities.buyMost, by) } }
  if (side === 'upper')
    return { ...problem, securities: { ...securities, changeHigh: at(securities.changeHigh, by), buyable: at(securities.buyable, by) } }
  return { ...problem, securities: { ...securities, changeLow: at(securities.changeLow, -by) } }
}
