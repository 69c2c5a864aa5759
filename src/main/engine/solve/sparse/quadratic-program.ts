/**
 * A quadratic program with a diagonal square term: min ½ Σ p·w² + q·w + constant over E·w = h, low ≤ w ≤ high, every bound finite. Variables and rows are put down in the
 * order in which they are to be eliminated: what is local before what couples it.
 */
export interface QuadraticProgram {
  readonly variables: number
  readonly rows: number
  readonly square: Float64Array
  readonly linear: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly right: Float64Array
  /** E entry by entry. */
  readonly entryRow: Int32Array
  readonly entryVariable: Int32Array
  readonly entry: Float64Array
  /** Place in the order of elimination. */
  readonly orderOfVariable: Int32Array
  readonly orderOfRow: Int32Array
  readonly constant: number
}

export interface Term {
  readonly low: number
  readonly high: number
  readonly linear?: number
  readonly square?: number
}

export class ProgramDraft {
  readonly #terms: Term[] = []
  readonly #right: number[] = []
  readonly #entries: { row: number; variable: number; value: number }[] = []
  readonly #orderOfVariable: number[] = []
  readonly #orderOfRow: number[] = []
  #placed = 0
  constant = 0

  variable(term: Term): number {
    this.#terms.push(term)
    this.#orderOfVariable.push(this.#placed++)
    return this.#terms.length - 1
  }

  row(right: number): number {
    this.#right.push(right)
    this.#orderOfRow.push(this.#placed++)
    return this.#right.length - 1
  }

  /** `row` holds `value` times `variable`; a place is named once. */
  put(row: number, variable: number, value: number): void {
    if (value !== 0) this.#entries.push({ row, variable, value })
  }

  finished(): QuadraticProgram {
    const numbers = (of: (term: Term) => number) => Float64Array.from(this.#terms, of)
    return {
      variables: this.#terms.length,
      rows: this.#right.length,
      square: numbers(({ square }) => square ?? 0),
      linear: numbers(({ linear }) => linear ?? 0),
      low: numbers(({ low }) => low),
      high: numbers(({ high }) => high),
      right: Float64Array.from(this.#right),
      entryRow: Int32Array.from(this.#entries, ({ row }) => row),
      entryVariable: Int32Array.from(this.#entries, ({ variable }) => variable),
      entry: Float64Array.from(this.#entries, ({ value }) => value),
      orderOfVariable: Int32Array.from(this.#orderOfVariable),
      orderOfRow: Int32Array.from(this.#orderOfRow),
      constant: this.constant,
    }
  }
}

/** Σ over rows of price · E, variable by variable. */
export function pricedColumns({ variables, entryRow, entryVariable, entry }: QuadraticProgram, price: Float64Array): Float64Array {
  const sum = new Float64Array(variables)
  for (let k = 0; k < entry.length; k++) sum[entryVariable[k]] += entry[k] * price[entryRow[k]]
  return sum
}

/** h − E·w. */
export function missing({ right, entryRow, entryVariable, entry }: QuadraticProgram, w: Float64Array): Float64Array {
  const left = right.slice()
  for (let k = 0; k < entry.length; k++) left[entryRow[k]] -= entry[k] * w[entryVariable[k]]
  return left
}

/**
 * What no point of the program can pass, at any prices of the rows (Lagrangian duality): the least of each variable by itself within its bounds. Whoever found the prices,
 * and however badly, the bound holds but for the rounding of this very sum.
 */
export function dualBound(program: QuadraticProgram, price: Float64Array): number {
  const { variables, square, linear, low, high, right, constant } = program
  const priced = pricedColumns(program, price)
  let bound = constant
  for (let r = 0; r < right.length; r++) bound += price[r] * right[r]
  for (let j = 0; j < variables; j++) {
    const slope = linear[j] - priced[j]
    const p = square[j]
    const best = p > 0 ? Math.min(Math.max(-slope / p, low[j]), high[j]) : slope > 0 ? low[j] : high[j]
    bound += best * (0.5 * p * best + slope)
  }
  return bound
}

export function objectiveAt({ variables, square, linear, constant }: QuadraticProgram, w: Float64Array): number {
  let sum = constant
  for (let j = 0; j < variables; j++) sum += w[j] * (0.5 * square[j] * w[j] + linear[j])
  return sum
}
