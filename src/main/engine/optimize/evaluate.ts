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
  const taxed = yearTax(tax, trades.shortNet, trades.longNet) - taxSoFar(tax)
  const size = sizeOf(plan, trades)
  holdSecurities(problem, plan, trades, violation)
  holdRows(problem, trades.change, violation)
  violation('turnover', size.turnover - problem.limits.turnover)
  violation('number of trades', size.trades - problem.limits.trades)
  holdIdenticalGroups(problem, plan, trades, violation)
  const risk = weights.risk * variance + weights.cost * (cost.linear + cost.impact + cost.fixed)
  return {
    objective: risk + weights.tax * taxed,
    gross: risk + weights.tax * Math.abs(taxed),
    terms: { te: Math.sqrt(variance), tax: taxed, ...cost },
    ...size,
    broken: Object.fromEntries(broken),
    worst: [...broken.values()].reduce((most, size) => Math.max(most, size), 0),
    excess,
  }
}

const ownLimits = new Set(['lot', 'buy', 'position', 'both sides', 'wash', 'minimum trade'])

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
function trackingVariance({ securities, factors }: Problem, change: Float64Array): number {
  const common = new Float64Array(factors.count)
  let variance = 0
  for (let i = 0; i < securities.count; i++) {
    const d = securities.drift[i] + change[i]
    variance += factors.specific[i] * d * d
    for (let f = 0; f < factors.count; f++) common[f] += factors.exposure[i * factors.count + f] * d
  }
  for (const exposure of common) variance += exposure * exposure
  return variance
}

function costOf({ securities }: Problem, { buy }: Plan, { sold }: Trades) {
  const { linearCost, impact: coefficient, impactPower, fixedCost } = securities
  let linear = 0
  let impact = 0
  let fixed = 0
  for (let i = 0; i < securities.count; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    linear += linearCost[i] * traded
    impact += coefficient[i] * (Math.max(0, sold[i]) ** impactPower + Math.max(0, buy[i]) ** impactPower)
    if (traded > tradeTolerance) fixed += fixedCost[i]
  }
  return { linear, impact, fixed }
}

function sizeOf({ buy }: Plan, { sold }: Trades): { turnover: number; trades: number } {
  let turnover = 0
  let trades = 0
  for (let i = 0; i < buy.length; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    turnover += traded
    if (traded > tradeTolerance) trades += 1
  }
  return { turnover, trades }
}

function holdSecurities({ securities }: Problem, { buy }: Plan, { sold, change, lossSold }: Trades, violation: Violation): void {
  const { changeLow, changeHigh, minTrade, sellable, buyable } = securities
  for (let i = 0; i < securities.count; i++) {
    const traded = Math.abs(buy[i]) + sold[i]
    violation('buy', Math.max(-buy[i], buyable[i] === 0 ? buy[i] : 0))
    violation('position', Math.max(changeLow[i] - change[i], change[i] - changeHigh[i]))
    if (sold[i] > tradeTolerance && buy[i] > tradeTolerance) violation('both sides', Math.min(sold[i], buy[i]))
    if (lossSold[i] && buy[i] > tradeTolerance) violation('wash', 1)
    const least = sold[i] > tradeTolerance ? Math.min(minTrade[i], sellable[i]) : minTrade[i]
    if (traded > tradeTolerance) violation('minimum trade', least - traded)
  }
}

function holdRows({ limits }: Problem, change: Float64Array, violation: Violation): void {
  const sums = new Float64Array(limits.rowLow.length)
  for (let i = 0; i < change.length; i++) {
    sums[0] += change[i]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) sums[limits.member[at]] += change[i]
  }
  for (let row = 0; row < sums.length; row++) {
    violation(limits.rowNames[row], Math.max(limits.rowLow[row] - sums[row], sums[row] - limits.rowHigh[row]))
  }
}

function holdIdenticalGroups({ limits }: Problem, { buy }: Plan, { lossSold }: Trades, violation: Violation): void {
  for (const members of limits.identicalGroups) {
    if (members.some(i => lossSold[i] === 1) && members.some(i => buy[i] > tradeTolerance)) violation('wash', 1)
  }
}
