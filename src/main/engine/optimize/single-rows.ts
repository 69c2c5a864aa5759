/**
 * Limits on one security alone that stand among the rows (a cap on a holding, a class of one), as what they are while shares are made whole: limits of its own position. Only its own trade can mend
 * them, so the rounding goes inward by itself, and a search share by share has so many rows fewer to add up.
 */
import type { Limits, Problem } from './problem.ts'

/** The same plans keep the same limits. Rows that give way at a price, or have a penalty, stay rows. */
export function withSingleRowsOwn(problem: Problem): Problem {
  const { limits, securities } = problem
  const members = new Int32Array(limits.rowLow.length)
  for (const row of limits.member) members[row] += 1
  // the first is cash, of which every trade is a part
  const isOwn = (row: number) => row > 0 && members[row] === 1 && limits.rowExcess[row] === Infinity && limits.rowPenalty[row] === 0
  if (!limits.member.some(isOwn)) return problem
  const changeLow = securities.changeLow.slice()
  const changeHigh = securities.changeHigh.slice()
  for (let i = 0; i < securities.count; i++) {
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
      const [row, weight] = [limits.member[at], limits.memberWeight[at]]
      if (!isOwn(row) || weight === 0) continue
      const ends = [limits.rowLow[row] / weight, limits.rowHigh[row] / weight]
      changeLow[i] = Math.max(changeLow[i], weight > 0 ? ends[0] : ends[1])
      changeHigh[i] = Math.min(changeHigh[i], weight > 0 ? ends[1] : ends[0])
    }
  }
  return { ...problem, securities: { ...securities, changeLow, changeHigh }, limits: withoutRows(limits, isOwn) }
}

function withoutRows(limits: Limits, isLeft: (row: number) => boolean): Limits {
  const place = new Int32Array(limits.rowLow.length)
  let rows = 0
  for (let row = 0; row < place.length; row++) place[row] = isLeft(row) ? -1 : rows++
  const kept = (values: Float64Array) => values.filter((_, row) => place[row] >= 0)
  const memberStart = new Int32Array(limits.memberStart.length)
  const at: number[] = []
  for (let i = 0; i + 1 < memberStart.length; i++) {
    for (let each = limits.memberStart[i]; each < limits.memberStart[i + 1]; each++) if (place[limits.member[each]] >= 0) at.push(each)
    memberStart[i + 1] = at.length
  }
  return {
    ...limits,
    rowNames: limits.rowNames.filter((_, row) => place[row] >= 0),
    rowLow: kept(limits.rowLow),
    rowHigh: kept(limits.rowHigh),
    rowExcess: kept(limits.rowExcess),
    rowPenalty: kept(limits.rowPenalty),
    rowCentre: kept(limits.rowCentre),
    memberStart,
    member: Int32Array.from(at, each => place[limits.member[each]]),
    memberWeight: Float64Array.from(at, each => limits.memberWeight[each]),
  }
}
