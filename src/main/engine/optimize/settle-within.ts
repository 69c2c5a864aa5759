/**
 * A settled plan that is itself within the gap asked for. A plan may use up nearly all of the gap before its shares are whole; then a better plan is looked for. In a small
 * account the whole shares alone may: then they are placed anew from nearby amounts, the same ones every time. The nearest to its own bound is kept.
 */
import type { Market } from './market.ts'
import type { Optimized } from './optimize.ts'
import type { Plan, Problem } from './problem.ts'
import { type Settled, settle } from './settle.ts'

export interface SettledPlan {
  readonly found: Optimized
  readonly settled: Settled
  /** Of the settled plan to the bound, relative to its gross terms. */
  readonly gap: number
}

/** Of what is asked for, for the plan before its shares are whole. */
const share = 0.25
const leastGross = 1e-6
/** Placing whole shares again is worth so much work, in securities and lots. */
const mostPlaced = 2e4
const mostTries = 60
/** From an amount to the ends of what it is tried at, in shares. */
const reach = 1.5
const kept = 1e-10

/** `again` optimizes the same problem to another gap. */
export function settleWithin(
  problem: Problem,
  market: Market,
  found: Optimized,
  gap: number,
  again: (gap: number) => Optimized,
): SettledPlan {
  const first = settledPlan(problem, market, found)
  // a search that ended before the gap asked for was proven ends there again
  if (first.gap <= gap || found.status === 'feasible') return first
  const second = found.gap <= share * gap ? first : settledPlan(problem, market, again(share * gap))
  const nearer = second.gap < first.gap ? second : first
  return nearer.gap <= gap ? nearer : placedAnew(problem, market, nearer, gap)
}

function settledPlan(problem: Problem, market: Market, found: Optimized, plan = found.plan): SettledPlan {
  const settled = settle(problem, market, plan)
  return { found, settled, gap: gapOf(settled, found) }
}

/** Of a settled plan to what bounds every plan, relative to its gross terms. */
export function gapOf({ evaluation: { objective, gross } }: Settled, { bound }: Optimized): number {
  return (objective - bound) / Math.max(gross, leastGross)
}

function placedAnew(problem: Problem, market: Market, from: SettledPlan, gap: number): SettledPlan {
  const tries = Math.min(mostTries, mostPlaced / (problem.securities.count + problem.lots.count))
  const cost = ({ settled }: SettledPlan) => settled.evaluation.objective - from.found.evaluation.objective
  const fraction = drawn()
  let best = from
  for (let time = 0; time < tries && best.gap > gap; time++) {
    const tried = settledPlan(problem, market, from.found, nearby(problem, market, from.found.plan, fraction))
    if (tried.settled.evaluation.worst > kept || tried.gap >= best.gap) continue
    best = { ...tried, settled: { ...tried.settled, cost: cost(tried) } }
  }
  return best
}

/** The same trades, each up to a share and a half away. */
function nearby({ securities, lots, nav }: Problem, { price }: Market, { sell, buy }: Plan, fraction: () => number): Plan {
  const near = (amount: number, i: number) =>
    amount > 0 ? Math.max(amount / 2, amount + ((2 * fraction() - 1) * reach * price[i]) / 1e6 / nav) : 0
  const sold = sell.slice()
  for (let i = 0; i < securities.count; i++)
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold[l] = Math.min(lots.free[l], near(sell[l], i))
  return { sell: sold, buy: buy.map((amount, i) => Math.min(securities.buyable[i], near(amount, i))) }
}

/** The same fractions every time: a congruence of 32 bits. */
function drawn(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
