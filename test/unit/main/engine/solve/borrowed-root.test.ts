import { describe, expect, it } from 'vitest'
import { maximizeBound } from '../../../../../src/main/engine/solve/bundle/maximize.ts'
import { boundAt, unrestricted } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { spansOf } from '../../../../../src/main/engine/solve/pattern.ts'
import { rowsOf } from '../../../../../src/main/engine/solve/rows.ts'
import { borrowedRoot, rootOf } from '../../../../../src/main/engine/solve/search/root.ts'
import { search } from '../../../../../src/main/engine/solve/search/search.ts'
import { randomProblem } from '../../../../fixtures/problem.ts'
import { oracleIn } from '../../../../fixtures/solver.ts'

const seeds = Array.from({ length: 20 }, (_, seed) => seed)
const others = ['gain', 'mixed'] as const

describe('prices of one piece of the netting in another', () => {
  it.each(others)('bound %s no lower than they bound a year of losses', name => {
    for (const seed of seeds) {
      const problem = randomProblem(seed)
      const root = rootOf(problem, rowsOf(problem), spansOf(problem), 'loss')
      const start = { price: root.price, restriction: unrestricted(problem), cuts: [] }
      const settings = { tolerance: 1e-6, enough: Infinity, mostEvaluations: 200 }
      const { price, bound } = maximizeBound(root.oracle, root.metric, root.domain, start, settings)
      // above the rate of long-term gains the price of a gain has no place in a year of gains
      if ((price[root.oracle.rows.tax] ?? 0) > problem.tax.long * problem.weights.tax) continue
      const borrowed = borrowedRoot(root, price, oracleIn(problem, name))
      expect(boundAt(borrowed.oracle, borrowed.price, start.restriction)).toBeGreaterThan(bound - 1e-9)
    }
  })

  it('close the other pieces without a solve of their own where the best plan beats them', () => {
    const borrowed = seeds.filter(seed => {
      const problem = randomProblem(seed)
      const { factors } = rowsOf(problem)
      const settings = { gap: 1e-3, mostNodes: 1000, mostWork: 1e5, expired: () => false }
      const { roots } = search(problem, settings, { advance: () => {} })
      const [first, ...rest] = roots.map(({ price }) => price.slice(0, factors).join(' '))
      return rest.length > 0 && rest.every(prices => prices === first)
    })
    expect(borrowed.length).toBeGreaterThan(seeds.length / 2)
  })
})
