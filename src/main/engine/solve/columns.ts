/**
 * Columns: variables that stand in no security, only in one or two coupling rows: the factor exposures y, the slack of each limit, the parts of the netted gain, the
 * priced violations. min cost·w + ½·curvature·w² over [low, high], entering row r with its coefficient.
 */
export interface Columns {
  readonly count: number
  readonly low: Float64Array
  readonly high: Float64Array
  readonly cost: Float64Array
  readonly curvature: Float64Array
  readonly row: Int32Array
  readonly coefficient: Float64Array
  /** −1 where the column stands in one row only. */
  readonly otherRow: Int32Array
  readonly otherCoefficient: Float64Array
  /** 1 where the column is a priced violation. */
  readonly priced: Uint8Array
}

export interface Column {
  readonly low: number
  readonly high: number
  readonly cost?: number
  readonly curvature?: number
  readonly row: number
  readonly coefficient: number
  readonly other?: { readonly row: number; readonly coefficient: number }
  readonly priced?: boolean
}

export function columnsOf(list: readonly Column[]): Columns {
  const numbers = (of: (column: Column) => number) => Float64Array.from(list, of)
  return {
    count: list.length,
    low: numbers(column => column.low),
    high: numbers(column => column.high),
    cost: numbers(column => column.cost ?? 0),
    curvature: numbers(column => column.curvature ?? 0),
    row: Int32Array.from(list, column => column.row),
    coefficient: numbers(column => column.coefficient),
    otherRow: Int32Array.from(list, column => column.other?.row ?? -1),
    otherCoefficient: numbers(column => column.other?.coefficient ?? 0),
    priced: Uint8Array.from(list, column => (column.priced ? 1 : 0)),
  }
}
