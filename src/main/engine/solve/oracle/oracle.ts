/**
 * The Lagrangian bound. With prices λ on the coupling rows (rows.ts, and κ on the number of trades) the problem falls apart by security, and by group of identical
 * securities: the best of doing nothing, selling and buying is found exactly, minimum trades, fixed costs, impact and the either-or of wash sales included. The sum
 * is a lower bound of the whole problem at any λ of the dual's domain; what each row then adds up to is a supergradient.
 */
import type { Problem } from '../../optimize/problem.ts'
import { type Column, columnsOf } from '../columns.ts'
import { isOpen, Mode, type Spans } from '../pattern.ts'
import { type Quadratic, quadraticOf } from '../quadratic.ts'
import type { Regime } from '../regime.ts'
import { baseOf, hardColumns, penaltyConstant, type Rows } from '../rows.ts'
import { addTrade } from './add-trade.ts'
import { lotListsOf } from './lot-lists.ts'
import { Beside, priceChanges, priceSecurity } from './price-modes.ts'
import { tieCostsOf } from './tie-cost.ts'
import { addTies, chooseTied, priceTied, tiedChoiceOf, tiesByGroup } from './tied.ts'
import { tiesOf } from './ties.ts'
import { Allow, GroupAllow, modes, type Oracle, type Restriction } from './working.ts'

export function oracleOf(problem: Problem, rows: Rows, regime: Regime, spans: Spans): Oracle {
  const { count } = problem.securities
  const quadratic = quadraticOf(problem)
  const base = new Float64Array(rows.dimension)
  base.set(baseOf(problem, rows, regime))
  if (rows.variance >= 0) base[rows.variance] = -(problem.limits.trackingError ** 2)
  const grouped = new Uint8Array(count)
  for (const members of problem.limits.identicalGroups) for (const i of members) grouped[i] = 1
  const ties = tiesOf(problem)
  const tied = new Uint8Array(count)
  for (const { members } of ties) for (const i of members) tied[i] = 1
  const tiedFactor = new Uint8Array(problem.factors.count)
  for (const { factor } of ties) tiedFactor[factor] = 1
  const { costs: tieCosts, folded } = tieCostsOf(problem, ties, base)
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
    ties,
    tied,
    tiedFactor,
    free: Int32Array.from(tiedFactor.keys()).filter(f => tiedFactor[f] === 0),
    tieCosts,
    folded,
    choice: tiedChoiceOf(ties.length, count, problem.limits.identicalGroups.length),
    tiesOfGroup: tiesByGroup(ties, problem),
    theta: { value: 0 },
    change: new Float64Array(count),
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

/** The same bound, with what every mode of every security costs there. */
export function boundAt(oracle: Oracle, price: Float64Array, restriction: Restriction): number {
  const bound = boundOnly(oracle, price, restriction)
  priceTied(oracle, price, restriction)
  return bound
}

/** The bound at `price`; −∞ outside the dual's domain, +∞ where the restriction leaves a security without any mode. Leaves its working in the oracle, but for
 *  costs of securities that ties hold together. */
export function boundOnly(oracle: Oracle, price: Float64Array, restriction: Restriction): number {
  oracle.gradient.set(oracle.base)
  let bound = oracle.constant
  priceVariance(oracle, price)
  const { rows, base, tiedFactor } = oracle
  for (let row = 0; row < rows.ties; row++) if (row >= rows.factors || tiedFactor[row] === 0) bound += base[row] * price[row]
  bound += atColumns(oracle, price)
  priceModes(oracle, price, restriction)
  bound += chooseAlone(oracle) + chooseInGroups(oracle, price, restriction)
  addChosen(oracle)
  addTies(oracle)
  return bound
}

/** Puts the prices of the ties, as the last evaluation found them, among the others; limits that are a tie's have none. */
export function withTiePrices({ ties, choice, rows, folded }: Oracle, price: Float64Array): void {
  for (let row = 0; row < folded.length; row++) if (folded[row] === 1) price[rows.budget + row] = 0
  ties.forEach(({ factor }, t) => {
    price[factor] = choice.price[2 * t]
    price[rows.ties + t] = choice.price[2 * t + 1]
  })
}

/** The cost of every mode of every security at these prices; of those that are tied later, at the prices of their ties. */
function priceModes(oracle: Oracle, price: Float64Array, restriction: Restriction): void {
  const { problem, change, tied } = oracle
  priceChanges(oracle, price)
  for (let i = 0; i < problem.securities.count; i++)
    if (tied[i] === 0) priceSecurity(oracle, i, change[i], price, restriction, Beside.either)
}

/** A price on the tracking error adds to what every square counts for. */
function priceVariance({ problem, rows, quadratic, own, theta: known }: Oracle, price: Float64Array): void {
  if (rows.variance < 0) return
  const theta = price[rows.variance]
  known.value = theta
  for (let i = 0; i < own.length; i++) own[i] = quadratic.own[i] + theta * problem.factors.specific[i]
}

/** Each column at its best: where its reduced cost is lowest. */
function atColumns({ columns, gradient, rows, tiedFactor, folded }: Oracle, price: Float64Array): number {
  let sum = 0
  const theta = rows.variance < 0 ? 0 : price[rows.variance]
  for (let c = 0; c < columns.count; c++) {
    const other = columns.otherRow[c]
    let reduced = columns.cost[c] + columns.coefficient[c] * price[columns.row[c]]
    if (other >= 0) reduced += columns.otherCoefficient[c] * price[other]
    const factor = columns.row[c] < rows.factors
    if (factor ? tiedFactor[columns.row[c]] === 1 : folded[columns.row[c] - rows.budget] === 1) continue
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
function chooseInGroups(oracle: Oracle, price: Float64Array, restriction: Restriction): number {
  const { problem, cost, mode, exitLoss, tied, choice } = oracle
  let total = 0
  problem.limits.identicalGroups.forEach((members, group) => {
    let purchase = restriction.groups[group] & GroupAllow.purchase ? 0 : Infinity
    let loss = restriction.groups[group] & GroupAllow.loss ? 0 : Infinity
    for (const i of members) {
      if (tied[i] === 1) continue
      const at = i * modes
      purchase += Math.min(cost[at], cost[at + Mode.sellGains], cost[at + Mode.buy], exitLoss[i] ? Infinity : cost[at + Mode.exit])
      loss += Math.min(cost[at], cost[at + Mode.sell], cost[at + Mode.exit])
    }
    total += chooseTied(oracle, group, [purchase, loss], price, restriction)
    const buys = choice.side[group] === 0
    for (const i of members) {
      if (tied[i] === 1) continue
      const at = i * modes
      let best = Mode.none as number
      const candidates = buys ? buyingModes : lossModes
      for (const candidate of candidates) {
        const barred = buys && candidate === Mode.exit && exitLoss[i] === 1
        if (!barred && cost[at + candidate] < cost[at + best]) best = candidate
      }
      mode[i] = best
    }
  })
  return total
}

const buyingModes = [Mode.sellGains, Mode.buy, Mode.exit]
const lossModes = [Mode.sell, Mode.exit]

/** Adds what the chosen trades put into each row to the supergradient. */
function addChosen(oracle: Oracle): void {
  const { problem, rows, mode, amount, shortGain, longGain, tied } = oracle
  const restCounts = rows.variance >= 0 || rows.names >= 0
  for (let i = 0; i < problem.securities.count; i++) {
    if (tied[i] === 1 || (mode[i] === Mode.none && !restCounts)) continue
    const at = i * modes + mode[i]
    addTrade(oracle, i, mode[i], amount[at], shortGain[at], longGain[at], 1)
  }
}
