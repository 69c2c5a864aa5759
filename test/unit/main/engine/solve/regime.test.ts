/** The three convex pieces of the tax: on its own piece each costs exactly the year's tax, everywhere else it costs no less. */
import { describe, expect, test } from 'vitest'
import { taxSoFar, yearTax } from '../../../../../src/main/engine/optimize/netting.ts'
import { regimeNames, regimeOf } from '../../../../../src/main/engine/solve/regime.ts'
import { randomProblem } from '../../../../fixtures/problem.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

const problem = randomProblem(5)

/** Least cost of the columns that turn the year's gains (short, long) into tax; undefined where the piece does not hold them. */
function columnCost(name: (typeof regimeNames)[number], short: number, long: number): number | undefined {
  const { tax } = problem
  const net = short + long
  if (name === 'loss') return net > 0 ? undefined : -tax.ordinary * Math.min(-net, tax.cap) - tax.carried * Math.max(0, -net - tax.cap)
  if (net < 0 || (name === 'gain' ? long < 0 : long > 0)) return undefined
  if (name === 'mixed') return tax.short * net
  return short >= 0 ? tax.short * short + tax.long * long : tax.long * net
}

describe('regimes of the netting', () => {
  test('cover the plane with the exact tax', () => {
    const random = seededRandom(11)
    for (let draw = 0; draw < 500; draw++) {
      const [short, long] = [0.01 * random.bell(), 0.01 * random.bell()]
      const costs = regimeNames.flatMap(name => columnCost(name, short, long) ?? [])
      expect(costs.length).toBeGreaterThan(0)
      for (const cost of costs) expect(cost).toBeCloseTo(yearTax(problem.tax, short, long), 15)
    }
  })

  test.each(regimeNames)('%s: the columns charge the rates of the year and start from the tax so far', name => {
    const { tax } = problem
    const regime = regimeOf(problem, name)
    const rates = regime.columns.map(column => column.cost ?? 0).filter(rate => rate !== 0)
    expect(rates).toEqual({ loss: [-tax.ordinary, -tax.carried], gain: [tax.short, tax.long], mixed: [tax.short] }[name])
    expect(regime.constant).toBe(-taxSoFar(tax))
    expect((regime.base[0] ?? 0) + (regime.base[1] ?? 0)).toBeCloseTo(tax.shortSoFar + tax.longSoFar, 15)
  })
})
