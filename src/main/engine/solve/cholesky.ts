/**
 * Cholesky factors of small dense symmetric matrices (30 to 100 rows), held row by row in the lower triangle. A pivot that rounding made worthless becomes the
 * floor instead of failing: the rows it stands for are then dependent, and a regularized step along them is as good as any.
 */

/** Replaces the lower triangle of `matrix` (order × order) by its factor L, matrix = L·L'. */
export function factorLower(matrix: Float64Array, order: number, floor: number): void {
  // what is nothing at the beginning of a row stays nothing: rows of few entries are cheap where they come first
  const begins = new Int32Array(order)
  for (let row = 0; row < order; row++) {
    const at = row * order
    let begin = 0
    while (begin < row && matrix[at + begin] === 0) begin += 1
    begins[row] = begin
    for (let column = begin; column < row; column++) {
      const other = column * order
      let sum = matrix[at + column]
      for (let p = Math.max(begin, begins[column]); p < column; p++) sum -= matrix[at + p] * matrix[other + p]
      matrix[at + column] = sum / matrix[other + column]
    }
    let pivot = matrix[at + row]
    for (let p = begin; p < row; p++) pivot -= matrix[at + p] * matrix[at + p]
    matrix[at + row] = Math.sqrt(Math.max(pivot, floor))
  }
}

/** Solves L·y = vector in place. */
export function solveLower(factor: Float64Array, order: number, vector: Float64Array): void {
  for (let row = 0; row < order; row++) {
    const at = row * order
    let sum = vector[row]
    for (let p = 0; p < row; p++) sum -= factor[at + p] * vector[p]
    vector[row] = sum / factor[at + row]
  }
}

/** Solves L'·y = vector in place; walks the factor by rows, which lie together in memory. */
export function solveLowerTransposed(factor: Float64Array, order: number, vector: Float64Array): void {
  for (let row = order - 1; row >= 0; row--) {
    const at = row * order
    const value = vector[row] / factor[at + row]
    vector[row] = value
    for (let p = 0; p < row; p++) vector[p] -= factor[at + p] * value
  }
}
