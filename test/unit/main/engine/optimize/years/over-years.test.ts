/** The problem over all years at once: two years worked by hand, brute force over a grid, the solver of one period, and what must hold of any account. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optimize } from '../../../../../../src/main/engine/optimize/optimize.ts'
import type { Problem } from '../../../../../../src/main/engine/optimize/problem.ts'
import { overYears } from '../../../../../../src/main/engine/optimize/years/over-years.ts'
import { utilityOf } from '../../../../../../src/main/engine/optimize/years/utility.ts'
import {
  noBudget,
  type YearBudget,
  type YearsPlan,
  type YearsProblem,
} from '../../../../../../src/main/engine/optimize/years/years-problem.ts'
import { periodsOf } from '../../../../../../src/main/engine/transition/periods.ts'
import { civilDate } from '../../../../../../src/shared/kernel/civil-date.ts'
import { patient, randomProblem } from '../../../../../fixtures/problem.ts'

const day = civilDate('2026-11-20')
const looking = { mostNodes: 200, gap: 1e-4, step: () => undefined }
const restOf = ({ base, years }: YearsProblem): YearsPlan => {
  const perSecurity = () => years.map(() => new Float64Array(base.securities.count))
  return { sell: years.map(() => new Float64Array(base.lots.count)), buy: perSecurity(), resell: perSecurity() }
}
const lookAt = (problem: YearsProblem) => {
  const rest = restOf(problem)
  return overYears(problem, { sold: rest.buy, bought: rest.buy }, rest, looking)
}

interface Held {
  readonly lots: readonly { readonly value: number; readonly gain: number; readonly long: readonly (0 | 1)[] }[]
  readonly years: number
  readonly risk: number
  readonly target?: number
  readonly shortSoFar?: number
  readonly cap?: number
  readonly budget?: YearBudget
}

/** One security over its target, its lots given, any cash allowed: everything else is nothing. */
function oneSecurity({ lots, years: count, risk, target = 0, shortSoFar = 0, cap = 0.003, budget = noBudget }: Held): YearsProblem {
  const value = Float64Array.from(lots, lot => lot.value)
  const held = value.reduce((sum, each) => sum + each, 0)
  const of = (...values: number[]) => Float64Array.from(values)
  const template = randomProblem(1)
  const base: Problem = {
    ...template,
    nav: 1_000_000,
    weights: { risk, cost: 1, tax: 1, absolute: 0, reward: 0 },
    securities: {
      ...template.securities,
      count: 1,
      held: of(held),
      drift: of(held - target),
      linearCost: of(0),
      impact: of(0),
      fixedCost: of(0),
      identical: Int32Array.from([0]),
    },
    lots: {
      count: lots.length,
      start: Int32Array.from([0, lots.length]),
      value,
      free: value,
      gain: Float64Array.from(lots, lot => lot.gain),
      long: Uint8Array.from(lots, lot => lot.long[0] as number),
    },
    factors: { count: 0, exposure: of(), specific: of(0.04) },
  }
  const tax = { short: 0.35, long: 0.15, ordinary: 0.24, carried: 0.1, cap, shortSoFar, longSoFar: 0 }
  return {
    base,
    periods: periodsOf(day, count, 0),
    years: Array.from({ length: count }, (_, y) => ({
      free: value,
      long: Uint8Array.from(lots, lot => lot.long[y] as number),
      buyable: of(0),
      gain: Float64Array.from(lots, lot => lot.gain),
      cash: [{ from: 0, until: 1, low: -10, high: 10 }],
      tax: y === 0 ? tax : { ...tax, shortSoFar: 0 },
      budget,
    })),
  }
}

const total = (values: Float64Array | undefined) => (values ?? new Float64Array()).reduce((sum, each) => sum + each, 0)

describe('two years by hand', () => {
  test('a lot that turns long-term waits for January: 35 % today, 15 % then', () => {
    const { plan } = lookAt(oneSecurity({ lots: [{ value: 0.2, gain: 0.5, long: [0, 1] }], years: 2, risk: 20 }))
    expect(total(plan.sell[0])).toBeLessThan(1e-5)
    expect(total(plan.sell[1])).toBeGreaterThan(0.01)
  })
  test('were it long-term today, it would not', () => {
    const { plan } = lookAt(oneSecurity({ lots: [{ value: 0.2, gain: 0.5, long: [1, 1] }], years: 2, risk: 20 }))
    expect(total(plan.sell[0])).toBeGreaterThan(0.01)
  })
  test('a carried loss of 0.01 shelters the gain of one year or the other, not both', () => {
    // no cap: the old loss is worth a dime or the tax it saves; a gain of 0.02 in the lot
    const problem = oneSecurity({ lots: [{ value: 0.04, gain: 0.5, long: [1, 1] }], years: 2, risk: 1000, shortSoFar: -0.01, cap: 0 })
    const { plan, utility, bound } = lookAt(problem)
    const found = utilityOf(problem, plan)
    // 0.04 · 1000 · d² is even with half a dollar of gain at 15 % where d = 0.075 / 80; the rest is sold at once
    const left = 0.075 / 80
    expect(total(plan.sell[0])).toBeCloseTo(0.04 - left, 5)
    const tax = ((0.04 - left) / 2 - 0.01) * 0.15
    expect(found.years.reduce((sum, year) => sum + year.tax, 0)).toBeCloseTo(tax, 6)
    // and the loss, gone, is no dime a dollar any more
    expect(utility).toBeCloseTo(tax + 0.001 + 40 * left ** 2, 6)
    expect(utility - bound).toBeLessThan(1e-5)
  })
  test('a loss above the year’s 3,000 is not taken twice: the second 0.003 counts in the second year', () => {
    const problem = oneSecurity({ lots: [{ value: 0.05, gain: -0.2, long: [1, 1] }], years: 2, risk: 1, target: 0 })
    const { plan } = lookAt(problem)
    const { years } = utilityOf(problem, plan)
    expect(years.map(({ tax }) => tax)).toEqual([expect.closeTo(-0.00072, 6), expect.closeTo(-0.00072, 6)])
  })
  test('a budget of gain is kept in each year', () => {
    const budget = { gain: 0.01, tax: null }
    const { plan } = lookAt(oneSecurity({ lots: [{ value: 0.2, gain: 0.5, long: [1, 1] }], years: 2, risk: 1000, budget }))
    for (const sold of plan.sell) expect(total(sold) * 0.5).toBeLessThan(0.01 + 1e-5)
    expect(total(plan.sell[1]) * 0.5).toBeCloseTo(0.01, 4)
  })
})

test('brute force over a grid of two lots and two years finds nothing below the bound, and nothing better by more than the grid is coarse', () => {
  const amount = fc.double({ min: 0.02, max: 0.2, noNaN: true })
  const lot = fc.record({
    value: amount,
    gain: fc.double({ min: -0.5, max: 0.8, noNaN: true }),
    long: fc.constantFrom([0, 0], [0, 1], [1, 1]),
  })
  fc.assert(
    fc.property(fc.tuple(lot, lot), fc.constantFrom(2, 20, 100), fc.constantFrom(0, -0.01, 0.01), (lots, risk, shortSoFar) => {
      const problem = oneSecurity({ lots: lots as unknown as Held['lots'], years: 2, risk, shortSoFar, target: 0.05 })
      const { bound, utility } = lookAt(problem)
      const parts = 8
      let least = Infinity
      const share = (of: number, at: number) => ((lots[at] as { value: number }).value * of) / parts
      for (let a = 0; a <= parts; a++)
        for (let b = 0; b <= parts - a; b++)
          for (let c = 0; c <= parts; c++)
            for (let d = 0; d <= parts - c; d++) {
              const plan = {
                ...restOf(problem),
                sell: [Float64Array.of(share(a, 0), share(c, 1)), Float64Array.of(share(b, 0), share(d, 1))],
              }
              least = Math.min(least, utilityOf(problem, plan).utility)
            }
      expect(least).toBeGreaterThanOrEqual(bound - 1e-7)
      expect(utility).toBeLessThanOrEqual(least + 1e-6)
    }),
    { numRuns: 8 },
  )
})

/** A random account over so many years; trading is possible in the first `trading` of them. */
function randomYears(seed: number, count: number, trading = count, size = { securities: 8, lots: 20 }): YearsProblem & { base: Problem } {
  const base = randomProblem(seed, { ...size, factors: 2, trades: size.securities })
  const none = new Float64Array(base.lots.count)
  return {
    base,
    periods: periodsOf(day, count, 0.04),
    years: Array.from({ length: count }, (_, y) => ({
      free: y < trading ? base.lots.free : none,
      long: base.lots.long,
      buyable: y < trading ? base.securities.buyable : new Float64Array(base.securities.count),
      gain: base.lots.gain,
      cash: [{ from: 0, until: base.securities.count, low: base.limits.rowLow[0] as number, high: base.limits.rowHigh[0] as number }],
      tax: y === 0 ? base.tax : { ...base.tax, shortSoFar: 0, longSoFar: 0 },
      budget: noBudget,
    })),
  }
}

describe('of any account', () => {
  const seeds = fc.integer({ min: 1, max: 10_000 })
  test('one year: the bound is below the optimum of the solver of one period, and both reckon its plan alike', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const problem = randomYears(seed, 1)
        const found = optimize(problem.base, patient, { advance: () => undefined })
        if (found.status !== 'optimal' && found.status !== 'feasible') return
        const plan = { ...restOf(problem), sell: [found.plan.sell], buy: [found.plan.buy] }
        expect(utilityOf(problem, plan).utility).toBeCloseTo(found.evaluation.objective, 9)
        expect(lookAt(problem).bound).toBeLessThanOrEqual(found.evaluation.objective + 1e-7)
      }),
      { numRuns: 8 },
    )
  })
  test('more years in which one may trade never bound worse; the sales of all years never pass a lot', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const [one, two] = [randomYears(seed, 2, 1), randomYears(seed, 2)].map(lookAt) as [
          ReturnType<typeof lookAt>,
          ReturnType<typeof lookAt>,
        ]
        expect(two.bound).toBeLessThanOrEqual(one.utility + 1e-7)
        const { lots } = randomYears(seed, 1).base
        for (let l = 0; l < lots.count; l++) {
          const sold = two.plan.sell.reduce((sum, year) => sum + (year[l] as number), 0)
          expect(sold).toBeLessThanOrEqual((lots.value[l] as number) + 1e-7)
        }
      }),
      { numRuns: 6 },
    )
  })
  test('where every lot stands at its price one year is enough: later years trade nothing of note', () => {
    const problem = oneSecurity({ lots: [{ value: 0.2, gain: 0, long: [1, 1, 1] }], years: 3, risk: 20, target: 0.05 })
    const { plan } = lookAt(problem)
    expect(total(plan.sell[0])).toBeCloseTo(0.15, 3)
    expect(total(plan.sell[1]) + total(plan.sell[2])).toBeLessThan(1e-3)
  })
})

test('a search whose parts hardly close the distance ends long before the most parts, and looks on where it finds more', () => {
  const lookLong = (problem: YearsProblem) => {
    const rest = restOf(problem)
    return overYears(problem, { sold: rest.buy, bought: rest.buy }, rest, { ...looking, mostNodes: 300, gap: 1e-6 })
  }
  const [stuck, closing] = [lookLong(randomYears(2, 2, 2, { securities: 60, lots: 150 })), lookLong(randomYears(11, 2))]
  expect(stuck.utility - stuck.bound).toBeGreaterThan(1e-4)
  expect(stuck.nodes).toBeLessThan(60)
  expect(closing.nodes).toBeGreaterThan(50)
})
