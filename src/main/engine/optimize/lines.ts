/** The trades of a plan on their way to whole shares: a line a security, in millionths of a share, and how its sale falls on the lots. */
import { oneShare } from '../../../shared/kernel/shares.ts'
import type { Market } from './market.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'

export interface Line {
  readonly security: number
  readonly side: 'buy' | 'sell'
  /** What the plan asks for of each lot, not yet whole. */
  readonly wanted: Float64Array
  /** Lots of the sale in the order in which one share more or less is taken. */
  readonly order: readonly number[]
  /** Millionths of a share, all lots together. */
  readonly asked: number
  amount: number
}

/** The securities that trade, the dearest share first: it is hardest to place. */
export function linesOf(problem: Problem, market: Market, plan: Plan): Line[] {
  const { lots, securities } = problem
  const washed = buyersNear(problem, plan)
  const lines: Line[] = []
  for (let i = 0; i < securities.count; i++) {
    const wanted = new Float64Array(lots.start[i + 1] - lots.start[i])
    let sold = 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      wanted[l - lots.start[i]] = lots.value[l] > 0 ? (plan.sell[l] / lots.value[l]) * market.lotShares[l] : 0
      sold += wanted[l - lots.start[i]]
    }
    if (sold > 0.5)
      lines.push({
        security: i,
        side: 'sell',
        wanted,
        order: orderOf(problem, market, i, wanted, washed[i] === 1),
        asked: sold,
        amount: sold,
      })
    else if (plan.buy[i] > 0) {
      const asked = plan.buy[i] / weightOf(market, i)
      lines.push({ security: i, side: 'buy', wanted, order: [], asked, amount: asked })
    }
  }
  return lines.sort((a, b) => market.price[b.security] - market.price[a.security] || a.security - b.security)
}

/** 1 where one of a group of identical securities is bought: none of the group may then sell at a loss (IRC 1091). */
function buyersNear({ limits, securities }: Problem, { buy }: Plan): Uint8Array {
  const near = new Uint8Array(securities.count)
  for (const members of limits.identicalGroups) {
    if (members.some(i => buy[i] > tradeTolerance)) for (const i of members) near[i] = 1
  }
  return near
}

/** Lots sold in part first, then the untouched ones by their gain; what must shrink does so in the same order, then from the last lot sold whole. */
function orderOf({ lots }: Problem, market: Market, i: number, wanted: Float64Array, gainsOnly: boolean): number[] {
  const list: number[] = []
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
    if (lots.free[l] > 0 && !(gainsOnly && lots.gain[l] < 0)) list.push(l)
  }
  const rank = (l: number) => {
    const share = wanted[l - lots.start[i]]
    if (share <= 0) return 1
    return share < market.lotShares[l] ? 0 : 2
  }
  return list.sort((a, b) => rank(a) - rank(b) || lots.gain[a] - lots.gain[b])
}

/** Weight of one millionth of a share. */
export function weightOf({ price, nav }: Market, i: number): number {
  return price[i] / 1e6 / 1e6 / (nav / 100)
}

/** Puts `amount` (millionths) into the plan: as the plan wanted it, the difference taken by the lots in order. False where the lots do not reach. */
export function place({ lots }: Problem, market: Market, plan: Plan, line: Line, amount: number): boolean {
  const unit = weightOf(market, line.security)
  line.amount = amount
  if (line.side === 'buy') {
    plan.buy[line.security] = amount * unit
    return true
  }
  let left = amount
  if (amount === 0) {
    for (const l of line.order) plan.sell[l] = 0
    return true
  }
  for (const l of line.order) left -= Math.round(line.wanted[l - lots.start[line.security]])
  for (const l of line.order) {
    const wanted = Math.round(line.wanted[l - lots.start[line.security]])
    const moved = Math.max(-wanted, Math.min(left, market.lotShares[l] - wanted))
    left -= moved
    plan.sell[l] = wanted + moved === market.lotShares[l] ? lots.value[l] : (wanted + moved) * unit
  }
  return Math.abs(left) < 0.5
}

/** All that the line may sell; without end for a purchase. What is left of a share may only go where nothing of the security stays that could be sold. */
export function mostOf({ lots }: Problem, market: Market, { side, order, security }: Line): number {
  if (side === 'buy') return Infinity
  const all = order.reduce((sum, l) => sum + market.lotShares[l], 0)
  let free = 0
  for (let l = lots.start[security]; l < lots.start[security + 1]; l++) if (lots.free[l] > 0) free += 1
  return order.length === free ? all : Math.floor(all / oneShare) * oneShare
}

/** The amounts next to the one asked for that may be traded: whole shares, or all there is. */
export function wholeAmounts(problem: Problem, market: Market, line: Line): number[] {
  const below = Math.floor(line.asked / oneShare) * oneShare
  const all = mostOf(problem, market, line)
  const whole = [below, below + oneShare].filter(each => each >= 0 && each <= all)
  return all < Infinity && Math.abs(all - line.asked) <= oneShare ? [...whole, all] : whole
}
