/**
 * What one more dollar sold or bought of each security costs at the prices of the plan's own convex problem, and what follows for the limits of that security alone: a
 * trade that stands at its least or its most, and would rather not, has found a limit whose price is what it would gain beyond it.
 */
import { type Plan, type Problem, tradeTolerance } from './problem.ts'
import type { Restricted } from './restricted.ts'
import type { Priced } from './sensitivity.ts'

export interface Marginals {
  readonly sold: Float64Array
  /** Of one more sold, before the tax of the lot it is taken from; and of one more bought. */
  readonly sale: Float64Array
  readonly purchase: Float64Array
  readonly taxOf: (lot: number) => number
}

export function marginalsOf(problem: Problem, plan: Plan, { rows, regime, solution }: Restricted, variancePrice: number): Marginals {
  const { securities, factors, limits, weights, lots } = problem
  const { price } = solution
  const [sold, sale, purchase] = [0, 1, 2].map(() => new Float64Array(securities.count))
  for (let i = 0; i < securities.count; i++) {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) sold[i] += plan.sell[l]
    const change = plan.buy[i] - sold[i]
    let worth = price[rows.budget] - weights.reward * securities.reward[i]
    for (let f = 0; f < factors.count; f++) worth += factors.exposure[i * factors.count + f] * price[f]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
      worth += limits.memberWeight[at] * price[rows.budget + limits.member[at]]
    }
    worth += 2 * (weights.risk + variancePrice) * factors.specific[i] * (securities.drift[i] + change)
    worth += 2 * securities.proximity[i] * (securities.away[i] + change)
    worth += 2 * weights.absolute * factors.specific[i] * (securities.held[i] + change)
    const each = weights.cost * securities.linearCost[i] + price[rows.turnover]
    const power = securities.impactPower
    const impact = (amount: number) =>
      weights.cost * (securities.impact[i] * power * amount ** (power - 1) + 2 * securities.square[i] * amount)
    sale[i] = each - worth + impact(sold[i])
    purchase[i] = each + worth + impact(plan.buy[i])
  }
  const taxOf = (l: number) => {
    const into = lots.long[l] ? regime.long : regime.short
    return lots.gain[l] * (into[0] * price[rows.tax] + into[1] * price[rows.tax + 1])
  }
  return { sold, sale, purchase, taxOf }
}

/** A gain of less than a cent a hundred dollars is within what the interior point leaves. */
const gaining = 1e-4

/** Position, minimum trade, largest sale and purchase of each security that stands at one of them. */
export function ownPrices(problem: Problem, plan: Plan, marginals: Marginals): Priced[] {
  const list: Priced[] = []
  for (let i = 0; i < problem.securities.count; i++) {
    const found = plan.buy[i] > tradeTolerance ? atPurchase(problem, plan, marginals, i) : atSale(problem, plan, marginals, i)
    if (found && Math.abs(found.price) > gaining) list.push({ ...found, security: i, unit: 'dollar' })
  }
  return list
}

type Own = Pick<Priced, 'limit' | 'price'>

function atPurchase({ securities }: Problem, { buy }: Plan, { purchase }: Marginals, i: number): Own | undefined {
  const [bought, more] = [buy[i], purchase[i]]
  if (more < 0 && isAt(bought, securities.changeHigh[i])) return { limit: 'position', price: -more }
  if (more < 0 && isAt(bought, securities.buyMost[i])) return { limit: 'largest purchase', price: -more }
  if (more > 0 && isAt(bought, securities.changeLow[i])) return { limit: 'position', price: -more }
  if (more > 0 && isAt(bought, securities.minTrade[i])) return { limit: 'minimum trade', price: -more }
  return undefined
}

function atSale(problem: Problem, plan: Plan, marginals: Marginals, i: number): Own | undefined {
  const { securities } = problem
  const sold = marginals.sold[i]
  if (sold <= tradeTolerance) return undefined
  const more = marginals.sale[i] + nextTax(problem, plan, marginals, i, 1)
  const less = marginals.sale[i] + nextTax(problem, plan, marginals, i, -1)
  if (more < 0 && isAt(sold, -securities.changeLow[i])) return { limit: 'position', price: more }
  if (more < 0 && isAt(sold, securities.sellMost[i])) return { limit: 'largest sale', price: -more }
  if (less > 0 && isAt(sold, -securities.changeHigh[i])) return { limit: 'position', price: less }
  if (less > 0 && isAt(sold, securities.minTrade[i])) return { limit: 'minimum trade', price: -less }
  return undefined
}

/** Tax of the lot from which one more would be sold, or which would be sold one less: the cheapest that has room, the dearest that is sold. */
function nextTax({ lots }: Problem, plan: Plan, { taxOf }: Marginals, i: number, direction: 1 | -1): number {
  let best = Infinity
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    const hasRoom = direction > 0 ? plan.sell[l] < lots.free[l] - tradeTolerance : plan.sell[l] > tradeTolerance
    if (hasRoom) best = Math.min(best, direction * taxOf(l))
  }
  return direction * best
}

function isAt(amount: number, limit: number): boolean {
  return Math.abs(amount - limit) <= tradeTolerance
}
