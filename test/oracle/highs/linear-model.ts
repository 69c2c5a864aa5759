/**
 * A mixed-integer linear model as it is written down, row by row, and as HiGHS takes it. HiGHS sees amounts in per cent of the portfolio and its objective in basis
 * points: in dollars it stops early or answers wrongly, in fractions its tolerances swallow what is asked.
 */
import loadHighs, { type Highs, type ModelData } from 'highs'

export type Entry = readonly [column: number, coefficient: number]

export interface Row {
  readonly low: number
  readonly high: number
  readonly entries: readonly Entry[]
}

export class LinearModel {
  readonly #low: number[] = []
  readonly #high: number[] = []
  readonly #cost: number[] = []
  readonly #kind: (0 | 1)[] = []
  readonly #rows: Row[] = []
  offset = 0

  column(low: number, high: number, cost = 0): number {
    return this.#add(low, high, cost, 0)
  }

  /** 0 or 1. */
  choice(cost = 0): number {
    return this.#add(0, 1, cost, 1)
  }

  #add(low: number, high: number, cost: number, kind: 0 | 1): number {
    this.#kind.push(kind)
    this.#low.push(low)
    this.#high.push(high)
    this.#cost.push(cost)
    return this.#low.length - 1
  }

  charge(column: number, cost: number): void {
    this.#cost[column] = (this.#cost[column] ?? 0) + cost
  }

  row(low: number, high: number, entries: readonly Entry[]): void {
    this.#rows.push({ low, high, entries })
  }

  atMost(high: number, ...entries: readonly Entry[]): void {
    this.row(-Infinity, high, entries)
  }

  get choices(): number[] {
    return this.#kind.flatMap((kind, at) => (kind === 1 ? [at] : []))
  }

  /** `relaxed`: choices may take any value from 0 to 1. */
  data(highs: Highs, relaxed: boolean): ModelData {
    const numCols = this.#low.length
    return {
      numCols,
      numRows: this.#rows.length,
      offset: this.offset,
      colCost: this.#cost,
      colLower: finite(this.#low, highs.infinity),
      colUpper: finite(this.#high, highs.infinity),
      ...rowData(this.#rows, numCols, highs),
      ...(relaxed ? {} : { integrality: this.#kind }),
    }
  }
}

export function rowData(rows: readonly Row[], numCols: number, highs: Highs): Pick<ModelData, 'rowLower' | 'rowUpper' | 'matrix'> {
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []]
  for (const { entries } of rows) {
    const merged = new Map<number, number>()
    for (const [column, coefficient] of entries) merged.set(column, (merged.get(column) ?? 0) + coefficient)
    for (const [column, coefficient] of merged) {
      if (coefficient === 0) continue
      indices.push(column)
      values.push(coefficient)
    }
    starts.push(indices.length)
  }
  return {
    rowLower: finite(
      rows.map(({ low }) => low),
      highs.infinity,
    ),
    rowUpper: finite(
      rows.map(({ high }) => high),
      highs.infinity,
    ),
    matrix: { format: 'csr', numRows: rows.length, numCols, starts, indices, values },
  }
}

function finite(values: readonly number[], infinity: number): number[] {
  return values.map(value => (value === Infinity ? infinity : value === -Infinity ? -infinity : value))
}

let loaded: Promise<Highs> | undefined

/** One runtime for the process: it is a megabyte of code. */
export function highsRuntime(): Promise<Highs> {
  loaded ??= loadHighs({ print: () => {}, printErr: () => {} })
  return loaded
}
