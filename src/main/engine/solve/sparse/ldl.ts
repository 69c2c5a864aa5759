/**
 * L·D·L' of a sparse symmetric quasi-definite matrix (positive block, negative block, whatever couples them) in the order in which it is given: such a matrix has factors
 * in every order (Vanderbei 1995), so none is sought and whoever lays out a problem puts what is local first. The elimination tree and the places of L are worked out
 * once and used again while the pattern stays.
 */

/** Upper triangle by columns, the diagonal last of each column; every column has one. */
export interface SparseUpper {
  readonly size: number
  readonly start: Int32Array
  readonly row: Int32Array
  readonly value: Float64Array
}

export interface SparseFactor {
  /** Returns false where a pivot is all but nothing. */
  factor(value: Float64Array): boolean
  /** In place. */
  solve(right: Float64Array): void
}

/** Entries (row ≤ column) in any order, at most one a place; `place[k]` is where entry k went. */
export function upperOf(size: number, rows: readonly number[], columns: readonly number[]): SparseUpper & { readonly place: Int32Array } {
  const start = new Int32Array(size + 1)
  for (const column of columns) start[column + 1] += 1
  for (let j = 0; j < size; j++) start[j + 1] += start[j]
  const order = Array.from(rows, (_, k) => k).sort((a, b) => columns[a] - columns[b] || rows[a] - rows[b])
  const place = new Int32Array(rows.length)
  const row = new Int32Array(rows.length)
  order.forEach((k, at) => {
    place[k] = at
    row[at] = rows[k]
  })
  return { size, start, row, value: new Float64Array(rows.length), place }
}

const leastPivot = 1e-14

export function sparseFactor({ size, start, row }: SparseUpper): SparseFactor {
  const { parent, lowerStart } = treeOf(size, start, row)
  const lowerRow = new Int32Array(lowerStart[size])
  const lower = new Float64Array(lowerStart[size])
  const inverse = new Float64Array(size)
  const next = new Int32Array(size)
  const mark = new Int32Array(size)
  const reach = new Int32Array(size)
  const branch = new Int32Array(size)
  const work = new Float64Array(size)

  /** Columns of L that row k of it touches, in the order in which they are eliminated. */
  function reachOf(k: number): number {
    let top = size
    mark[k] = k
    for (let at = start[k]; at < start[k + 1] - 1; at++) {
      let length = 0
      for (let i = row[at]; mark[i] !== k; i = parent[i]) {
        branch[length] = i
        length += 1
        mark[i] = k
      }
      while (length > 0) {
        length -= 1
        top -= 1
        reach[top] = branch[length]
      }
    }
    return top
  }

  function eliminate(k: number, value: Float64Array): boolean {
    const top = reachOf(k)
    for (let at = start[k]; at < start[k + 1] - 1; at++) work[row[at]] = value[at]
    let pivot = value[start[k + 1] - 1]
    for (let step = top; step < size; step++) {
      const j = reach[step]
      const x = work[j]
      work[j] = 0
      for (let at = lowerStart[j]; at < next[j]; at++) work[lowerRow[at]] -= lower[at] * x
      const entry = x * inverse[j]
      pivot -= entry * x
      lowerRow[next[j]] = k
      lower[next[j]] = entry
      next[j] += 1
    }
    if (!(Math.abs(pivot) > leastPivot)) return false
    inverse[k] = 1 / pivot
    return true
  }

  return {
    factor(value) {
      mark.fill(-1)
      work.fill(0)
      for (let j = 0; j < size; j++) next[j] = lowerStart[j]
      for (let k = 0; k < size; k++) if (!eliminate(k, value)) return false
      return true
    },
    solve(right) {
      for (let j = 0; j < size; j++) {
        const x = right[j]
        if (x !== 0) for (let at = lowerStart[j]; at < lowerStart[j + 1]; at++) right[lowerRow[at]] -= lower[at] * x
      }
      for (let j = size - 1; j >= 0; j--) {
        let x = right[j] * inverse[j]
        for (let at = lowerStart[j]; at < lowerStart[j + 1]; at++) x -= lower[at] * right[lowerRow[at]]
        right[j] = x
      }
    },
  }
}

function treeOf(size: number, start: Int32Array, row: Int32Array) {
  const parent = new Int32Array(size).fill(-1)
  const count = new Int32Array(size)
  const mark = new Int32Array(size).fill(-1)
  for (let k = 0; k < size; k++) {
    mark[k] = k
    for (let at = start[k]; at < start[k + 1] - 1; at++) {
      for (let i = row[at]; mark[i] !== k; i = parent[i]) {
        if (parent[i] === -1) parent[i] = k
        count[i] += 1
        mark[i] = k
      }
    }
  }
  const lowerStart = new Int32Array(size + 1)
  for (let j = 0; j < size; j++) lowerStart[j + 1] = lowerStart[j] + count[j]
  return { parent, lowerStart }
}
