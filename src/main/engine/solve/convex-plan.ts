/** From the interior point's answer back to a plan: dust is swept from the lots, settled sales are put in, every bound is kept to the last bit. */
import type { Plan, Problem } from '../optimize/problem.ts'
import type { ConvexProblem } from './convex-problem.ts'
import type { ConvexSolution } from './interior/solve-convex.ts'

/** Amounts this close to nothing or to the whole lot are nothing or the whole lot. */
const dust = 2e-9

export function planOf(
  { lots, securities }: Problem,
  { lots: blockLots, blocks, settled }: ConvexProblem,
  { traded, sold }: ConvexSolution,
): Plan {
  const sell = new Float64Array(lots.count)
  const buy = new Float64Array(securities.count)
  blockLots.lot.forEach((l, at) => {
    const most = lots.free[l]
    sell[l] = sold[at] < dust ? 0 : sold[at] > most - dust ? most : sold[at]
  })
  blocks.security.forEach((i, block) => {
    if (blocks.sign[block] > 0) buy[i] = Math.min(Math.max(traded[block], blocks.low[block]), blocks.high[block])
  })
  for (const i of settled) {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sell[l] = lots.free[l]
  }
  return { sell, buy }
}
