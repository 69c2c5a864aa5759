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
/** What a factor of this little variance leaves out is beyond the sixteenth digit of the largest. */
const dust = 1e-15

export function factorsOfCovariance(
  matrix: readonly (readonly number[])[],
  { mostFactors, repair }: CovarianceWish,
): Outcome<CovarianceFactors> {
  const objection = objectionTo(matrix)
  if (objection) return refusal(objection)
  const n = matrix.length
  const given = Float64Array.from(matrix.flat())
  const whole = eigen(given, n)
  const largest = whole.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const negative = whole.values.reduce((least, value) => Math.min(least, value), 0)
  const bent = negative < -rounding * largest
  if (bent && !repair) return refusal(`the covariance is not positive semidefinite: it has the eigenvalue ${negative}`)
  const sound = bent ? positivePart(whole, n) : given
  const own = ownVariance(sound, whole, n)
  const common = own.some(value => value > 0) ? eigen(withoutOwn(sound, own), n) : whole
  const order = Array.from({ length: n }, (_, at) => at).sort((a, b) => common.values[b] - common.values[a])
  const kept = order.slice(0, mostFactors).filter(at => common.values[at] > dust * largest)
  const exposure = new Float64Array(n * kept.length)
  for (let i = 0; i < n; i++) {
    kept.forEach((at, f) => {
      exposure[i * kept.length + f] = common.vectors[i * n + at] * Math.sqrt(common.values[at])
    })
  }
  const { specific, leftOut } = remainder(sound, exposure, kept.length)
  return done({ factors: { count: kept.length, exposure, specific }, leftOut, repaired: bent ? furthest(sound, given) : 0 })
}

/** Of the variances what the factors do not explain, and the largest covariance they leave out. */
function remainder(matrix: Float64Array, exposure: Float64Array, factors: number): { specific: Float64Array; leftOut: number } {
  const n = Math.sqrt(matrix.length)
  const specific = new Float64Array(n)
  let leftOut = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let common = 0
      for (let f = 0; f < factors; f++) common += exposure[i * factors + f] * exposure[j * factors + f]
      if (i === j) specific[i] = Math.max(0, matrix[i * n + i] - common)
      else leftOut = Math.max(leftOut, Math.abs(matrix[i * n + j] - common))
    }
  }
  return { specific, leftOut }
}

/**
 * As much of each variance as may be the security's own: the solver bounds what a security does alone far better than what it does with others. Begins with what no
 * other security explains (1 / the diagonal of the inverse, an upper limit) and takes away what would make the rest indefinite, round by round; what little is still
 * indefinite then is scaled away. Nothing where the matrix is singular.
 */
function ownVariance(matrix: Float64Array, { values, vectors }: Eigen, n: number): Float64Array {
  const least = values.reduce((lowest, value) => Math.min(lowest, value), Infinity)
  const own = new Float64Array(n)
  if (!(least > rounding * values.reduce((most, value) => Math.max(most, value), 0))) return own
  for (let i = 0; i < n; i++) {
    let inverse = 0
    for (let at = 0; at < n; at++) inverse += vectors[i * n + at] ** 2 / values[at]
    own[i] = 1 / inverse
  }
  let below = 0
  for (let round = 0; round <= roundsOf(n); round++) {
    const rest = eigen(withoutOwn(matrix, own), n)
    below = rest.values.reduce((lowest, value) => Math.min(lowest, value), 0)
    if (-below < 1e-3 * least || round === roundsOf(n)) break
    for (let i = 0; i < n; i++) {
      let excess = 0
      for (let at = 0; at < n; at++) excess += Math.min(0, rest.values[at]) * rest.vectors[i * n + at] ** 2
      own[i] = Math.max(0, own[i] + excess)
    }
  }
  // Σ − (1 − θ)·own = (1 − θ)(Σ − own) + θΣ, and the least eigenvalue of Σ is above nothing
  const kept = 1 - -below / (-below + least)
  return own.map(value => value * kept)
}

/** Each round is the cube of the securities. */
function roundsOf(n: number): number {
  return n <= 60 ? 30 : n <= 120 ? 15 : n <= 200 ? 4 : 1
}

function withoutOwn(matrix: Float64Array, own: Float64Array): Float64Array {
  const rest = matrix.slice()
  for (let i = 0; i < own.length; i++) rest[i * own.length + i] -= own[i]
  return rest
}

/** The nearest positive semidefinite matrix: negative eigenvalues become nothing. */
function positivePart({ values, vectors }: Eigen, n: number): Float64Array {
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let at = 0; at < n; at++) matrix[i * n + j] += Math.max(0, values[at]) * vectors[i * n + at] * vectors[j * n + at]
    }
  }
  return matrix
}

function furthest(one: Float64Array, other: Float64Array): number {
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0)
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

interface Eigen {
  readonly values: Float64Array
  /** Column by column. */
  readonly vectors: Float64Array
}

/** Jacobi's rotations: slow for a thousand securities, exact to the last digits and without a special case. */
function eigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice()
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
