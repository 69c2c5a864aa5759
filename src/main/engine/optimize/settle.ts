/**
 * From a real-valued plan to whole shares: purchases and sales become whole numbers of shares (a position sold out keeps its fraction), the remainder of each sale
 * falls on the lot the plan sells in part. Each security takes the neighbouring number that costs least with everything else as it stands; then shares are moved, one
 * here, one here against one there, while that costs less or mends a limit the rounding broke; trades that no longer pay are dropped and listed. Where limits stay
 * broken the plan is asked again with a little more room. Floats propose, integers settle: shares are millionths, money is cents.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares, shares, sumShares } from '../../../shared/kernel/shares.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { isIdlePair, type PairedMove, timesOf } from './idle-pairs.ts'
import { type Line, linesOf, mostOf, place, weightOf, wholeAmounts } from './lines.ts'
import type { Market } from './market.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'
import { restrictedTo } from './restricted.ts'
import { withSingleRowsOwn } from './single-rows.ts'
import { type ExcessPrice, meritOf, recount, type Tally, tallyOf } from './tally.ts'

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

interface Desk {
  readonly problem: Problem
  readonly market: Market
  readonly tally: Tally
  readonly lines: readonly Line[]
  price: ExcessPrice
}

/** What a unit of broken limit counts for beside the objective, first while shares are placed and then where that was too cheap. */
const excessPrices: readonly ExcessPrice[] = [
  { own: 1e4, shared: 10 },
  { own: 1e5, shared: 1e3 },
]
const rounds = 6
const held = 1e-10
/** A billionth of a basis point is no gain. */
const gain = 1e-13
/** Moves that are paired with each other: those that alone gain most, and those that alone cost least. */
const paired = 60
const tightenings = 4

/** `trifle`: a trade worth no more than this, in the objective's units, is dropped too and not taken up again. */
export function settle(problem: Problem, market: Market, plan: Plan, trifle = 0): Settled {
  let found = settleOnce(problem, market, plan, trifle)
  let from = plan
  for (let time = 1; time <= tightenings && found.evaluation.worst > held; time++) {
    const tried = replanned(problem, market, from, found, time)
    if (tried === undefined) break
    from = tried
    const again = settleOnce(problem, market, tried, trifle)
    if (again.evaluation.worst < found.evaluation.worst) found = again
  }
  return { ...found, cost: found.evaluation.objective - evaluate(problem, plan).objective }
}

function settleOnce(problem: Problem, market: Market, plan: Plan, trifle: number): Omit<Settled, 'cost'> {
  const whole = { sell: plan.sell.slice(), buy: plan.buy.slice() }
  const lines = linesOf(problem, market, plan)
  for (const line of lines) place(problem, market, whole, line, line.amount)
  const desk: Desk = { problem, market, tally: tallyOf(withSingleRowsOwn(problem), whole), lines, price: excessPrices[0] }
  for (const line of lines) takeBest(desk, line, wholeAmounts(problem, market, line))
  for (const price of excessPrices) {
    desk.price = price
    if (price === excessPrices[0] || isBroken(desk)) improve(desk)
  }
  const dropped = lines.filter(line => dropIfIdle(desk, line, trifle))
  if (dropped.length > 0) improve(trifle > 0 ? { ...desk, lines: lines.filter(line => !dropped.includes(line)) } : desk)
  return {
    trades: lines.filter(line => line.amount > 0).map(line => tradeOf(desk, line)),
    plan: whole,
    evaluation: evaluate(problem, whole),
    dropped: dropped.map(line => line.security),
  }
}

/** The plan of the same pattern with more room at each limit that is still broken; undefined where it has none. */
function replanned(problem: Problem, market: Market, plan: Plan, { evaluation }: Omit<Settled, 'cost'>, times: number): Plan | undefined {
  const { limits } = problem
  const traded = linesOf(problem, market, plan).map(({ security }) => weightOf(market, security) * oneShare)
  const share = traded.reduce((most, each) => Math.max(most, each), 0)
  const room = (name: string) => (name in evaluation.broken ? times * (share / 2 + (evaluation.broken[name] ?? 0)) : 0)
  const rowRoom = limits.rowNames.map(room)
  const narrow = limits.rowLow.some((low, at) => limits.rowHigh[at] - low < 2 * rowRoom[at])
  if (narrow) return undefined
  const { budgets } = limits
  const tighter = {
    ...limits,
    rowLow: limits.rowLow.map((low, at) => low + rowRoom[at]),
    rowHigh: limits.rowHigh.map((high, at) => high - rowRoom[at]),
    turnover: limits.turnover - room('turnover'),
    trackingError: limits.trackingError - room('tracking error'),
    budgets: budgets && {
      shortGain: budgets.shortGain - room('short-term gain'),
      longGain: budgets.longGain - room('long-term gain'),
      tax: budgets.tax - room('tax'),
    },
  }
  const { solution, plan: found } = restrictedTo({ ...problem, limits: tighter }, plan)
  return solution.status === 'failed' || solution.violation > tradeTolerance ? undefined : found
}

function meritNow({ tally, price }: Desk): number {
  return meritOf(tally, price)
}

function put({ problem, market, tally }: Desk, line: Line, amount: number): boolean {
  return recount(tally, line.security, () => place(problem, market, tally.plan, line, amount))
}

function isBroken({ problem, tally }: Desk): boolean {
  return evaluate(problem, tally.plan).worst > held
}

/** Single shares, then shares against each other, while anything gets better. */
function improve(desk: Desk): void {
  for (let round = 0; round < rounds; round++) {
    const before = meritNow(desk)
    for (const line of desk.lines)
      takeBest(desk, line, line.amount > 0 ? stepsOf(desk, line) : [0, ...wholeAmounts(desk.problem, desk.market, line)])
    improveByPairs(desk)
    if (meritNow(desk) > before - gain) return
  }
}

/** As it is, a share more or less, all that may be sold. */
function stepsOf({ market, tally, problem, price }: Desk, line: Line): number[] {
  const all = mostOf(problem, market, line)
  const whole = line.amount === all ? Math.floor(all / oneShare) * oneShare : line.amount
  const near = [whole - oneShare, whole + oneShare, whole].filter(amount => amount > 0 && amount <= all)
  // a limit that one share cannot mend may take the whole trade
  const far = meritOf(tally, price) - meritOf(tally, { own: 0, shared: 0 }) > 0 ? [0] : []
  const end =
    all < Infinity && all - line.amount <= problem.securities.minTrade[line.security] / weightOf(market, line.security) ? [all] : []
  return [line.amount, ...near, ...end, ...far]
}

function takeBest(desk: Desk, line: Line, amounts: readonly number[]): void {
  let best = { amount: line.amount, merit: Infinity }
  for (const amount of amounts) {
    if (!put(desk, line, amount)) continue
    const found = meritNow(desk)
    if (found < best.merit - gain) best = { amount, merit: found }
  }
  put(desk, line, best.merit < Infinity ? best.amount : 0)
}

/** `objective` sets limits aside, `merit` does not. */
interface Move extends PairedMove {
  readonly line: Line
  readonly by: number
  readonly merit: number
}

/** One share against one of another, so that what a limit keeps the first from is made up for by the second. */
function improveByPairs(desk: Desk): void {
  const moves = movesOf(desk)
  const broken = desk.tally.sums.own > 0 || meritNow(desk) > meritOf(desk.tally, { own: 0, shared: 0 })
  const gaining = [...moves].sort((a, b) => (broken ? a.merit - b.merit : a.objective - b.objective)).slice(0, paired)
  const cheap = [...moves].sort((a, b) => Math.abs(a.objective) - Math.abs(b.objective) || a.merit - b.merit).slice(0, 2 * paired)
  const { market, tally } = desk
  for (const one of gaining) {
    for (const other of [...cheap, ...gaining]) {
      if (one.line !== other.line && (broken || !isIdlePair(tally.problem, market, tally.rows, one, other))) tryPair(desk, one, other)
    }
  }
}

function movesOf(desk: Desk): Move[] {
  const free = { own: desk.price.own, shared: 0 }
  const [objective, merit] = [meritOf(desk.tally, free), meritNow(desk)]
  const list: Move[] = []
  for (const line of desk.lines) {
    const { amount } = line
    for (const by of amount > 0 && amount % oneShare === 0 ? [oneShare, -oneShare] : []) {
      if (amount + by > 0 && put(desk, line, amount + by)) {
        const change = (line.side === 'buy' ? by : -by) * weightOf(desk.market, line.security)
        list.push({
          line,
          by,
          security: line.security,
          change,
          objective: meritOf(desk.tally, free) - objective,
          merit: meritNow(desk) - merit,
        })
      }
      put(desk, line, amount)
    }
  }
  return list
}

/** So many of the other's shares as are worth one, or as many more as leave nothing over. */
function tryPair(desk: Desk, { line: one, by: first }: Move, { line: other, by: second }: Move): void {
  const before = meritNow(desk)
  const [amount, against] = [one.amount, other.amount]
  for (const times of timesOf(desk.market, one.security, other.security)) {
    if (amount + first <= 0 || against + times * second <= 0) continue
    const fits = put(desk, one, amount + first) && put(desk, other, against + times * second)
    if (fits && meritNow(desk) < before - gain) return
    put(desk, one, amount)
    put(desk, other, against)
  }
}

/** Takes a trade out where the plan is no worse without it, or by a trifle only. */
function dropIfIdle(desk: Desk, line: Line, trifle: number): boolean {
  const { amount } = line
  if (amount === 0) return true
  const before = meritNow(desk)
  put(desk, line, 0)
  if (meritNow(desk) <= before + trifle) return true
  put(desk, line, amount)
  return false
}

function tradeOf({ problem, market, tally }: Desk, { security, side, amount }: Line): SettledTrade {
  const unit = weightOf(market, security)
  const lots: SettledLot[] = []
  for (let l = problem.lots.start[security]; l < problem.lots.start[security + 1]; l++) {
    const sell = tally.plan.sell[l]
    const sold = sell === problem.lots.value[l] ? market.lotShares[l] : Math.round(sell / unit)
    if (side === 'sell' && sold > 0) lots.push({ lot: l, shares: shares(sold) })
  }
  const traded = side === 'sell' ? sumShares(lots.map(each => each.shares)) : shares(amount)
  return { security, side, shares: traded, amount: marketValue(traded, market.price[security]), lots }
}
