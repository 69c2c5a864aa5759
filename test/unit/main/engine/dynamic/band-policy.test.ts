/** The dynamic program of one drift: a grid small enough to be walked by hand, the two limits known in closed form, refinement, and what grows with what. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BandFacts, bandPolicy, edgeBand, gridFor, jumpBand } from '../../../../../src/main/engine/dynamic/band-policy.ts'

const facts: BandFacts = { risk: 0.45, volatility: 0.05, proportional: 0.004, fixed: 0, discount: 0.04 }
const day = 1 / 252
const bandOf = (change: Partial<BandFacts>) => {
  const asked = { ...facts, ...change }
  return bandPolicy(asked, gridFor(asked, day))
}

test('five points and two looks, by hand', () => {
  // at −2, −1, 0, 1, 2; risk 1, no move, no discount, a look a year; a trade costs 0.5 and 0.25 a unit
  const still: BandFacts = { risk: 1, volatility: 0, proportional: 0.25, fixed: 0.5, discount: 0 }
  const grid = { step: 1, reach: 2, points: 5 }
  // last look: wait 4, 1, 0; trade to 0 from 2: 0.5 + 0.5 = 1, from 1: 0.75. V = 1, 0.75, 0
  const one = bandPolicy(still, { ...grid, looks: 1 })
  expect([...one.value]).toEqual([1, 0.75, 0, 0.75, 1])
  // trading costs 0.5 more than waiting at 0 and 0.25 less at 1: even two thirds of the way
  expect(one.to).toBe(0)
  expect(one.band).toBeCloseTo(2 / 3, 12)
  // look before: wait 4 + 1, 1 + 0.75, 0; trade to 0 as before: V the same
  expect([...bandPolicy(still, { ...grid, looks: 2 }).value]).toEqual([1, 0.75, 0, 0.75, 1])
  // with a move of one point up or down, a sixth each: waiting at 0 costs E V = (0.75 + 0.75) / 6 = 0.25 of the look before
  const moving = bandPolicy({ ...still, volatility: 1 / Math.sqrt(3) }, { ...grid, looks: 2 })
  // W(1) = 1 + (1 + 4 · 0.75 + 0) / 6 = 5/3 is dearer than the trade, 0.75 + W(0) = 1; at 2 the trade costs 1 + W(0); less V(0) = W(0)
  ;[1, 0.75, 0, 0.75, 1].forEach((value, at) => expect(moving.value[at]).toBeCloseTo(value, 12))
})

describe('the limits in closed form', () => {
  test('only proportional costs: to the edge of (3 c η² / 4 λ)^⅓, nearer the oftener one looks', () => {
    const exact = edgeBand(facts)
    const apart = [1 / 52, 1 / 252, 1 / 1000].map(step => Math.abs(bandPolicy(facts, gridFor(facts, step)).band / exact - 1))
    expect(apart[2]).toBeLessThan(0.06)
    expect(apart[1]).toBeLessThan(apart[0] as number)
    expect(apart[2]).toBeLessThan(apart[1] as number)
    expect(bandOf({}).to).toBe(bandOf({}).band)
  })
  test('only a fixed cost: all the way to the target from (6 κ η² / λ)^¼', () => {
    const asked = { ...facts, proportional: 0, fixed: 0.0002 }
    const { band, to } = bandOf(asked)
    expect(to).toBe(0)
    expect(band / jumpBand(asked)).toBeGreaterThan(0.94)
    expect(band / jumpBand(asked)).toBeLessThan(1.02)
  })
  test('both: part of the way', () => {
    const { band, to } = bandOf({ fixed: 0.0002 })
    expect(to).toBeGreaterThan(0)
    expect(to).toBeLessThan(0.5 * band)
  })
})

test('a finer grid moves the band less and less', () => {
  const grid = gridFor(facts, day)
  const at = [61, 121, 241, 481, 961].map(points => bandPolicy({ ...facts, fixed: 0.0002 }, { ...grid, reach: 0.15, points }).band)
  const moved = at.slice(1).map((band, k) => Math.abs(band - (at[k] as number)))
  expect(moved[3]).toBeLessThan(moved[0] as number)
  expect(moved[3]).toBeLessThan(3e-4)
})

test('a horizon far away is the same as none', () => {
  const asked = { ...facts, fixed: 0.0002 }
  const grid = gridFor(asked, day)
  expect(bandPolicy(asked, { ...grid, looks: 3000 }).band).toBeCloseTo(bandPolicy(asked, grid).band, 4)
  // with one day left nothing pays that does not pay in a day
  expect(bandPolicy(asked, { ...grid, looks: 1 }).band).toBe(Infinity)
})

test('the band grows with each cost and with how far the drift wanders, and shrinks with what risk counts', () => {
  const some = fc.record({
    risk: fc.double({ min: 0.05, max: 2, noNaN: true }),
    volatility: fc.double({ min: 0.01, max: 0.1, noNaN: true }),
    proportional: fc.double({ min: 5e-4, max: 0.05, noNaN: true }),
    fixed: fc.double({ min: 1e-6, max: 5e-4, noNaN: true }),
    discount: fc.constantFrom(0, 0.04, 0.1),
  })
  const more = fc.constantFrom<readonly [keyof BandFacts, number]>(['proportional', 3], ['fixed', 3], ['volatility', 2], ['risk', 1 / 4])
  fc.assert(
    fc.property(some, more, (base, [what, times]) => {
      const [less, greater] = [base, { ...base, [what]: base[what] * times }].map(each => bandPolicy(each, gridFor(each, 1 / 52)).band)
      const apart = (2 * gridFor(base, 1 / 52).reach) / (gridFor(base, 1 / 52).points - 1)
      expect(greater).toBeGreaterThanOrEqual((less as number) - apart)
    }),
    { numRuns: 40 },
  )
})
