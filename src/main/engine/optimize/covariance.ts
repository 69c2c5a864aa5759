/**
 * A full covariance as factors the solver takes: its strongest eigenvectors as factors, what is left on the diagonal as specific variance. With as many factors as
 * securities nothing is lost; with fewer, the covariances left out are measured. A matrix that is not positive semidefinite is a refusal, or, where a repair is asked
 * for, its negative eigenvalues are set to nothing and the size of that is told.
 */
import { done, type Outcome, refused } from '../../../shared/kernel/outcome.ts'
import type { Factors } from './problem.ts'

export interface CovarianceFactors {
  readonly factors: Factors
  /** Largest covariance, in absolute size, that the factors leave out. */
  readonly leftOut: number
  /** Largest change of any entry by the repair; 0 where nothing was repaired. */
  readonly repaired: number
}

export interface CovarianceWish {
  readonly mostFactors: number
  readonly repair: boolean
}

/** Rounding of a sum of squares: an eigenvalue this little below nothing is nothing. */
const rounding = 1e-10

export function factorsOfCovariance(
  matrix: readonly (readonly number[])[],
  { mostFactors, repair }: CovarianceWish,
): Outcome<CovarianceFactors> {
  const objection = objectionTo(matrix)
  if (objection) return refusal(objection)
  const n = matrix.length
  const { values, vectors } = eigen(matrix)
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const negative = values.reduce((least, value) => Math.min(least, value), 0)
  if (negative < -rounding * largest && !repair)
    return refusal(`the covariance is not positive semidefinite: it has the eigenvalue ${negative}`)
  const order = Array.from({ length: n }, (_, at) => at).sort((a, b) => values[b] - values[a])
  const kept = order.slice(0, mostFactors).filter(at => values[at] > 0)
  const exposure = new Float64Array(n * kept.length)
  const specific = new Float64Array(n)
  let [leftOut, repaired] = [0, 0]
  for (let i = 0; i < n; i++) {
    kept.forEach((at, f) => {
      exposure[i * kept.length + f] = vectors[i * n + at] * Math.sqrt(values[at])
    })
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let [whole, common] = [0, 0]
      for (let at = 0; at < n; at++) whole += Math.max(0, values[at]) * vectors[i * n + at] * vectors[j * n + at]
      for (let f = 0; f < kept.length; f++) common += exposure[i * kept.length + f] * exposure[j * kept.length + f]
      if (negative < -rounding * largest) repaired = Math.max(repaired, Math.abs(whole - matrix[i][j]))
      if (i === j) specific[i] = Math.max(0, whole - common)
      else leftOut = Math.max(leftOut, Math.abs(whole - common))
    }
  }
  return done({ factors: { count: kept.length, exposure, specific }, leftOut, repaired })
}

function refusal(what: string): Outcome<never> {
  return refused({ code: 'input/covariance', what, where: 'covariance', remedy: 'Correct the covariance, or ask for its repair.' })
}

function objectionTo(matrix: readonly (readonly number[])[]): string | undefined {
  const ragged = matrix.findIndex(row => row.length !== matrix.length)
  if (ragged >= 0) return `row ${ragged} has ${matrix[ragged].length} entries where ${matrix.length} are expected`
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      const [one, other] = [matrix[i][j], matrix[j][i]]
      if (!Number.isFinite(one)) return `entry ${i}, ${j} is no number`
      if (Math.abs(one - other) > rounding * Math.max(Math.abs(one), Math.abs(other))) return `entries ${i}, ${j} and ${j}, ${i} differ`
    }
  }
  return undefined
}

const sweeps = 60

/** Jacobi's rotations: slow for a thousand securities, exact to the last digits and without a special case. */
function eigen(matrix: readonly (readonly number[])[]): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const n = matrix.length
  const a = Float64Array.from(matrix.flat())
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let [off, all] = [0, 0]
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        all += a[i * n + j] ** 2
        if (i !== j) off += a[i * n + j] ** 2
      }
    }
    if (off <= 1e-30 * all) break
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q)
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), vectors }
}

/** Turns rows and columns p and q so that their common entry vanishes. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const common = a[p * n + q]
  if (common === 0) return
  const half = (a[q * n + q] - a[p * n + p]) / (2 * common)
  const t = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(half * half + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) {
    const [one, two] = [a[k * n + p], a[k * n + q]]
    a[k * n + p] = c * one - s * two
    a[k * n + q] = s * one + c * two
  }
  for (let k = 0; k < n; k++) {
    const [one, two] = [a[p * n + k], a[q * n + k]]
    a[p * n + k] = c * one - s * two
    a[q * n + k] = s * one + c * two
    const [left, right] = [vectors[k * n + p], vectors[k * n + q]]
    vectors[k * n + p] = c * left - s * right
    vectors[k * n + q] = s * left + c * right
  }
}
