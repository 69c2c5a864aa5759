/** Factors and triangular solves against a matrix multiplied out. */
import { expect, test } from 'vitest'
import { factorLower, solveLower, solveLowerTransposed } from '../../../../../src/main/engine/solve/cholesky.ts'

const matrix = [
  [4, 2, -2],
  [2, 10, 1],
  [-2, 1, 6],
]

test('solves a symmetric system by its factor', () => {
  const factor = Float64Array.from(matrix.flat())
  factorLower(factor, 3, 1e-30)
  const solution = Float64Array.from([2, 23, 18])
  solveLower(factor, 3, solution)
  solveLowerTransposed(factor, 3, solution)
  const product = matrix.map(row => row.reduce((sum, entry, at) => sum + entry * (solution[at] ?? 0), 0))
  product.forEach((value, at) => {
    expect(value).toBeCloseTo([2, 23, 18][at] ?? 0, 12)
  })
})

test('a dependent row becomes the floor instead of failing', () => {
  const factor = Float64Array.from([1, 1, 1, 1])
  factorLower(factor, 2, 1e-10)
  expect(factor[3]).toBeCloseTo(1e-5, 12)
})
