/**
 * Trades that do not pay: what the plan leaves off its target, and what it wanted and dropped once shares were whole, each with the dollars it would cost and bring when it joined the plan. "Cost-constrained:
 * Rebalance only assets where benefit" outweighs the cost (rebalancing planner (US)); what a dollar of risk counts for is the weight of the wishes.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import { oneShare, type Shares, shares } from '../../../shared/kernel/shares.ts'
import type { ProposalAccount } from '../../../shared/model/proposal.ts'
import { exactMoney, exactScore, sharesHeld } from '../../../shared/present/format.ts'
import { partsAt } from '../optimize/explain.ts'
import { type Plan, tradeTolerance } from '../optimize/problem.ts'
import { leastWorth } from '../optimize/trifles.ts'
import type { Workplace } from './workplace.ts'

type NotPaying = ProposalAccount['dropped'][number]

/** So many are priced, those farthest from their targets first, and so many told, those that would bring most. */
const mostPriced = 60
const mostTold = 12

/** `plan` holds the trades of every account of the solver's problem; `dropped` its securities whose trade no longer paid. */
export function notPaying(place: Workplace, plan: Plan, dropped: readonly number[]): NotPaying[] {
  const { solver, placeOfSecurity } = place
  const wanted = new Set(dropped)
  const idle = [...placeOfSecurity.values()]
    .filter(at => !isTraded(place, plan, at))
    .sort(
      (a, b) =>
        Number(wanted.has(b)) - Number(wanted.has(a)) ||
        Math.abs(solver.securities.drift[b] as number) - Math.abs(solver.securities.drift[a] as number),
    )
    .slice(0, mostPriced)
  const before = partsAt(solver, plan)
  return idle
    .flatMap(at => priced(place, plan, at, { before, wanted: wanted.has(at) }))
    .sort((a, b) => (b.benefit ?? 0) - (a.benefit ?? 0) || (a.symbol < b.symbol ? -1 : 1))
    .slice(0, mostTold)
}

function isTraded({ solver }: Workplace, { sell, buy }: Plan, at: number): boolean {
  if ((buy[at] as number) > tradeTolerance) return true
  for (let l = solver.lots.start[at] as number; l < (solver.lots.start[at + 1] as number); l++)
    if ((sell[l] as number) > tradeTolerance) return true
  return false
}

interface Tried {
  readonly before: ReturnType<typeof partsAt>
  readonly wanted: boolean
}

function priced(place: Workplace, plan: Plan, at: number, { before, wanted }: Tried): NotPaying[] {
  const { solver, market, problem, standing } = place
  const security = problem.securities[at]
  if (security === undefined) return []
  const { symbol } = standing.securityOf(security)
  const side = (solver.securities.drift[at] as number) > 0 ? ('sell' as const) : ('buy' as const)
  const found = side === 'sell' ? withSale(place, plan, at) : withPurchase(place, plan, at)
  const plain = { security, symbol }
  if (found === null) return wanted ? [plain] : []
  const after = partsAt(solver, found.plan)
  const change = (of: 'risk' | 'cost' | 'tax' | 'other') => cents(after[of] - before[of])
  const [benefit, cost, tax] = [cents(-change('risk') - change('other')), change('cost'), change('tax')]
  const short = cents(cost + tax - benefit)
  // what would pay is kept out by a limit, and said there; what lowers no risk nobody wants
  if (!wanted && (benefit <= 0 || short <= 0)) return []
  const amount = marketValue(found.count, market.price[at] as Parameters<typeof marketValue>[1])
  const told = { side, shares: found.count, amount, benefit, cost, tax }
  const bought = found.into === null ? undefined : problem.securities[found.into]
  const into = bought === undefined ? '' : ` for ${standing.securityOf(bought).symbol}`
  return [{ ...plain, ...told, words: inWords({ ...plain, ...told, into }, short, solver.weights) }]
}

interface Figures {
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  /** ` for BND` */
  readonly into: string
  readonly shares: Shares
  readonly amount: Cents
  readonly benefit: Cents
  readonly cost: Cents
  readonly tax: Cents
}

/** Cost and tax in dollars of their own, whatever a dollar of them counts for; risk only as what it counts for, which is no money. */
function inWords(
  { symbol, side, into, shares: count, amount, benefit, ...weighed }: Figures,
  short: Cents,
  weights: { readonly cost: number; readonly tax: number },
): string {
  const cost = cents(Math.round(weighed.cost / (weights.cost || 1)))
  const tax = cents(Math.round(weighed.tax / (weights.tax || 1)))
  const order = `${side === 'sell' ? 'Selling' : 'Buying'} ${sharesHeld(count)} of ${symbol}${into} (est. ${exactMoney(amount)})`
  const taxed = tax === 0 ? '' : tax > 0 ? ` and est. ${exactMoney(tax)} of tax` : `, saves est. ${exactMoney(cents(-tax))} of tax`
  const isTrifle = -short < leastWorth * 100
  const ends =
    short > 0
      ? `: ${exactScore(short)} of score short of paying`
      : isTrifle
        ? `: too little to be worth an order, which has to bring ${exactScore(cents(leastWorth * 100))}`
        : ': too little to be worth an order once shares are whole'
  const risk = `would ${benefit < 0 ? 'worsen' : 'better'} the score by ${exactScore(cents(Math.abs(benefit)))} of risk`
  return `${order} ${risk} and costs est. ${exactMoney(cost)}${taxed}${ends}.`
}

interface Extended {
  readonly plan: Plan
  readonly count: Shares
  /** What the proceeds buy; null: they stay in cash. */
  readonly into: number | null
}

/** Whole shares toward the target, at least one. */
function countOf({ solver, market }: Workplace, at: number): { readonly count: number; readonly unit: number } {
  const unit = (market.price[at] as number) / 1e6 / (market.nav / 100)
  return { count: Math.max(1, Math.floor(Math.abs(solver.securities.drift[at] as number) / unit)), unit }
}

function withPurchase(place: Workplace, plan: Plan, at: number): Extended | null {
  if (place.problem.instance.sec.noBuy[at]) return null
  const { count, unit } = countOf(place, at)
  const buy = plan.buy.slice()
  buy[at] = count * unit
  return { plan: { sell: plan.sell, buy }, count: shares(count * oneShare), into: null }
}

/** The security of the account that stands farthest below its target once the plan is done and may be bought; null: none does. */
function farthestBelow({ solver, problem, placeOfSecurity }: Workplace, { sell, buy }: Plan): number | null {
  let [found, least] = [null as number | null, -tradeTolerance]
  for (const at of placeOfSecurity.values()) {
    let drift = (solver.securities.drift[at] as number) + (buy[at] as number)
    for (let l = solver.lots.start[at] as number; l < (solver.lots.start[at + 1] as number); l++) drift -= sell[l] as number
    if (drift < least && !problem.instance.sec.noBuy[at]) [found, least] = [at, drift]
  }
  return found
}

/** Lots of the highest basis first; the proceeds go where the account lacks most, since a sale that leaves cash lowers no risk. */
function withSale(place: Workplace, plan: Plan, at: number): Extended | null {
  const { lots } = place.solver
  const { count, unit } = countOf(place, at)
  const order: number[] = []
  for (let l = lots.start[at] as number; l < (lots.start[at + 1] as number); l++) if ((lots.free[l] as number) > 0) order.push(l)
  order.sort((a, b) => (lots.gain[a] as number) - (lots.gain[b] as number))
  const sell = plan.sell.slice()
  let left = count * unit
  for (const l of order) {
    const part = Math.min(left, lots.free[l] as number)
    sell[l] = part
    left -= part
    if (left <= 0) break
  }
  const sold = Math.round(((count * unit - Math.max(0, left)) / unit) * oneShare)
  if (order.length === 0 || sold <= 0) return null
  const into = farthestBelow(place, plan)
  const buy = plan.buy.slice()
  if (into !== null) buy[into] = (buy[into] as number) + count * unit - Math.max(0, left)
  return { plan: { sell, buy }, count: shares(sold), into }
}
