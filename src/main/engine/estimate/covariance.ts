/**
 * Covariances a year from daily returns: the sample's, exponentially weighted (EWMA), shrunk toward constant correlation, and by statistical factors. Each says how sure it is: positive definite or not,
 * with its smallest eigenvalue. Sources: rebalancing planner (US) for the lookbacks; Ledoit and Wolf (2004), "Honey, I shrunk the sample covariance matrix", for the intensity of shrinkage;
 * RiskMetrics (1996) for EWMA with 0.94.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { tradingDaysAYear } from '../planner/drift-speed.ts'
import { extremeEigenvalues } from './extreme-eigenvalues.ts'

export type CovarianceModel =
  | { readonly kind: 'sample' }
  /** Weight of each day is `decay` times that of the next one. */
  | { readonly kind: 'ewma'; readonly decay: number }
  | { readonly kind: 'shrinkage' }
  | { readonly kind: 'factors'; readonly count: number }

export interface CovarianceEstimate {
  readonly model: CovarianceModel['kind']
  /** A year. */
  readonly matrix: Matrix
  readonly days: number
  /** Toward constant correlation, 0 to 1; null for the other models. */
  readonly shrinkage: number | null
  /** The factor structure B·B' + diag(D), for the factor model alone; `exposures` securities × factors, in annual volatility. */
  readonly factors: { readonly exposures: Matrix; readonly specific: Float64Array; readonly explained: number } | null
  readonly smallestEigenvalue: number
  readonly positiveDefinite: boolean
}

export const riskMetricsDecay = 0.94
/** Relative to the largest eigenvalue: below it a covariance is numerically singular. */
const definiteness = 1e-12

/** `returns[security][day]`, at least two days and one security. */
export function estimateCovariance(returns: readonly Float64Array[], model: CovarianceModel): CovarianceEstimate {
  const centred = centredReturns(returns, model.kind === 'ewma' ? weightsOf(returns[0].length, model.decay) : null)
  const sample = crossProduct(centred)
  if (model.kind === 'factors') return byFactors(sample, model.count, returns[0].length)
  const shrunk = model.kind === 'shrinkage' ? shrink(centred, sample) : null
  return described(model.kind, shrunk?.matrix ?? sample, returns[0].length, shrunk?.intensity ?? null, null)
}

function described(
  model: CovarianceModel['kind'],
  daily: Matrix,
  days: number,
  shrinkage: number | null,
  factors: CovarianceEstimate['factors'],
): CovarianceEstimate {
  const matrix = daily.mul(tradingDaysAYear)
  const { least, largest } = extremeEigenvalues(matrix)
  return {
    model,
    matrix,
    days,
    shrinkage,
    factors,
    smallestEigenvalue: least,
    positiveDefinite: least > definiteness * Math.max(0, largest),
  }
}

/** Weights that sum to one, the last day heaviest. */
function weightsOf(days: number, decay: number): Float64Array {
  const weights = Float64Array.from({ length: days }, (_, t) => decay ** (days - 1 - t))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map(weight => weight / total)
}

/** Rows are securities; each column is scaled so that the cross product of two rows is their covariance a day. */
function centredReturns(returns: readonly Float64Array[], weights: Float64Array | null): Matrix {
  const days = returns[0].length
  const rows = returns.map(series => {
    let mean = 0
    for (let t = 0; t < days; t++) mean += series[t] * (weights?.[t] ?? 1 / days)
    return Float64Array.from(series, (each, t) => (each - mean) * Math.sqrt(weights?.[t] ?? 1 / (days - 1)))
  })
  return new Matrix(rows)
}

/** X·X', half of it reckoned and mirrored, and four rows at a time, whose sums do not wait for each other. */
function crossProduct(centred: Matrix): Matrix {
  const [n, days] = [centred.rows, centred.columns]
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from(centred.getRow(i)))
  const product = Matrix.zeros(n, n)
  for (let i = 0; i < n; i++) {
    const one = rows[i]
    const set = (j: number, sum: number) => {
      product.set(i, j, sum)
      product.set(j, i, sum)
    }
    let j = 0
    for (; j + 3 <= i; j += 4) {
      const [a, b, c, d] = [rows[j], rows[j + 1], rows[j + 2], rows[j + 3]]
      let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0]
      for (let t = 0; t < days; t++) {
        const each = one[t]
        sumA += each * a[t]
        sumB += each * b[t]
        sumC += each * c[t]
        sumD += each * d[t]
      }
      set(j, sumA)
      set(j + 1, sumB)
      set(j + 2, sumC)
      set(j + 3, sumD)
    }
    for (; j <= i; j++) {
      const other = rows[j]
      let sum = 0
      for (let t = 0; t < days; t++) sum += one[t] * other[t]
      set(j, sum)
    }
  }
  return product
}

/** Ledoit and Wolf (2004), appendix B: target of constant correlation, intensity max(0, min(1, κ/T)) with κ = (π − ρ)/γ. */
function shrink(centred: Matrix, sample: Matrix): { matrix: Matrix; intensity: number } {
  const [n, days] = [centred.rows, centred.columns]
  if (n === 1) return { matrix: sample, intensity: 0 }
  // the paper divides by T; the sample here by T − 1, which the intensity does not feel
  const scale = Math.sqrt(days - 1)
  const x = Array.from({ length: n }, (_, i) => Float64Array.from(centred.getRow(i), each => each * scale))
  const root = Array.from({ length: n }, (_, i) => Math.sqrt(sample.get(i, i)))
  let correlation = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) correlation += root[i] * root[j] > 0 ? sample.get(i, j) / (root[i] * root[j]) : 0
  correlation *= 2 / (n * (n - 1))
  const target = (i: number, j: number) => (i === j ? sample.get(i, i) : correlation * root[i] * root[j])
  let [pi, rho, gamma] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const s = sample.get(i, j)
      let [fourth, crossI, crossJ] = [0, 0, 0]
      for (let t = 0; t < days; t++) {
        const apart = x[i][t] * x[j][t] - s
        fourth += apart * apart
        crossI += (x[i][t] * x[i][t] - sample.get(i, i)) * apart
        crossJ += (x[j][t] * x[j][t] - sample.get(j, j)) * apart
      }
      pi += fourth / days
      if (i === j) rho += fourth / days
      else if (root[i] > 0 && root[j] > 0)
        rho += (correlation / 2) * ((root[j] / root[i]) * (crossI / days) + (root[i] / root[j]) * (crossJ / days))
      gamma += (target(i, j) - s) ** 2
    }
  }
  const intensity = gamma > 0 ? Math.max(0, Math.min(1, (pi - rho) / gamma / days)) : 0
  const matrix = Matrix.zeros(n, n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix.set(i, j, intensity * target(i, j) + (1 - intensity) * sample.get(i, j))
  return { matrix, intensity }
}

/** The strongest principal components as factors; what they leave of each variance is the security's own. */
function byFactors(sample: Matrix, wished: number, days: number): CovarianceEstimate {
  const n = sample.rows
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(sample, { assumeSymmetric: true })
  const order = values.map((_, at) => at).sort((a, b) => values[b] - values[a])
  const kept = order.slice(0, Math.min(wished, n)).filter(at => values[at] > 0)
  const daily = Matrix.zeros(n, kept.length)
  for (let i = 0; i < n; i++) kept.forEach((at, f) => void daily.set(i, f, vectors.get(i, at) * Math.sqrt(values[at])))
  const matrix = daily.mmul(daily.transpose())
  const specific = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    specific[i] = Math.max(0, sample.get(i, i) - matrix.get(i, i)) * tradingDaysAYear
    matrix.set(i, i, sample.get(i, i))
  }
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const explained = kept.reduce((sum, at) => sum + values[at], 0) / total
  const exposures = daily.mul(Math.sqrt(tradingDaysAYear))
  return described('factors', matrix, days, null, { exposures, specific, explained })
}
