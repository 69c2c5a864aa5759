/** The Lagrangian bound: exact by security, below every plan at any prices, and its supergradient. */
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src/main/engine/optimize/evaluate.ts'
import { bringInside, domainOf } from '../../../../../src/main/engine/solve/bundle/domain.ts'
import { planOf } from '../../../../../src/main/engine/solve/convex-plan.ts'
import { solveConvex } from '../../../../../src/main/engine/solve/interior/solve-convex.ts'
import { lotListsOf } from '../../../../../src/main/engine/solve/oracle/lot-lists.ts'
import { boundAt, unrestricted } from '../../../../../src/main/engine/solve/oracle/oracle.ts'
import { cheapestSale } from '../../../../../src/main/engine/solve/oracle/sale.ts'
import { stationaryAmount } from '../../../../../src/main/engine/solve/oracle/stationary.ts'
import { spansOf } from '../../../../../src/main/engine/solve/pattern.ts'
import { type RegimeName, regimeNames } from '../../../../../src/main/engine/solve/regime.ts'
import { randomProblem } from '../../../../fixtures/problem.ts'
import { type Random, seededRandom } from '../../../../fixtures/random.ts'
import { convexOf, oracleIn, randomPattern } from '../../../../fixtures/solver.ts'

function randomPrice(random: Random, dimension: number): Float64Array {
  return Float64Array.from({ length: dimension }, (_, row) => (row === dimension - 1 ? 1e-4 * random.fraction() : 0.02 * random.bell()))
}

/** The piece of the netting a plan's gains fall into. */
function regimeOfPlan(problem: ReturnType<typeof randomProblem>, sell: Float64Array): RegimeName {
  let [short, long] = [problem.tax.shortSoFar, problem.tax.longSoFar]
  sell.forEach((sold, l) => {
    if (problem.lots.long[l] === 1) long += sold * (problem.lots.gain[l] ?? 0)
    else short += sold * (problem.lots.gain[l] ?? 0)
  })
  return short + long <= 0 ? 'loss' : long >= 0 ? 'gain' : 'mixed'
}

describe('the bound', () => {
  test('lies below every feasible plan, whatever the prices', () => {
    const random = seededRandom(17)
    let plans = 0
    for (let seed = 0; seed < 60; seed++) {
      const problem = randomProblem(seed)
      const convex = convexOf(problem, randomPattern(problem, spansOf(problem), random), random.pick(regimeNames))
      const plan = planOf(problem, convex, solveConvex(convex, { tolerance: 1e-8 }))
      const { objective, worst } = evaluate(problem, plan)
      if (worst > 1e-9) continue
      plans += 1
      const oracle = oracleIn(problem, regimeOfPlan(problem, plan.sell))
      for (let draw = 0; draw < 20; draw++) {
        const price = randomPrice(random, oracle.dimension)
        bringInside(domainOf(oracle), price)
        expect(boundAt(oracle, price, unrestricted(problem))).toBeLessThanOrEqual(objective + 1e-10)
      }
    }
    expect(plans).toBeGreaterThan(4)
  })

  test('is concave with the supergradient it gives', () => {
    const random = seededRandom(23)
    for (const name of regimeNames) {
      const problem = randomProblem(7)
      const oracle = oracleIn(problem, name)
      for (let draw = 0; draw < 40; draw++) {
        const [here, there] = [randomPrice(random, oracle.dimension), randomPrice(random, oracle.dimension)]
        for (const price of [here, there]) bringInside(domainOf(oracle), price)
        let above = boundAt(oracle, here, unrestricted(problem))
        oracle.gradient.forEach((slope, row) => {
          above += slope * ((there[row] ?? 0) - (here[row] ?? 0))
        })
        expect(boundAt(oracle, there, unrestricted(problem))).toBeLessThanOrEqual(above + 1e-12)
      }
    }
  })

  test('is no number outside the domain and no plan where nothing is allowed', () => {
    const problem = randomProblem(7)
    const oracle = oracleIn(problem, 'gain')
    const price = new Float64Array(oracle.dimension)
    price[oracle.rows.tax] = 2
    expect(boundAt(oracle, price, unrestricted(problem))).toBe(-Infinity)
    const barred = unrestricted(problem)
    barred.securities[2] = 0
    expect(boundAt(oracle, new Float64Array(oracle.dimension), barred)).toBe(Infinity)
  })
})

describe('the cheapest sale', () => {
  test.each([
    [0.3, 0.2],
    [0.1, 0.4],
    [-0.2, 0.3],
  ])('beats every sale of a fine grid at rates %f and %f', (shortRate, longRate) => {
    const random = seededRandom(31)
    for (let draw = 0; draw < 40; draw++) {
      const problem = randomProblem(draw)
      const lists = lotListsOf(problem)
      const i = random.whole(0, problem.securities.count - 1)
      const reach = problem.securities.sellable[i] ?? 0
      if (reach < 0.004) continue
      const terms = { slope: 0.06 * random.bell(), curvature: 0.8, impact: 0.02, power: 1.5, low: 0.003, high: reach, shortRate, longRate }
      const sale = { amount: 0, tax: 0, shortGain: 0, longGain: 0 }
      expect(cheapestSale(lists, i, false, terms, sale)).toBe(true)
      const cost = (amount: number) => terms.slope * amount + 0.5 * terms.curvature * amount ** 2 + terms.impact * amount ** 1.5
      const found = cost(sale.amount) + sale.tax
      expect(sale.tax).toBeCloseTo(sale.shortGain * shortRate + sale.longGain * longRate, 12)
      for (let step = 0; step <= 200; step++) {
        const amount = terms.low + ((reach - terms.low) * step) / 200
        expect(found).toBeLessThanOrEqual(cost(amount) + leastTax(problem, i, amount, shortRate, longRate) + 1e-12)
      }
    }
  })

  test('of gains only leaves the losses', () => {
    const problem = randomProblem(9)
    const lists = lotListsOf(problem)
    const sale = { amount: 0, tax: 0, shortGain: 0, longGain: 0 }
    const terms = { slope: -10, curvature: 0, impact: 0, power: 1.5, low: 0, high: 1, shortRate: 0.3, longRate: 0.2 }
    for (let i = 0; i < problem.securities.count; i++) {
      cheapestSale(lists, i, true, terms, sale)
      let gains = 0
      for (let l = problem.lots.start[i] ?? 0; l < (problem.lots.start[i + 1] ?? 0); l++) {
        if ((problem.lots.gain[l] ?? 0) >= 0) gains += problem.lots.free[l] ?? 0
      }
      expect(sale.amount).toBeCloseTo(gains, 12)
    }
  })
})

/** The cheapest lots for an amount, sorted by their tax. */
function leastTax(problem: ReturnType<typeof randomProblem>, i: number, amount: number, shortRate: number, longRate: number): number {
  const { start, gain, free, long } = problem.lots
  const lots: { unit: number; most: number }[] = []
  for (let l = start[i] ?? 0; l < (start[i + 1] ?? 0); l++) {
    lots.push({ unit: (gain[l] ?? 0) * (long[l] === 1 ? longRate : shortRate), most: free[l] ?? 0 })
  }
  let left = amount
  let tax = 0
  for (const { unit, most } of lots.sort((a, b) => a.unit - b.unit)) {
    const sold = Math.min(left, most)
    tax += unit * sold
    left -= sold
  }
  return tax
}

describe('where marginal cost vanishes', () => {
  test.each([1.5, 1.3, 2])('for impact of power %f', power => {
    const amount = stationaryAmount(-0.02, 0.4, 0.05, power, 0, 1)
    expect(-0.02 + 0.4 * amount + power * 0.05 * amount ** (power - 1)).toBeCloseTo(0, 12)
  })

  test('is held to its limits', () => {
    expect(stationaryAmount(0.1, 1, 1, 1.5, 0.2, 1)).toBe(0.2)
    expect(stationaryAmount(-9, 1, 1, 1.5, 0.2, 1)).toBe(1)
    expect(stationaryAmount(-9, 0, 0, 1.5, 0.2, 1)).toBe(1)
  })
})
