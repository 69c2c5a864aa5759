/**
 * The linear system of one step of the interior point, H·dw + E'·dν = first and E·dw = second with a diagonal H: factored once a step, solved twice, each time refined
 * against the rounding of the factors and the little that is added to the empty block.
 */
import { sparseFactor, upperOf } from './ldl.ts'
import type { QuadraticProgram } from './quadratic-program.ts'

export interface System {
  /** Takes H and factors; false where that fails. */
  weigh(heavy: Float64Array): boolean
  solve(first: Float64Array, second: Float64Array): { readonly dw: Float64Array; readonly dv: Float64Array }
}

/** Added to H, and taken from the empty block. */
export const regularized = 1e-10
const refinements = 3

export function systemOf(program: QuadraticProgram): System {
  const { variables, rows, orderOfVariable, orderOfRow, entryRow, entryVariable, entry } = program
  const upper = layOut(program)
  const factor = sparseFactor(upper)
  const right = new Float64Array(variables + rows)
  let heavy = new Float64Array(variables)
  return {
    weigh(now) {
      heavy = Float64Array.from(now)
      for (let j = 0; j < variables; j++) upper.value[upper.place[j]] = heavy[j]
      return factor.factor(upper.value)
    },
    solve(first, second) {
      const dw = new Float64Array(variables)
      const dv = new Float64Array(rows)
      const [restFirst, restSecond] = [first.slice(), second.slice()]
      for (let round = 0; round < refinements; round++) {
        for (let j = 0; j < variables; j++) right[orderOfVariable[j]] = restFirst[j]
        for (let r = 0; r < rows; r++) right[orderOfRow[r]] = restSecond[r]
        factor.solve(right)
        for (let j = 0; j < variables; j++) dw[j] += right[orderOfVariable[j]]
        for (let r = 0; r < rows; r++) dv[r] += right[orderOfRow[r]]
        for (let j = 0; j < variables; j++) restFirst[j] = first[j] - heavy[j] * dw[j]
        restSecond.set(second)
        for (let k = 0; k < entry.length; k++) {
          restFirst[entryVariable[k]] -= entry[k] * dv[entryRow[k]]
          restSecond[entryRow[k]] -= entry[k] * dw[entryVariable[k]]
        }
      }
      return { dw, dv }
    },
  }
}

function layOut({ variables, rows, orderOfVariable, orderOfRow, entryRow, entryVariable, entry }: QuadraticProgram) {
  const [upperRow, upperColumn] = [[] as number[], [] as number[]]
  const put = (a: number, b: number) => {
    upperRow.push(Math.min(a, b))
    upperColumn.push(Math.max(a, b))
  }
  for (let j = 0; j < variables; j++) put(orderOfVariable[j], orderOfVariable[j])
  for (let r = 0; r < rows; r++) put(orderOfRow[r], orderOfRow[r])
  for (let k = 0; k < entry.length; k++) put(orderOfRow[entryRow[k]], orderOfVariable[entryVariable[k]])
  const upper = upperOf(variables + rows, upperRow, upperColumn)
  for (let r = 0; r < rows; r++) upper.value[upper.place[variables + r]] = -regularized
  for (let k = 0; k < entry.length; k++) upper.value[upper.place[variables + rows + k]] = entry[k]
  return upper
}
