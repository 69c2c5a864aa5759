/**
 * The Lagrangian bound. With prices λ on the coupling rows (rows.ts, and κ on the number of trades) the problem falls apart by security, and by group of identical
 * securities: the best of doing nothing, selling and buying is found exactly, minimum trades, fixed costs, impact and the either-or of wash sales included. The sum
 * is a lower bound of the whole problem at any λ of the dual's domain; what each row then adds up to is a supergradient.
 */
import type { Problem } from '../../optimize/problem.ts'
import { type Column, type Columns, columnsOf } from '../columns.ts'
import { isOpen, Mode, type Pattern, type Spans } from '../pattern.ts'
import { type Quadratic, quadraticOf } from '../quadratic.ts'
import type { Regime } from '../regime.ts'
import { baseOf, hardColumns, penaltyConstant, type Rows } from '../rows.ts'
import { type LotLists, lotListsOf } from './lot-lists.ts'
import { cheapestSale, type Sale } from './sale.ts'
import { stationaryAmount } from './stationary.ts'

/** What a branch allows: bits of `Allow` a security, of `GroupAllow` a group of identical securities. */
export interface Restriction {
  readonly securities: Uint8Array
  readonly groups: Uint8Array
}
export const Allow = { rest: 1, sell: 2, buy: 4, exit: 8, all: 15 } as const
export const GroupAllow = { purchase: 1, loss: 2, both: 3 } as const

export interface Oracle {
  readonly problem: Problem
  readonly rows: Rows
  readonly quadratic: Quadratic
  readonly constant: number
  readonly regime: Regime
  readonly spans: Spans
  readonly columns: Columns
  readonly base: Float64Array
  readonly lists: LotLists
  /** Rows, the number of trades and what else has a price of its own (rows.ts). */
  readonly dimension: number
  /** Which modes are open at all, as bits of `Allow`; sales at a gain only have a list of their own. */
  readonly open: Uint8Array
  readonly openGains: Uint8Array
  /** 1 where the security belongs to a group of identical ones. */
  readonly grouped: Uint8Array
  /** Of the last evaluation: each security's cost in each mode, the amount and the gains realized there. */
  readonly cost: Float64Array
  readonly amount: Float64Array
  readonly shortGain: Float64Array
  readonly longGain: Float64Array
  readonly mode: Pattern
  readonly gradient: Float64Array
  /** 1 where selling all there is sells a lot at a loss. */
  readonly exitLoss: Uint8Array
  /** At the prices of the last evaluation: what each security's squared distance from its target counts for. */
  readonly own: Float64Array
}

export const modes = 5

export function oracleOf(problem: Problem, rows: Rows, regime: Regime, spans: Spans): Oracle {
  const { count } = problem.securities
  const quadratic = quadraticOf(problem)
  const base = new Float64Array(rows.dimension)
  base.set(baseOf(problem, rows, regime))
  if (rows.variance >= 0) base[rows.variance] = -(problem.limits.trackingError ** 2)
  const grouped = new Uint8Array(count)
  for (const members of problem.limits.identicalGroups) for (const i of members) grouped[i] = 1
  const openOf = (i: number) =>
    (spans.mayRest[i] ? Allow.rest : 0) |
    (isOpen(spans.sell, i) ? Allow.sell : 0) |
    (isOpen(spans.buy, i) ? Allow.buy : 0) |
    (spans.mayExit[i] ? Allow.exit : 0)
  const oracle: Oracle = {
    problem,
    rows,
    quadratic,
    constant: regime.constant + penaltyConstant(problem) + quadratic.constant + driftConstant(problem, quadratic),
    regime,
    spans,
    columns: columnsOf([...hardColumns(problem, rows, regime, quadratic), ...ownColumns(problem, rows)]),
    base,
    lists: lotListsOf(problem),
    dimension: rows.dimension,
    open: Uint8Array.from({ length: count }, (_, i) => openOf(i)),
    openGains: Uint8Array.from({ length: count }, (_, i) => (isOpen(spans.sellGains, i) ? 1 : 0)),
    grouped,
    cost: new Float64Array(count * modes).fill(Infinity),
    amount: new Float64Array(count * modes),
    shortGain: new Float64Array(count * modes),
    longGain: new Float64Array(count * modes),
    mode: new Uint8Array(count),
    gradient: new Float64Array(rows.dimension),
    exitLoss: new Uint8Array(count),
    own: quadratic.own.slice(),
  }
  prepareExits(oracle)
  return oracle
}

/** Of d = drift + change, what the drift alone makes of the linear terms. */
function driftConstant({ securities }: Problem, { linear }: Quadratic): number {
  let constant = 0
  for (let i = 0; i < linear.length; i++) constant += linear[i] * securities.drift[i]
  return constant
}

/** Slacks of the rows that only the bound knows. */
function ownColumns({ limits }: Problem, rows: Rows): Column[] {
  const list: Column[] = [{ low: 0, high: limits.trades, row: rows.trades, coefficient: -1 }]
  if (rows.variance >= 0) list.push({ low: 0, high: Infinity, row: rows.variance, coefficient: 1 })
  if (rows.names >= 0) list.push({ low: 0, high: limits.names, row: rows.names, coefficient: -1 })
  return list
}

/** Selling all there is leaves nothing to choose: amount and gains are the same at any prices. */
function prepareExits({ problem, spans, amount, shortGain, longGain, exitLoss }: Oracle): void {
  const { securities, lots } = problem
  for (let i = 0; i < securities.count; i++) {
    if (!spans.mayExit[i]) continue
    const at = i * modes + Mode.exit
    amount[at] = securities.sellable[i]
    for (let l = lots.start[i]; l < lots.start[i + 1]; l++) {
      if (lots.gain[l] < 0 && lots.free[l] > 0) exitLoss[i] = 1
      if (lots.long[l]) longGain[at] += lots.gain[l] * lots.free[l]
      else shortGain[at] += lots.gain[l] * lots.free[l]
    }
  }
}

export function unrestricted(problem: Problem): Restriction {
  return {
    securities: new Uint8Array(problem.securities.count).fill(Allow.all),
    groups: new Uint8Array(problem.limits.identicalGroups.length).fill(GroupAllow.both),
  }
}

/** The bound at `price`; −∞ outside the dual's domain, +∞ where the restriction leaves a security without any mode. Leaves its working in the oracle. */
export function boundAt(oracle: Oracle, price: Float64Array, restriction: Restriction): number {
  oracle.gradient.set(oracle.base)
  let bound = oracle.constant
  priceVariance(oracle, price)
  for (let row = 0; row < oracle.dimension; row++) bound += oracle.base[row] * price[row]
  bound += atColumns(oracle, price)
  priceModes(oracle, price, restriction)
  bound += chooseAlone(oracle) + chooseInGroups(oracle, restriction)
  addChosen(oracle)
  return bound
}

/** A price on the tracking error adds to what every square counts for. */
function priceVariance({ problem, rows, quadratic, own }: Oracle, price: Float64Array): void {
  if (rows.variance < 0) return
  const theta = price[rows.variance]
  for (let i = 0; i < own.length; i++) own[i] = quadratic.own[i] + theta * problem.factors.specific[i]
}

/** Each column at its best: where its reduced cost is lowest. */
function atColumns({ columns, gradient, rows }: Oracle, price: Float64Array): number {
  let sum = 0
  const theta = rows.variance < 0 ? 0 : price[rows.variance]
  for (let c = 0; c < columns.count; c++) {
    const other = columns.otherRow[c]
    let reduced = columns.cost[c] + columns.coefficient[c] * price[columns.row[c]]
    if (other >= 0) reduced += columns.otherCoefficient[c] * price[other]
    const factor = columns.row[c] < rows.factors
    const curvature = columns.curvature[c] + (factor ? 2 * theta : 0)
    let best = reduced < 0 ? columns.high[c] : columns.low[c]
    if (curvature > 0) best = Math.min(Math.max(-reduced / curvature, columns.low[c]), columns.high[c])
    if (!Number.isFinite(best)) return -Infinity
    sum += best * (reduced + 0.5 * curvature * best)
    if (factor && rows.variance >= 0) gradient[rows.variance] += best * best
    gradient[columns.row[c]] += columns.coefficient[c] * best
    if (other >= 0) gradient[other] += columns.otherCoefficient[c] * best
  }
  return sum
}

/** The cost of every mode of every security at these prices. */
function priceModes(oracle: Oracle, price: Float64Array, restriction: Restriction): void {
  const { problem, rows, cost, open, openGains, grouped, own, quadratic } = oracle
  const { securities, factors, limits, weights } = problem
  const name = rows.names < 0 ? 0 : price[rows.names]
  const k = factors.count
  const costWeight = weights.cost
  for (let i = 0; i < securities.count; i++) {
    let change = price[rows.budget] + quadratic.linear[i]
    for (let f = 0, at = i * k; f < k; f++, at++) change += factors.exposure[at] * price[f]
    for (let at = limits.memberStart[i]; at < limits.memberStart[i + 1]; at++) {
      change += limits.memberWeight[at] * price[rows.budget + limits.member[at]]
    }
    const resting = own[i] * securities.drift[i] * securities.drift[i]
    const once = resting + costWeight * securities.fixedCost[i] + price[rows.trades]
    const trading = securities.held[i] > 0 ? once + name : once
    const linear = costWeight * securities.linearCost[i] + price[rows.turnover]
    const allowed = open[i] & restriction.securities[i]
    const at = i * modes
    cost[at] = allowed & Allow.rest ? (securities.held[i] > 0 ? resting + name : resting) : Infinity
    cost[at + Mode.sell] = allowed & Allow.sell ? trading + priceSale(oracle, i, Mode.sell, linear - change, price) : Infinity
    const gainsOnly = grouped[i] === 1 && openGains[i] === 1 && (restriction.securities[i] & Allow.sell) !== 0
    cost[at + Mode.sellGains] = gainsOnly ? trading + priceSale(oracle, i, Mode.sellGains, linear - change, price) : Infinity
    cost[at + Mode.buy] = allowed & Allow.buy ? once + name + pricePurchase(oracle, i, linear + change) : Infinity
    if (rows.names >= 0) cost[at + Mode.exit] = allowed & Allow.exit ? once + priceExit(oracle, i, linear - change, price) : Infinity
  }
}

const sale: Sale = { amount: 0, tax: 0, shortGain: 0, longGain: 0 }
const saleTerms = { slope: 0, curvature: 0, impact: 0, power: 1.5, low: 0, high: 0, shortRate: 0, longRate: 0 }

/** Cost of the best sale, beyond what resting costs: specific risk, impact, tax and the price of the rows. */
function priceSale(oracle: Oracle, i: number, mode: number, unitCost: number, price: Float64Array): number {
  const { problem, rows, regime, spans, lists } = oracle
  const { securities, weights } = problem
  const specific = oracle.own[i]
  const span = mode === Mode.sell ? spans.sell : spans.sellGains
  const first = price[rows.tax]
  const second = price[rows.tax + 1]
  saleTerms.slope = unitCost - 2 * specific * securities.drift[i]
  saleTerms.curvature = 2 * specific
  saleTerms.impact = weights.cost * securities.impact[i]
  saleTerms.power = securities.impactPower
  saleTerms.low = span.low[i]
  saleTerms.high = span.high[i]
  saleTerms.shortRate = regime.short[0] * first + regime.short[1] * second
  saleTerms.longRate = regime.long[0] * first + regime.long[1] * second
  if (!cheapestSale(lists, i, mode === Mode.sellGains, saleTerms, sale)) return Infinity
  const at = i * modes + mode
  oracle.amount[at] = sale.amount
  oracle.shortGain[at] = sale.shortGain
  oracle.longGain[at] = sale.longGain
  return sale.tax + smoothCost(sale.amount, saleTerms.slope, specific, saleTerms.impact, saleTerms.power)
}

/** Cost of selling all there is, beyond what resting costs. */
function priceExit({ problem, rows, regime, own, amount, shortGain, longGain }: Oracle, i: number, unitCost: number, price: Float64Array) {
  const { securities, weights } = problem
  const at = i * modes + Mode.exit
  const [first, second] = [price[rows.tax], price[rows.tax + 1]]
  const short = regime.short[0] * first + regime.short[1] * second
  const long = regime.long[0] * first + regime.long[1] * second
  const slope = unitCost - 2 * own[i] * securities.drift[i]
  const impact = weights.cost * securities.impact[i]
  return short * shortGain[at] + long * longGain[at] + smoothCost(amount[at], slope, own[i], impact, securities.impactPower)
}

function pricePurchase({ problem, spans, amount, own }: Oracle, i: number, unitCost: number): number {
  const { securities, weights } = problem
  const specific = own[i]
  const impact = weights.cost * securities.impact[i]
  const power = securities.impactPower
  const slope = unitCost + 2 * specific * securities.drift[i]
  const bought = stationaryAmount(slope, 2 * specific, impact, power, spans.buy.low[i], spans.buy.high[i])
  amount[i * modes + Mode.buy] = bought
  return smoothCost(bought, slope, specific, impact, power)
}

function smoothCost(amount: number, slope: number, specific: number, impact: number, power: number): number {
  const root = power === 1.5 ? Math.sqrt(amount) : amount ** (power - 1)
  return amount * (slope + specific * amount + impact * root)
}

function chooseAlone({ problem, cost, mode, grouped }: Oracle): number {
  let sum = 0
  for (let i = 0; i < problem.securities.count; i++) {
    if (grouped[i] === 1) continue
    const at = i * modes
    let best = Mode.none as number
    if (cost[at + Mode.sell] < cost[at + best]) best = Mode.sell
    if (cost[at + Mode.buy] < cost[at + best]) best = Mode.buy
    if (cost[at + Mode.exit] < cost[at + best]) best = Mode.exit
    mode[i] = best
    sum += cost[at + best]
  }
  return sum
}

/** Either nobody in the group sells at a loss, or nobody buys (IRC 1091: a wash sale reaches substantially identical securities). */
function chooseInGroups({ problem, cost, mode, exitLoss }: Oracle, restriction: Restriction): number {
  let total = 0
  problem.limits.identicalGroups.forEach((members, group) => {
    let purchase = restriction.groups[group] & GroupAllow.purchase ? 0 : Infinity
    let loss = restriction.groups[group] & GroupAllow.loss ? 0 : Infinity
    for (const i of members) {
      const at = i * modes
      purchase += Math.min(cost[at], cost[at + Mode.sellGains], cost[at + Mode.buy], exitLoss[i] ? Infinity : cost[at + Mode.exit])
      loss += Math.min(cost[at], cost[at + Mode.sell], cost[at + Mode.exit])
    }
    const buys = purchase <= loss
    for (const i of members) {
      const at = i * modes
      let best = Mode.none as number
      const candidates = buys ? buyingModes : lossModes
      for (const candidate of candidates) {
        const barred = buys && candidate === Mode.exit && exitLoss[i] === 1
        if (!barred && cost[at + candidate] < cost[at + best]) best = candidate
      }
      mode[i] = best
    }
    total += Math.min(purchase, loss)
  })
  return total
}

const buyingModes = [Mode.sellGains, Mode.buy, Mode.exit]
const lossModes = [Mode.sell, Mode.exit]

/** Adds what the chosen trades put into each row to the supergradient. */
function addChosen(oracle: Oracle): void {
  const { problem, rows, regime, mode, amount, shortGain, longGain, gradient } = oracle
  const { securities, factors, limits } = problem
  const k = factors.count
  for (let i = 0; i < securities.count; i++) {
    const at = i * modes + mode[i]
    const change = mode[i] === Mode.none ? 0 : mode[i] === Mode.buy ? amount[at] : -amount[at]
    addOwn(oracle, i, change)
    if (mode[i] === Mode.none) continue
    for (let f = 0, g = i * k; f < k; f++, g++) gradient[f] += factors.exposure[g] * change
    gradient[rows.budget] += change
    for (let m = limits.memberStart[i]; m < limits.memberStart[i + 1]; m++) {
      gradient[rows.budget + limits.member[m]] += limits.memberWeight[m] * change
    }
    gradient[rows.turnover] += amount[at]
    gradient[rows.trades] += 1
    if (mode[i] === Mode.buy) continue
    gradient[rows.tax] += regime.short[0] * shortGain[at] + regime.long[0] * longGain[at]
    gradient[rows.tax + 1] += regime.short[1] * shortGain[at] + regime.long[1] * longGain[at]
  }
}

/** What the security adds to the squared tracking error and to the names held. */
function addOwn({ problem, rows, mode, gradient }: Oracle, i: number, change: number): void {
  const { securities, factors } = problem
  if (rows.variance >= 0) gradient[rows.variance] += factors.specific[i] * (securities.drift[i] + change) ** 2
  if (rows.names < 0 || mode[i] === Mode.exit) return
  if (securities.held[i] > 0 || mode[i] === Mode.buy) gradient[rows.names] += 1
}
