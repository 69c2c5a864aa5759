/**
 * From a real-valued plan to whole shares: purchases and sales become whole numbers of shares (a position sold out keeps its fraction), the remainder of each sale
 * falls on the lot the plan sells in part. Each security takes the neighbouring number that costs least with everything else as it stands; limits the rounding broke
 * are repaired a share at a time; trades that then no longer pay are dropped and listed. Floats propose, integers settle: shares are millionths, money is cents.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares, shares, sumShares } from '../../../shared/kernel/shares.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { Market } from './market.ts'
import type { Plan, Problem } from './problem.ts'

export interface SettledLot {
  readonly lot: number
  readonly shares: Shares
}

export interface SettledTrade {
  readonly security: number
  readonly side: 'buy' | 'sell'
  readonly shares: Shares
  /** Shares at the price, before costs. */
  readonly amount: Cents
  /** Of a sale, in the order of the lots. */
  readonly lots: readonly SettledLot[]
}

export interface Settled {
  readonly trades: readonly SettledTrade[]
  readonly plan: Plan
  readonly evaluation: Evaluation
  /** What whole shares cost against the plan, in the objective's units; below zero where a dropped trade was worth more than the rounding cost. */
  readonly cost: number
  /** Securities whose trade no longer paid once it was whole. */
  readonly dropped: readonly number[]
}

/** A security that trades: millionths of a share of it, and how its sale falls on the lots. */
interface Line {
  readonly security: number
  readonly side: 'buy' | 'sell'
  /** What the plan asks for, not yet whole. */
  readonly wanted: Float64Array
  /** Lots of the sale in the order in which one share more or less is taken. */
  readonly order: readonly number[]
  amount: number
}

interface Desk {
  readonly problem: Problem
  readonly market: Market
  readonly plan: Plan
}

/** What a unit of broken limit counts for beside the objective; a limit only this trade can mend goes before one that others can mend after it. */
const repairPrice = { own: 1e4, shared: 10 }
const repairRounds = 6
const held = 1e-10
/** Pairs are tried among the cheapest shares only: they fill a gap most finely, and pairs are many. */
const finestLines = 30

export function settle(problem: Problem, market: Market, plan: Plan): Settled {
  const before = evaluate(problem, plan)
  const desk: Desk = { problem, market, plan: { sell: plan.sell.slice(), buy: plan.buy.slice() } }
  const lines = linesOf(desk)
  for (const line of lines) place(desk, line, line.amount)
  for (const line of lines) roundLine(desk, line)
  for (let round = 0; round < repairRounds && isBroken(desk); round++) for (const line of lines) repair(desk, line)
  for (let round = 0; round < repairRounds && isBroken(desk); round++) repairByPairs(desk, lines.slice(-finestLines))
  const dropped = lines.filter(line => dropIfIdle(desk, line)).map(line => line.security)
  const evaluation = evaluate(problem, desk.plan)
  return {
    trades: lines.filter(line => line.amount > 0).map(line => tradeOf(desk, line)),
    plan: desk.plan,
    evaluation,
    cost: evaluation.objective - before.objective,
    dropped,
  }
}

/** The securities that trade, the dearest share first: it is hardest to place. */
function linesOf({ problem, market, plan }: Desk): Line[] {
  const { lots, securities } = problem
  const lines: Line[] = []
  for (let i = 0; i < securities.count; i++) {
    const wanted = new Float64Array(lots.start[i + 1] - lots.start[i])
    let sold = 0
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      wanted[l - lots.start[i]] = lots.value[l] > 0 ? (plan.sell[l] / lots.value[l]) * market.lotShares[l] : 0
      sold += wanted[l - lots.start[i]]
    }
    if (sold > 0.5) lines.push({ security: i, side: 'sell', wanted, order: orderOf(problem, market, i, wanted), amount: sold })
    else if (plan.buy[i] > 0) lines.push({ security: i, side: 'buy', wanted, order: [], amount: plan.buy[i] / weightOf(market, i) })
  }
  return lines.sort((a, b) => market.price[b.security] - market.price[a.security] || a.security - b.security)
}

/** Lots sold in part first, then the untouched ones by their gain; what must shrink does so in the same order, then from the last lot sold whole. */
function orderOf({ lots }: Problem, market: Market, i: number, wanted: Float64Array): number[] {
  const list: number[] = []
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.free[l] > 0) list.push(l)
  const rank = (l: number) => {
    const share = wanted[l - lots.start[i]]
    if (share <= 0) return 1
    return share < market.lotShares[l] ? 0 : 2
  }
  return list.sort((a, b) => rank(a) - rank(b) || lots.gain[a] - lots.gain[b])
}

/** Weight of one millionth of a share. */
function weightOf({ price, nav }: Market, i: number): number {
  return price[i] / 1e6 / 1e6 / (nav / 100)
}

/** Puts `amount` (millionths) into the plan: as the plan wanted it, the difference taken by the lots in order. False where the lots do not reach. */
function place({ problem, market, plan }: Desk, line: Line, amount: number): boolean {
  const { lots } = problem
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

function merit({ problem, plan }: Desk): number {
  const { objective, excess } = evaluate(problem, plan)
  return objective + repairPrice.own * excess.own + repairPrice.shared * excess.shared
}

/** The amounts next to the one asked for that may be traded: whole shares, or all there is. */
function neighbours({ problem, market }: Desk, { security, side, amount }: Line): number[] {
  const below = Math.floor(amount / oneShare) * oneShare
  const whole = [below, below + oneShare].filter(each => each >= 0)
  if (side === 'buy') return whole
  const all = sellableShares(problem, market, security)
  return [...whole.filter(each => each < all), all]
}

function sellableShares({ lots }: Problem, market: Market, i: number): number {
  let sum = 0
  for (let l = lots.start[i]; l < lots.start[i + 1]; l++) if (lots.free[l] > 0) sum += market.lotShares[l]
  return sum
}

function roundLine(desk: Desk, line: Line): void {
  takeBest(
    desk,
    line,
    neighbours(desk, line).filter(amount => Math.abs(amount - line.amount) <= oneShare),
  )
}

/** One share more or less, all that may be sold, or no trade at all, where that costs less, broken limits included. */
function repair(desk: Desk, line: Line): void {
  if (line.amount === 0) return
  const all = line.side === 'sell' ? sellableShares(desk.problem, desk.market, line.security) : Infinity
  takeBest(
    desk,
    line,
    [line.amount, line.amount - oneShare, line.amount + oneShare, 0, all].filter(
      amount => amount >= 0 && amount <= all && amount < Infinity,
    ),
  )
}

function isBroken({ problem, plan }: Desk): boolean {
  return evaluate(problem, plan).worst > held
}

/** Where no single share mends a limit, a share of one against a share of another may. */
function repairByPairs(desk: Desk, lines: readonly Line[]): void {
  for (const one of lines) {
    for (const other of lines) {
      if (one.security < other.security && isBroken(desk)) tryPair(desk, one, other)
    }
  }
}

function tryPair(desk: Desk, one: Line, other: Line): void {
  const before = merit(desk)
  const [first, second] = [one.amount, other.amount]
  for (const [more, less] of pairSteps) {
    const fits = place(desk, one, first + more) && place(desk, other, second + less) && Math.min(one.amount, other.amount) >= 0
    if (fits && merit(desk) < before) return
    place(desk, one, first)
    place(desk, other, second)
  }
}

const pairSteps = [1, -1].flatMap(more => [1, -1].map(less => [more * oneShare, less * oneShare] as const))

function takeBest(desk: Desk, line: Line, amounts: readonly number[]): void {
  let best = { amount: 0, merit: Infinity }
  for (const amount of amounts) {
    if (!place(desk, line, amount)) continue
    const found = merit(desk)
    if (found < best.merit) best = { amount, merit: found }
  }
  place(desk, line, best.amount)
}

/** Takes a trade out where the plan is no worse without it. */
function dropIfIdle(desk: Desk, line: Line): boolean {
  const { amount } = line
  if (amount === 0) return true
  const before = merit(desk)
  place(desk, line, 0)
  if (merit(desk) <= before) return true
  place(desk, line, amount)
  return false
}

function tradeOf({ problem, market, plan }: Desk, { security, side, amount }: Line): SettledTrade {
  const unit = weightOf(market, security)
  const lots: SettledLot[] = []
  for (let l = problem.lots.start[security]; l < problem.lots.start[security + 1]; l++) {
    const sold = plan.sell[l] === problem.lots.value[l] ? market.lotShares[l] : Math.round(plan.sell[l] / unit)
    if (side === 'sell' && sold > 0) lots.push({ lot: l, shares: shares(sold) })
  }
  const traded = side === 'sell' ? sumShares(lots.map(each => each.shares)) : shares(amount)
  return { security, side, shares: traded, amount: marketValue(traded, market.price[security]), lots }
}
