import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { expect, test } from 'vitest'
import { extremeEigenvalues } from '../../../../../src/main/engine/estimate/extreme-eigenvalues.ts'
import { seededRandom } from '../../../../fixtures/random.ts'

test('both ends by hand: one number, two by two, a diagonal, nothing', () => {
  expect(extremeEigenvalues(new Matrix([[-3]]))).toEqual({ least: -3, largest: -3 })
  const { least, largest } = extremeEigenvalues(
    new Matrix([
      [2, 1],
      [1, 2],
    ]),
  )
  expect([least, largest]).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)])
  expect(extremeEigenvalues(Matrix.diag([4, -1, 0, 7, 2]))).toEqual({ least: expect.closeTo(-1, 14), largest: expect.closeTo(7, 14) })
  expect(extremeEigenvalues(Matrix.zeros(5, 5))).toEqual({ least: 0, largest: 0 })
})

test('they are those of the whole decomposition, to rounding of the largest: singular, indefinite, of any size and scale', () => {
  const random = seededRandom(1954)
  for (let size = 1; size <= 40; size++) {
    for (const rank of [1, Math.ceil(size / 2), size + 3]) {
      const loads = new Matrix(Array.from({ length: size }, () => Array.from({ length: rank }, () => random.bell())))
      const matrix = loads
        .mmul(loads.transpose())
        .sub(Matrix.eye(size).mul(random.fraction()))
        .mul(10 ** random.whole(-6, 3))
      const all = new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues.toSorted((a, b) => a - b)
      const [first, last] = [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN]
      const { least, largest } = extremeEigenvalues(matrix)
      const scale = Math.max(Math.abs(first), Math.abs(last))
      expect(Math.abs(least - first) / scale, `least of ${size}, rank ${rank}`).toBeLessThan(1e-13)
      expect(Math.abs(largest - last) / scale, `largest of ${size}, rank ${rank}`).toBeLessThan(1e-13)
    }
  }
})
