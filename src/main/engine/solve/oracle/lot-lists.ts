/**
 * The lots that may be sold, security by security, short-term and long-term each by rising gain. Whatever the prices of the tax rows, the cheapest order of sale is
 * then a merge of the two lists (each walked backwards where its rate is negative): nothing is sorted while bounding.
 */
import type { Problem } from '../../optimize/problem.ts'

export interface LotLists {
  /** Short-term lots of security i are start[2i] … start[2i+1] − 1, long-term ones follow up to start[2i+2] − 1. */
  readonly start: Int32Array
  /** First lot of each list that is no loss. */
  readonly gainStart: Int32Array
  readonly gain: Float64Array
  readonly value: Float64Array
}

export function lotListsOf({ securities, lots }: Problem): LotLists {
  const start = new Int32Array(2 * securities.count + 1)
  const gainStart = new Int32Array(2 * securities.count)
  const order: number[] = []
  for (let i = 0; i < securities.count; i++) {
    for (const long of [0, 1]) {
      const list: number[] = []
      for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.free[l] > 0 && lots.long[l] === long) list.push(l)
      list.sort((a, b) => lots.gain[a] - lots.gain[b])
      const losses = list.filter(l => lots.gain[l] < 0).length
      gainStart[2 * i + long] = order.length + losses
      for (const l of list) order.push(l)
      start[2 * i + long + 1] = order.length
    }
  }
  return {
    start,
    gainStart,
    gain: Float64Array.from(order, l => lots.gain[l]),
    value: Float64Array.from(order, l => lots.free[l]),
  }
}
