/**
 * What a plan costs and which limits it breaks, reckoned exactly from the problem: no smoothing, no multiplier, no word of the solver's. The solver proposes, this
 * file says what the proposal is worth; objective and terms are fractions of nav, as are the sizes of broken limits.
 */
import { taxSoFar, yearTax } from './netting.ts'
import { type Plan, type Problem, tradeTolerance } from './problem.ts'

export interface Evaluation {
  readonly objective: number
  /** Terms added without regard to sign: what a gap is relative to, since the objective itself may be zero. */
  readonly gross: number
  readonly terms: Terms
  readonly turnover: number
  readonly trades: number
  readonly names: number
  /** Largest excess over each kind of limit; a kind that holds is absent. */
  readonly broken: Readonly<Record<string, number>>
  readonly worst: number
  /** Excesses added up: of limits of one security, which only its own trade can mend, and of limits that many trades share. */
  readonly excess: { readonly own: number; readonly shared: number }
}

export interface Terms {
  /** Annual tracking error, not squared. */
  readonly te: number
  readonly tax: number
  readonly linear: number
  readonly impact: number
  readonly fixed: number
  /** Annual variance of the portfolio itself, where it has a weight. */
  readonly absolute: number
  /** Change of expected return a year. */
  readonly reward: number
  /** Penalties: distance from targets and centres, limits passed at their price. */
  readonly penalty: number
}

/** A plan reduced to its trades a security. */
interface Trades {
  readonly sold: Float64Array
  readonly change: Float64Array
  readonly lossSold: Uint8Array
  readonly shortNet: number
  readonly longNet: number
}

export function evaluate(problem: Problem, plan: Plan): Evaluation {
  const broken = new Map<string, number>()
  const excess = { own: 0, shared: 0 }
  const violation: Violation = (what, size) => {
    if (!(size <= 0)) excess[ownLimits.has(what) ? 'own' : 'shared'] += size
    if (size > (broken.get(what) ?? 0) || Number.isNaN(size)) broken.set(what, Number.isNaN(size) ? Infinity : size)
  }
  const trades = tradesOf(problem, plan, violation)
  const { weights, tax } = problem
  const variance = trackingVariance(problem, trades.change)
  const cost = costOf(problem, plan, trades)
  const soft = softTerms(problem, trades.change)
  const taxed = yearTax(tax, trades.shortNet, trades.longNet) - taxSoFar(tax)
  const size = sizeOf(problem, plan, trades)
  holdSecurities(problem, plan, trades, violation)
  holdRows(problem, trades.change, violation)
  violation('turnover', size.turnover - problem.limits.turnover)
  violation('number of trades', size.trades - problem.limits.trades)
  holdIdenticalGroups(problem, plan, trades, violation)
  violation('number of names', size.names - problem.limits.names)
  violation('tracking error', Math.sqrt(variance) - problem.limits.trackingError)
  holdBudgets(problem, trades, taxed, violation)
  const { absolute, reward, penalty } = soft
  const costs = weights.cost * (cost.linear + cost.impact + cost.fixed)
  const risk = weights.risk * variance + weights.absolute * absolute + penalty + costs
  return {
    objective: risk + weights.tax * taxed - weights.reward * reward,
    gross: risk + weights.tax * Math.abs(taxed) + weights.reward * Math.abs(reward),
    terms: { te: Math.sqrt(variance), tax: taxed, ...cost, absolute, reward, penalty },
    ...size,
    broken: Object.fromEntries(broken),
    worst: [...broken.values()].reduce((most, size) => Math.max(most, size), 0),
    excess,
  }
}

const ownLimits = new Set(['lot', 'buy', 'sale', 'position', 'both sides', 'wash', 'minimum trade'])

type Violation = (what: string, size: number) => void

function tradesOf({ securities, lots, tax }: Problem, { sell, buy }: Plan, violation: Violation): Trades {
  const sold = new Float64Array(securities.count)
  const lossSold = new Uint8Array(securities.count)
  let shortNet = tax.shortSoFar
  let longNet = tax.longSoFar
  for (let i = 0; i < securities.count; i++) {
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      sold[i] += sell[l]
      violation('lot', Math.max(-sell[l], sell[l] - lots.free[l]))
      if (lots.long[l]) longNet += lots.gain[l] * sell[l]
      else shortNet += lots.gain[l] * sell[l]
      if (lots.gain[l] < 0 && sell[l] > tradeTolerance) lossSold[i] = 1
    }
  }
  return { sold, change: buy.map((bought, i) => bought - sold[i]), lossSold, shortNet, longNet }
}

/** TE² = ‖G'd‖² + Σ D d². */
function trackingVariance(problem: Problem, change: Float64Array): number {
  return varianceOf(problem, problem.securities.drift, change)
}

function varianceOf({ securities, factors }: Problem, from: Float64Array, change: Float64Array): number {
  const common = new Float64Array(factors.count)
  let variance = 0
  for (let i = 0; i < securities.count; i++) {
    const d = from[i] + change[i]
    variance += factors.specific[i] * d * d
    for (let f = 0; f < factors.count; f++) common[f] += factors.exposure[i * factors.count + f] * d
  }
  for (const exposure of common) variance += exposure * exposure
  return variance
}

function costOf({ securities }: Problem, { buy }: Plan, { sold }: Trades) {
  const { linearCost, impact: coefficient, impactPower, square, fixedCost } = securities
  let linear = 0
  let impact = 0
  let fixed = 0
  for (let i = 0; i < securities.count; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    linear += linearCost[i] * traded
    impact += coefficient[i] * (Math.max(0, sold[i]) ** impactPower + Math.max(0, buy[i]) ** impactPower)
    impact += square[i] * (sold[i] * sold[i] + buy[i] * buy[i])
    if (traded > tradeTolerance) fixed += fixedCost[i]
  }
  return { linear, impact, fixed }
}

function sizeOf({ securities }: Problem, { buy }: Plan, { sold, change }: Trades) {
  let turnover = 0
  let names = 0
  let trades = 0
  for (let i = 0; i < buy.length; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    turnover += traded
    if (traded > tradeTolerance) trades += 1
    if (securities.held[i] + change[i] > tradeTolerance) names += 1
  }
  return { turnover, trades, names }
}

function holdSecurities({ securities }: Problem, { buy }: Plan, { sold, change, lossSold }: Trades, violation: Violation): void {
  const { changeLow, changeHigh, minTrade, sellable, buyable, sellMost, buyMost } = securities
  for (let i = 0; i < securities.count; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    violation('buy', Math.max(-buy[i], buyable[i] === 0 ? buy[i] : 0, buy[i] - buyMost[i]))
    violation('sale', sold[i] - sellMost[i])
    violation('position', Math.max(changeLow[i] - change[i], change[i] - changeHigh[i]))
    if (sold[i] > tradeTolerance && buy[i] > tradeTolerance) violation('both sides', Math.min(sold[i], buy[i]))
    if (lossSold[i] && buy[i] > tradeTolerance) violation('wash', 1)
    const least = sold[i] > tradeTolerance ? Math.min(minTrade[i], sellable[i]) : minTrade[i]
    if (traded > tradeTolerance) violation('minimum trade', least - traded)
  }
}

function holdRows({ limits }: Problem, change: Float64Array, violation: Violation): void {
  const sums = rowSums(limits, change)
  for (let row = 0; row < sums.length; row++) {
    if (limits.rowExcess[row] < Infinity) continue
    violation(limits.rowNames[row], Math.max(limits.rowLow[row] - sums[row], sums[row] - limits.rowHigh[row]))
  }
}

function rowSums(limits: Problem['limits'], change: Float64Array): Float64Array {
  const sums = new Float64Array(limits.rowLow.length)
  for (let i = 0; i < change.length; i++) {
    sums[0] += change[i]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++)
      sums[limits.member[at]] += limits.memberWeight[at] * change[i]
  }
  return sums
}

/** Absolute risk, return and penalties. */
function softTerms(problem: Problem, change: Float64Array): { absolute: number; reward: number; penalty: number } {
  const { securities, limits, weights } = problem
  let [reward, penalty] = [0, 0]
  for (let i = 0; i < change.length; i++) {
    reward += securities.reward[i] * change[i]
    penalty += securities.proximity[i] * (securities.away[i] + change[i]) ** 2
  }
  rowSums(limits, change).forEach((sum, row) => {
    const beyond = Math.max(0, limits.rowLow[row] - sum, sum - limits.rowHigh[row])
    if (limits.rowExcess[row] < Infinity) penalty += limits.rowExcess[row] * beyond
    penalty += limits.rowPenalty[row] * (sum - limits.rowCentre[row]) ** 2
  })
  return { absolute: weights.absolute > 0 ? varianceOf(problem, securities.held, change) : 0, reward, penalty }
}

/** Gains of the year and tax of the plan against their budgets. */
function holdBudgets({ limits: { budgets } }: Problem, { shortNet, longNet }: Trades, taxed: number, violation: Violation): void {
  if (!budgets) return
  violation('short-term gain', shortNet - budgets.shortGain)
  violation('long-term gain', longNet - budgets.longGain)
  violation('tax', taxed - budgets.tax)
}

function holdIdenticalGroups({ limits }: Problem, { buy }: Plan, { lossSold }: Trades, violation: Violation): void {
  for (const members of limits.identicalGroups) {
    if (members.some(i => lossSold[i] === 1) && members.some(i => buy[i] > tradeTolerance)) violation('wash', 1)
  }
}
