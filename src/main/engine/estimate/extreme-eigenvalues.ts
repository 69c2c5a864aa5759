/**
 * The least and the largest eigenvalue of a symmetric matrix, without its vectors and without the eigenvalues between: reflections make it tridiagonal (Householder, 1958), and the signs of a Sturm
 * sequence say how many eigenvalues lie below a number, so halving closes in on either end (Givens, 1954). Exact to rounding of the largest; a third of the work of the whole decomposition and less.
 */
import type { Matrix } from 'ml-matrix'

export interface Extremes {
  readonly least: number
  readonly largest: number
}

export function extremeEigenvalues(matrix: Matrix): Extremes {
  const { diagonal, beside } = tridiagonal(matrix)
  const n = diagonal.length
  let [low, high] = [Infinity, -Infinity]
  // every eigenvalue lies in a disc of Gershgorin
  for (let i = 0; i < n; i++) {
    const reach = Math.abs(i > 0 ? beside[i - 1] : 0) + Math.abs(i < n - 1 ? beside[i] : 0)
    low = Math.min(low, diagonal[i] - reach)
    high = Math.max(high, diagonal[i] + reach)
  }
  const below = (bar: number) => countBelow(diagonal, beside, bar)
  return { least: lastWithout(low, high, bar => below(bar) >= 1), largest: lastWithout(low, high, bar => below(bar) >= n) }
}

/** The last number for which `holds` is not yet true, by halving until no number lies between. */
function lastWithout(low: number, high: number, holds: (bar: number) => boolean): number {
  let [out, within] = [low, high]
  for (;;) {
    const middle = out + (within - out) / 2
    if (!(middle > out && middle < within)) return out
    if (holds(middle)) within = middle
    else out = middle
  }
}

/** How many eigenvalues of the tridiagonal matrix lie below the bar: the negative pivots of what is left when the bar is taken off. */
function countBelow(diagonal: Float64Array, beside: Float64Array, bar: number): number {
  let count = 0
  let pivot = 1
  for (let i = 0; i < diagonal.length; i++) {
    const off = i > 0 ? beside[i - 1] : 0
    pivot = diagonal[i] - bar - (off === 0 ? 0 : (off * off) / pivot)
    // a pivot of nought counts as one just above it
    if (pivot === 0) pivot = Number.MIN_VALUE
    if (pivot < 0) count++
  }
  return count
}

/** One reflection a column, from the last to the third: it clears the row left of the entry beside the diagonal. Only the lower half is read and written. */
function tridiagonal(matrix: Matrix): { diagonal: Float64Array; beside: Float64Array } {
  const n = matrix.rows
  const rows = Array.from({ length: n }, (_, i) => Float64Array.from(matrix.getRow(i)))
  const beside = new Float64Array(Math.max(0, n - 1))
  const turned = new Float64Array(n)
  for (let k = n - 1; k > 0; k--) beside[k - 1] = reflected(rows, k, turned)
  return { diagonal: Float64Array.from(rows, (row, i) => row[i]), beside }
}

/** Turns the row's entries left of the diagonal into one, which it returns, and the rows above with it. */
function reflected(rows: readonly Float64Array[], k: number, turned: Float64Array): number {
  // what is reflected at, in place of the entries that it clears
  const v = rows[k]
  let square = 0
  for (let j = 0; j < k; j++) square += v[j] * v[j]
  const last = v[k - 1]
  if (k === 1 || square === last * last) return last
  const made = last > 0 ? -Math.sqrt(square) : Math.sqrt(square)
  v[k - 1] = last - made
  // twice one over the square of v
  const scale = 1 / (square - made * last)
  turned.fill(0, 0, k)
  for (let i = 0; i < k; i++) {
    const row = rows[i]
    const own = v[i]
    let sum = row[i] * own
    for (let j = 0; j < i; j++) {
      sum += row[j] * v[j]
      turned[j] += row[j] * own
    }
    turned[i] += sum
  }
  let along = 0
  for (let i = 0; i < k; i++) along += turned[i] * v[i]
  const half = (along * scale) / 2
  for (let i = 0; i < k; i++) turned[i] = (turned[i] - half * v[i]) * scale
  for (let i = 0; i < k; i++) {
    const row = rows[i]
    const [own, turn] = [v[i], turned[i]]
    for (let j = 0; j <= i; j++) row[j] -= own * turned[j] + turn * v[j]
  }
  return made
}
