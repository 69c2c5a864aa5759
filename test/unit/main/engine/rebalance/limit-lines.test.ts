/** What limits a plan, in words: the next $1,000 in basis points and dollars, both ways, against the whole account solved again with so much more. */
import { expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { limitLines, roomInWords } from '../../../../../src/main/engine/rebalance/limit-lines.ts'
import type { Cents } from '../../../../../src/shared/kernel/cents.ts'
import type { Instance } from '../../../../../src/shared/model/instance.ts'
import { randomInstance } from '../../../../fixtures/instance-generator.ts'
import { isSolved, optimized, problemOf, small } from '../../../../fixtures/problem.ts'

const effect = (trackingError: number, tax: number, cost = 0, score = 0) => ({
  trackingError,
  tax: tax as Cents,
  cost: cost as Cents,
  score: score as Cents,
})

test('a budget is told in basis points and dollars, more of it and less', () => {
  const budget = { limit: 'long-term gain', side: 'upper', unit: 'dollar' } as const
  expect(roomInWords(budget, effect(-900, 23_800), effect(1000, -23_800))).toBe(
    'The next $1,000 of long-term gain lowers tracking error by 9 bp and adds est. $238 of tax. $1,000 less raises tracking error by 10 bp and saves est. $238 of tax.',
  )
  expect(roomInWords(budget, effect(0, -4000, 1000), null)).toBe(
    'The next $1,000 of long-term gain saves est. $40 of tax and adds est. $10 of cost. $1,000 less cannot be kept by the same orders.',
  )
  expect(roomInWords({ ...budget, limit: 'cash', side: 'lower' }, effect(0, 0, 0, -8600), effect(0, 0, 0, 8700))).toBe(
    'To leave another $1,000 in cash betters the score by 86. The other way, $1,000 worsens the score by 87.',
  )
})

type Also = NonNullable<Instance['also']>
const kinds: readonly (readonly [limit: string, also: (account: Instance) => Also])[] = [
  ['long-term gain', ({ tax, nav }) => ({ longGain: tax.ytdL - 0.004 * nav })],
  ['short-term gain', ({ tax, nav }) => ({ shortGain: tax.ytdS - 0.002 * nav })],
  ['tax', ({ nav }) => ({ tax: -0.0015 * nav })],
  ['turnover', () => ({})],
]

test.each(kinds)('%s: the step told is what a whole new solve with a thousand more, and less, makes of the score', (limit, also) => {
  let compared = 0
  for (const seed of [1, 2, 3, 5, 6, 8, 9, 13]) {
    const drawn = randomInstance(seed, small)
    const nav = 1e6
    const scaled = { ...drawn, turnoverMax: 0.8 * drawn.turnoverMax, also: also(drawn) }
    const found = optimized(scaled, 1e-6)
    if (!isSolved(found.status)) continue
    const problem = problemOf(scaled)
    // dollars are a unit: a step of a thousandth of the portfolio is $1,000 of a million
    const line = limitLines({ ...problem, nav }, found).find(each => each.limit === limit)
    if (line?.more === undefined) continue
    const step = 1000 / nav
    const by = (more: number) => {
      const moved =
        limit === 'turnover'
          ? { ...scaled, turnoverMax: scaled.turnoverMax + more }
          : {
              ...scaled,
              also: Object.fromEntries(Object.entries(scaled.also).map(([name, value]) => [name, (value as number) + more * drawn.nav])),
            }
      const again = optimized(moved as Instance, 1e-6)
      return isSolved(again.status) ? again : null
    }
    const [more, less] = [by(step), by(-step)]
    if (more === null || less === null) continue
    const now = evaluate(problem, found.plan)
    const scoreOf = (of: typeof more) => (of.evaluation.objective - now.objective) * nav * 100
    // another pattern can only do better: what more room brings is at least what is told, what less costs at most
    const slack = 100 + 0.02 * Math.abs(line.more.score)
    expect([seed, limit, scoreOf(more) <= line.more.score + slack]).toEqual([seed, limit, true])
    if (line.less) expect([seed, limit, scoreOf(less) <= line.less.score + slack]).toEqual([seed, limit, true])
    // and where the same securities trade it is just that, in tracking error and in tax
    if (Math.abs(scoreOf(more) - line.more.score) < slack) {
      const { te, tax } = more.evaluation.terms
      expect(Math.abs((te - now.terms.te) * 1e6 - line.more.trackingError)).toBeLessThan(60)
      expect(Math.abs((tax - now.terms.tax) * nav * 100 - line.more.tax)).toBeLessThan(6000)
      compared += 1
    }
  }
  expect(compared).toBeGreaterThanOrEqual(2)
})
