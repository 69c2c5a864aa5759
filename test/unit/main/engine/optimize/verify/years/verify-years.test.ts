/** The checker of a bound over years: it proves what the solver claims, of accounts together, with budgets and rising prices; whatever is forged it refuses, by name. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundOfYears } from '../../../../../../../src/main/engine/optimize/verify/years/bound.ts'
import { checkedYears } from '../../../../../../../src/main/engine/optimize/verify/years/netting.ts'
import { type ClaimOfYears, faultsOfYears } from '../../../../../../../src/main/engine/optimize/verify/years/verify-years.ts'
import { overYears } from '../../../../../../../src/main/engine/optimize/years/over-years.ts'
import { yearsInTurn } from '../../../../../../../src/main/engine/optimize/years/tax-years.ts'
import { utilityOf } from '../../../../../../../src/main/engine/optimize/years/utility.ts'
import type { YearsProblem } from '../../../../../../../src/main/engine/optimize/years/years-problem.ts'
import type { ProofPart } from '../../../../../../../src/main/engine/optimize/years/years-proof.ts'
import { randomYears, restingPlan } from '../../../../../../fixtures/years-problem.ts'

const seeds = fc.integer({ min: 1, max: 10_000 })
const looking = { mostNodes: 12, gap: 1e-4, step: () => undefined }

function lookAt(problem: YearsProblem) {
  const rest = restingPlan(problem)
  return overYears(problem, { sold: rest.buy, bought: rest.buy }, rest, looking)
}

/** What the solver claims of resting, which keeps every limit. */
function claimOf(problem: YearsProblem): ClaimOfYears {
  const { bound, proof } = lookAt(problem)
  const plan = restingPlan(problem)
  return { problem, plan, score: utilityOf(problem, plan).utility, against: problem, proof, bound }
}

const leaves = (part: ProofPart): ProofPart[] =>
  part.by === 'none' ? [part] : (part.by === 'piece' ? part.parts.map(each => each.part) : [part.noLoss, part.noPurchase]).flatMap(leaves)

test('of any accounts, with rising prices or budgets or neither, the checker proves the solver’s bound to a hundredth of a millionth', () => {
  const kinds = fc.constantFrom(
    {},
    { rise: 0.06 },
    { budget: { gain: 0.01, tax: null } },
    { budget: { gain: null, tax: 0.002 }, rise: 0.03 },
    { years: 5 },
  )
  fc.assert(
    fc.property(seeds, kinds, (seed, kind) => {
      const problem = randomYears(seed, kind)
      const { bound, proof, utility } = lookAt(problem)
      const checked = boundOfYears(problem, proof)
      expect(checked).toBeGreaterThanOrEqual(bound - 1e-8)
      expect(checked).toBeLessThanOrEqual(utility + 1e-8)
    }),
    { numRuns: 10 },
  )
})

test('netting and carrying are those of the engine, written once more', () => {
  const amount = fc.double({ min: -0.3, max: 0.3, noNaN: true })
  const tax = { short: 0.35, long: 0.15, ordinary: 0.24, carried: 0.1, cap: 0.01, shortSoFar: 0, longSoFar: 0 }
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 5 }), amount, amount, (gains, short, long) => {
      const taxes = gains.map((_, y) => (y === 0 ? { ...tax, shortSoFar: short, longSoFar: long } : tax))
      const engine = yearsInTurn(
        taxes,
        gains.map(([s, l]) => ({ short: s, long: l })),
      )
      checkedYears(taxes, gains).forEach((year, y) => {
        expect(year.tax).toBeCloseTo(engine[y]?.tax ?? 0, 12)
        expect(year.lostShort).toBeCloseTo(engine[y]?.carried.short ?? 0, 12)
        expect(year.lostLong).toBeCloseTo(engine[y]?.carried.long ?? 0, 12)
      })
    }),
  )
})

describe('what is forged is refused', () => {
  const problem = randomYears(7, { years: 2 })
  const honest = claimOf(problem)
  const faults = (change: Partial<ClaimOfYears>) => faultsOfYears({ ...honest, ...change }).join(' ')
  const lot = problem.base.lots.value.findIndex((_, l) => (problem.years[0]?.free[l] ?? 0) > 0)
  const selling = (...shares: readonly number[]) => {
    const plan = restingPlan(problem)
    shares.forEach((share, y) => {
      ;(plan.sell[y] as Float64Array)[lot] = share * (problem.base.lots.value[lot] as number)
    })
    return plan
  }
  const scored = (plan: ClaimOfYears['plan'], own: YearsProblem = problem) => ({ plan, score: utilityOf(own, plan).utility })

  test('an honest claim passes', () => expect(faults({})).toBe(''))
  test('a bound nearer than its prices prove', () => expect(faults({ bound: honest.bound + 1e-6 })).toContain('do not prove the bound'))
  test('prices of another problem', () => {
    expect(faults({ proof: lookAt(randomYears(8, { years: 3 })).proof })).toContain('do not prove the bound')
  })
  test('a part of the search left out', () => {
    const seed = [7, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20].find(each => lookAt(randomYears(each, { years: 2 })).proof.tree.by !== 'none')
    const split = randomYears(seed ?? 7, { years: 2 })
    const claim = claimOf(split)
    const { tree } = claim.proof
    expect(leaves(tree).length).toBeGreaterThan(1)
    const [only] = leaves(tree) as [ProofPart]
    const lacking: ProofPart = { by: 'piece', year: 0, parts: [{ piece: 'loss', part: only }] }
    expect(boundOfYears(split, { ...claim.proof, tree: lacking })).toBe(-Infinity)
  })
  test('a price on the wrong side of a limit proves nothing', () => {
    const capped = randomYears(7, { years: 2, budget: { gain: 0.001, tax: null } })
    const claim = claimOf(capped)
    const turned = (part: ProofPart): ProofPart => {
      if (part.by === 'none') return { ...part, prices: { ...part.prices, gainBudget: part.prices.gainBudget.map(() => 10) } }
      if (part.by === 'side') return { ...part, noLoss: turned(part.noLoss), noPurchase: turned(part.noPurchase) }
      return { ...part, parts: part.parts.map(each => ({ ...each, part: turned(each.part) })) }
    }
    expect(boundOfYears(capped, { ...claim.proof, tree: turned(claim.proof.tree) })).toBeLessThan(claim.bound + 1e-8)
  })
  test('the bound of a narrower problem', () => {
    const narrow = { ...problem, years: problem.years.map(year => ({ ...year, budget: { gain: 0, tax: null } })) }
    expect(faults({ against: narrow })).toContain('of another problem')
  })
  test('a score that is not the plan’s', () => expect(faults({ score: honest.score - 1e-5 })).toContain('score is not'))
  test('a lot sold twice', () => expect(faults(scored(selling(0.7, 0.7)))).toContain('over the years than there is'))
  test('a lot that is barred this year', () => {
    const barred = { ...problem, years: problem.years.map((year, y) => (y === 0 ? { ...year, free: year.free.map(() => 0) } : year)) }
    expect(faults({ ...scored(selling(0.5), barred), problem: barred, against: barred })).toContain('though it may not be')
  })
  test('a resale of what was never bought, and in the year of its purchase', () => {
    const plan = restingPlan(problem)
    ;(plan.resell[1] as Float64Array)[0] = 0.01
    expect(faults(scored(plan))).toContain('beyond what was bought')
    const same = restingPlan(problem)
    ;(same.buy[0] as Float64Array)[0] = 0.01
    ;(same.resell[0] as Float64Array)[0] = 0.01
    expect(faults(scored(same))).toContain('beyond what was bought')
  })
  test('cash that one account does not have, though the other does', () => {
    const tight = {
      ...problem,
      years: problem.years.map(year => ({ ...year, cash: year.cash.map((room, a) => ({ ...room, high: a === 0 ? 0.001 : 0.2 })) })),
    }
    const plan = restingPlan(tight)
    ;(plan.buy[0] as Float64Array)[0] = 0.01
    expect(faults({ ...scored(plan, tight), problem: tight, against: tight })).toContain('Account 1 spends more cash by year 1')
  })
  test('a year beyond its budget, of gain and of tax', () => {
    const gaining = {
      ...problem,
      years: problem.years.map(year => ({ ...year, gain: year.gain.map(() => 0.5), long: year.long.map(() => 1) })),
    }
    const capped = (budget: { gain: number | null; tax: number | null }) => ({
      ...gaining,
      years: gaining.years.map(year => ({ ...year, budget })),
    })
    for (const budget of [
      { gain: 0, tax: null },
      { gain: null, tax: 0 },
    ]) {
      const own = capped(budget) as YearsProblem
      expect(faults({ ...scored(selling(1), own), problem: own, against: own })).toContain('Year 1 does not keep its budget')
    }
  })
  test('a loss beside a purchase of the same, in the other account too (section 1091)', () => {
    const group = problem.base.securities.identical.map((_, i) => (i === 0 || i === problem.base.securities.count - 1 ? 5 : -1))
    const base = { ...problem.base, securities: { ...problem.base.securities, identical: group } }
    const losing = { ...problem, base, years: problem.years.map(year => ({ ...year, gain: year.gain.map(() => -0.3) })) }
    const plan = restingPlan(losing)
    ;(plan.sell[0] as Float64Array)[0] = (problem.base.lots.value[0] as number) / 2
    ;(plan.buy[0] as Float64Array)[base.securities.count - 1] = 0.01
    expect(faults({ ...scored(plan, losing), problem: losing, against: losing })).toContain('section 1091')
  })
})
