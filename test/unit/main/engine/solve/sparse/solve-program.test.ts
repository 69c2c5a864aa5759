/** The sparse interior point: a program solved by hand, a bound that holds at any prices, and programs drawn at random closed to their own bound. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dualBound, missing, objectiveAt, ProgramDraft } from '../../../../../../src/main/engine/solve/sparse/quadratic-program.ts'
import { solveProgram } from '../../../../../../src/main/engine/solve/sparse/solve-program.ts'
import { seededRandom } from '../../../../../fixtures/random.ts'

test('min ½x² + ½y² − y over x + y = 1, 0 ≤ x, y ≤ 0.8: by hand y = 0.8, x = 0.2', () => {
  const draft = new ProgramDraft()
  const [x, y] = [draft.variable({ low: 0, high: 0.8, square: 1 }), draft.variable({ low: 0, high: 0.8, square: 1, linear: -1 })]
  const row = draft.row(1)
  draft.put(row, x, 1)
  draft.put(row, y, 1)
  const program = draft.finished()
  const found = solveProgram(program, 1e-9)
  expect(found.point[x]).toBeCloseTo(0.2, 5)
  expect(found.point[y]).toBeCloseTo(0.8, 5)
  expect(found.bound).toBeCloseTo(0.02 + 0.32 - 0.8, 8)
  // at the price x bears, 0.2: x = 0.2, y at its bound
  expect(dualBound(program, Float64Array.of(0.2))).toBeCloseTo(-0.46, 12)
  expect(dualBound(program, Float64Array.of(0.5))).toBeLessThan(-0.46)
})

function drawn(seed: number) {
  const random = seededRandom(seed)
  const between = (low: number, high: number) => low + random.whole(0, 1_000_000) * ((high - low) / 1e6)
  const draft = new ProgramDraft()
  const count = random.whole(4, 40)
  const point: number[] = []
  const variables = Array.from({ length: count }, () => {
    const high = 0.001 + between(0, 0.3)
    point.push(between(0, high))
    return draft.variable({ low: 0, high, linear: between(-0.01, 0.01), square: random.chance(0.5) ? between(0, 2) : 0 })
  })
  const rows = Array.from({ length: random.whole(1, 6) }, () => {
    const entries = variables.map(() => (random.chance(0.4) ? between(-1, 1) : 0))
    const right = entries.reduce((sum, entry, at) => sum + entry * (point[at] as number), 0)
    const row = draft.row(right)
    entries.forEach((entry, at) => {
      draft.put(row, variables[at] as number, entry)
    })
    return row
  })
  return { program: draft.finished(), point: Float64Array.from(point), rows: rows.length, between }
}

test('a program with a point is closed to its bound, and no prices bound it above that point', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), seed => {
      const { program, point, rows, between } = drawn(seed)
      const found = solveProgram(program, 1e-8)
      expect(found.missed).toBeLessThan(1e-7)
      expect(found.objective - found.bound).toBeLessThan(1e-6)
      expect(missing(program, point).every(left => Math.abs(left) < 1e-12)).toBe(true)
      const price = Float64Array.from({ length: rows }, () => between(-0.1, 0.1))
      for (const bound of [found.bound, dualBound(program, price)]) expect(bound).toBeLessThanOrEqual(objectiveAt(program, point) + 1e-12)
    }),
    { numRuns: 60 },
  )
})
